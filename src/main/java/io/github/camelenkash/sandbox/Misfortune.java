package io.github.camelenkash.sandbox;

import java.util.function.BiFunction;

/**
 * What befalls one whole call: a {@link Fault}, or an answer that a test wrote itself.
 *
 * @param fault null for a written answer
 * @param effect whether the points move
 * @param spoiler makes the answer that goes back from the right one, which is null where there is no effect
 */
record Misfortune(Fault fault, Fault.Effect effect, BiFunction<Answer, Scene, Answer> spoiler) {

    static Misfortune of(Fault fault) {
        return new Misfortune(fault, fault.effect(), fault::spoil);
    }

    static Misfortune written(Fault.Effect effect, Answer answer) {
        return new Misfortune(null, effect, (right, scene) -> answer);
    }
}

package io.github.camelenkash.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The rounds of one contender under one load.
 *
 * @param contender who
 * @param callers how many at a time
 * @param latencyMillis how long the server holds each answer back
 * @param rounds what they came to
 */
record Figures(Contenders contender, int callers, int latencyMillis, List<Round> rounds) {

    /** The middle one of the rounds. */
    double median(ToDoubleFunction<Round> figure) {
        var sorted = rounds.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double least(ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).min().orElseThrow();
    }

    double most(ToDoubleFunction<Round> figure) {
        return rounds.stream().mapToDouble(figure).max().orElseThrow();
    }

    long errors() {
        return rounds.stream().mapToLong(Round::errors).sum();
    }

    long awards() {
        return rounds.stream().mapToLong(Round::awards).sum();
    }
}

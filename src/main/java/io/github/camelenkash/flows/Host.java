package io.github.camelenkash.flows;

import java.time.Clock;
import java.util.Collection;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a file needs of the application around it.
 *
 * @param environment whom is paid through, in words, or null
 * @param listeners who is told how far a file is
 * @param leaving whether the application is stopping
 * @param clock what time it is
 */
record Host(
        String environment,
        Supplier<? extends Collection<FileProgressListener>> listeners,
        BooleanSupplier leaving,
        Clock clock) {}

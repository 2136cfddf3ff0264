package io.github.camelenkash.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two tries; tests replace it, so that no test waits. */
@FunctionalInterface
interface Pause {

    /** @throws InterruptedException if the thread is asked to stop meanwhile */
    void nanos(long nanos) throws InterruptedException;

    /** Waits for something that never happens, which a shutdown can interrupt. */
    static Pause real() {
        return nanos -> {
            if (new CountDownLatch(1).await(nanos, TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("Nobody counts this down");
            }
        };
    }
}

package io.github.camelenkash.ledger;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The passing of time within one process: monotonic, and replaced in tests and simulations. */
public interface Waiting {

    /** As {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Lets time pass.
     *
     * @throws InterruptedException if the thread is asked to stop
     */
    void pause(Duration duration) throws InterruptedException;

    /** The machine's own time. */
    static Waiting real() {
        return new Waiting() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
            }
        };
    }
}

package io.github.camelenkash;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.CamelContext;

/**
 * Lets a consumer that stops wait for its poll under way: where it stops for another node to begin, an exchange that is
 * not noted as done yet would be delivered there again.
 */
final class PollTurn {

    private final ReentrantLock lock = new ReentrantLock();

    /** Runs a poll. */
    <T> T during(Callable<T> poll) throws Exception {
        lock.lock();
        try {
            return poll.call();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the poll under way, no longer than the context gives exchanges to end. A poll itself does not wait. */
    void awaitEnd(CamelContext context) {
        try {
            if (lock.tryLock(
                    context.getShutdownStrategy().getTimeout(),
                    context.getShutdownStrategy().getTimeUnit())) {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            // Whoever interrupts does not want to wait; stopping goes on.
            Thread.currentThread().interrupt();
        }
    }
}

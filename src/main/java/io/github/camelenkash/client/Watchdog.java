package io.github.camelenkash.client;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that cuts calls which outlive their time, however slowly the server trickles. */
final class Watchdog implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer;

    Watchdog() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "enkash-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every watch is called off long before it is due; it must not stay in the queue until then.
        timer.setRemoveOnCancelPolicy(true);
    }

    ScheduledFuture<?> in(long nanos, Runnable task) {
        return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    void every(long seconds, Runnable task) {
        timer.scheduleWithFixedDelay(task, seconds, seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}

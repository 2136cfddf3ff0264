package io.github.camelenkash;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * Knows whether Camel has reloaded a context since the login was read, whoever asked it to: a vault, a file, JMX, the
 * developer console.
 */
final class Reloading extends SimpleEventNotifierSupport {

    private final Runnable ended;
    private final AtomicInteger begun = new AtomicInteger();
    /** Of those that have begun, the last one after which the login was read. */
    private volatile int read;
    /** Who reloads the context now, or null. */
    private volatile Thread by;

    /** @param ended is told when Camel has reloaded, or failed to */
    Reloading(Runnable ended) {
        this.ended = ended;
        // Of nothing else: Camel makes an event for each step of each exchange where somebody listens to them.
        setIgnoreCamelContextEvents(false);
    }

    /**
     * Whether whoever makes an endpoint on this thread is to read the login first. Camel tells before it reads its
     * properties, and then makes the endpoints of routes on the same thread; those that other threads make meanwhile
     * are still of before.
     */
    boolean isDue() {
        if (begun.get() == read) {
            return false;
        }
        var reloads = by;
        return reloads == null || reloads == Thread.currentThread();
    }

    /** How many reloads have begun so far. */
    int begun() {
        return begun.get();
    }

    /** The login was read, and nothing was done about reloads that have begun since. */
    void readAfter(int reloads) {
        read = reloads;
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.CamelContextReloadingEvent
                || event instanceof CamelEvent.CamelContextReloadedEvent
                || event instanceof CamelEvent.CamelContextReloadFailureEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        if (event instanceof CamelEvent.CamelContextReloadingEvent) {
            by = Thread.currentThread();
            begun.incrementAndGet();
        } else {
            ended.run();
            by = null;
        }
    }
}

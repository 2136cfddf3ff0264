package io.github.camelenkash;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/** Tells when Camel begins to reload a context, whoever asked it to: a vault, a file, JMX, the developer console. */
final class Reloading extends SimpleEventNotifierSupport {

    private final Runnable begun;

    Reloading(Runnable begun) {
        this.begun = begun;
        // Of nothing else: Camel makes an event for each step of each exchange where somebody listens to them.
        setIgnoreCamelContextEvents(false);
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.CamelContextReloadingEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        begun.run();
    }
}

package io.github.camelenkash.flows;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.support.SynchronizationAdapter;

/** What is done once Camel has moved a dropped file to its place, which its consumer does when the exchange is done. */
final class WhenMoved extends SynchronizationAdapter {

    private final Runnable action;

    private WhenMoved(Runnable action) {
        this.action = action;
    }

    static void run(Exchange exchange, Runnable action) {
        exchange.getExchangeExtension().addOnCompletion(new WhenMoved(action));
    }

    @Override
    public void onDone(Exchange done) {
        action.run();
    }

    /** After the move. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST;
    }
}

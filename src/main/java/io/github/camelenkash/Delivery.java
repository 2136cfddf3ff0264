package io.github.camelenkash;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exchange on its way through the route. Its end is told when the exchange is done, which is later than the route's
 * return where the route hands it to other threads ({@code seda}).
 */
final class Delivery extends SynchronizationAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Runnable done;
    private final Runnable failed;
    private final AtomicReference<RuntimeException> notKept = new AtomicReference<>();
    private volatile boolean hasFailed;
    private volatile boolean returned;

    private Delivery(Runnable done, Runnable failed) {
        this.done = done;
        this.failed = failed;
    }

    /**
     * Sends an exchange into the route and waits for the route's return.
     *
     * @param done the route is done with it; may throw where that cannot be written down
     * @param failed the route failed or was rolled back
     * @return whether it did not fail so far
     * @throws RuntimeException what {@code done} threw
     */
    static boolean send(DefaultConsumer consumer, Exchange exchange, Runnable done, Runnable failed) {
        var delivery = new Delivery(done, failed);
        exchange.getExchangeExtension().addOnCompletion(delivery);
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            consumer.releaseExchange(exchange, false);
        }
        delivery.returned = true;
        // Taken, so that it is told once: here, or by the thread that ends the exchange.
        var notKept = delivery.notKept.getAndSet(null);
        if (notKept != null) {
            throw notKept;
        }
        return !delivery.hasFailed;
    }

    @Override
    public void onComplete(Exchange exchange) {
        if (exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()) {
            onFailure(exchange);
            return;
        }
        try {
            done.run();
        } catch (RuntimeException e) {
            // Camel would log it and go on; the poll must not.
            notKept.set(e);
            if (returned && notKept.getAndSet(null) != null) {
                LOG.warn("That an exchange is done could not be written down; it may be delivered again", e);
            }
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        hasFailed = true;
        failed.run();
    }
}

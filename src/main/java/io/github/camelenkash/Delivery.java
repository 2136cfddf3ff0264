package io.github.camelenkash;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * One exchange on its way through the route. Its end is told when the exchange is done, which is later than the route's
 * return where the route hands it to other threads ({@code seda}).
 */
final class Delivery extends SynchronizationAdapter {

    private final Runnable done;
    private final Runnable failed;
    private final AtomicReference<RuntimeException> notKept = new AtomicReference<>();
    private volatile boolean hasFailed;

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
        if (delivery.notKept.get() != null) {
            throw delivery.notKept.get();
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
        }
    }

    @Override
    public void onFailure(Exchange exchange) {
        hasFailed = true;
        failed.run();
    }
}

package io.github.camelenkash;

import io.github.camelenkash.api.Masking;
import io.github.camelenkash.ledger.Desk;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.Movements;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once, in the background, after what a crash left in a durable ledger. Routes do not wait for it, and nothing is
 * sent by it.
 */
final class SettlingAtStart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EnkashComponent.class);
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Set<Place> begun = new HashSet<>();
    private ExecutorService thread;
    private ExecutorServiceManager threads;
    private volatile boolean stopping;

    /** What one run looks after. */
    private record Place(Ledger ledger, MovementKey scope) {}

    /** Begins a run, unless these rows have had theirs, or the ledger has forgotten what there was. */
    void begin(CamelContext context, Movements movements, Ledger ledger, MovementKey scope) {
        if (ledger.isVolatile() || !begun.add(new Place(ledger, scope))) {
            return;
        }
        if (thread == null) {
            stopping = false;
            // Ends by itself when it has been idle for a while.
            threads = context.getExecutorServiceManager();
            thread = threads.newThreadPool(this, "EnkashSettlingAtStart", 1, 1);
        }
        thread.execute(() -> run(new Desk(movements)));
    }

    private void run(Desk desk) {
        try {
            desk.settleWhatWasLeft(() -> stopping)
                    .ifPresent(report -> LOG.info(
                            "Settled what was left in the ledger: {} looked at, {} paid, {} refused, {} to be sent again,"
                                    + " {} parked, {} unknown still",
                            report.looked(),
                            report.paid(),
                            report.refused(),
                            report.toSendAgain(),
                            report.parked(),
                            report.unknown()));
        } catch (RuntimeException e) {
            if (!stopping) {
                LOG.warn(
                        "What was left in the ledger is not settled yet: {}. It is by the next order of each reference, or"
                                + " by enkash:settle",
                        Masking.clean(e.getMessage()));
            }
        }
    }

    /** Asks the run to end. No interrupt: it would close the file of an H2 ledger beneath its other users. */
    void stop() {
        stopping = true;
        begun.clear();
        if (thread != null) {
            threads.shutdown(thread);
        }
    }

    /** Waits for the end of the run, for a bounded time. */
    @Override
    public void close() {
        stop();
        if (thread == null) {
            return;
        }
        try {
            if (!thread.awaitTermination(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Settling what was left in the ledger has not ended yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }
}

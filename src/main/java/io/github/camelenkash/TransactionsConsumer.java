package io.github.camelenkash;

import io.github.camelenkash.client.KeyedTransaction;
import io.github.camelenkash.client.TransactionWindows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.util.CastUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an exchange for each new transaction, oldest first, one after the other. An exchange that fails ends its batch:
 * at the next poll it is delivered again and those behind it after it, so that none is skipped and none overtakes. A
 * route that must not wait for one bad transaction handles its failure, for instance with a dead letter channel.
 */
final class TransactionsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionsConsumer.class);

    private final EnkashEndpoint endpoint;
    private final PollTurn turn = new PollTurn();

    private PollService service;
    private SeenTransactions seen;
    private Instant started;
    private volatile boolean loaded;
    private volatile boolean waitsForFailed;

    TransactionsConsumer(EnkashEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        var configuration = endpoint.getConfiguration();
        service = endpoint.pollService(ConsumerSettings::checkTransactions);
        seen = new SeenTransactions(
                service.store(),
                service.name(),
                configuration.getLookBack(),
                configuration.getMaxSeen(),
                ConsumerSettings.zone(configuration));
        started = ConsumerSettings.startAt(configuration, Instant.now());
        loaded = false;
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        turn.awaitEnd(endpoint.getCamelContext());
        try {
            super.doStop();
        } finally {
            endpoint.endPolling(service);
            service = null;
        }
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        waitsForFailed = false;
        return turn.during(() -> isBatchAllowed() ? pollWindows() : 0);
    }

    private int pollWindows() throws Exception {
        if (!loaded) {
            seen.load(started);
            loaded = true;
        }
        seen.beginPoll();
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var configuration = endpoint.getConfiguration();
        var windows = new TransactionWindows(
                service.client(),
                endpoint.filter(),
                seen.askFrom(),
                null,
                configuration.getProgram(),
                SettingsReader.paging(configuration),
                configuration.getDateWindow());
        int delivered = 0;
        while (isBatchAllowed() && windows.hasNext()) {
            var window = service.calls().during(endpoint.getOperation(), windows::next);
            forceConsumerAsReady();
            var fresh = seen.takeNew(window, windows.hasNext() ? windows.position() : null, now);
            int room = maxMessagesPerPoll > 0 ? maxMessagesPerPoll - delivered : fresh.size();
            var batch = new ArrayDeque<>(fresh.subList(0, Math.min(fresh.size(), room)));
            int size = batch.size();
            int given = processBatch(CastUtils.cast(batch));
            delivered += given;
            // What is left of a batch that was broken off comes before anything younger, at the next poll.
            if (waitsForFailed || given < size || fresh.size() >= room && maxMessagesPerPoll > 0) {
                return delivered;
            }
        }
        if (!windows.hasNext() && isBatchAllowed()) {
            seen.polledToTheEnd(now);
        }
        return delivered;
    }

    /** @return how many were given to the route, the failed one among them: a poll with a failure is not an idle one */
    @Override
    public int processBatch(Queue<Object> batch) {
        int total = batch.size();
        int index = 0;
        while (index < total && isBatchAllowed() && !waitsForFailed) {
            var row = (KeyedTransaction) batch.poll();
            pendingExchanges = total - index - 1;
            seen.underWay(row);
            boolean ok = Delivery.send(
                    this,
                    exchange(row, index, total),
                    () -> seen.done(row, Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                    () -> seen.failed(row));
            index++;
            if (!ok) {
                waitsForFailed = true;
                LOG.warn(
                        "Transaction {} was not processed. It is delivered again at the next poll, and the {} behind it"
                                + " after it",
                        row.transaction().transactionId(),
                        batch.size());
            }
        }
        pendingExchanges = 0;
        return index;
    }

    private Exchange exchange(KeyedTransaction row, int index, int total) {
        var exchange = createExchange(false);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, total);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == total - 1);
        var message = exchange.getIn();
        message.setBody(row.transaction());
        if (row.transaction().transactionId() != null) {
            message.setHeader(EnkashConstants.TRANSACTION_ID, row.transaction().transactionId());
        }
        return exchange;
    }

    /** Greed must not hammer on an exchange that fails. */
    @Override
    public boolean isGreedy() {
        return super.isGreedy() && !waitsForFailed;
    }
}

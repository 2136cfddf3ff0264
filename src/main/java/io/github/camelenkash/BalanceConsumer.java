package io.github.camelenkash;

import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.UndecodableException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Starts an exchange when the account's balance falls below {@code lowBalance}, and one when it is back at
 * {@code rearmBalance}; nothing in between. What was told is kept once its exchange is done, so a failed one is sent
 * again at the next poll while the balance still says so. An account that cannot be read is an error, not a low balance.
 */
final class BalanceConsumer extends ScheduledPollConsumer {

    private static final String SLOT = "balance";

    private final EnkashEndpoint endpoint;
    private final PollTurn turn = new PollTurn();

    private PollService service;
    /** What an exchange is telling that is not done yet. */
    private volatile BalanceState underWay;

    private volatile boolean waitsForFailed;

    BalanceConsumer(EnkashEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        service = endpoint.pollService(ConsumerSettings::checkBalance);
        underWay = null;
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
        waitsForFailed = false;
        return turn.during(() -> isRunAllowed() ? pollBalance() : 0);
    }

    private int pollBalance() {
        var configuration = endpoint.getConfiguration();
        var polled = service;
        var account = polled.calls().during(endpoint.getOperation(), () -> polled.client()
                .read(new BalanceCall(), Input.nothing(), configuration.getProgram()));
        if (account.availableBalance() == null) {
            throw new UndecodableException(Failure.because("EnKash's answer names no availableBalance"));
        }
        forceConsumerAsReady();
        var told = told();
        var state = BalanceState.after(
                told,
                account.availableBalance(),
                ConsumerSettings.lowBalance(configuration),
                ConsumerSettings.rearmBalance(configuration));
        if (state == told || state == underWay) {
            return 0;
        }
        boolean silent =
                told == null && (state == BalanceState.RECOVERED || configuration.getFirstPoll() == FirstPoll.arm);
        if (silent) {
            keep(service, state);
            return 0;
        }
        tell(account, state);
        return 1;
    }

    private void tell(RewardAccount account, BalanceState state) {
        var exchange = createExchange(false);
        exchange.getIn().setBody(account);
        exchange.getIn().setHeader(EnkashConstants.BALANCE_STATE, state.name());
        // It may end on another thread, and after this consumer has stopped.
        var own = service;
        underWay = state;
        boolean ok = Delivery.send(
                this,
                exchange,
                () -> {
                    try {
                        keep(own, state);
                    } finally {
                        underWay = null;
                    }
                },
                () -> underWay = null);
        waitsForFailed = !ok;
    }

    /** What the route was told last; null before the first poll. */
    private BalanceState told() {
        var text = service.store().read(service.name(), List.of(SLOT)).get(SLOT);
        return text == null ? null : BalanceState.valueOf(text);
    }

    private static void keep(PollService service, BalanceState state) {
        service.store().write(service.name(), Map.of(SLOT, state.name()));
    }

    @Override
    public boolean isGreedy() {
        return super.isGreedy() && !waitsForFailed;
    }
}

package io.github.camelenkash.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger that does as another one, for tests to come between. */
class FailingLedger implements Ledger {

    private final Ledger ledger;

    FailingLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Before each access; throws if the ledger cannot be reached. */
    void access() {}

    @Override
    public Instant now() {
        return ledger.now();
    }

    @Override
    public Optional<Movement> find(MovementKey key) {
        access();
        return ledger.find(key);
    }

    @Override
    public boolean replace(Movement before, Movement after) {
        access();
        return ledger.replace(before, after);
    }

    @Override
    public boolean[] replaceAll(List<Change> changes) {
        access();
        return ledger.replaceAll(changes);
    }

    @Override
    public List<Movement> list(MovementKey scope, State state, Instant notChangedSince, Movement after, int limit) {
        access();
        return ledger.list(scope, state, notChangedSince, after, limit);
    }

    @Override
    public List<Movement> controls(Movement unknown) {
        access();
        return ledger.controls(unknown);
    }

    @Override
    public Optional<Movement> lastPaid(MovementKey scope, String operation, String account, boolean byAnswer) {
        access();
        return ledger.lastPaid(scope, operation, account, byAnswer);
    }

    @Override
    public Map<State, Long> count(MovementKey scope) {
        access();
        return ledger.count(scope);
    }

    @Override
    public boolean isVolatile() {
        return ledger.isVolatile();
    }

    @Override
    public void close() {
        ledger.close();
    }
}

package io.github.camelenkash.bench;

import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers nothing: shows what the component costs without its ledger. It exists in the benchmark only. */
final class NoLedger implements Ledger {

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Optional<Movement> find(MovementKey key) {
        return Optional.empty();
    }

    @Override
    public boolean replace(Movement before, Movement after) {
        return true;
    }

    @Override
    public List<Movement> list(MovementKey scope, State state, Instant notChangedSince, Movement after, int limit) {
        return List.of();
    }

    @Override
    public List<Movement> controls(Movement unknown) {
        return List.of();
    }

    @Override
    public Optional<Movement> lastPaid(MovementKey scope, String operation, String account, boolean byAnswer) {
        return Optional.empty();
    }

    @Override
    public Map<State, Long> count(MovementKey scope) {
        return Map.of();
    }

    @Override
    public boolean isVolatile() {
        return true;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}

package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.ledger.Ledger;

/** The in-memory ledger does what every ledger must do. */
class InMemoryLedgerContractTest extends LedgerContract {

    @Override
    Ledger open() {
        return new InMemoryLedger(java.time.Clock.tick(java.time.Clock.systemUTC(), java.time.Duration.ofNanos(1000)));
    }
}

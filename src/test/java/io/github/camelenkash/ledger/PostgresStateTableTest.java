package io.github.camelenkash.ledger;

import io.github.camelenkash.testing.LedgerStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of states with its rows in a real PostgreSQL. */
class PostgresStateTableTest extends StateTableTest {

    @RegisterExtension
    static final StoredRows ROWS = new StoredRows(LedgerStore.POSTGRESQL);

    @Override
    Scene scene() {
        return new Scene(ROWS.ledger());
    }
}

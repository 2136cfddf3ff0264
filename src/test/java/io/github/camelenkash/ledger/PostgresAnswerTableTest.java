package io.github.camelenkash.ledger;

import io.github.camelenkash.testing.LedgerStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of answers with its rows in a real PostgreSQL. */
class PostgresAnswerTableTest extends AnswerTableTest {

    @RegisterExtension
    static final StoredRows ROWS = new StoredRows(LedgerStore.POSTGRESQL);

    @Override
    Scene scene() {
        return new Scene(ROWS.ledger());
    }
}

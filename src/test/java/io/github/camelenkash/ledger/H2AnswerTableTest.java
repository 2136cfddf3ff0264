package io.github.camelenkash.ledger;

import io.github.camelenkash.testing.LedgerStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of answers with its rows in an H2 file. */
class H2AnswerTableTest extends AnswerTableTest {

    @RegisterExtension
    static final StoredRows ROWS = new StoredRows(LedgerStore.H2);

    @Override
    Scene scene() {
        return new Scene(ROWS.ledger());
    }
}

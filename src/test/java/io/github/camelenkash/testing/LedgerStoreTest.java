package io.github.camelenkash.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.ledger.jdbc.JdbcLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerStoreTest {

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void eachDatabaseIsFitForALedgerAndNewForEachTest(LedgerStore store, @TempDir Path one, @TempDir Path other) {
        var database = store.create(one);

        try (var ledger = JdbcLedger.open(database.url(), database.username(), database.password())) {
            assertThat(ledger.isVolatile()).isFalse();
        }
        assertThat(store.create(other).url()).isNotEqualTo(database.url());
    }
}

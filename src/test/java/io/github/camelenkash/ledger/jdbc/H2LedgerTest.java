package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.Ledger;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in an H2 file. */
class H2LedgerTest extends LedgerContract {

    @TempDir
    static Path folder;

    private static String url() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @Override
    Ledger open() {
        return JdbcLedger.open(url(), null, null);
    }

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() {
        ledger.replace(null, claimed("AGAIN"));
        ledger.close();
        ledger = open();

        assertThat(ledger.find(key("AGAIN"))).isPresent();
        assertThat(ledger.isVolatile()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:tcp://localhost/ledger",
                "jdbc:h2:ssl://localhost/ledger",
                "jdbc:h2:file:./ledger;AUTO_SERVER=TRUE",
                "jdbc:h2:file:./ledger;WRITE_DELAY=500"
            })
    void whatIsNotDurableOrNotOfOneProcessIsRefused(String url) {
        assertThatThrownBy(() -> JdbcLedger.open(url, null, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("ledger");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPageOfRowsIsReadInTheOrderOfTheIndexAndNothingIsSorted(boolean further) throws Exception {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.prepareStatement("EXPLAIN " + JdbcLedger.page(further))) {
            var moment = ledger.now().atOffset(ZoneOffset.UTC);
            var values = new ArrayList<Object>(List.of("UNKNOWN", moment, "scope", "partner", "company"));
            if (further) {
                values.addAll(List.of(moment, moment, "R-1", "R-1", "points"));
            }
            values.add(200);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (var plan = statement.executeQuery()) {
                plan.next();
                assertThat(plan.getString(1)).contains("ENKASH_MOVEMENT_STATE", "index sorted");
            }
        }
    }

    @Test
    void theLastPaidMovementIsTheFirstOfItsIndexAndNothingIsSorted() throws Exception {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.prepareStatement("EXPLAIN " + JdbcLedger.LAST_PAID)) {
            var values = List.of("allocate", "account", "scope", "partner", "company", 0, true);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (var plan = statement.executeQuery()) {
                plan.next();
                assertThat(plan.getString(1)).contains("ENKASH_MOVEMENT_CONTROL", "index sorted");
            }
        }
    }

    @Test
    void anotherDatabaseIsRefused() {
        assertThatThrownBy(() -> JdbcLedger.open("jdbc:mysql://localhost/ledger", "u", "p"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("PostgreSQL");
    }

    @Test
    void aDataSourceOfSomebodyElseIsUsedAndNotClosed() throws Exception {
        var dataSource = new JdbcDataSource();
        dataSource.setUrl("jdbc:h2:mem:lent;DB_CLOSE_DELAY=-1");
        try (var lent = JdbcLedger.open(dataSource)) {
            assertThat(lent.replace(null, claimed("LENT"))).isTrue();
        }
        try (var connection = dataSource.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
    }
}

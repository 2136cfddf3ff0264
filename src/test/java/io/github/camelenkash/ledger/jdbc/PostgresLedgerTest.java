package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.Rows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in a real PostgreSQL. */
class PostgresLedgerTest extends LedgerContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Ledger open() {
        return POSTGRES.open();
    }

    /** With this option the driver makes one statement of a batch, and does not say what became of each row. */
    @Test
    void aDriverThatDoesNotCountIsAskedRowByRow() {
        try (var uncounted = JdbcLedger.open(POSTGRES.url() + "&reWriteBatchedInserts=true", "postgres", "postgres")) {
            ledger.replace(null, claimed("R-2"));
            var changes = new ArrayList<Ledger.Change>();
            for (int i = 1; i <= 4; i++) {
                changes.add(new Ledger.Change(null, claimed("R-" + i)));
            }

            assertThat(uncounted.replaceAll(changes)).containsExactly(true, false, true, true);
            assertThat(uncounted.replaceAll(changes)).containsExactly(false, false, false, false);
        }
    }

    /** An index that begins with the state leads over every row that had the state since the last vacuum. */
    @ParameterizedTest
    @ValueSource(strings = {"force_generic_plan", "force_custom_plan"})
    void aRowIsReplacedByItsKeyWhateverTheTableHolds(String plans) throws SQLException {
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var setting = connection.createStatement()) {
            setting.execute("SET plan_cache_mode = " + plans);
            var sent = claimed("R-1");
            try (var update = connection.prepareStatement("EXPLAIN " + MovementRows.UPDATE)) {
                MovementRows.update(update, sent, Rows.paid(sent, "ECT1", null, ledger.now()));

                assertThat(plan(update)).contains("Index Scan using enkash_movement_pkey");
            }
        }
    }

    @Test
    void rowsAreReadByTheirKeysWhateverTheTableHolds() throws SQLException {
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var find = connection.prepareStatement("EXPLAIN " + MovementReader.FIND_ALL)) {
            MovementReader.keys(connection, find, List.of(key("R-1"), key("R-2")));

            assertThat(plan(find))
                    .contains("Index Scan using enkash_movement_pkey")
                    .doesNotContain("Seq Scan");
        }
    }

    private static String plan(PreparedStatement explained) throws SQLException {
        var plan = new StringJoiner("\n");
        try (var lines = explained.executeQuery()) {
            while (lines.next()) {
                plan.add(lines.getString(1));
            }
        }
        return plan.toString();
    }

    @Test
    void aServerThatDoesNotCommitDurablyIsRefused() throws SQLException {
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE careless LOGIN SUPERUSER");
            statement.execute("ALTER ROLE careless SET synchronous_commit = off");
        }

        assertThatThrownBy(() -> JdbcLedger.open(POSTGRES.url("careless"), "careless", ""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("synchronous_commit");
    }
}

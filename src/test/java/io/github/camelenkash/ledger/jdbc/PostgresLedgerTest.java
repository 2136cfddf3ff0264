package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.Rows;
import io.github.camelenkash.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

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
            try (var update = connection.prepareStatement("EXPLAIN " + MovementRows.UPDATE_OUTCOME)) {
                MovementRows.updateOutcome(update, sent, Rows.paid(sent, "ECT1", null, ledger.now()));

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

    @ParameterizedTest
    @EnumSource(State.class)
    void aPageOfRowsIsReadFromTheIndexOfItsState(State state) throws SQLException {
        var moment = ledger.now().atOffset(ZoneOffset.UTC);
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var setting = connection.createStatement();
                var page = connection.prepareStatement("EXPLAIN " + JdbcLedger.page(state, false))) {
            // Of the few rows of this table it would read all.
            setting.execute("SET enable_seqscan = off");
            setting.execute("SET enable_bitmapscan = off");
            var values = List.of(moment, "scope", "partner", "company", 200);
            for (int i = 0; i < values.size(); i++) {
                page.setObject(i + 1, values.get(i));
            }

            assertThat(plan(page))
                    .contains("using enkash_movement_" + (state == State.PAID ? "paid" : "open"))
                    .doesNotContain("Sort");
        }
    }

    @Test
    void theNeighbourOfAMovementIsTheFirstOfItsIndex() throws SQLException {
        var moment = ledger.now().atOffset(ZoneOffset.UTC);
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var setting = connection.createStatement();
                var neighbour = connection.prepareStatement("EXPLAIN " + JdbcLedger.PAID_BEFORE)) {
            setting.execute("SET enable_seqscan = off");
            setting.execute("SET enable_bitmapscan = off");
            var values = List.of("allocate", "account", "scope", "partner", "company", 1, moment, moment);
            for (int i = 0; i < values.size(); i++) {
                neighbour.setObject(i + 1, values.get(i));
            }

            assertThat(plan(neighbour))
                    .contains("Index Scan Backward using enkash_movement_control")
                    .doesNotContain("Sort");
        }
    }

    /** As the version before V8 left it. */
    @Test
    void anOlderLedgerKeepsItsRowsAndNoKeyIsPaidTwice() throws SQLException {
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE older");
        }
        var url = POSTGRES.server().getJdbcUrl("postgres", "older");
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:io/github/camelenkash/ledger/migration")
                .table("enkash_schema_history")
                .target("7")
                .load()
                .migrate();
        var states = new HashMap<String, State>();
        try (var connection = DriverManager.getConnection(url)) {
            var writer = new MovementWriter(Dialect.POSTGRESQL);
            for (int i = 0; i < 60; i++) {
                var sent = claimed("R-" + i);
                writer.write(connection, new Ledger.Change(null, sent));
                var after = i % 3 == 0
                        ? Rows.paid(sent, "ECT" + i, null, ledger.now())
                        : i % 3 == 1 ? Rows.doubted(sent, ledger.now()) : sent;
                writer.write(connection, new Ledger.Change(sent, after));
                states.put("R-" + i, after.state());
            }
        }

        try (var upgraded = JdbcLedger.open(url, "postgres", "postgres")) {
            states.forEach((reference, state) -> {
                var row = upgraded.find(key(reference)).orElseThrow();
                assertThat(row.state()).isEqualTo(state);
                assertThat(upgraded.replace(null, claimed(reference))).isFalse();
            });
            assertThat(upgraded.count(key("")))
                    .containsOnly(
                            Map.entry(State.PAID, 20L), Map.entry(State.UNKNOWN, 20L), Map.entry(State.SENT, 20L));
            for (var state : List.of(State.PAID, State.UNKNOWN, State.SENT)) {
                assertThat(upgraded.list(key(""), state, upgraded.now(), 100))
                        .hasSize(20)
                        .isSortedAccordingTo(Comparator.comparing(Movement::changedAt));
            }
        }
    }

    /** Building an index of a long table takes longer than a silent network is waited for. */
    @Test
    void aLongStepOfAMigrationIsWaitedFor(@TempDir Path steps) throws SQLException, IOException {
        Files.writeString(steps.resolve("V1__long.sql"), "SELECT pg_sleep(1.5);");
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(POSTGRES.url() + "&socketTimeout=1");
        try (var connection = dataSource.getConnection()) {
            var migration = Flyway.configure()
                    .dataSource(new SingleConnectionDataSource(connection, true))
                    .locations("filesystem:" + steps)
                    .table("long_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .callbacks(new PatientMigration())
                    .load();

            assertThat(migration.migrate().migrationsExecuted).isEqualTo(1);
            assertThat(connection.getNetworkTimeout()).isEqualTo(1000);
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

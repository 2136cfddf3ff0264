package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.Rows;
import io.github.camelenkash.ledger.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger in an H2 file. */
class H2LedgerTest extends LedgerContract {

    @TempDir
    static Path folder;

    private final List<Ledger> copies = new ArrayList<>();

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
    @CsvSource({"2.3.232,true", "2.2.224,true", "2.4.239,true", "2.4.240,false", "2.5.250,false", "3.0.1,false"})
    void anH2ThatLosesRowsIsRefused(String version, boolean refused) {
        assertThat(Dialect.losesRows(version)).isEqualTo(refused);
    }

    /** A copy holds what a killed process would leave behind. */
    @Test
    void whatIsWrittenIsInTheFileWhenTheCallReturns() throws IOException {
        var changes = List.of(new Ledger.Change(null, claimed("FILE-2")), new Ledger.Change(null, claimed("FILE-3")));
        ledger.replace(null, claimed("FILE-1"));
        assertThat(copy("one").find(key("FILE-1"))).isPresent();

        ledger.replaceAll(changes);
        assertThat(copy("many").find(key("FILE-3"))).isPresent();

        ledger.logins().orElseThrow().rememberSuccess("fingerprint-1");
        assertThat(copy("login").logins().orElseThrow().hasWorked("fingerprint-1"))
                .isTrue();

        ledger.states().orElseThrow().write("consumer-1", Map.of("slot", "text"));
        assertThat(copy("state").states().orElseThrow().read("consumer-1", List.of("slot")))
                .containsEntry("slot", "text");
    }

    private Ledger copy(String name) throws IOException {
        Files.copy(folder.resolve("ledger.mv.db"), folder.resolve(name + ".mv.db"));
        var copy = JdbcLedger.open("jdbc:h2:file:" + folder.resolve(name), null, null);
        copies.add(copy);
        return copy;
    }

    @AfterEach
    void closeCopies() {
        copies.forEach(Ledger::close);
    }

    /** Whoever sets it in a DataSource of their own loses the thread that takes back what is free of the file. */
    @Test
    void theFileIsTidiedWhileItIsInUse() throws Exception {
        try (var own = JdbcLedger.open(url() + ";WRITE_DELAY=0", null, null);
                var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                var setting = statement.executeQuery(
                        "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'")) {
            assertThat(own.isVolatile()).isFalse();
            assertThat(setting.next()).isTrue();
            assertThat(setting.getInt(1)).isPositive();
        }
    }

    @Test
    void nothingIsLostHoweverOftenItIsClosed() {
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < 20; j++) {
                var sent = claimed("CLOSED-" + i + "-" + j);
                ledger.replace(null, sent);
                ledger.replace(sent, Rows.paid(sent, "ECT1", null, ledger.now()));
            }
            ledger.close();
            ledger = open();
        }
        var keys = IntStream.range(0, 240)
                .mapToObj(i -> key("CLOSED-" + i / 20 + "-" + i % 20))
                .toList();

        assertThat(ledger.findAll(keys).values()).hasSize(240).allSatisfy(row -> assertThat(row.state())
                .isEqualTo(State.PAID));
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
                var statement = connection.prepareStatement("EXPLAIN " + JdbcLedger.page(State.UNKNOWN, further))) {
            var moment = ledger.now().atOffset(ZoneOffset.UTC);
            var values = new ArrayList<Object>(List.of(moment, "scope", "partner", "company"));
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
    void theNeighbourOfAMovementIsTheFirstOfItsIndexAndNothingIsSorted() throws Exception {
        var moment = ledger.now().atOffset(ZoneOffset.UTC);
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.prepareStatement("EXPLAIN " + JdbcLedger.PAID_BEFORE)) {
            var values = List.of("allocate", "account", "scope", "partner", "company", 1, moment, moment);
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

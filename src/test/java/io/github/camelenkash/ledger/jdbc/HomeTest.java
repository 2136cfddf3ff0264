package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.Rows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file knows which process had it last, and where it lives. */
class HomeTest {

    private static final MovementKey KEY = new MovementKey("scope", "CRM000001", "CEK000001", Kind.points, "R-1");
    private static final Duration LEASE = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name);
    }

    private JdbcLedger open(String name) {
        return JdbcLedger.open(url(name), null, null);
    }

    private void sql(String name, String update) throws SQLException {
        try (var connection = DriverManager.getConnection(url(name));
                var statement = connection.createStatement()) {
            statement.executeUpdate(update);
        }
    }

    private void copy(String from, String to) throws IOException {
        Files.copy(folder.resolve(from + ".mv.db"), folder.resolve(to + ".mv.db"));
    }

    private static Movement sent(JdbcLedger ledger) {
        var order = new Order(
                "allocate",
                Kind.points,
                KEY.reference(),
                "CA00001",
                Direction.CR,
                BigDecimal.TEN,
                null,
                List.of("mobile:9000000123"),
                JsonNodeFactory.instance.objectNode());
        var sent = Rows.claim(null, KEY, order, "node-1", LEASE, ledger.now());
        assertThat(ledger.replace(null, sent)).isTrue();
        return sent;
    }

    @Test
    void leasesOfAnEarlierProcessAreOverAtStart() throws SQLException {
        Movement sent;
        try (var earlier = open("ledger")) {
            sent = sent(earlier);
        }
        sql("ledger", "UPDATE enkash_ledger SET process = '1@2026-01-01T00:00:00Z'");

        try (var ledger = open("ledger")) {
            var row = ledger.find(KEY).orElseThrow();
            assertThat(row.leaseUntil()).isBetween(sent.sentAt(), ledger.now());
            assertThat(row.state()).isEqualTo(sent.state());
            // What was sent may take effect from the start on, not from when it was sent.
            assertThat(Rows.leaseOver(row, ledger.now()).doubt().effectUntil()).isEqualTo(row.leaseUntil());
        }
    }

    @Test
    void aLeaseThatWasOverBeforeStaysAsItWas() throws SQLException {
        Movement sent;
        try (var earlier = open("ledger")) {
            sent = sent(earlier);
        }
        sql("ledger", "UPDATE enkash_ledger SET process = '1@2026-01-01T00:00:00Z'");
        sql("ledger", "UPDATE enkash_movement SET lease_until = sent_at");

        try (var ledger = open("ledger")) {
            assertThat(ledger.find(KEY).orElseThrow().leaseUntil())
                    .isEqualTo(Rows.inMicroseconds(sent).sentAt());
        }
    }

    @Test
    void aSecondComponentOfTheSameProcessEndsNobodysLease() {
        try (var one = open("ledger")) {
            var sent = sent(one);
            try (var other = open("ledger")) {
                assertThat(other.find(KEY).orElseThrow().leaseUntil())
                        .isEqualTo(Rows.inMicroseconds(sent).leaseUntil());
            }
        }
    }

    @Test
    void aFileThatStaysWhereItWasIsNotMoved() {
        open("ledger").close();

        try (var ledger = open("ledger")) {
            assertThat(ledger.isMoved()).isFalse();
        }
    }

    @Test
    void aCopyKnowsThatItIsOneAtEachStartUntilAPersonSaysThatItLivesThere() throws Exception {
        open("ledger").close();
        copy("ledger", "copy");

        for (int start = 0; start < 2; start++) {
            try (var ledger = open("copy")) {
                assertThat(ledger.isMoved()).isTrue();
            }
        }

        sql("copy", "UPDATE enkash_ledger SET location = NULL");
        for (int start = 0; start < 2; start++) {
            try (var ledger = open("copy")) {
                assertThat(ledger.isMoved()).isFalse();
            }
        }
    }
}

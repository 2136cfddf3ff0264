package io.github.camelenkash.bench;

import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.ledger.jdbc.JdbcLedger;
import io.github.camelenkash.testing.LedgerStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Whether a ledger that is full of old movements is as fast as an empty one: the same movements in both, in turns. Of the
 * ledger alone, without a call, because a call would hide most of a difference.
 */
final class AgedLedgerBench {

    private static final int CALLERS = 16;
    private static final int CHUNK = 100_000;
    private static final BigDecimal POINTS = new BigDecimal("250.00");
    private static final String FINGERPRINT = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /** An old movement as a paid award leaves it, paid in turn by two accounts. */
    private static final String OLD =
            "INSERT INTO enkash_movement (scope, partner, company, kind, reference, operation,"
                    + " account, fingerprint, direction, points, card_id, state, attempt, owner, earlier_attempt, wrong_echo,"
                    + " not_funded, receipt_card_id, user_id, transaction_id, otb_balance, response_code, response_message, settled,"
                    + " created_at, sent_at, changed_at) SELECT 'bench', 'CRMBENCH1', 'CEKBENCH', 'points', CONCAT('OLD-', x),"
                    + " 'allocate', CONCAT('CA9BENCH', MOD(x, 2)), '" + FINGERPRINT + "', 'CR', 250, NULL, 'PAID', 1,"
                    + " '11111111-2222-3333-4444-555555555555', FALSE, FALSE, FALSE, CONCAT('CARD', MOD(x, 50000)), NULL,"
                    + " CONCAT('ECT', x), 501, 0, 'Success', FALSE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM ";

    private final int old;
    private final int rounds;
    private final int seconds;
    private final List<String> lines = new ArrayList<>();
    private final List<Targets.Target> targets = new ArrayList<>();

    /** @param old how many movements the old ledger holds */
    AgedLedgerBench(int old, int rounds, int seconds) {
        this.old = old;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    String run(Path folder) throws Exception {
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "A ledger with %,d old movements beside an empty one, %d callers, movements/s of the ledger alone; medians of"
                        + " %d rounds, in turns",
                old,
                CALLERS,
                rounds));
        lines.add("");
        lines.add("| | empty | old | old ÷ empty |");
        lines.add("|---|--:|--:|--:|");
        var url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("aged-");
        compare("H2", url + "empty", url + "old", "SYSTEM_RANGE(%d, %d)", null);
        try (var postgres = LedgerStore.startPostgres()) {
            compare(
                    "PostgreSQL",
                    database(postgres, "empty"),
                    database(postgres, "old"),
                    "generate_series(%d, %d) AS numbers (x)",
                    "postgres");
        }
        lines.add("");
        lines.add(Targets.table(targets));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private static String database(EmbeddedPostgres postgres, String name) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE aged_" + name);
        }
        return postgres.getJdbcUrl("postgres", "aged_" + name);
    }

    private void compare(String name, String emptyUrl, String oldUrl, String numbers, String user) throws Exception {
        try (var empty = JdbcLedger.open(emptyUrl, user, user);
                var aged = JdbcLedger.open(oldUrl, user, user)) {
            fill(oldUrl, numbers, user);
            var figures = new double[2][rounds];
            for (int round = -1; round < rounds; round++) {
                double ofEmpty = pay(empty, round);
                double ofAged = pay(aged, round);
                if (round >= 0) {
                    figures[0][round] = ofEmpty;
                    figures[1][round] = ofAged;
                }
            }
            Arrays.stream(figures).forEach(Arrays::sort);
            double median = figures[0][rounds / 2];
            double medianOfOld = figures[1][rounds / 2];
            var line = String.format(
                    Locale.ROOT, "| %s | %,.0f | %,.0f | %.2f |", name, median, medianOfOld, medianOfOld / median);
            System.out.println(line);
            lines.add(line);
            targets.add(Targets.atLeast(name + ": old ledger ÷ empty one", medianOfOld / median, 0.8));
        }
    }

    /** In chunks, so that no commit is a big one. */
    private void fill(String url, String numbers, String user) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, user);
                var statement = connection.createStatement()) {
            for (int first = 1; first <= old; first += CHUNK) {
                var range = String.format(Locale.ROOT, numbers, first, Math.min(old, first + CHUNK - 1));
                statement.executeUpdate(OLD + range);
            }
        }
    }

    /** Movements a second: each is written as sent, then as paid. */
    private double pay(JdbcLedger ledger, int round) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            var tasks = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < CALLERS; i++) {
                var name = "NEW-" + round + "-" + i + "-";
                tasks.add(() -> {
                    int paid = 0;
                    while (System.nanoTime() < end) {
                        move(ledger, name + paid++);
                    }
                    return paid;
                });
            }
            int paid = 0;
            for (var done : callers.invokeAll(tasks)) {
                paid += done.get();
            }
            return (double) paid / seconds;
        } finally {
            callers.shutdownNow();
        }
    }

    private static void move(JdbcLedger ledger, String reference) {
        var now = ledger.now();
        var key = new MovementKey("bench", "CRMBENCH1", "CEKBENCH", Kind.points, reference);
        var content = new Movement.Content("allocate", "CA9BENCH1", FINGERPRINT, Direction.CR, POINTS, null, null);
        var owner = "11111111-2222-3333-4444-555555555555";
        var nothing = new Movement.Doubt(false, false, null, false, null, null);
        var sent = new Movement(key, content, State.SENT, 1, owner, now.plusSeconds(120), nothing, null, now, now, now);
        var receipt = new Movement.Receipt("CARD1", "USER1", "ECT1", POINTS, 0, "Success", false, null);
        var paid = new Movement(key, content, State.PAID, 1, owner, null, nothing, receipt, now, now, ledger.now());
        if (!ledger.replace(null, sent) || !ledger.replace(sent, paid)) {
            throw new IllegalStateException("Not written: " + reference);
        }
    }
}

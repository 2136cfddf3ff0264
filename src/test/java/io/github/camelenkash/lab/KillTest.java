package io.github.camelenkash.lab;

import static io.github.camelenkash.lab.JobFolder.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 3 of the table of faults: the payer is killed at random moments and started again, until everything is paid.
 *
 * <p>{@code -Dlab.kills=500} kills more often, in as many files as that takes; {@code -Dlab.seed=N} draws the moments of
 * an earlier run. {@code mvn -Plab verify} is the long run.
 */
class KillTest {

    private static final int ROWS = 2_000;
    /** In all, with both databases. */
    private static final int KILLS = Integer.getInteger("lab.kills", 20);
    /** A file is not killed more often than in the short run, so that long runs pay as much between two kills. */
    private static final int MOST_KILLS_OF_A_FILE = 12;

    private final long seed = Long.getLong("lab.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<KillMoment.Kind, Integer> kills = new EnumMap<>(KillMoment.Kind.class);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    private Path temp;

    @AfterEach
    void stopTheTimer() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    @DisplayName("3. Process killed (kill -9) at random moments while a 2,000-row file is being paid")
    void eachRowIsPaidOnceHoweverOftenItsPayerIsKilled(LedgerStore store) throws Exception {
        // H2 has the larger part: its files are read again by the process that comes after the killed one.
        int most = store == LedgerStore.H2 ? KILLS * 3 / 5 : KILLS - KILLS * 3 / 5;
        var total = Tally.NOTHING;
        var doubts = new int[2];
        try {
            for (int file = 1, done = 0; done < most; file++) {
                int here = Math.min(MOST_KILLS_OF_A_FILE, most - done);
                total = total.plus(payAndKill(store, file, here, doubts));
                done += here;
            }
        } catch (AssertionError | Exception e) {
            throw new AssertionError("-Dlab.seed=" + seed + " -Dlab.kills=" + KILLS + " draws the same kills", e);
        } finally {
            System.out.println("Killed payer, " + store + ": " + total + "; kills " + kills + "; in doubt after a kill "
                    + doubts[0] + " found paid, " + doubts[1] + " sent again; lab.seed=" + seed);
        }
    }

    /** One file, one ledger, one server. */
    private Tally payAndKill(LedgerStore store, int number, int most, int[] doubts) throws Exception {
        var home = Files.createDirectories(temp.resolve("file" + number));
        var ledger = store.create(home);
        try (var sandbox = Sandbox.started()) {
            var folder = new JobFolder(home, sandbox, ledger, Map.of());
            var file = JobFolder.people(home.resolve("people.csv"), "HR", ROWS);
            String dropped = null;
            for (int left = most; left > 0; left--) {
                if (dropped == null || folder.hasEnded(dropped)) {
                    dropped = folder.drop(file);
                }
                liveAndBeKilled(folder, sandbox, dropped, left);
            }
            sandbox.faults().reset();
            payTheRest(folder, file);

            var ordered = IntStream.rangeClosed(1, ROWS)
                    .mapToObj(i -> JobFolder.reference("HR", i))
                    .collect(Collectors.toSet());
            var tally = Tally.of(ordered, sandbox.books());
            tally.assertExactlyOnce();
            assertThat(count(ledger, "state = 'PAID'"))
                    .as("what the ledger knows")
                    .isEqualTo(ROWS);
            doubts[0] += count(ledger, "settled");
            doubts[1] += count(ledger, "attempt > 1");
            return tally;
        }
    }

    /** One life of a payer. It goes on where the last one was killed, and is killed itself. */
    private void liveAndBeKilled(JobFolder folder, Sandbox sandbox, String dropped, int left) throws Exception {
        int unpaid = ROWS - sandbox.books().transactions().size();
        var moment = KillMoment.draw(random, 2 * unpaid / (left + 1));
        moment.arm(sandbox, timer);
        try (var job = folder.start()) {
            moment.aim(job, timer);
            // Where nothing is left to pay there is no call to strike at; then it is killed idle.
            patiently().until(() -> !job.isAlive() || folder.hasEnded(dropped));
            job.kill();
            assertThat(job.wasKilled())
                    .as("ended by the kill; it said %s", job.err())
                    .isTrue();
            kills.merge(moment.kind(), 1, Integer::sum);
        }
    }

    private static void payTheRest(JobFolder folder, Path file) throws Exception {
        try (var job = folder.start()) {
            folder.dropUntilEachRowIsPaid(file);
            job.interrupt();
            job.exitCode();
        }
    }

    /** Asked behind the component's back, when nobody has the database open. */
    private static int count(LedgerStore.Database ledger, String condition) throws SQLException {
        try (var connection = DriverManager.getConnection(ledger.url(), ledger.username(), ledger.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM enkash_movement WHERE " + condition)) {
            row.next();
            return row.getInt(1);
        }
    }
}

package io.github.camelenkash.lab;

import static io.github.camelenkash.lab.JobFolder.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Call;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Row 11 of the table of faults: the ledger's PostgreSQL goes down while a file is being paid. It is stopped at the worst
 * moment, when EnKash has a request in hand whose answer can then not be written down.
 */
class DatabaseTest {

    private static final int ROWS = 200;

    private final long seed = Long.getLong("lab.seed", System.nanoTime());
    private final AtomicInteger callsToGo = new AtomicInteger(1 + new Random(seed).nextInt(ROWS - 1));

    @TempDir
    private Path temp;

    private DatabaseServer database;
    private Sandbox sandbox;
    private Path file;
    private volatile boolean down;
    private volatile Exception troubleWhileStopping;

    @BeforeEach
    void start() throws Exception {
        database = new DatabaseServer(temp.resolve("database"));
        sandbox = Sandbox.started();
        sandbox.faults().when(this::stopTheDatabaseWhenItsTimeHasCome, Fault.SLOW);
        file = JobFolder.people(temp.resolve("people.csv"), "HR", ROWS);
    }

    @AfterEach
    void stop() throws Exception {
        sandbox.close();
        database.close();
    }

    @Test
    @DisplayName("11. Database down in mid-file: nothing is sent without a ledger row; the file is dropped again")
    void aFileThatTheDatabaseStoppedIsDroppedAgainAndEachRowIsPaidOnce() throws Exception {
        var folder = folder("0");
        try (var job = folder.start()) {
            var name = folder.drop(file);
            patiently().until(() -> down && folder.hasEnded(name));

            assertThat(folder.inbox().resolve("stopped/" + name + ".csv"))
                    .as("seed %d", seed)
                    .exists();
            assertThat(Files.readAllLines(folder.inbox().resolve("stopped/" + name + ".results.csv")))
                    .as("what was in hand when the database went, and what was not sent then; seed %d", seed)
                    .anyMatch(line -> line.contains(",UNKNOWN,"))
                    .anyMatch(line -> line.contains(",NOT_SENT,"))
                    .hasSize(ROWS + 1);
            assertNothingIsSentWhileItIsDown();

            startTheDatabase();
            folder.dropUntilEachRowIsPaid(file);
        }
        assertEachRowIsPaidOnce();
    }

    @Test
    @DisplayName("11. Database down in mid-file: nothing is sent without a ledger row; the route waits and goes on")
    void aRouteThatTriesUntilTheDatabaseIsBackGoesOnAndEachRowIsPaidOnce() throws Exception {
        var folder = folder("-1");
        try (var job = folder.start()) {
            var name = folder.drop(file);
            patiently().until(() -> down);
            patiently().untilAsserted(() -> assertThat(job.err())
                    .as("the ledger tries its connections in vain; seed %d", seed)
                    .contains("Failed to validate connection"));
            assertNothingIsSentWhileItIsDown();

            startTheDatabase();
            patiently().untilAsserted(() -> assertThat(folder.hasEnded(name))
                    .as("the file ends; seed %d; the job said %s", seed, job.err())
                    .isTrue());
            assertThat(folder.inbox().resolve("done/" + name + ".csv"))
                    .as("seed %d", seed)
                    .exists();
            folder.dropUntilEachRowIsPaid(file);
        }
        assertEachRowIsPaidOnce();
    }

    /** @param retries how often the route tries a row when the ledger cannot be reached */
    private JobFolder folder(String retries) throws Exception {
        // The one call during which the database is stopped may last as long as that takes.
        var patient = Map.of(
                "csvDrop.retries",
                retries,
                "camel.component.enkash.callTimeout",
                "10s",
                "camel.component.enkash.lease",
                "15s");
        return new JobFolder(temp.resolve("home"), sandbox, database.database(), patient);
    }

    /** Called by the server for each request, before it acts on it: the one payer waits meanwhile. */
    private boolean stopTheDatabaseWhenItsTimeHasCome(Call call) {
        if (call.operation() == Operation.ALLOCATE && callsToGo.decrementAndGet() == 0) {
            try {
                database.stop();
            } catch (Exception e) {
                troubleWhileStopping = e;
            }
            down = true;
        }
        return false;
    }

    private void startTheDatabase() throws Exception {
        down = false;
        database.start();
    }

    /** No call has come since the one during which it was stopped. */
    private void assertNothingIsSentWhileItIsDown() {
        assertThat(troubleWhileStopping).isNull();
        assertThat(down).isTrue();
        assertThat(callsToGo).as("seed %d", seed).hasValue(0);
    }

    private void assertEachRowIsPaidOnce() {
        var ordered = IntStream.rangeClosed(1, ROWS)
                .mapToObj(i -> JobFolder.reference("HR", i))
                .collect(Collectors.toSet());
        var tally = Tally.of(ordered, sandbox.books());
        System.out.println("Database down in mid-file: " + tally + "; lab.seed=" + seed);
        tally.assertExactlyOnce();
    }
}

package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.patiently;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.sandbox.Call;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that something comes in the way of: nothing is burnt through, nothing is paid twice, nothing is lost. */
class CsvDropTroubleTest {

    private static final String THREE_ROWS = HEADER + row("HR-1", "1") + row("HR-2", "1") + row("HR-3", "1");
    private static final Map<String, Integer> EACH_ONCE = Map.of("HR-1", 1, "HR-2", 1, "HR-3", 1);

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        try (var socket = new ServerSocket(0)) {
            sandbox = Sandbox.builder().port(socket.getLocalPort()).build();
        }
        sandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aRefusedLoginIsTriedOnceAndNoRowIsCalledAFailure() throws Exception {
        try (var drops = drops(Map.of("camel.component.enkash.password", "wrong"))) {
            var report = drops.drop("pay.csv", THREE_ROWS);

            assertThat(report.ending()).isEqualTo(Ending.STOPPED);
            assertThat(report.outcomes()).isEqualTo(Map.of("NOT_SENT", 3L));
            assertThat(outcomes(report)).containsExactly("2 NOT_SENT", "3 NOT_SENT", "4 NOT_SENT");
            assertThat(results(report).get(2).get("whatToDo")).startsWith("Have the login corrected");
            assertThat(report.results()).isEqualTo(folder.resolve("stopped/pay.results.csv"));
            assertThat(folder.resolve("stopped/pay.csv")).hasContent(THREE_ROWS);
            drops.drop("more.csv", THREE_ROWS);
            assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
            assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        }
    }

    @Test
    void enkashOutOfReachStopsTheFileWhichIsPaidWhenItIsDroppedAgain() throws Exception {
        try (var drops = drops(Map.of("csvDrop.retries", "2"))) {
            sandbox.close();
            var report = drops.drop("pay.csv", THREE_ROWS);
            assertThat(report.ending()).isEqualTo(Ending.STOPPED);
            assertThat(report.balanceBefore()).isNull();
            assertThat(report.outcomes()).isEqualTo(Map.of("NOT_SENT", 3L));
            assertThat(results(report).get(0).get("whatToDo")).startsWith("Wait until EnKash can be reached");

            sandbox.start();
            assertThat(dropUntilDone(drops).outcomes()).isEqualTo(Map.of("PAID", 3L));
            assertThat(sandbox.books().creditsByReference()).isEqualTo(EACH_ONCE);
        }
    }

    /** After a failed login the client lets a moment pass by itself, so the first drop may still be too early. */
    private static FileReport dropUntilDone(DropFolder drops) {
        var last = new AtomicReference<FileReport>();
        patiently().until(() -> {
            last.set(drops.drop("pay.csv", THREE_ROWS));
            return last.get().ending() == Ending.DONE;
        });
        return last.get();
    }

    @Test
    void enkashThatComesBackIsWaitedFor() throws Exception {
        try (var drops = drops(Map.of("csvDrop.retries", "-1", "csvDrop.retryDelay", "50"))) {
            sandbox.close();
            drops.put("pay.csv", THREE_ROWS);
            patiently().untilAsserted(() -> assertThat(folder.resolve("pay.results.csv.partial"))
                    .exists());
            sandbox.start();

            assertThat(drops.await().outcomes()).isEqualTo(Map.of("PAID", 3L));
        }
    }

    @Test
    void enkashThatGoesAwayInMidFileLeavesTheRestUnsent() throws Exception {
        try (var drops = drops(Map.of("csvDrop.retries", "1", "camel.component.enkash.settleInCall", "200"))) {
            var gone = new AtomicBoolean();
            sandbox.faults().when(call -> goesAway(call, gone), Fault.SERVER_ERROR);
            // Closing takes a moment, in which nobody must be served any more.
            sandbox.faults().when(call -> gone.get() && !isTheLastOne(call), Fault.NEVER_ARRIVED);
            var report = drops.drop("pay.csv", THREE_ROWS + row("HR-4", "1") + row("HR-5", "1"));

            assertThat(report.ending()).isEqualTo(Ending.STOPPED);
            assertThat(outcomes(report)).startsWith("2 PAID", "3 UNKNOWN").endsWith("6 NOT_SENT");

            gone.set(false);
            sandbox.start();
            var again = dropUntilDone(drops);
            assertThat(outcomes(again)).allSatisfy(line -> assertThat(line).endsWith("PAID"));
            assertThat(sandbox.books().creditsByReference()).isEqualTo(EACH_ONCE);
        }
    }

    private boolean goesAway(Call call, AtomicBoolean gone) {
        if (isTheLastOne(call) && gone.compareAndSet(false, true)) {
            new Thread(sandbox::close).start();
            return true;
        }
        return false;
    }

    private static boolean isTheLastOne(Call call) {
        return call.operation() == Operation.ALLOCATE && call.reference().equals("HR-2");
    }

    @Test
    void manyRowsInSuccessionWithoutAnAnswerStopTheFile() throws Exception {
        try (var drops = drops(Map.of("csvDrop.stopAfterUnknown", "2", "camel.component.enkash.settleInCall", "200"))) {
            sandbox.faults()
                    .next(Fault.SERVER_ERROR, 100, Operation.ALLOCATE)
                    .next(Fault.BAD_GATEWAY, 100, Operation.TRANSACTIONS);
            var report = drops.drop("pay.csv", THREE_ROWS);
            assertThat(outcomes(report)).containsExactly("2 UNKNOWN", "3 UNKNOWN", "4 NOT_SENT");
            assertThat(report.problem()).isEqualTo("line 3: no usable answer for 2 rows in succession");
            assertThat(results(report).get(1).get("whatToDo"))
                    .isEqualTo("Drop the file again later: EnKash is asked before anything is sent");

            sandbox.faults().reset();
            var again = drops.drop("pay.csv", THREE_ROWS);
            assertThat(again.ending()).isEqualTo(Ending.DONE);
            assertThat(sandbox.books().creditsByReference()).isEqualTo(EACH_ONCE);
        }
    }

    @Test
    void anAnswerInBetweenBeginsTheCountAnew() throws Exception {
        try (var drops = drops(Map.of("csvDrop.stopAfterUnknown", "2", "camel.component.enkash.settleInCall", "200"))) {
            sandbox.faults().when(call -> List.of("HR-1", "HR-3").contains(call.reference()), Fault.SERVER_ERROR);

            assertThat(outcomes(drops.drop("pay.csv", THREE_ROWS))).containsExactly("2 UNKNOWN", "3 PAID", "4 UNKNOWN");
        }
    }

    @Test
    void aStopOfTheApplicationLeavesTheFileForTheNextStart() throws Exception {
        var ledger = new InMemoryLedger();
        sandbox.faults().slowBy(Duration.ofSeconds(2)).next(Fault.SLOW, 1, Operation.ALLOCATE);
        var first = drops(Map.of(), ledger);
        first.put("pay.csv", THREE_ROWS);
        patiently().until(() -> sandbox.books().calls(Operation.ALLOCATE) == 1);
        first.close();

        assertThat(folder.resolve("pay.csv")).hasContent(THREE_ROWS);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));

        try (var second = drops(Map.of(), ledger)) {
            assertThat(outcomes(second.await())).containsExactly("2 ALREADY_PAID", "3 PAID", "4 PAID");
            assertThat(sandbox.books().creditsByReference()).isEqualTo(EACH_ONCE);
            assertThat(results(folder.resolve("stopped/pay.results.csv")))
                    .as("what was known when it stopped")
                    .singleElement()
                    .satisfies(line -> assertThat(line).containsEntry("outcome", "PAID"));
        }
    }

    @Test
    void aFileThatIsChangedWhileItIsPaidIsReadAgain() throws Exception {
        try (var drops = drops(Map.of())) {
            sandbox.faults().slowBy(Duration.ofSeconds(2)).next(Fault.SLOW, 1, Operation.ALLOCATE);
            drops.put("pay.csv", THREE_ROWS);
            patiently().until(() -> sandbox.books().calls(Operation.ALLOCATE) == 1);
            Files.writeString(folder.resolve("pay.csv"), HEADER + row("HR-1", "1") + row("HR-4", "1"));

            var stopped = drops.await();
            assertThat(stopped.ending()).isEqualTo(Ending.STOPPED);
            assertThat(outcomes(stopped)).containsExactly("2 PAID", "3 NOT_SENT");
            assertThat(outcomes(drops.await())).containsExactly("2 ALREADY_PAID", "3 PAID");
            assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-4", 1));
        }
    }

    @Test
    void whereNoResultsCanBeWrittenNothingIsSent() throws Exception {
        Files.createDirectories(folder);
        // What a killed run left, and no place to keep it.
        Files.createFile(folder.resolve("pay.results.csv.partial"));
        var obstacle = Files.createFile(folder.resolve("stopped"));
        try (var drops = drops(Map.of())) {
            drops.put("pay.csv", THREE_ROWS);
            patiently().during(Duration.ofMillis(600)).untilAsserted(() -> {
                assertThat(folder.resolve("pay.csv")).exists();
                assertThat(sandbox.books().logins()).isZero();
            });

            Files.delete(obstacle);
            assertThat(drops.await().outcomes()).isEqualTo(Map.of("PAID", 3L));
        }
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndMovesNothing() throws Exception {
        try (var drops = drops(Map.of("camel.component.enkash.dryRun", "true"))) {
            var report = drops.drop("pay.csv", THREE_ROWS + row("HR-4", "-1"));

            assertThat(outcomes(report)).containsExactly("2 DRY_RUN", "3 DRY_RUN", "4 DRY_RUN", "5 REFUSED");
            assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        }
    }

    @Test
    void ofManyRowsWithFaultsEachIsPaidOnce() throws Exception {
        sandbox.faults()
                .randomly(
                        4711,
                        0.05,
                        call -> call.operation() == Operation.ALLOCATE,
                        Fault.LOST_ANSWER,
                        Fault.NEVER_ARRIVED,
                        Fault.SERVER_ERROR);
        var rows =
                IntStream.rangeClosed(1, 300).mapToObj(i -> row("HR-" + i, "1")).collect(Collectors.joining());
        try (var drops = drops(Map.of())) {
            var report = drops.drop("pay.csv", HEADER + rows);

            assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 300L));
            assertThat(sandbox.books().creditsByReference().values())
                    .hasSize(300)
                    .containsOnly(1);
        }
    }

    private static List<String> outcomes(FileReport report) throws IOException {
        return results(report).stream()
                .map(line -> line.get("line") + " " + line.get("outcome"))
                .toList();
    }

    private DropFolder drops(Map<String, String> properties) throws Exception {
        return DropFolder.start(folder, sandbox, properties, Map.of());
    }

    private DropFolder drops(Map<String, String> properties, InMemoryLedger ledger) throws Exception {
        var all = new java.util.HashMap<>(properties);
        all.put("camel.component.enkash.ledger", "#bean:ledger");
        return DropFolder.start(folder, sandbox, all, Map.of("ledger", ledger));
    }
}

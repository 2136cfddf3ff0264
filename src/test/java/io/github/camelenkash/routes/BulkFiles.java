package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.flows.FileReportListener;
import io.github.camelenkash.lab.ChildProcess;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.Workbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What holds for files that are paid by bulk calls, whichever route pays them: points are counted on the sandbox's books. */
abstract class BulkFiles {

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private final BlockingQueue<FileReport> reports = new LinkedBlockingQueue<>();
    private final String file;
    private final String prefix;
    private Sandbox sandbox;
    private ReadyRoute route;

    /**
     * Tests a route.
     *
     * @param file the YAML file of the route
     * @param prefix what its properties begin with
     */
    BulkFiles(String file, String prefix) {
        this.file = file;
        this.prefix = prefix;
    }

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        start(Map.of(prefix + ".approvalAbove", "100000"));
    }

    private void start(Map<String, String> properties) throws Exception {
        var builder = ReadyRoute.of(file, sandbox).bind("reports", (FileReportListener) reports::add);
        shared().forEach(builder::with);
        properties.forEach(builder::with);
        route = builder.start();
    }

    /** Starts it again with other properties. */
    final void restart(Map<String, String> properties) throws Exception {
        route.close();
        start(properties);
    }

    final Sandbox sandbox() {
        return sandbox;
    }

    final Path folder() {
        return folder;
    }

    private Map<String, String> shared() {
        return Map.of(
                prefix + ".folder", folder.resolve("in").toString(),
                prefix + ".poll", "50",
                prefix + ".settle", "100",
                prefix + ".bulkSize", "3",
                prefix + ".retryDelay", "10",
                prefix + ".retries", "1");
    }

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void rowsArePaidSoManyInACallAndHaveTheirLinesInTheOrderOfTheFile() throws Exception {
        var report = drop("pay.csv", HEADER + rows(8));

        assertThat(report.ending()).isEqualTo(Ending.DONE);
        assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 8L));
        assertThat(report.balanceAfter()).isEqualByComparingTo(sandbox.books().availableBalance());
        assertThat(sandbox.books().calls(Operation.BULK)).isEqualTo(3);
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        assertThat(sandbox.books().creditsByReference())
                .hasSize(8)
                .containsValue(1)
                .doesNotContainValue(2);
        assertThat(report.results()).isEqualTo(folder.resolve("in/done/pay.results.csv"));
        assertThat(results(report))
                .extracting(line -> line.get("line") + " " + line.get("reference"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 8)
                        .mapToObj(i -> (i + 1) + " HR-" + i)
                        .toList());
        assertThat(results(report)).allSatisfy(line -> assertThat(line)
                .containsEntry("outcome", "PAID")
                .containsEntry("whatToDo", "Nothing")
                .hasEntrySatisfying("transactionId", id -> assertThat(id).startsWith("ECT")));
    }

    @Test
    void aWorkbookIsPaidTheSameWay() throws Exception {
        var cells = (HEADER + rows(4))
                .lines()
                .map(line -> Stream.of(line.split(",")).map(Workbook::inline).toList())
                .toList();
        put("pay.xlsx", new Workbook().sheet("Bonus", cells).bytes());

        assertThat(report().outcomes()).isEqualTo(Map.of("PAID", 4L));
        assertThat(sandbox.books().creditsByReference()).hasSize(4);
    }

    @Test
    void badRowsAreRefusedAtTheirPlaceAndTheOthersArePaid() throws Exception {
        var report = drop(
                "pay.csv",
                HEADER
                        + row("HR-1", "-5")
                        + row("HR-2", "1")
                        + row("HR-3", "failed@example.in", "x")
                        + row("HR-4", "insufficient@example.in", "1")
                        + row("HR-5", "1")
                        + row("HR-2", "1"));

        assertThat(results(report))
                .extracting(line -> line.get("reference") + " " + line.get("outcome"))
                .containsExactly(
                        "HR-1 REFUSED", "HR-2 PAID", "HR-3 REFUSED", "HR-4 REFUSED", "HR-5 PAID", "HR-2 REFUSED");
        assertThat(results(report).get(0)).containsEntry("reason", "Column 'loadAmount' is not positive: -5");
        assertThat(results(report).get(3).get("reason")).contains("Insufficient balance");
        assertThat(results(report).get(3).get("whatToDo")).isNotBlank();
        assertThat(results(report).get(5)).containsEntry("reason", "Column 'reference' is the same as in line 3");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-2", 1, "HR-5", 1));
    }

    @Test
    void aChunkOfBadRowsIsNotSentAndTheNextIs() throws Exception {
        var report = drop("pay.csv", HEADER + row("A", "-1") + row("B", "-1") + row("C", "-1") + row("HR-1", "1"));

        assertThat(report.outcomes()).isEqualTo(Map.of("REFUSED", 3L, "PAID", 1L));
        assertThat(sandbox.books().calls(Operation.BULK)).isEqualTo(1);
    }

    @Test
    void aFileThatNamesACardIsRefusedBecauseABulkCallWouldPayThePerson() throws Exception {
        var cards = HEADER.strip() + ",cardId\n" + row("HR-1", "1").strip() + ",\n"
                + row("HR-2", "1").strip() + ",CARD-OF-ANOTHER\n";
        var report = drop("pay.csv", cards);

        assertThat(report.ending()).isEqualTo(Ending.REFUSED);
        assertThat(report.problem()).isEqualTo("Line 3 names a card, and a bulk call pays the person");
        assertThat(results(report)).hasSize(2).allSatisfy(line -> assertThat(line.get("whatToDo"))
                .isEqualTo(
                        "Pay the file row by row, by csv-drop with csvDrop.bulkSize = 1, or take the cards out of it"));
        assertThat(sandbox.books().calls(Operation.BULK)).isZero();
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }

    @Test
    void theSameFileAgainPaysNobody() throws Exception {
        drop("pay.csv", HEADER + rows(5));
        var again = drop("pay.csv", HEADER + rows(5));

        assertThat(again.outcomes()).isEqualTo(Map.of("ALREADY_PAID", 5L));
        assertThat(results(again)).allSatisfy(line -> assertThat(line)
                .containsEntry("reason", "Paid before under this reference; nothing was sent now"));
        assertThat(sandbox.books().creditsByReference()).hasSize(5).doesNotContainValue(2);
    }

    @Test
    void aChunkWhoseAnswerIsLostIsPaidOnce() throws Exception {
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.BULK);
        var report = drop("pay.csv", HEADER + rows(7));

        assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 7L));
        assertThat(sandbox.books().creditsByReference()).hasSize(7).doesNotContainValue(2);
    }

    @Test
    void whereNothingIsAnsweredAnyMoreTheFileStopsAfterTheChunkAndIsPaidOnceWhenItIsDroppedAgain() throws Exception {
        restart(Map.of(
                prefix + ".approvalAbove",
                "100000",
                prefix + ".stopAfterUnknown",
                "3",
                "camel.component.enkash.settleInCall",
                "0"));
        sandbox.faults().when(call -> call.operation() == Operation.BULK, Fault.LOST_ANSWER);
        sandbox.faults().when(call -> call.operation() == Operation.TRANSACTIONS, Fault.BAD_GATEWAY);
        var report = drop("pay.csv", HEADER + rows(8));

        assertThat(report.ending()).isEqualTo(Ending.STOPPED);
        assertThat(report.outcomes()).isEqualTo(Map.of("UNKNOWN", 3L, "NOT_SENT", 5L));
        assertThat(results(report))
                .extracting(line -> line.get("reference"))
                .containsExactly("HR-1", "HR-2", "HR-3", "HR-4", "HR-5", "HR-6", "HR-7", "HR-8");
        sandbox.faults().reset();

        assertThat(drop("pay.csv", HEADER + rows(8)).ending()).isEqualTo(Ending.DONE);
        assertThat(sandbox.books().creditsByReference()).hasSize(8).doesNotContainValue(2);
    }

    @Test
    void whileEnkashIsAwayNothingIsSentAndTheFileCanBeDroppedAgain() throws Exception {
        sandbox.close();
        try {
            var report = drop("pay.csv", HEADER + rows(5));
            assertThat(report.ending()).isEqualTo(Ending.STOPPED);
            assertThat(report.outcomes()).isEqualTo(Map.of("NOT_SENT", 5L));
        } finally {
            sandbox.start();
        }
        patiently().until(() -> drop("pay.csv", HEADER + rows(5)).ending() == Ending.DONE);
        assertThat(sandbox.books().creditsByReference()).hasSize(5).doesNotContainValue(2);
    }

    @Test
    void whenEnkashGoesAwayInTheMiddleTheRowsThatAreLeftAreNotSent() throws Exception {
        restart(Map.of(prefix + ".approvalAbove", "100000", prefix + ".retries", "0"));
        var calls = new AtomicInteger();
        sandbox.faults()
                .when(
                        call -> {
                            if (call.operation() == Operation.BULK && calls.incrementAndGet() == 2) {
                                sandbox.books().expireTokens();
                            }
                            return call.operation() == Operation.TOKEN && calls.get() >= 2;
                        },
                        Fault.BAD_GATEWAY);
        var report = drop("pay.csv", HEADER + rows(9));

        assertThat(report.ending()).isEqualTo(Ending.STOPPED);
        assertThat(results(report))
                .extracting(line -> line.get("reference") + " " + line.get("outcome"))
                .containsExactly(
                        "HR-1 PAID",
                        "HR-2 PAID",
                        "HR-3 PAID",
                        "HR-4 PAID",
                        "HR-5 PAID",
                        "HR-6 PAID",
                        "HR-7 NOT_SENT",
                        "HR-8 NOT_SENT",
                        "HR-9 NOT_SENT");
        assertThat(sandbox.books().creditsByReference()).hasSize(6);
        sandbox.faults().reset();
        patiently().until(() -> drop("pay.csv", HEADER + rows(9)).ending() == Ending.DONE);
        assertThat(sandbox.books().creditsByReference()).hasSize(9).doesNotContainValue(2);
    }

    @Test
    void aDryRunSendsNothing() throws Exception {
        restart(Map.of(prefix + ".dryRun", "true"));

        assertThat(drop("pay.csv", HEADER + rows(4)).outcomes()).isEqualTo(Map.of("DRY_RUN", 4L));
        assertThat(sandbox.books().calls(Operation.BULK)).isZero();
    }

    @Test
    void aFileIsPaidAsFarAsTheBalanceGoes() throws Exception {
        restart(Map.of(prefix + ".approvalAbove", "100000", prefix + ".payWhatFits", "true"));
        sandbox.books().setAvailableBalance("4");
        var report = drop("pay.csv", HEADER + rows(6));

        assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 4L, "NOT_SENT", 2L));
        assertThat(sandbox.books().availableBalance()).isZero();
    }

    @Test
    void aMessageNamesThePropertyOfThisRoute() throws Exception {
        sandbox.books().setAvailableBalance("4");

        assertThat(results(drop("pay.csv", HEADER + rows(6))).get(0).get("whatToDo"))
                .contains(prefix + ".payWhatFits=true");
    }

    @Test
    void aFileWhosePayerIsKilledInTheMiddleIsPaidOnceByTheNext() throws Exception {
        route.close();
        int rows = 60;
        var killed = new ArrayList<ChildProcess>();
        sandbox.faults()
                .when(
                        call -> call.operation() == Operation.BULK
                                && sandbox.books().calls(Operation.BULK) % 8 == 5
                                && killed.get(killed.size() - 1).isAlive()
                                && kill(killed.get(killed.size() - 1)),
                        Fault.LOST_ANSWER);
        put("pay.csv", (HEADER + rows(rows)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        int kills = 2;
        for (int i = 0; i < kills; i++) {
            killed.add(payer());
            patiently().until(() -> !killed.get(killed.size() - 1).isAlive());
            assertThat(killed.get(i).wasKilled()).as(killed.get(i).err()).isTrue();
        }
        assertThat(sandbox.books().creditsByReference().size()).isBetween(1, rows - 1);
        assertThat(folder.resolve("in/pay.csv")).exists();
        sandbox.faults().reset();

        try (var last = payer()) {
            patiently().until(() -> Files.exists(folder.resolve("in/done/pay.results.csv")) || !last.isAlive());
            assertThat(last.isAlive()).as(last.err()).isTrue();
        }
        var outcomes = results(folder.resolve("in/done/pay.results.csv")).stream()
                .collect(Collectors.groupingBy(line -> line.get("outcome"), Collectors.counting()));
        assertThat(outcomes.keySet()).containsExactlyInAnyOrder("PAID", "ALREADY_PAID");
        assertThat(sandbox.books().creditsByReference()).hasSize(rows).doesNotContainValue(2);
    }

    private static boolean kill(ChildProcess payer) {
        try {
            payer.kill();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The route in a JVM of its own, with a ledger that outlives it. */
    private ChildProcess payer() throws Exception {
        var properties = new LinkedHashMap<>(shared());
        properties.put(prefix + ".approvalAbove", "100000");
        properties.put(
                "camel.main.routesIncludePattern", "file:" + Path.of(file).toAbsolutePath());
        var options = new LinkedHashMap<>(sandbox.options());
        options.put("environment", "custom");
        options.put("ledgerUrl", "jdbc:h2:file:" + folder.resolve("ledger/movements"));
        options.put("callTimeout", "3s");
        options.put("lease", "5s");
        options.put("settleWindow", "1s");
        options.put("settleDelay", "200ms");
        options.forEach((name, value) -> properties.put("camel.component.enkash." + name, value));
        var arguments = new ArrayList<>(ChildProcess.SHORT_LIVED);
        properties.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        return ChildProcess.start(
                "org.apache.camel.main.Main", Path.of("").toAbsolutePath(), folder, arguments, List.of());
    }

    static String rows(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> row("HR-" + i, "1"))
                .collect(Collectors.joining());
    }

    final FileReport drop(String name, String content) throws Exception {
        put(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return report();
    }

    private void put(String name, byte[] content) throws Exception {
        Files.createDirectories(folder.resolve("in"));
        var copy = Files.write(folder.resolve("in/" + name + ".tmp"), content);
        Files.move(copy, folder.resolve("in/" + name), StandardCopyOption.REPLACE_EXISTING);
    }

    final FileReport report() throws InterruptedException {
        var report = reports.poll(180, TimeUnit.SECONDS);
        assertThat(report).as("a file ended").isNotNull();
        return report;
    }
}

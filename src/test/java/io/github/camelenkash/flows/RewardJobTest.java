package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.Workbook;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job from the outside: what it prints, what it leaves, and how it ends. */
class RewardJobTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path EXAMPLE = PROJECT.resolve("examples/01-csv-drop");
    private static final String IDLE = "-Dcamel.main.durationMaxIdleSeconds=";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path temp;

    @Test
    void itPaysTheSamplePrintsOneBlockAndEndsByItself() throws Exception {
        copyProject();
        try (var job = JobProcess.start(temp, temp, List.of(IDLE + 5))) {
            assertThat(job.exitCode()).isZero();
            assertThat(job.err()).isEmpty();
            assertThat(job.out().strip()).matches(expectedBlock());
        }
        assertThat(temp.resolve("work/rewards/done/diwali.results.csv"))
                .hasSameTextualContentAs(EXAMPLE.resolve("expected/diwali.results.csv"));
        assertThat(temp.resolve("work/rewards/done/diwali.csv"))
                .hasSameTextualContentAs(EXAMPLE.resolve("data/diwali.csv"));
    }

    @Test
    void theReadmeOfTheExampleShowsWhatIsPrinted() throws IOException {
        assertThat(EXAMPLE.resolve("README.md"))
                .content()
                .contains("```text\n" + Files.readString(EXAMPLE.resolve("expected/console.txt")) + "```");
    }

    @Test
    void theSameFileDroppedWhileItRunsIsAlreadyPaidAndCtrlCEndsIt() throws Exception {
        copyProject();
        try (var job = JobProcess.start(temp, temp, List.of())) {
            await().atMost(PATIENCE).until(() -> job.out().contains("Ctrl+C"));
            drop(EXAMPLE.resolve("data/diwali.csv"), temp.resolve("work/rewards"), "diwali.csv");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(job.out())
                    .contains("diwali.csv is done. Rows: 9 already paid, 1 refused. Balance: 995141.50."
                            + " Results: work/rewards/done/diwali-2.results.csv"));
            assertThat(EXAMPLE.resolve("README.md"))
                    .content()
                    .contains("diwali.csv is done. Rows: 9 already paid, 1 refused. Balance: 995141.50."
                            + " Results: work/rewards/done/diwali-2.results.csv");
            job.interrupt();
            job.exitCode();
            assertThat(job.err()).isEmpty();
        }
    }

    @Test
    void aPropertiesFileTurnsItToAnotherEnkashAndNoSampleIsPaid() throws Exception {
        copyProject();
        try (var sandbox = Sandbox.started()) {
            var mine = properties(sandbox, "csvDrop.folder = inbox");
            try (var job = JobProcess.start(temp, temp, List.of(), mine.toString())) {
                await().atMost(PATIENCE).until(() -> job.out().contains("Ctrl+C"));
                assertThat(job.out().strip()).isEqualTo("""
                                Ready.
                                  custom      %s
                                  drop files  inbox
                                  stop        Ctrl+C""".formatted(sandbox.url()));
                assertThat(sandbox.books().logins()).isZero();
                drop(EXAMPLE.resolve("data/diwali.csv"), temp.resolve("inbox"), "team.csv");
                await().atMost(PATIENCE).until(() -> job.out().contains("team.csv is done. Rows: 9 paid, 1 refused."));
                assertThat(job.err())
                        .contains("The ledger is " + temp.toRealPath().resolve("work/ledger/movements")
                                + ", because its URL is relative");
            }
            assertThat(sandbox.books().creditsByReference().values()).hasSize(9).containsOnly(1);
        }
    }

    @Test
    void aJobThatIsKilledInMidFileGoesOnAtTheNextStartAndPaysEachRowOnce() throws Exception {
        copyProject();
        try (var sandbox = Sandbox.started()) {
            sandbox.faults().slowBy(Duration.ofMillis(50)).when(call -> true, Fault.SLOW);
            var mine = properties(
                    sandbox,
                    "csvDrop.folder = inbox",
                    "camel.component.enkash.callTimeout = 2s",
                    "camel.component.enkash.lease = 4s",
                    "camel.component.enkash.settleWindow = 1s");
            var inbox = Files.createDirectories(temp.resolve("inbox"));
            var file = Files.writeString(temp.resolve("sixty.csv"), people(60));
            drop(file, inbox, "pay.csv");
            try (var job = JobProcess.start(temp, temp, List.of(), mine.toString())) {
                await().atMost(PATIENCE)
                        .until(() -> sandbox.books().creditsByReference().size() > 20);
                job.kill();
            }
            assertThat(inbox.resolve("pay.csv")).hasSameTextualContentAs(file);

            try (var job = JobProcess.start(temp, temp, List.of(), mine.toString())) {
                await().atMost(PATIENCE).until(() -> Files.exists(inbox.resolve("done/pay.csv")));
                assertThat(Files.readAllLines(inbox.resolve("done/pay.results.csv")))
                        .hasSize(61);
                assertThat(Files.readAllLines(inbox.resolve("stopped/pay.results.csv")))
                        .as("what was known when it was killed")
                        .hasSizeBetween(10, 60);
                dropUntilEachRowIsPaid(file, inbox);
            }
            assertThat(sandbox.books().creditsByReference().values())
                    .hasSize(60)
                    .containsOnly(1);
        }
    }

    /** What was on its way when the job was killed may be owned by the dead for as long as its lease. */
    private static void dropUntilEachRowIsPaid(Path file, Path inbox) {
        var number = new AtomicInteger();
        await().atMost(PATIENCE).until(() -> {
            var name = "again" + number.incrementAndGet();
            drop(file, inbox, name + ".csv");
            var results = inbox.resolve("done/" + name + ".results.csv");
            await().atMost(PATIENCE).until(() -> Files.exists(results));
            return Files.readAllLines(results).stream().skip(1).allMatch(line -> line.contains("PAID"));
        });
    }

    private static String people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "Ms,Asha,F,person%d@example.in,9%09d,1,HR-%d\n".formatted(i, i, i))
                .collect(Collectors.joining("", "title,firstName,gender,email,mobile,loadAmount,reference\n", ""));
    }

    @Test
    void systemPropertiesOverruleThePropertiesFiles() throws Exception {
        copyProject();
        try (var sandbox = Sandbox.started()) {
            var mine = properties(sandbox, "csvDrop.folder = inbox");
            var options = List.of("-DcsvDrop.folder=other", IDLE + 1);
            try (var job = JobProcess.start(temp, temp, options, mine.toString())) {
                assertThat(job.exitCode()).isZero();
                assertThat(job.out()).contains("drop files  other");
            }
        }
    }

    @Test
    void anOptionThatIsMissingIsNamedInOneLine() throws Exception {
        copyProject();
        try (var job = JobProcess.start(
                temp,
                temp,
                List.of("-Dcamel.component.enkash.environment=uat", "-Dledger.file=" + temp.resolve("ledger")))) {
            assertThat(job.exitCode()).isEqualTo(1);
            assertThat(job.err().strip())
                    .startsWith("The job could not start: The option 'partnerId' is not set.")
                    .hasLineCount(1);
            assertThat(job.out()).isEmpty();
        }
        assertThat(temp.resolve("work")).as("no sample").doesNotExist();
    }

    @Test
    void startedElsewhereItSaysWhereItBelongs() throws Exception {
        try (var job = JobProcess.start(temp, temp, List.of())) {
            assertThat(job.exitCode()).isEqualTo(1);
            assertThat(job.out()).isEmpty();
            assertThat(job.err().strip())
                    .startsWith("The job could not start: There is no routes/application.properties")
                    .contains(temp.toRealPath().toString())
                    .endsWith("Start it in the folder of the project")
                    .hasLineCount(1);
        }
    }

    @Test
    void aFolderThatCannotBeOneEndsTheJob() throws Exception {
        copyProject();
        Files.createDirectories(temp.resolve("inbox/diwali.csv.tmp/occupied"));
        try (var job = JobProcess.start(temp, temp, List.of("-DcsvDrop.folder=inbox"))) {
            assertThat(job.exitCode()).isEqualTo(1);
            assertThat(job.err().strip())
                    .startsWith("The job could not start: ")
                    .contains("diwali.csv.tmp")
                    .hasLineCount(1);
        }
    }

    @Test
    void aPropertiesFileThatIsNotThereIsNamed() throws Exception {
        copyProject();
        try (var job = JobProcess.start(temp, temp, List.of(), "uat.properties")) {
            assertThat(job.exitCode()).isEqualTo(2);
            assertThat(job.err()).contains("There is no properties file ").contains("uat.properties");
        }
    }

    /** Kept in memory, the rows alone would be larger than this heap. */
    @Test
    void aLongFileStreamsThroughASmallHeap() throws Exception {
        int rows = 200_000;
        var file = temp.resolve("long.csv");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("title,firstName,gender,email,mobile,loadAmount,reference,remarks\n");
            for (int i = 0; i < rows; i++) {
                writer.write("Ms,Asha,F,person%d@example.in,9%09d,1,HR-%d,%s\n".formatted(i, i, i, "x".repeat(300)));
            }
        }
        assertThat(Files.size(file)).isGreaterThan(64L << 20);
        itStreams(file, rows);
    }

    @Test
    void aLongWorkbookStreamsThroughASmallHeap() throws Exception {
        int rows = 20_000;
        var workbook = new Workbook();
        var header = Stream.of("title", "firstName", "gender", "email", "mobile", "loadAmount", "reference", "remarks")
                .map(Workbook::inline)
                .toList();
        workbook.sheet("Awards", "visible", out -> {
            Workbook.row(out, 1, header);
            for (int i = 0; i < rows; i++) {
                Workbook.row(
                        out,
                        i + 2,
                        List.of(
                                Workbook.inline("Ms"),
                                Workbook.inline("Asha"),
                                Workbook.inline("F"),
                                Workbook.inline("person" + i + "@example.in"),
                                Workbook.number(String.valueOf(9_000_000_000L + i)),
                                Workbook.number("1"),
                                Workbook.inline("HR-" + i),
                                Workbook.inline("x".repeat(4000))));
            }
        });
        itStreams(workbook.write(temp.resolve("long.xlsx")), rows);
    }

    private void itStreams(Path file, int rows) throws Exception {
        copyProject();
        var options = List.of("-Xmx64m", IDLE + 30, "-DcsvDrop.dryRun=true", "-DcsvDrop.sample=" + file);
        try (var job = JobProcess.start(temp, temp, options)) {
            await().atMost(PATIENCE.multipliedBy(8)).until(() -> job.out().contains("Ctrl+C") || job.hasEnded());
            // How far it is, now and then, and nothing else.
            assertThat(job.err().lines()).allMatch(line -> line.contains(" INFO  ProgressTeller - long."));
            assertThat(job.out()).contains("rows        " + rows + " dry run");
        }
        try (var lines = Files.lines(temp.resolve("work/rewards/done/long.results.csv"))) {
            assertThat(lines.count()).isEqualTo(rows + 1);
        }
    }

    /** What the job needs of the project, in a folder of its own, so that it leaves nothing in this one. */
    private void copyProject() throws IOException {
        for (var file : List.of(
                "routes/application.properties",
                "routes/csv-drop.camel.yaml",
                "examples/01-csv-drop/data/diwali.csv")) {
            Files.createDirectories(temp.resolve(file).getParent());
            Files.copy(PROJECT.resolve(file), temp.resolve(file));
        }
    }

    private Path properties(Sandbox sandbox, String... more) throws IOException {
        var lines = new ArrayList<>(List.of(more));
        lines.add("camel.component.enkash.environment = custom");
        sandbox.options().forEach((name, value) -> lines.add("camel.component.enkash." + name + " = " + value));
        return Files.write(temp.resolve("mine.properties"), lines);
    }

    private static void drop(Path file, Path folder, String name) throws IOException {
        var copy = Files.copy(file, folder.resolve(name + ".tmp"));
        Files.move(copy, folder.resolve(name));
    }

    /** The expected output; a name in braces stands for digits. */
    private static String expectedBlock() throws IOException {
        var expected = Files.readString(EXAMPLE.resolve("expected/console.txt")).strip();
        return Pattern.compile("\\{\\w+}")
                .splitAsStream(expected)
                .map(Pattern::quote)
                .collect(Collectors.joining("\\d+"));
    }
}

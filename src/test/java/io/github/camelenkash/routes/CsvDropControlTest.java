package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.patiently;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.flows.Approval;
import io.github.camelenkash.flows.Approvals;
import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.Workbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a file from being paid before its first point moves: balance, limits, suspicion, a dry run, an approval. */
class CsvDropControlTest {

    private static final String THREE_ROWS = HEADER + row("HR-1", "400000") + row("HR-2", "400000") + row("HR-3", "1");

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = ENKASH.sandbox();
    }

    @Test
    void aFileLargerThanTheBalanceMovesNoPoint() throws Exception {
        try (var drops = drops()) {
            var report = drops.drop("pay.csv", THREE_ROWS + row("HR-4", "200000") + row("HR-5", "x"));

            assertThat(report.ending()).isEqualTo(Ending.REFUSED);
            assertThat(report.problem())
                    .isEqualTo("The balance of 1000000 points does not cover the 1000001 that are still to be paid");
            assertThat(outcomes(report))
                    .containsExactly("2 NOT_SENT", "3 NOT_SENT", "4 NOT_SENT", "5 NOT_SENT", "6 REFUSED");
            assertThat(results(report).get(0).get("whatToDo")).contains("topped up", "csvDrop.payWhatFits=true");
            assertThat(report.preFlight().balanceAfter()).isEqualByComparingTo("-1");
            noPointMoved();
        }
    }

    @Test
    void whatIsPaidUnderItsReferenceNeedsNoBalance() throws Exception {
        try (var drops = drops()) {
            drops.drop("pay.csv", THREE_ROWS);
            var report = drops.drop("more.csv", THREE_ROWS + row("HR-4", "199999"));

            assertThat(report.outcomes()).isEqualTo(Map.of("ALREADY_PAID", 3L, "PAID", 1L));
            assertThat(report.preFlight().rowsAlreadyPaid()).isEqualTo(3);
            assertThat(report.preFlight().pointsToPay()).isEqualByComparingTo("199999");
            assertThat(report.preFlight().points()).isEqualByComparingTo("1000000");
            assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("0");
        }
    }

    @Test
    void byOptionWhatFitsIsPaidInTheOrderOfTheFile() throws Exception {
        try (var drops = drops("csvDrop.payWhatFits", "true")) {
            drops.drop("first.csv", HEADER + row("HR-1", "400000"));
            var report = drops.drop(
                    "pay.csv",
                    HEADER
                            + row("HR-1", "400000")
                            + row("HR-2", "600001")
                            + row("HR-3", "500000")
                            + row("HR-4", "insufficient@example.in", "50000")
                            + row("HR-5", "100000")
                            + row("HR-6", "1"));

            assertThat(outcomes(report))
                    .as("a row that is refused gives its points back")
                    .containsExactly("2 ALREADY_PAID", "3 NOT_SENT", "4 PAID", "5 REFUSED", "6 PAID", "7 NOT_SENT");
            assertThat(results(report).get(1))
                    .containsEntry("reason", "The balance does not cover it: 600000 points are left");
            assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("0");
        }
    }

    @Test
    void aRowThatCannotBePaidRefusesTheFileWhereItIsAllOrNothing() throws Exception {
        try (var drops = drops("csvDrop.allOrNothing", "true")) {
            var report = drops.drop("pay.csv", HEADER + row("HR-1", "5") + row("HR-2", "-5") + row("HR-1", "5"));

            assertThat(report.ending()).isEqualTo(Ending.REFUSED);
            assertThat(outcomes(report)).containsExactly("2 NOT_SENT", "3 REFUSED", "4 REFUSED");
            assertThat(results(report).get(0).get("reason"))
                    .isEqualTo("Not tried: 2 of 3 rows cannot be paid, and csvDrop.allOrNothing is set");
            assertThat(results(report).get(2).get("reason")).contains("is the same as in line 2");
            noPointMoved();
        }
    }

    @Test
    void theLimitOfAFileCountsWhatIsStillToPay() throws Exception {
        try (var drops = drops("csvDrop.mostPointsPerFile", "10")) {
            assertThat(drops.drop("pay.csv", HEADER + row("HR-1", "9") + row("HR-2", "2"))
                            .problem())
                    .isEqualTo("The file is to pay 11 points, above the limit of 10");
            noPointMoved();
            drops.drop("less.csv", HEADER + row("HR-1", "9"));

            assertThat(drops.drop("pay.csv", HEADER + row("HR-1", "9") + row("HR-2", "2"))
                            .ending())
                    .isEqualTo(Ending.DONE);
        }
    }

    @Test
    void thePersonWhoGetsTooMuchGetsNothingAndTheOthersArePaid() throws Exception {
        try (var drops = drops("csvDrop.mostPointsPerPerson", "10")) {
            var twice = "Ms,Asha,F,asha@example.in,%s,%s,%s\n";
            var report = drops.drop(
                    "pay.csv",
                    HEADER
                            + twice.formatted("9000000101", "6", "HR-1")
                            + row("HR-2", "10")
                            + twice.formatted("+91 90000 00101", "5", "HR-3"));

            assertThat(outcomes(report)).containsExactly("2 REFUSED", "3 PAID", "4 REFUSED");
            assertThat(results(report).get(0).get("reason")).contains("add up to more than the limit of 10 points");
            assertThat(report.preFlight().rowsRefused()).isEqualTo(2);
            assertThat(report.preFlight().pointsToPay()).isEqualByComparingTo("10");
        }
    }

    @Test
    void aDryRunTellsTheSameAndMovesNoPoint() throws Exception {
        try (var drops = drops("csvDrop.dryRun", "true", "csvDrop.approvalAbove", "1")) {
            var report = drops.drop("pay.csv", THREE_ROWS + row("HR-4", "-1"));

            assertThat(outcomes(report)).containsExactly("2 DRY_RUN", "3 DRY_RUN", "4 DRY_RUN", "5 REFUSED");
            assertThat(report.preFlight().pointsToPay()).isEqualByComparingTo("800001");
            assertThat(report.preFlight().balanceAfter()).isEqualByComparingTo("199999");
            assertThat(report.preFlight().rowsRefused()).isEqualTo(1);
            assertThat(drops.drop("more.csv", THREE_ROWS + row("HR-5", "200000"))
                            .ending())
                    .isEqualTo(Ending.REFUSED);
            noPointMoved();
        }
    }

    @Test
    void aDryRunOfTheComponentIsNotSwitchedOffByARouteThatPays() throws Exception {
        try (var drops = drops("csvDrop.dryRun", "false", "camel.component.enkash.dryRun", "true")) {
            assertThat(drops.drop("pay.csv", THREE_ROWS).outcomes()).isEqualTo(Map.of("DRY_RUN", 3L));
            noPointMoved();
        }
    }

    @Test
    void peopleWhomEnkashDoesNotKnowAreCountedOrRefusedByOption() throws Exception {
        try (var drops = drops("csvDrop.unknownPeople", "report")) {
            var report = drops.drop("pay.csv", HEADER + row("HR-1", "5"));
            assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 1L));
            assertThat(report.preFlight().unknownPeople()).isEqualTo(1);
        }
        try (var drops = drops("csvDrop.unknownPeople", "refuse")) {
            var known = row("HR-1", "5").replace("HR-1\n", "HR-9\n");
            var report = drops.drop("pay.csv", HEADER + known + row("HR-2", "5"));

            assertThat(outcomes(report)).containsExactly("2 PAID", "3 REFUSED");
            assertThat(results(report).get(1)).containsEntry("reason", "EnKash has no card for this person");
            assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-9", 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"report, PAID", "refuse, REFUSED", "ignore, PAID"})
    void whatLooksLikeAnAwardThatWasPaidLatelyIsToldOrRefusedByOption(String option, String outcome) throws Exception {
        var history = "jdbc:h2:file:" + folder.resolve("history");
        var ledger = new InMemoryLedger();
        try (var drops = drops(ledger, "csvDrop.history", history)) {
            drops.drop("pay.csv", HEADER + row("HR-1", "a@example.in", "5"));
        }
        assertThat(Files.readString(folder.resolve("history.mv.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("a@example.in", "HR-1");
        try (var drops = drops(ledger, "csvDrop.history", history, "csvDrop.likelyDuplicates", option)) {
            var again = row("HR-1", "a@example.in", "5.00").replace("HR-1\n", "HR-1 again\n");
            var more = row("HR-1", "a@example.in", "6").replace("HR-1\n", "HR-2\n");
            var report = drops.drop(
                    "again.csv", HEADER + again + more + row("HR-1", "a@example.in", "5") + row("HR-3", "5"));

            assertThat(outcomes(report)).containsExactly("2 " + outcome, "3 PAID", "4 ALREADY_PAID", "5 PAID");
            assertThat(report.preFlight().likelyDuplicates()).isEqualTo(option.equals("ignore") ? 0 : 1);
            if (!option.equals("ignore")) {
                assertThat(results(report).get(0).get("reason"))
                        .contains("The same person got the same points", "under another reference");
            }
        }
    }

    @Test
    void anAwardThatWasSettledWithoutItsFileIsInTheHistoryOnceTheFileIsDroppedAgain() throws Exception {
        var history = "jdbc:h2:file:" + folder.resolve("history");
        var ledger = new InMemoryLedger();
        var file = HEADER + row("HR-1", "a@example.in", "5");
        try (var drops = drops(ledger)) {
            drops.drop("pay.csv", file);
        }
        try (var drops = drops(ledger, "csvDrop.history", history)) {
            assertThat(outcomes(drops.drop("pay.csv", file))).containsExactly("2 ALREADY_PAID");

            var again = drops.drop("again.csv", file.replace("HR-1\n", "HR-1 again\n"));
            assertThat(again.preFlight().likelyDuplicates()).isEqualTo(1);
        }
    }

    @Test
    void aFileAboveTheLimitWaitsAndIsPaidOnceItIsApproved() throws Exception {
        try (var drops = drops("csvDrop.approvalAbove", "1000")) {
            var waits = drops.drop("pay.csv", THREE_ROWS + row("HR-4", "x"));
            assertThat(waits.ending()).isEqualTo(Ending.WAITING);
            assertThat(waits.problem())
                    .isEqualTo(
                            "A file that pays more than 1000 points needs an approval, and this one has none; it lies"
                                    + " in waiting/");
            assertThat(outcomes(waits)).containsExactly("2 NOT_SENT", "3 NOT_SENT", "4 NOT_SENT", "5 REFUSED");
            noPointMoved();

            var approval = approve("pay.csv", "ravi");
            assertThat(approval.rows()).isEqualTo(4);
            assertThat(approval.points()).isEqualByComparingTo("800001");
            var paid = drops.await();

            assertThat(paid.outcomes()).isEqualTo(Map.of("PAID", 3L, "REFUSED", 1L));
            assertThat(folder.resolve("done/pay.approval.json")).content().contains("\"approvedBy\" : \"ravi\"");
            assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1, "HR-3", 1));
            patiently().untilAsserted(() -> assertThat(namesIn(folder.resolve("waiting")))
                    .as("nothing that looks as if it waited still")
                    .isEmpty());
        }
    }

    @Test
    void anEditedFileWithAnOldApprovalMovesNoPoint() throws Exception {
        try (var drops = drops("csvDrop.approvalAbove", "1000")) {
            drops.drop("pay.csv", THREE_ROWS);
            var waiting = folder.resolve("waiting/pay.csv");
            patiently().until(() -> Files.exists(waiting));
            var approval = Files.readString(folder.resolve("waiting/pay.approval-request.json"))
                    .replace("}", ",\"approvedBy\":\"ravi\",\"expires\":\"2999-01-01T00:00:00Z\"}");
            // The same length, the same sum, the same number of rows: another person is paid.
            Files.writeString(waiting, THREE_ROWS.replace("hr-1@example.in", "hr-7@example.in"));
            assertThatThrownBy(() -> Approvals.approve(waiting, "ravi", null, Duration.ofHours(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has changed since it was held");

            Files.writeString(folder.resolve("waiting/pay.approval.json"), approval);
            var refused = drops.await();

            assertThat(refused.ending()).isEqualTo(Ending.REFUSED);
            assertThat(refused.problem()).isEqualTo("The file is not the one that was approved");
            assertThat(folder.resolve("refused/pay.approval.json")).exists();
            noPointMoved();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"expires\" : \"2; \"expires\" : \"1; The approval has expired",
                "\"expires\"; \"expired\"; is not of the form that the request has",
                "\"rows\" : 3; \"rows\" : 2; The approval is for 2 rows and 800001 points; the file has 3",
                "\"points\" : 800001; \"points\" : 1; The approval is for 3 rows and 1 points",
                "\"approvedBy\" : \"ravi\"; \"approvedBy\" : \" \"; does not say who approves",
                "\"approvedBy\" : \"ravi\"; \"approvedBy\" : \"Asha \"; Who approves has prepared the file, too"
            })
    void anApprovalThatDoesNotHoldRefusesTheFile(String from, String to, String problem) throws Exception {
        try (var drops = drops("csvDrop.approvalAbove", "1000", "csvDrop.fourEyes", "true")) {
            drops.drop("elsewhere.csv", THREE_ROWS);
            patiently().until(() -> Files.exists(folder.resolve("waiting/elsewhere.csv")));
            var approval = Approvals.approve(
                    Files.copy(folder.resolve("waiting/elsewhere.csv"), other("pay.csv")),
                    "ravi",
                    "asha",
                    Duration.ofHours(1));
            assertThat(approval.file()).isEqualTo("pay.csv");
            var text = Files.readString(folder.resolve("other/pay.approval.json"));
            assertThat(text).contains(from);
            Files.writeString(folder.resolve("pay.approval.json"), text.replace(from, to));
            var report = drops.drop("pay.csv", THREE_ROWS);

            assertThat(report.ending()).isEqualTo(Ending.REFUSED);
            assertThat(report.problem()).contains(problem);
            noPointMoved();
        }
    }

    /** A folder that nobody watches, with the request. */
    private Path other(String name) throws IOException {
        var other = Files.createDirectories(folder.resolve("other"));
        Files.copy(
                folder.resolve("waiting/elsewhere.approval-request.json"), other.resolve("pay.approval-request.json"));
        return other.resolve(name);
    }

    @Test
    void whoDroppedAFileMayNotApproveItWhereFourEyesAreAsked() throws Exception {
        try (var drops = drops("csvDrop.approvalAbove", "1000", "csvDrop.fourEyes", "true")) {
            drops.drop("pay.csv", THREE_ROWS);
            approve("pay.csv", Files.getOwner(folder).getName());

            assertThat(drops.await().problem()).startsWith("Who approves has prepared the file, too");
            noPointMoved();
        }
    }

    @Test
    void anApprovalForNothingIsPutAside() throws Exception {
        try (var drops = drops("csvDrop.approvalAbove", "1000")) {
            Files.writeString(
                    Files.createDirectories(folder.resolve("waiting")).resolve("x.approval.json"),
                    "{\"file\":\"../pay.csv\"}");
            patiently().until(() -> Files.exists(folder.resolve("refused/x.approval.json")));

            assertThat(drops.drop("pay.csv", HEADER + row("HR-1", "1")).ending())
                    .isEqualTo(Ending.DONE);
        }
    }

    @Test
    void aWorkbookOfAnotherShapeIsPaidAndItsResultsCanBeDroppedAgain() throws Exception {
        var workbook = new Workbook();
        workbook.sheet(
                "Awards",
                List.of(
                        texts("Emp No.", "Salutation", "Full Name", "Sex", "Mail", "Mobile No.", "Award (₹)", "Dept"),
                        List.of(
                                Workbook.number("1042"),
                                Workbook.inline("Ms"),
                                Workbook.inline("Asha"),
                                Workbook.inline("F"),
                                Workbook.inline("asha@example.in"),
                                Workbook.scientific("919000000101"),
                                Workbook.rupees("1100.5"),
                                Workbook.inline("HR")),
                        List.of(
                                Workbook.number("1043"),
                                Workbook.inline("Mr"),
                                Workbook.inline("Ravi"),
                                Workbook.inline("M"),
                                Workbook.inline("ravi@example.in"),
                                Workbook.number("9000000102"),
                                Workbook.date("46331"),
                                Workbook.inline("=SUM(1)"))));
        try (var drops = drops(
                "csvDrop.columns.employeeId", "Emp No.",
                "csvDrop.columns.title", "Salutation",
                "csvDrop.columns.firstName", "Full Name",
                "csvDrop.columns.gender", "Sex",
                "csvDrop.columns.email", "Mail",
                "csvDrop.columns.mobile", "Mobile No.",
                "csvDrop.columns.loadAmount", "Award (₹)",
                "csvDrop.ignoreColumns", "Dept",
                "csvDrop.reference", "{programme}-{employeeId}-{period}",
                "csvDrop.programme", "Diwali",
                "csvDrop.period", "2026")) {
            drops.put("pay.xlsx", workbook.bytes());
            var first = drops.await();
            assertThat(outcomes(first)).containsExactly("2 PAID", "3 REFUSED");
            assertThat(results(first).get(1))
                    .containsEntry("Dept", "'=SUM(1)")
                    .containsEntry("reference", "DIWALI-1043-2026")
                    .containsEntry(
                            "reason",
                            "Column 'Award (₹)' is a date, which a spreadsheet makes of what looks"
                                    + " like one: 2026-11-05");

            var corrected = drops.drop(
                    "pay.results.csv", Files.readString(first.results()).replace("2026-11-05,", "511,"));
            assertThat(corrected.outcomes()).isEqualTo(Map.of("ALREADY_PAID", 1L, "PAID", 1L));
            assertThat(sandbox.books().creditsByReference())
                    .isEqualTo(Map.of("DIWALI-1042-2026", 1, "DIWALI-1043-2026", 1));
            assertThat(sandbox.books().availableBalance())
                    .isEqualByComparingTo(new BigDecimal("1000000").subtract(new BigDecimal("1611.50")));
        }
    }

    @Test
    void aMistypedPropertyRefusesToStart() {
        assertThatThrownBy(() -> drops("csvDrop.mostPoint", "5000"))
                .hasStackTraceContaining("There is no property 'csvDrop.mostPoint'. Did you mean 'mostPoints'?");
    }

    private static List<String> texts(String... texts) {
        return Arrays.stream(texts).map(Workbook::inline).toList();
    }

    private Approval approve(String name, String who) throws IOException {
        var file = folder.resolve("waiting").resolve(name);
        patiently().until(() -> Files.exists(file));
        return Approvals.approve(file, who, null, Duration.ofHours(1));
    }

    private void noPointMoved() {
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("1000000");
    }

    private static List<String> namesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".camelLock"))
                    .toList();
        }
    }

    private static List<String> outcomes(FileReport report) throws IOException {
        return results(report).stream()
                .map(line -> line.get("line") + " " + line.get("outcome"))
                .toList();
    }

    private DropFolder drops(String... namesAndValues) throws Exception {
        return drops(new InMemoryLedger(), namesAndValues);
    }

    private DropFolder drops(InMemoryLedger ledger, String... namesAndValues) throws Exception {
        var properties = new HashMap<String, String>();
        properties.put("camel.component.enkash.ledger", "#bean:ledger");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return DropFolder.start(folder, sandbox, properties, Map.of("ledger", ledger));
    }
}

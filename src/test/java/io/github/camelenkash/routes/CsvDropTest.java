package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.patiently;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are dropped while EnKash is well: points are counted on the sandbox's books. */
class CsvDropTest {

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private DropFolder drops;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        drops = DropFolder.start(folder, sandbox, Map.of("csvDrop.mostPoints", "5000"), Map.of());
    }

    @AfterEach
    void stop() {
        drops.close();
    }

    @Test
    void everyRowIsPaidOnceAndHasItsLineInTheResults() throws Exception {
        var report = drops.drop("pay.csv", HEADER + row("HR-1", "250") + row("HR-2", "10.50") + row("HR-3", "1"));

        assertThat(report.ending()).isEqualTo(Ending.DONE);
        assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 3L));
        assertThat(report.balanceBefore()).isEqualByComparingTo("1000000");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1, "HR-3", 1));
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999738.50");
        assertThat(results(report))
                .extracting(line -> line.get("line"), line -> line.get("reference"), line -> line.get("balance"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2", "HR-1", "250"),
                        org.assertj.core.groups.Tuple.tuple("3", "HR-2", "10.50"),
                        org.assertj.core.groups.Tuple.tuple("4", "HR-3", "1"));
        assertThat(results(report)).allSatisfy(line -> assertThat(line)
                .containsEntry("outcome", "PAID")
                .containsEntry("reason", "")
                .hasEntrySatisfying("transactionId", id -> assertThat(id).startsWith("ECT")));
    }

    @Test
    void aProgrammeWithoutBulkCallsNeedsNone() throws Exception {
        drops.close();
        drops = DropFolder.start(folder, sandbox, Map.of("camel.component.enkash.program", "incentive"), Map.of());

        assertThat(drops.context()
                        .getRouteController()
                        .getRouteStatus("csv-drop")
                        .isStarted())
                .isTrue();
    }

    @Test
    void theFileLiesBesideItsResultsAndTheFolderIsEmptyAgain() throws Exception {
        var content = HEADER + row("HR-1", "250");
        var report = drops.drop("pay.csv", content);

        assertThat(report.results()).isEqualTo(folder.resolve("done/pay.results.csv"));
        patiently()
                .untilAsserted(() -> assertThat(folder.resolve("done/pay.csv")).hasContent(content));
        assertThat(filesIn(folder)).isEmpty();
    }

    @Test
    void aRowWhoseAnswerIsLostIsPaidOnce() throws Exception {
        var report = drops.drop("pay.csv", HEADER + row("HR-1", "lost-answer@example.in", "250") + row("HR-2", "1"));

        assertThat(results(report).get(0))
                .containsEntry("outcome", "PAID")
                .containsEntry("reason", "The answer was lost; EnKash was asked and has it paid");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
        assertThat(sandbox.books().credits("HR-2")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Ms,Asha,F,a@example.in,9000000101,-5,HR-0~ Column 'loadAmount' is not positive: -5",
                "Ms,Asha,F,a@example.in,9000000101,1.234,HR-0~ Column 'loadAmount' has more than two decimals: 1.234",
                "Ms,Asha,F,a@example.in,9000000101,₹500,HR-0~ Column 'loadAmount' is not a plain number: ₹500",
                "Ms,Asha,F,a@example.in,9000000101,\"1,000\",HR-0~ Column 'loadAmount' is not a plain number: 1,000",
                "Ms,Asha,F,a@example.in,9000000101,05-Nov,HR-0~ Column 'loadAmount' is a date, which a spreadsheet makes of"
                        + " what looks like one: 05-Nov",
                "Ms,Asha,F,a@example.in,9000000101,5001,HR-0~ Column 'loadAmount' is above the limit of 5000: 5001",
                "Ms,Asha,F,a@example.in,9000000101,,HR-0~ Column 'loadAmount' is empty",
                "Ms,Asha,F,a@example.in,9.19E+11,5,HR-0~ Column 'mobile' was shortened by a spreadsheet: 9.19E+11",
                "Ms,Asha,F,a@example.in,91900,5,HR-0~ Column 'mobile' is not a ten-digit Indian mobile number",
                "Ms,Asha,F,a at example.in,9000000101,5,HR-0~ Column 'email' is not an e-mail address",
                "Ms,Asha,F,a@example.in,9000000101,5,~ Column 'reference'",
                "Ms,Asha,F,,9000000101,5,HR-0~ Column 'email' is empty",
                "Ms,,,a@example.in,9000000101,5,HR-0~ Column 'firstName' is empty; Column 'gender' is empty",
                "Dr,Asha,F,a@example.in,9000000101,5,HR-0~ Column 'title' is none of Mr, Mrs, Ms: Dr",
                "Ms,Asha,F,a@example.in,1234567890,5,HR-0~ Column 'mobile' is not a ten-digit Indian mobile number",
                "Ms,Asha,F,a@example.in,9000000101,5,HR-1~ Column 'reference' is the same as in line 2",
                "Ms,Asha,F,a@example.in,9000000101,5,HR-0,x~ The row has text to the right of the last column"
            })
    void aBadRowIsRefusedWithItsLineAndColumnAndTheOthersArePaid(String bad, String reason) throws Exception {
        var report = drops.drop(
                "pay.csv", HEADER + row("HR-1", "\"2\n5\"".replace("\n", "")) + bad + "\n" + row("HR-2", "1"));

        assertThat(report.outcomes()).isEqualTo(Map.of("PAID", 2L, "REFUSED", 1L));
        var refused = results(report).get(1);
        assertThat(refused)
                .containsEntry("line", "3")
                .containsEntry("outcome", "REFUSED")
                .containsEntry("transactionId", "");
        assertThat(refused.get("reason")).startsWith(reason);
        assertThat(refused.get("whatToDo")).endsWith("then drop the file again: what is paid is not paid twice");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
    }

    @Test
    void theColumnAtFaultGoesByItsNameInTheFile() throws Exception {
        var report = drops.drop("pay.csv", "Card Id,Points,reference\nEKC1,-5,HR-1\n");

        assertThat(results(report).get(0)).containsEntry("reason", "Column 'Points' is not positive: -5");
    }

    @Test
    void whatEnkashRefusesIsToldInItsWords() throws Exception {
        var report = drops.drop("pay.csv", HEADER + row("HR-1", "insufficient@example.in", "250"));

        assertThat(results(report).get(0))
                .containsEntry("outcome", "REFUSED")
                .containsEntry("reason", "EnKash refused it: Insufficient balance in card account");
    }

    @Test
    void theSameFileAgainPaysNobodyAndKeepsTheFirstResults() throws Exception {
        var content = HEADER + row("HR-1", "250") + row("HR-2", "lost-answer@example.in", "5") + row("HR-3", "-1");
        var first = drops.drop("pay.csv", content);
        var before = Files.readString(first.results());
        var balance = sandbox.books().availableBalance();

        var again = drops.drop("pay.csv", content);

        assertThat(again.outcomes()).isEqualTo(Map.of("ALREADY_PAID", 2L, "REFUSED", 1L));
        assertThat(results(again).get(0))
                .containsEntry("transactionId", results(first).get(0).get("transactionId"))
                .containsEntry("reason", "Paid before under this reference; nothing was sent now");
        assertThat(again.results()).isEqualTo(folder.resolve("done/pay-2.results.csv"));
        assertThat(first.results()).content().isEqualTo(before);
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo(balance);
        patiently().untilAsserted(() -> assertThat(folder.resolve("done/pay-2.csv"))
                .exists());
    }

    @Test
    void aCorrectedRowIsTheOnlyOneThatIsPaid() throws Exception {
        drops.drop("pay.csv", HEADER + row("HR-1", "250") + row("HR-2", "-5"));
        var corrected = drops.drop("corrected.csv", HEADER + row("HR-1", "250.00") + row("HR-2", "5"));

        assertThat(corrected.outcomes()).isEqualTo(Map.of("ALREADY_PAID", 1L, "PAID", 1L));
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999745");
    }

    @Test
    void aReferenceThatIsPaidWithAnotherAmountIsRefused() throws Exception {
        drops.drop("pay.csv", HEADER + row("HR-1", "250"));
        var report = drops.drop("other.csv", HEADER + row("HR-1", "251"));

        assertThat(results(report).get(0)).containsEntry("outcome", "REFUSED");
        assertThat(results(report).get(0).get("whatToDo")).contains("a reference of its own");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void aReferenceThatStandsInAFileTwiceIsPaidOnceWhateverTheRowsSay() throws Exception {
        var report = drops.drop(
                "pay.csv", HEADER + row("HR-1", "x") + row("HR-1", "250") + row("HR-1", "251") + row("HR-1", "250"));

        assertThat(results(report))
                .extracting(line -> line.get("outcome"))
                .containsExactly("REFUSED", "PAID", "REFUSED", "REFUSED");
        assertThat(results(report))
                .extracting(line -> line.get("reason"))
                .endsWith("Column 'reference' is the same as in line 3", "Column 'reference' is the same as in line 3");
        assertThat(report.preFlight().duplicates()).isEqualTo(2);
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999750");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'title,bonus,loadAmount,reference\nMs,1,5,HR-1\n'; Column 2 is unknown: 'bonus'; 1",
                "'email,loadAmount\na@example.in,5\n'; The column 'reference' is missing; 1",
                "'email,reference\na@example.in,HR-1\n'; The column 'loadAmount' is missing; 1",
                "'a@example.in,5,HR-1\n'; The first row names no column that is known; 1",
                "'email:loadAmount:reference\na@example.in:5:HR-1\n'; The columns are not separated by commas, ; 1",
                "'email,loadAmount,reference\na@example.in,5,HR-1\n\"b@example.in,5,HR-2\n'; A double quote; 3",
                "'email,loadAmount,reference\n'; The file has no rows below its header; 1",
                "''; The file is empty; 1"
            })
    void aFileThatIsNoneIsRefusedBeforeAnythingIsSent(String content, String reason, String line) throws Exception {
        var report = drops.drop("bad.csv", content);

        assertThat(report.ending()).isEqualTo(Ending.REFUSED);
        assertThat(report.results()).isEqualTo(folder.resolve("refused/bad.results.csv"));
        assertThat(results(report)).singleElement().satisfies(told -> {
            assertThat(told).containsEntry("line", line).containsEntry("outcome", "REFUSED");
            assertThat(told.get("reason")).startsWith(reason);
            assertThat(told.get("whatToDo")).isNotBlank();
        });
        patiently().untilAsserted(() -> assertThat(folder.resolve("refused/bad.csv"))
                .hasContent(content));
        assertThat(filesIn(folder)).isEmpty();
        assertThat(sandbox.books().logins()).isZero();
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
    }

    @Test
    void theNextFileIsPaidAfterOneThatWasRefused() throws Exception {
        drops.drop("bad.csv", "nonsense\n");

        assertThat(drops.drop("pay.csv", HEADER + row("HR-1", "5")).outcomes()).isEqualTo(Map.of("PAID", 1L));
    }

    @Test
    void onlyCsvFilesAndWorkbooksAreRead() throws Exception {
        drops.put("pay.results.csv.partial", "line,reference\n2,HR-9\n");
        drops.put("~$pay.xlsx", "open in a spreadsheet program");
        drops.put("notes.txt", "pay Asha 500");
        drops.drop("PAY.CSV", HEADER + row("HR-1", "5"));

        assertThat(filesIn(folder)).containsExactlyInAnyOrder("pay.results.csv.partial", "~$pay.xlsx", "notes.txt");
    }

    @Test
    void aCorrectedResultFilePaysTheCorrectedRowsOnly() throws Exception {
        var first = drops.drop(
                "pay.csv",
                HEADER
                        + row("HR-1", "250")
                        + row("=HR-2", "a@example.in", "-5")
                        + row("HR-3", "\"1\"\",\"\"x\"")
                        + row("HR-4", "1,000"));
        assertThat(first.outcomes()).isEqualTo(Map.of("PAID", 1L, "REFUSED", 3L));

        var untouched = drops.drop("pay.results.csv", Files.readString(first.results()));
        assertThat(untouched.outcomes()).isEqualTo(Map.of("ALREADY_PAID", 1L, "REFUSED", 3L));
        assertThat(untouched.results()).isEqualTo(folder.resolve("done/pay-2.results.csv"));
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));

        var corrected = drops.drop(
                "mine.csv",
                Files.readString(untouched.results()).replace("'-5", "5").replace("\"1\"\",\"\"x\"", "1"));
        assertThat(corrected.outcomes()).isEqualTo(Map.of("ALREADY_PAID", 1L, "PAID", 2L, "REFUSED", 1L));
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "=HR-2", 1, "HR-3", 1));
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999744");
        assertThat(Files.readAllLines(corrected.results()).get(0))
                .isEqualTo(HEADER.strip() + ",line,outcome,transactionId,balance,reason,whatToDo");
    }

    @Test
    void aFileThatIsStillBeingCopiedIsReadWhenItIsComplete() throws Exception {
        drops.close();
        drops = DropFolder.start(folder, sandbox, Map.of("csvDrop.settle", "1500"), Map.of());
        var rows = HEADER + row("HR-1", "5") + row("HR-2", "5") + row("HR-3", "5");
        var file = folder.resolve("slow.csv");
        Files.createDirectories(folder);
        var written = new int[1];
        // Grows at shorter intervals than the route waits for.
        patiently()
                .pollDelay(java.time.Duration.ZERO)
                .pollInterval(java.time.Duration.ofMillis(20))
                .until(() -> {
                    written[0] = Math.min(rows.length(), written[0] + 20);
                    Files.writeString(file, rows.substring(0, written[0]));
                    return written[0] == rows.length();
                });

        assertThat(drops.await().outcomes()).isEqualTo(Map.of("PAID", 3L));
    }

    /** The person stands in the columns of the file anyway; what we add is read aloud, mailed and pasted into tickets. */
    @Test
    void whatIsAddedToTheResultsHoldsNoWholeMobileAndNoWholeAddress() throws Exception {
        var report = drops.drop(
                "pay.csv",
                HEADER + "Ms,Asha,F,asha@example.in,9000000101,5,asha@example.in-2026\n"
                        + "Ms,Asha,F,asha@example.in,9000000101,x,DIWALI-9000000101\n"
                        + "Ms,Asha,F,asha@example.in x,9000000101,1,HR-1\n"
                        + "Ms,Asha,F,asha@example.in,900000010,9000000101,HR-2\n"
                        + row("7000000123", "1"));

        assertThat(results(report)).hasSize(5).allSatisfy(line -> List.of(
                        "line", "outcome", "transactionId", "balance", "reason", "whatToDo")
                .forEach(name -> assertThat(line.get(name)).doesNotContain("asha@", "9000000101")));
    }

    @Test
    void aReferenceThatASpreadsheetWouldCalculateIsDefusedInTheResultsOnly() throws Exception {
        var report = drops.drop("pay.csv", HEADER + row("=HR-1", "a@example.in", "5"));

        assertThat(results(report).get(0)).containsEntry("reference", "'=HR-1");
        assertThat(sandbox.books().credits("=HR-1")).isEqualTo(1);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".camelLock"))
                    .toList();
        }
    }
}

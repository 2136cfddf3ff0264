package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing results: at once, and harmless in a spreadsheet. */
class ResultFileTest {

    private static final RowEnd PAID = new RowEnd("PAID", "ECT1", new BigDecimal("250.50"), null, "Nothing", false);

    @TempDir
    private Path folder;

    private Path path;

    private Path dropped;

    @BeforeEach
    void name() throws IOException {
        dropped = Files.createFile(folder.resolve("diwali.csv"));
        path = folder.resolve("new/diwali.results.csv.partial");
    }

    @Test
    void eachLineIsInTheFileAsSoonAsItIsWritten() throws IOException {
        try (var results = create()) {
            assertThat(path).content().isEqualTo("Points,Ref,line,outcome,transactionId,balance,reason,whatToDo\n");
            results.write(row("250.50", "HR-1"), PAID);
            assertThat(path).content().endsWith("\n250.50,HR-1,2,PAID,ECT1,250.50,,Nothing\n");
            results.write(row("1"), new RowEnd("REFUSED", null, null, "Bad, \"very\"\nbad", "Mend it", false));
            assertThat(path).content().endsWith("\n1,,2,REFUSED,,,\"Bad, \"\"very\"\"\nbad\",Mend it\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+91", "-1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''+1"})
    void aCellThatASpreadsheetWouldCalculateGetsAnApostropheAndLosesItOnItsWayBack(String formula) throws IOException {
        try (var results = create()) {
            results.write(row("1", formula), new RowEnd("PAID", formula, null, formula, formula, false));
        }
        var defused = formula.startsWith("\r") ? "\"'" + formula + "\"" : "'" + formula;
        assertThat(path).content().endsWith("\n1,%1$s,2,PAID,%1$s,,%1$s,%1$s\n".formatted(defused));
        assertThat(Defused.undo(Defused.of(formula))).isEqualTo(formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HR-1=@+", "'", "'quoted'", "D'Souza", "1-2"})
    void ordinaryCellsStayAsTheyAre(String text) {
        assertThat(Defused.of(text)).isEqualTo(text);
        assertThat(Defused.undo(text)).isEqualTo(text);
    }

    /** Cut off, the row would look like a good one when it comes back. */
    @Test
    void textToTheRightOfTheLastColumnStaysThere() throws IOException {
        try (var results = create()) {
            results.write(
                    new RewardRow(2, 0, List.of("1", "000"), List.of("HR-1"), Map.of(), null),
                    new RowEnd("REFUSED", null, null, "bad", "Mend it", false));
        }
        assertThat(path).content().endsWith("\n1,000,2,REFUSED,,,bad,Mend it,HR-1\n");
    }

    @Test
    void aReferenceThatWasBuiltHasAColumnOfOurs() throws IOException {
        try (var results = ResultFile.create(path, dropped, List.of("Points", "Emp"), true)) {
            results.write(
                    new RewardRow(2, 0, List.of("1", "7"), List.of(), Map.of("uniqueReferenceNumber", "D-7"), null),
                    PAID);
        }
        assertThat(path)
                .content()
                .startsWith("Points,Emp,reference,line,")
                .endsWith("\n1,7,D-7,2,PAID,ECT1,250.50,,Nothing\n");
    }

    @Test
    void aResultFileIsNeverOverwritten() throws IOException {
        create().close();

        assertThatThrownBy(this::create).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void whoMayNotReadTheFileMayNotReadItsResults() throws IOException {
        Files.setPosixFilePermissions(dropped, PosixFilePermissions.fromString("r--------"));
        create().close();

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whetherSomebodyWritesItIsKnownAndNobodyDoesOnceItIsClosed() throws Exception {
        try (var results = create()) {
            assertThat(ResultFile.takeOver(results.path(), () -> fail("Its writer is alive")))
                    .isFalse();
        }
        assertThat(ResultFile.takeOver(path, () -> Files.delete(path))).isTrue();
        assertThat(path).doesNotExist();
    }

    @Test
    void itIsTheOnlyFileThatItsWriterLeavesBehind() throws IOException {
        create().close();

        assertThatThrownBy(this::create).isInstanceOf(FileAlreadyExistsException.class);
        try (var files = Files.list(path.getParent())) {
            assertThat(files).containsExactly(path);
        }
    }

    private ResultFile create() throws IOException {
        return ResultFile.create(path, dropped, List.of("Points", "Ref"), false);
    }

    private static RewardRow row(String... cells) {
        return new RewardRow(2, 0, List.of(cells), List.of(), Map.of(), null);
    }

    @Test
    void theFirstKeepsItsNameAndTheNextGetsANumber() throws IOException {
        assertThat(land("diwali.csv").results()).hasFileName("diwali.results.csv");
        assertThat(land("diwali.csv").results()).hasFileName("diwali-2.results.csv");
        assertThat(land("diwali.csv").file()).hasFileName("diwali-3.csv");
        assertThat(land("DIWALI.CSV").file()).hasFileName("DIWALI.CSV");
        assertThat(land("diwali.xlsx").file()).hasFileName("diwali-4.xlsx");
    }

    @Test
    void aResultFileThatIsDroppedAgainGoesByTheNameOfItsFile() throws IOException {
        land("diwali.csv");
        var again = land("diwali.results.csv");

        assertThat(again.file()).hasFileName("diwali-2.csv");
        assertThat(again.results()).hasFileName("diwali-2.results.csv");
        assertThat(Landing.partial(folder.resolve("diwali.results.csv"))).hasFileName("diwali.results.csv.partial");
    }

    @Test
    void aFileThatLiesThereAlreadyCountsAsANameThatIsTaken() throws IOException {
        Files.createDirectories(folder.resolve("done"));
        Files.createFile(folder.resolve("done/diwali.csv"));

        assertThat(land("diwali.csv").results()).hasFileName("diwali-2.results.csv");
    }

    /** On Linux this is one file name; Camel's file component takes it for a path. */
    @Test
    void aNameCannotLeadOutOfTheFolder() throws IOException {
        assertThat(land("..\\..\\etc\\x.csv").file()).isEqualTo(folder.resolve("done/.._.._etc_x.csv"));
    }

    private Landing land(String name) throws IOException {
        var partial = Files.writeString(folder.resolve("partial"), "results");
        var landing = Landing.of(folder.resolve("done"), name, partial);
        assertThat(partial).doesNotExist();
        assertThat(landing.results()).hasContent("results");
        return landing;
    }
}

package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Writing results: at once, and harmless in a spreadsheet. */
class ResultFileTest {

    private static final RowEnd PAID = new RowEnd("PAID", "ECT1", new BigDecimal("250.50"), null, "Nothing", false);

    @TempDir
    private Path folder;

    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("new/diwali.results.csv.partial");
    }

    @Test
    void eachLineIsInTheFileAsSoonAsItIsWritten() throws IOException {
        try (var results = ResultFile.create(path)) {
            assertThat(path).content().isEqualTo("line,reference,outcome,transactionId,balance,reason,whatToDo\n");
            results.write(2, "HR-1", PAID);
            assertThat(path).content().endsWith("\n2,HR-1,PAID,ECT1,250.50,,Nothing\n");
            results.write(5, "HR-2", new RowEnd("REFUSED", null, null, "Bad, \"very\"\nbad", "Mend it", false));
            assertThat(path).content().endsWith("\n5,HR-2,REFUSED,,,\"Bad, \"\"very\"\"\nbad\",Mend it\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"=1+1", "+91", "-1", "@SUM(A1)", "'\t=1'", "'\r=1'"})
    void aCellThatASpreadsheetWouldCalculateGetsAnApostrophe(String formula) throws IOException {
        try (var results = ResultFile.create(path)) {
            results.write(2, formula, new RowEnd("PAID", formula, null, formula, formula, false));
        }
        var defused = formula.startsWith("\r") ? "\"'" + formula + "\"" : "'" + formula;
        assertThat(path).content().endsWith("\n2,%1$s,PAID,%1$s,,%1$s,%1$s\n".formatted(defused));
    }

    @Test
    void ordinaryCellsStayAsTheyAre() throws IOException {
        try (var results = ResultFile.create(path)) {
            results.write(2, "HR-1=@+", PAID);
        }
        assertThat(path).content().contains("2,HR-1=@+,PAID");
    }

    @Test
    void aResultFileIsNeverOverwritten() throws IOException {
        ResultFile.create(path).close();

        assertThatThrownBy(() -> ResultFile.create(path)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void theFirstKeepsItsNameAndTheNextGetsANumber() throws IOException {
        assertThat(land("diwali.csv").results()).hasFileName("diwali.results.csv");
        assertThat(land("diwali.csv").results()).hasFileName("diwali-2.results.csv");
        assertThat(land("diwali.csv").file()).hasFileName("diwali-3.csv");
        assertThat(land("DIWALI.CSV").file()).hasFileName("DIWALI.CSV");
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

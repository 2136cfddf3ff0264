package io.github.camelenkash.flows;

import static io.github.camelenkash.testing.Workbook.date;
import static io.github.camelenkash.testing.Workbook.days;
import static io.github.camelenkash.testing.Workbook.error;
import static io.github.camelenkash.testing.Workbook.formula;
import static io.github.camelenkash.testing.Workbook.inline;
import static io.github.camelenkash.testing.Workbook.nothing;
import static io.github.camelenkash.testing.Workbook.number;
import static io.github.camelenkash.testing.Workbook.row;
import static io.github.camelenkash.testing.Workbook.rupees;
import static io.github.camelenkash.testing.Workbook.scientific;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelenkash.testing.Workbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading workbooks: what was typed counts, and not how a cell shows it. */
class WorkbookRowsTest {

    private static final List<String> HEADER = List.of(inline("mobile"), inline("Load Amount"), inline("reference"));

    @TempDir
    private Path folder;

    private final Workbook workbook = new Workbook();

    @Test
    void aRowHasItsCellsAndItsNumberInTheSheet() throws Exception {
        workbook.sheet(
                "Awards",
                List.of(
                        List.of(),
                        List.of(workbook.text("mobile"), workbook.text("Load Amount"), workbook.text("reference")),
                        List.of(workbook.text("9000000101"), workbook.text("250.50"), workbook.text("HR & Co-1")),
                        List.of(),
                        List.of(inline("9000000102"), nothing(), inline("HR-2"))));
        var rows = read(null);

        assertThat(rows).extracting(RewardRow::line).containsExactly(3L, 5L);
        assertThat(rows.get(0).cells())
                .isEqualTo(
                        Map.of("mobile", "9000000101", "loadAmount", "250.50", "uniqueReferenceNumber", "HR & Co-1"));
        assertThat(rows.get(1).cells()).isEqualTo(Map.of("mobile", "9000000102", "uniqueReferenceNumber", "HR-2"));
    }

    @Test
    void aNumberIsWhatIsKeptHoweverItShows() throws Exception {
        assertThat(cells(
                        number("9000000101"),
                        scientific("919000000101"),
                        scientific("9.19000000101E11"),
                        rupees("1100.5"),
                        rupees("100000"),
                        days("7"),
                        number("0.30000000000000004"),
                        number("1.1000000000000001")))
                .containsExactly("9000000101", "919000000101", "919000000101", "1100.5", "100000", "7", "0.3", "1.1");
    }

    /** Two of them may have been two references. */
    @Test
    void aNumberThatLostItsLastDigitsIsGivenShortened() throws Exception {
        assertThat(cells(number("1234567890123450"), number("1.23456789012345E+20"), number("123456789012345")))
                .containsExactly("1E+15", "1E+20", "123456789012345");
    }

    @Test
    void aDateIsTheSameHoweverItShows() throws Exception {
        assertThat(cells(date("46331"), date("46331.75"))).containsExactly("2026-11-05", "2026-11-05");
    }

    @Test
    void aFormulaIsTheResultThatWasSavedWithIt() throws Exception {
        assertThat(cells(
                        formula("A1*2", null, "500"),
                        formula("A1&\"x\"", "str", "HR-1"),
                        formula("TRUE()", "b", "1"),
                        formula("A1*2", null, null),
                        error("#REF!")))
                .containsExactly("500", "HR-1", "TRUE", "#N/A", "#REF!");
    }

    @Test
    void theFirstSheetThatIsNotHiddenIsRead() throws Exception {
        workbook.sheet("Salaries", "hidden", out -> row(out, 1, List.of(inline("secret"))))
                .sheet("Lists", "veryHidden", out -> row(out, 1, List.of(inline("secret"))))
                .sheet("Awards", List.of(HEADER, List.of(number("9000000101"), number("5"), inline("HR-1"))));

        assertThat(read(null)).extracting(RewardRow::reference).containsExactly("HR-1");
    }

    @Test
    void aSheetIsReadByItsNameAndOneThatIsNotThereIsRefused() throws Exception {
        workbook.sheet("Notes", List.of(List.of(inline("see Awards"))))
                .sheet("Awards", List.of(HEADER, List.of(number("9000000101"), number("5"), inline("HR-1"))));

        assertThat(read("Awards")).extracting(RewardRow::reference).containsExactly("HR-1");
        var refusal = catchThrowableOfType(RefusedFileException.class, () -> read("Award"));
        assertThat(refusal).hasMessage("The workbook has no sheet 'Award'");
        assertThat(refusal.getWhatToDo()).endsWith("Notes, Awards");
    }

    @Test
    void aWorkbookThatIsCutOffIsRefused() throws Exception {
        workbook.sheet("Awards", List.of(HEADER, List.of(number("9000000101"), number("5"), inline("HR-1"))));
        var file = workbook.write(folder.resolve("awards.xlsx"));
        var bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(catchThrowableOfType(
                        RefusedFileException.class, () -> RewardRows.count(file, RewardSettings.usual())))
                .hasMessageContaining("is no workbook that can be read");
    }

    @Test
    void aSheetThatIsNotXmlIsRefused() throws Exception {
        workbook.sheet("Awards", "visible", out -> {
            row(out, 1, HEADER);
            out.write("<row r=\"2\"><c");
        });
        var file = workbook.write(folder.resolve("awards.xlsx"));

        assertThat(catchThrowableOfType(
                        RefusedFileException.class, () -> RewardRows.count(file, RewardSettings.usual())))
                .hasMessageContaining("is no workbook that can be read");
    }

    private List<String> cells(String... cells) throws Exception {
        workbook.sheet("Awards", List.of(List.of(cells)));
        try (var rows = FileRows.open(workbook.write(folder.resolve("awards.xlsx")), null, row -> 0)) {
            return rows.next().cells();
        }
    }

    private List<RewardRow> read(String sheet) throws Exception {
        var settings = RewardSettings.of("csvDrop", List.of(), sheet == null ? Map.of() : Map.of("sheet", sheet));
        var file = workbook.write(folder.resolve("awards.xlsx"));
        var read = new ArrayList<RewardRow>();
        try (var rows = RewardRows.open(file, settings)) {
            rows.forEachRemaining(read::add);
        }
        assertThat(RewardRows.count(file, settings)).isEqualTo(read.size());
        return read;
    }
}

package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading a reward file: rows with their places, and files that are none. */
class RewardRowsTest {

    private static final String HEADER = "email,mobile,loadAmount,reference\n";

    @TempDir
    private Path folder;

    private RewardSettings settings = RewardSettings.usual();

    @Test
    void aRowHasItsCellsUnderTheNamesOfTheRequest() throws Exception {
        var rows = read("Card ID,POINTS,First-Name,reference,remarks\nEKC1,250.50, Asha ,HR-1,\"one, two\"\n");

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).cells())
                .containsEntry("enkashCardId", "EKC1")
                .containsEntry("loadAmount", "250.50")
                .containsEntry("firstName", " Asha ")
                .containsEntry("uniqueReferenceNumber", "HR-1")
                .containsEntry("remarks", "one, two")
                .hasSize(5);
    }

    @Test
    void columnsGoByNameAndNotByPlace() throws Exception {
        var rows = read("reference,loadAmount\nHR-1,1\n");

        assertThat(rows.get(0).cells())
                .isEqualTo(read("loadAmount,reference\n1,HR-1\n").get(0).cells());
    }

    @Test
    void firstNameAndNameAreTwoColumns() throws Exception {
        assertThat(read("firstName,name,loadAmount,reference\nAsha,Asha Rao,1,HR-1\n")
                        .get(0)
                        .cells())
                .containsEntry("firstName", "Asha")
                .containsEntry("name", "Asha Rao");
    }

    @Test
    void lineNumbersArePhysicalAlsoBehindQuotedLineBreaksAndBlankLines() throws Exception {
        var rows = read(
                "remarks,loadAmount,reference\n" // 1
                        + "\"two\nlines\",1,HR-1\n" // 2 and 3
                        + "\n" // 4
                        + ",,\n" // 5
                        + "\"crlf\r\nand\n\nblank\",2,HR-2\n" // 6 to 9
                        + "plain,3,HR-3\n"); // 10

        assertThat(rows).extracting(RewardRow::line).containsExactly(2L, 6L, 10L);
        assertThat(rows).extracting(RewardRow::reference).containsExactly("HR-1", "HR-2", "HR-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyKindOfLineEndCounts(String lineEnd) throws Exception {
        var rows = read("loadAmount,reference\n1,HR-1\n2,HR-2".replace("\n", lineEnd));

        assertThat(rows).extracting(RewardRow::line).containsExactly(2L, 3L);
    }

    @Test
    void rowsAboveTheHeaderMayBeBlank() throws Exception {
        assertThat(read("\n,,\nloadAmount,reference\n1,HR-1\n"))
                .extracting(RewardRow::line)
                .containsExactly(4L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsSkippedAndSaysTheEncoding(String charset) throws Exception {
        var rows = read("\uFEFFloadAmount,reference,firstName\n1,HR-1,आशा\n", Charset.forName(charset));

        assertThat(rows.get(0).cells()).containsEntry("loadAmount", "1").containsEntry("firstName", "आशा");
    }

    @Test
    void emptyColumnsAtTheEndAreNoColumns() throws Exception {
        var rows = read("loadAmount,reference,,\n1,HR-1,,\n2,HR-2,,left over\n");

        assertThat(rows).extracting(RewardRow::surplus).containsExactly(List.of(), List.of("", "left over"));
        assertThat(rows.get(0).flaw()).isNull();
        assertThat(rows.get(1).flaw().what()).isEqualTo("The row has text to the right of the last column");
    }

    @Test
    void cellsThatAreMissingAtTheEndAreBlank() throws Exception {
        assertThat(read("loadAmount,reference,remarks\n1,HR-1\n").get(0).cells())
                .hasSize(2);
    }

    @Test
    void aRowDoesNotShowThePerson() throws Exception {
        var row = read(HEADER + "asha@example.in,9000000101,1,HR-1\n").get(0);

        assertThat(row.toString()).contains("2").doesNotContain("asha", "9000000101");
    }

    @Test
    void anUnknownColumnIsRefusedWithItsPlaceAndTheKnownOnes() throws IOException {
        var refusal = refused("email,bonus,loadAmount,reference\na@example.in,1,1,HR-1\n");

        assertThat(refusal).hasMessage("Column 2 is unknown: 'bonus'");
        assertThat(refusal.getLine()).isEqualTo(1);
        assertThat(refusal.getWhatToDo()).contains("title, firstName, name, gender, email, mobile, loadAmount, points");
    }

    @Test
    void aColumnWithoutANameInTheMiddleIsUnknown() throws IOException {
        assertThat(refused("email,,loadAmount,reference\na@example.in,1,1,HR-1\n"))
                .hasMessage("Column 2 is unknown: ''");
    }

    @Test
    void aMissingReferenceIsRefused() throws IOException {
        assertThat(refused("email,loadAmount\na@example.in,1\n")).hasMessage("The column 'reference' is missing");
    }

    @Test
    void aMissingAmountIsRefused() throws IOException {
        assertThat(refused("email,reference\na@example.in,HR-1\n")).hasMessage("The column 'loadAmount' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loadAmount,points,reference", "loadAmount,reference,Load Amount"})
    void twoColumnsForOneThingAreRefused(String header) throws IOException {
        assertThat(refused(header + "\n1,1,HR-1\n")).hasMessageContaining("mean the same");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theUsualSeparatorsAreFoundOut(String separator) throws Exception {
        var rows = read("remarks,email,loadAmount,reference\n\"a,b;c|d\",a@example.in,1.50,HR-1\n"
                .replace(",", separator)
                .replace("a" + separator + "b", "a,b"));

        assertThat(rows.get(0).cells())
                .containsEntry("loadAmount", "1.50")
                .containsEntry("uniqueReferenceNumber", "HR-1")
                .containsEntry("remarks", "a,b;c|d");
    }

    @Test
    void aFirstLineThatNamesTheSeparatorIsNoRow() throws Exception {
        assertThat(read("sep=;\nloadAmount;reference\n1;HR-1\n"))
                .extracting(RewardRow::line)
                .containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(strings = {":", "^", "~"})
    void anotherSeparatorIsNamed(String separator) throws IOException {
        var refusal = refused("email,loadAmount,reference\na@example.in,1,HR-1\n".replace(",", separator));

        assertThat(refusal).hasMessage("The columns are not separated by commas, semicolons, tabs or bars");
        assertThat(refusal.getWhatToDo()).contains("CSV UTF-8 (Comma delimited)");
    }

    @Test
    void aFileWithoutAHeaderIsRefusedAndItsFirstPersonNotRepeated() throws IOException {
        var refusal = refused("asha@example.in,9000000101,1,HR-1\n");

        assertThat(refusal).hasMessage("The first row names no column that is known");
        assertThat(refusal.getWhatToDo()).doesNotContain("asha");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\uFEFF", ",,\n"})
    void anEmptyFileIsRefused(String nothing) throws IOException {
        assertThat(refused(nothing)).hasMessage("The file is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,,\n"})
    void aHeaderAloneIsRefused(String blank) throws IOException {
        assertThat(refused(HEADER + blank)).hasMessage("The file has no rows below its header");
    }

    @Test
    void aQuoteThatIsNotClosedIsRefusedWithItsLine() throws IOException {
        var refusal = refused(HEADER + "a@example.in,1,1,HR-1\n\"b@example.in,2,2,HR-2\nc@example.in,3,3,HR-3\n");

        assertThat(refusal).hasMessageContaining("is not closed");
        assertThat(refusal.getLine()).isEqualTo(3);
    }

    @Test
    void textBehindAClosingQuoteIsRefusedWithItsLineAndNotRepeated() throws IOException {
        var refusal = refused(HEADER + "\"a@example.in\"x,1,1,HR-1\n");

        assertThat(refusal).hasMessageContaining("followed by text").hasMessageNotContaining("example");
        assertThat(refusal.getLine()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3000, 200_000})
    void aCharacterThatIsNotTextIsRefusedWithItsLine(int line) throws IOException {
        var text = new StringBuilder(HEADER);
        for (int i = 2; i < line; i++) {
            text.append("a@example.in,1,1,HR-").append(i).append('\n');
        }
        // Windows-1252 has no such character.
        text.append("Zo\u0081,1,1,HR-0\nb@example.in,1,1,HR-1\n");

        var refusal = refused(text.toString(), StandardCharsets.ISO_8859_1);

        assertThat(refusal).hasMessageContaining("not windows-1252");
        assertThat(refusal.getLine()).isEqualTo(line);
    }

    @Test
    void aFileThatIsUtf8InOnePlaceAndNotInAnotherIsDamagedAndNotGuessedAt() throws IOException {
        var start = (HEADER + "Zoë,1,1,HR-0\n").getBytes(StandardCharsets.UTF_8);
        var file = Files.write(folder.resolve("rewards.csv"), start);
        Files.write(file, "Zoë,1,1,HR-1\n".getBytes(StandardCharsets.ISO_8859_1), StandardOpenOption.APPEND);

        var refusal = catchThrowableOfType(RefusedFileException.class, () -> RewardRows.count(file, settings));

        assertThat(refusal).hasMessageContaining("not UTF-8");
        assertThat(refusal.getLine()).isEqualTo(3);
    }

    @Test
    void whatOlderSpreadsheetsWriteIsReadAsWindows1252() throws Exception {
        var rows = read("firstName,loadAmount,reference\nZoë “Zo”,1,HR-1\n", Charset.forName("windows-1252"));

        assertThat(rows.get(0).cells()).containsEntry("firstName", "Zoë “Zo”");
        assertThat(rows.get(0).flaw()).isNull();
    }

    /** Read wrongly it would be another reference, and the award be paid under each. */
    @Test
    void aReferenceMustNotDependOnAGuess() throws Exception {
        var text = "loadAmount,reference\n1,NOËL-1\n";

        assertThat(read(text, Charset.forName("windows-1252")).get(0).flaw().what())
                .contains("whose encoding can only be guessed");
        assertThat(read(text).get(0).flaw()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16IsKnownWithoutAByteOrderMark(String charset) throws Exception {
        assertThat(read("loadAmount,reference,firstName\n1,HR-1,आशा\n", Charset.forName(charset))
                        .get(0)
                        .cells())
                .containsEntry("firstName", "आशा");
    }

    @Test
    void aWorkbookThatCannotBeReadIsRefusedAsOne() throws IOException {
        assertThat(refused("PK\u0003\u0004" + "x".repeat(100), StandardCharsets.ISO_8859_1))
                .hasMessageContaining("is no workbook that can be read");
        assertThat(refused("\u00D0\u00CF\u0011\u00E0" + "x".repeat(100), StandardCharsets.ISO_8859_1))
                .hasMessageContaining("is an old workbook (.xls), or one with a password");
    }

    @Test
    void aRowOfMegabytesIsRefusedInsteadOfFillingTheMemory() throws IOException {
        var refusal = refused(HEADER + "a@example.in,1,1,HR-1\nb@example.in,1,1," + "x".repeat(5_000_000) + "\n");

        assertThat(refusal).hasMessageContaining("far too long");
        assertThat(refusal.getLine()).isEqualTo(3);
    }

    @Test
    void columnsAreMappedAndOthersLeftAlone() throws Exception {
        settings = settings(
                "columns.mobile", "Mobile No.",
                "columns.loadAmount", "Award (pts)",
                "columns.reference", "Ticket",
                "ignoreColumns", "Department, Cost Centre");
        var row = read("Department,MOBILE NO.,Award (pts),Ticket,cost-centre\nHR,9000000101,5,HR-1,42\n")
                .get(0);

        assertThat(row.cells())
                .isEqualTo(Map.of("mobile", "9000000101", "loadAmount", "5", "uniqueReferenceNumber", "HR-1"));
        assertThat(row.original()).containsExactly("HR", "9000000101", "5", "HR-1", "42");
    }

    @Test
    void anAsteriskLeavesAllUnknownColumnsAlone() throws Exception {
        settings = settings("ignoreColumns", "*");

        assertThat(read("x,loadAmount,,reference\n1,2,3,HR-1\n").get(0).cells())
                .isEqualTo(Map.of("loadAmount", "2", "uniqueReferenceNumber", "HR-1"));
    }

    @Test
    void aMappedColumnThatIsMissingIsRefusedByItsNameInTheFile() throws IOException {
        settings = settings("columns.mobile", "Mobile No.");
        var refusal = refused("loadAmount,reference\n1,HR-1\n");

        assertThat(refusal).hasMessage("The column 'Mobile No.' is missing");
        assertThat(refusal.getWhatToDo()).contains("csvDrop.columns.mobile");
    }

    @Test
    void aReferenceIsBuiltOfColumnsAndConstants() throws Exception {
        settings = settings(
                "reference", "{programme}-{employeeId}-{period}",
                "programme", "Diwali gift",
                "columns.employeeId", "Emp No.");
        var rows = read("Emp No.,loadAmount,period\n e1042 ,5,2026\n,5,2026\n");

        assertThat(rows.get(0).reference()).isEqualTo("DIWALI-GIFT-E1042-2026");
        assertThat(rows.get(1).flaw().what())
                .isEqualTo("The column 'Emp No.' is empty, which is part of the reference"
                        + " {programme}-{employeeId}-{period}");
    }

    @Test
    void aPartOfTheReferenceThatIsNowhereIsRefused() throws IOException {
        settings = settings("reference", "{programme}-{employeeId}");

        assertThat(refused("employeeId,loadAmount\nE1,5\n")).hasMessage("The column 'programme' is missing");
    }

    @Test
    void twoWaysToAReferenceAreRefused() throws IOException {
        settings = settings("reference", "{employeeId}");

        assertThat(refused("employeeId,loadAmount,reference\nE1,5,HR-1\n"))
                .hasMessageContaining("csvDrop.reference builds references, too");
    }

    @Test
    void theColumnsOfAResultFileAreNotLookedAtAndItsApostrophesAreOurs() throws Exception {
        var rows = read("mobile,Reason,loadAmount,reference,line,outcome,transactionId,balance,reason,whatToDo\n"
                        .replace("Reason,", "remarks,")
                + "'+919000000101,'-,5,'=HR-1,9,REFUSED,,,'=bad,Mend it\n");

        assertThat(rows.get(0).cells())
                .isEqualTo(Map.of(
                        "mobile",
                        "+919000000101",
                        "remarks",
                        "-",
                        "loadAmount",
                        "5",
                        "uniqueReferenceNumber",
                        "=HR-1"));
        assertThat(rows.get(0).line()).isEqualTo(2);
    }

    @Test
    void aColumnOfTheFileThatIsCalledAsOneOfOursStaysTheFiles() throws Exception {
        settings = settings("columns.remarks", "Reason", "ignoreColumns", "balance");
        var row = read("Reason,Balance,loadAmount,reference,line,outcome,transactionId,balance,reason,whatToDo\n"
                        + "best in team,17,5,HR-1,9,PAID,ECT1,5,ours,Nothing\n")
                .get(0);

        assertThat(row.cells()).containsEntry("remarks", "best in team").hasSize(3);
        assertThat(row.original()).containsExactly("best in team", "17", "5", "HR-1");
    }

    private static RewardSettings settings(String... namesAndValues) {
        var set = new java.util.HashMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            set.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RewardSettings.of("csvDrop", List.of(), set);
    }

    private List<RewardRow> read(String text) throws Exception {
        return read(text, StandardCharsets.UTF_8);
    }

    private List<RewardRow> read(String text, Charset charset) throws Exception {
        var file = file(text, charset);
        var read = new ArrayList<RewardRow>();
        try (var rows = RewardRows.open(file, settings)) {
            rows.forEachRemaining(read::add);
        }
        assertThat(RewardRows.count(file, settings)).isEqualTo(read.size());
        return read;
    }

    private RefusedFileException refused(String text) throws IOException {
        return refused(text, StandardCharsets.UTF_8);
    }

    private RefusedFileException refused(String text, Charset charset) throws IOException {
        var file = file(text, charset);
        var refusal = catchThrowableOfType(RefusedFileException.class, () -> RewardRows.count(file, settings));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("rewards.csv"), text.getBytes(charset));
    }
}

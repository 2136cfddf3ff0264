package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What spreadsheets do to cells, what must hold of an award, and the limit of the user. */
class RowChecksTest {

    /** A refusal would leave out what comes after it. */
    @Test
    void theRowThatWarmsUpIsGood() {
        assertThatCode(RowChecks::warmUp).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"mobile, 9.19E+11", "uniqueReferenceNumber, 2.026E+12", "enkashCardId, 1E+10", "loadAmount, '1,5E+03'"})
    void aNumberThatASpreadsheetShortenedIsRefused(String field, String cell) {
        assertRefused(field, cell, "was shortened by a spreadsheet: " + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "########"})
    void aSpreadsheetsErrorIsRefused(String cell) {
        assertRefused("firstName", cell, "holds a spreadsheet's error: " + cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniqueReferenceNumber", "mobile"})
    void anApostropheBeforeTheTextIsRefused(String field) {
        assertRefused(field, "'900", "begins with an apostrophe");
    }

    /** Otherwise an award could be paid once under each spelling. */
    @ParameterizedTest
    @ValueSource(strings = {"HR\u00A01", "HR-1\u200B", "\u2007HR-1", "HR\u00AD-1", "HR-\u202E1"})
    void anInvisibleCharacterInAReferenceIsRefused(String reference) {
        assertRefused("uniqueReferenceNumber", reference, "has an invisible character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HR 1", "E1042", "2026E10", "#1", "दिवाली-1", "D'Souza-1"})
    void ordinaryReferencesPass(String reference) {
        assertPasses(Map.of("uniqueReferenceNumber", reference), null);
    }

    @Test
    void whatReadingFoundIsARefusal() {
        var flaw = Failure.because("The row has text to the right of the last column");
        var row = new RewardRow(7, 0, List.of(), List.of("x"), GoodRow.CELLS, flaw);

        assertThatThrownBy(() -> RowChecks.check(row, null, "csvDrop.mostPoints"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("to the right of the last column")
                .hasMessageContaining("No points moved");
    }

    @Test
    void anAmountAboveTheLimitIsRefused() {
        var limit = new BigDecimal("5000");

        assertPasses(Map.of("loadAmount", "5000.00"), limit);
        assertThatThrownBy(() -> RowChecks.check(row(Map.of("loadAmount", " 5000.01 ")), limit, "csvDrop.mostPoints"))
                .hasMessageContaining("is above the limit of 5000: 5000.01")
                .hasMessageContaining("have the limit csvDrop.mostPoints raised");
    }

    @ParameterizedTest
    @CsvSource({
        "₹500, is not a plain number: ₹500",
        "'1,000', 'is not a plain number: 1,000'",
        "-5, is not positive: -5",
        "0, is not positive: 0",
        "1.234, has more than two decimals: 1.234",
        "05-Nov, 'is a date, which a spreadsheet makes of what looks like one: 05-Nov'",
        "2026-11-05, is a date",
        "'', is empty"
    })
    void anAmountThatIsNoneIsRefused(String amount, String reason) {
        assertRefused("loadAmount", amount, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9000000101", "+91 90000 00101", "09000000101", "(+91) 70000-00101", "6000000101"})
    void anIndianMobilePassesHoweverItIsGrouped(String mobile) {
        assertPasses(Map.of("mobile", mobile), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"91900", "1234567890", "+1 2025550123", "0091 9000000101", "90000001O1", "9000000101 x5"})
    void anythingElseIsNoMobile(String mobile) {
        assertRefused("mobile", mobile, "is not a ten-digit Indian mobile number");
    }

    @ParameterizedTest
    @CsvSource({
        "title, Dr, 'is none of Mr, Mrs, Ms: Dr'",
        "gender, X, is neither M nor F: X",
        "email, asha at example.in, is not an e-mail address",
        "firstName, '', is empty",
        "uniqueReferenceNumber, '', is empty",
        "uniqueReferenceNumber, 2026-11-05, is a date"
    })
    void aPersonIsCheckedFieldByField(String field, String cell, String reason) {
        assertRefused(field, cell, reason);
    }

    @Test
    void allThatIsWrongWithARowIsSaidAtOnceAndNoPersonIsRepeated() {
        var cells = new HashMap<>(GoodRow.CELLS);
        cells.putAll(Map.of("email", "asha.example.in", "mobile", "98", "gender", "female", "title", ""));

        assertThatThrownBy(() -> RowChecks.check(row(cells), null, "csvDrop.mostPoints"))
                .hasMessageContaining("The field 'title' is empty; The field 'gender' is neither M nor F: female;"
                        + " The field 'email' is not an e-mail address; The field 'mobile' is not")
                .hasMessageContaining("Fill it in; Write M or F; Write it like name@example.in; Write ten digits")
                .hasMessageNotContaining("asha.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'quoted'", "#N/A", "1E+5", "=1+1"})
    void whatStandsInTheRemarksStopsNothing(String remarks) {
        assertPasses(Map.of("remarks", remarks), null);
    }

    @Test
    void aCardStandsForThePerson() {
        var cells = Map.of("enkashCardId", "EKC1", "loadAmount", "1", "uniqueReferenceNumber", "HR-1");

        assertThat(RowChecks.check(new RewardRow(2, 0, List.of(), List.of(), cells, null), null, "csvDrop.mostPoints"))
                .isEqualByComparingTo("1");
    }

    /** The other way round it would be called good, and refused when other rows are paid already. */
    @Test
    void whatTheComponentRefusesIsRefusedHere() {
        assertRefused("uniqueReferenceNumber", "x".repeat(300), "");
    }

    private static void assertRefused(String field, String cell, String reason) {
        assertThatThrownBy(() -> RowChecks.check(row(Map.of(field, cell)), null, "csvDrop.mostPoints"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("No points moved");
    }

    private static void assertPasses(Map<String, String> cells, BigDecimal limit) {
        assertThatCode(() -> RowChecks.check(row(cells), limit, "csvDrop.mostPoints"))
                .doesNotThrowAnyException();
    }

    /** A good row but for these cells. */
    private static RewardRow row(Map<String, String> cells) {
        return GoodRow.but(0, cells);
    }
}

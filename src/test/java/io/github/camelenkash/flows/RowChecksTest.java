package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What spreadsheets do to cells, and the limit of the user. */
class RowChecksTest {

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
    void textBeyondTheLastColumnIsRefused() {
        var row = new RewardRow(7, Map.of("uniqueReferenceNumber", "HR-1"), true);

        assertThatThrownBy(() -> RowChecks.check(row, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("to the right of the last column")
                .hasMessageContaining("No points moved");
    }

    @Test
    void anAmountAboveTheLimitIsRefused() {
        var limit = new BigDecimal("5000");

        assertPasses(Map.of("loadAmount", "5000.00"), limit);
        assertThatThrownBy(() -> RowChecks.check(row(Map.of("loadAmount", " 5000.01 ")), limit))
                .hasMessageContaining("is above the limit of 5000: 5000.01");
    }

    @Test
    void anAmountThatIsNoNumberIsLeftToTheComponent() {
        assertPasses(Map.of("loadAmount", "₹ 5,000"), new BigDecimal("1"));
    }

    private static void assertRefused(String field, String cell, String reason) {
        assertThatThrownBy(() -> RowChecks.check(row(Map.of(field, cell)), null))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertThat(e.getField())
                        .isEqualTo(field))
                .hasMessageContaining(reason);
    }

    private static void assertPasses(Map<String, String> cells, BigDecimal limit) {
        assertThatCode(() -> RowChecks.check(row(cells), limit)).doesNotThrowAnyException();
    }

    private static RewardRow row(Map<String, String> cells) {
        return new RewardRow(2, cells, false);
    }
}

package io.github.camelenkash.flows;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What is checked of a row before the component sees it: the marks that spreadsheets leave, and the limit that the user
 * sets. What a reward request must look like is the component's business, which refuses such a row likewise.
 */
final class RowChecks {

    /** What a spreadsheet makes of a long number: {@code 9.19E+11}. */
    private static final Pattern SHORTENED = Pattern.compile("[+-]?\\d+([.,]\\d+)?[eE]\\+\\d+");

    private static final Pattern SPREADSHEET_ERROR =
            Pattern.compile("#(REF!|N/A|VALUE!|NAME\\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)");

    /** Look like nothing, and make another reference of the same one: format characters and all but plain spaces. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Zs}&&[^ ]]");

    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{1,30}(\\.\\d{1,30})?");

    private RowChecks() {}

    /**
     * Refuses a row.
     *
     * @param mostPoints the largest amount that one row may have, or null for no limit
     */
    static void check(RewardRow row, BigDecimal mostPoints) {
        if (row.surplus()) {
            throw new InvalidRequestException(Failure.because("The row has text to the right of the last column")
                    .next("Put a cell that has a comma in it between double quotes"));
        }
        row.cells().forEach((field, cell) -> checkCell(field, cell.strip()));
        var amount = row.cells().getOrDefault(RewardColumns.AMOUNT, "").strip();
        if (mostPoints != null
                && PLAIN_NUMBER.matcher(amount).matches()
                && new BigDecimal(amount).compareTo(mostPoints) > 0) {
            throw invalid(
                    RewardColumns.AMOUNT,
                    "is above the limit of " + mostPoints.toPlainString() + ": " + amount,
                    "Check the amount, or have the limit csvDrop.mostPoints raised");
        }
    }

    private static void checkCell(String field, String cell) {
        if (SHORTENED.matcher(cell).matches()) {
            throw invalid(
                    field,
                    "was shortened by a spreadsheet: " + cell,
                    "Format the column as text and type the whole value again");
        }
        if (SPREADSHEET_ERROR.matcher(cell).matches()) {
            throw invalid(field, "holds a spreadsheet's error: " + cell, "Mend the formula and save the file again");
        }
        if (cell.startsWith("'")) {
            throw invalid(
                    field, "begins with an apostrophe, which a spreadsheet puts before text", "Remove the apostrophe");
        }
        if (field.equals(RewardColumns.REFERENCE) && INVISIBLE.matcher(cell).find()) {
            throw invalid(field, "has an invisible character in it", "Type it again instead of copying it");
        }
    }

    private static InvalidRequestException invalid(String field, String problem, String next) {
        return new InvalidRequestException(Failure.because("The field '" + field + "' " + problem)
                .field(field)
                .next(next));
    }
}

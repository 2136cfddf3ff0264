package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;

/**
 * The text of a workbook's cell: what was typed, and not how the cell shows it. A mobile that shows as {@code 9.19E+11}
 * keeps its digits, an amount with {@code ₹} and separators is its number, a formula is the result that was saved with it.
 */
final class WorkbookCell {

    /** A spreadsheet keeps so many digits of a number. What it shows beyond them nobody typed. */
    private static final int DIGITS_KEPT = 15;

    /** What stands for a formula that was saved without its result; the check of rows knows it as a spreadsheet's error. */
    static final String NO_RESULT = "#N/A";

    /** Not part of what a number format asks for: texts, escaped letters, colours, currencies and conditions. */
    private static final Pattern NOT_ASKED_FOR = Pattern.compile("\"[^\"]*\"|\\\\.|\\[(?![hmsHMS]+])[^]]*]|_.|\\*.");

    private static final Pattern DATE_OR_TIME = Pattern.compile("[yYmMdDhHsS]");
    private static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);
    /** The last day of the year 9999. */
    private static final long LAST_DAY = 2_958_465;

    private WorkbookCell() {}

    /**
     * A cell's text; empty where there is nothing.
     *
     * @param from1904 whether the workbook counts its days from 1904
     */
    static String text(Cell cell, boolean from1904) {
        if (cell == null) {
            return "";
        }
        var value = cell.getValue();
        if (value instanceof BigDecimal number) {
            return isDate(cell) ? date(number, from1904) : number(number);
        }
        if (value instanceof Boolean bool) {
            return bool ? "TRUE" : "FALSE";
        }
        if (value == null) {
            return cell.getFormula() == null ? "" : NO_RESULT;
        }
        return value.toString();
    }

    /**
     * Plain digits. A whole number of more digits than are kept has lost its last ones, so that two references may have
     * become one: it is given in the shortened form, which the check of rows refuses.
     */
    private static String number(BigDecimal number) {
        var kept = number.round(new MathContext(DIGITS_KEPT)).stripTrailingZeros();
        if (kept.precision() - kept.scale() > DIGITS_KEPT) {
            var digits = kept.unscaledValue().abs().toString();
            return digits.charAt(0) + "E+" + (kept.precision() - kept.scale() - 1);
        }
        return kept.scale() < -DIGITS_KEPT || kept.scale() > 2 * DIGITS_KEPT ? kept.toString() : kept.toPlainString();
    }

    private static boolean isDate(Cell cell) {
        var format = cell.getDataFormatString();
        return format != null
                && !format.equalsIgnoreCase("General")
                && DATE_OR_TIME
                        .matcher(NOT_ASKED_FOR.matcher(format).replaceAll(""))
                        .find();
    }

    /** As ISO 8601: the same however the cell shows it. The time of day is left out. */
    private static String date(BigDecimal number, boolean from1904) {
        long days = number.longValue();
        if (days < 0 || days > LAST_DAY) {
            return number(number);
        }
        return (from1904 ? DAY_0_OF_1904 : DAY_0).plusDays(days).toString();
    }
}

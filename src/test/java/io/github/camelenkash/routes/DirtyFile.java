package io.github.camelenkash.routes;

import java.util.List;
import java.util.TreeMap;

/**
 * A reward file with every kind of dirt that a row can have, each many times, between clean rows some of which look dirty and
 * are not. It knows on which line each row stands.
 */
final class DirtyFile {

    static final List<String> HEADER =
            List.of("title", "firstName", "gender", "email", "mobile", "loadAmount", "reference", "remarks");

    /** The most that a row may have. */
    static final String MOST_POINTS = "5000";

    private static final int EVERY = 10;

    /** A kind of dirt: which column, what stands there, and what is said of it. */
    record Dirt(int column, String text, String reason) {}

    private static final int TITLE = 0;
    private static final int NAME = 1;
    private static final int GENDER = 2;
    private static final int EMAIL = 3;
    private static final int MOBILE = 4;
    private static final int AMOUNT = 5;
    private static final int REFERENCE = 6;

    private static final List<Dirt> KINDS = List.of(
            new Dirt(TITLE, "", "Column 'title' is empty"),
            new Dirt(TITLE, "Shri", "Column 'title' is none of Mr, Mrs, Ms"),
            new Dirt(NAME, " ", "Column 'firstName' is empty"),
            new Dirt(NAME, "#N/A", "Column 'firstName' holds a spreadsheet's error"),
            new Dirt(GENDER, "female", "Column 'gender' is neither M nor F"),
            new Dirt(EMAIL, "", "Column 'email' is empty"),
            new Dirt(EMAIL, "asha at example.in", "Column 'email' is not an e-mail address"),
            new Dirt(EMAIL, "asha@example.in; ravi@example.in", "Column 'email' is not an e-mail address"),
            new Dirt(MOBILE, "", "Column 'mobile' is empty"),
            new Dirt(MOBILE, "9.19E+11", "Column 'mobile' was shortened by a spreadsheet"),
            new Dirt(MOBILE, "98765", "Column 'mobile' is not a ten-digit Indian mobile number"),
            new Dirt(MOBILE, "+1 2025550123", "Column 'mobile' is not a ten-digit Indian mobile number"),
            new Dirt(MOBILE, "'9000000101", "Column 'mobile' begins with an apostrophe"),
            new Dirt(AMOUNT, "", "Column 'loadAmount' is empty"),
            new Dirt(AMOUNT, "0", "Column 'loadAmount' is not positive"),
            new Dirt(AMOUNT, "-501", "Column 'loadAmount' is not positive"),
            new Dirt(AMOUNT, "1.005", "Column 'loadAmount' has more than two decimals"),
            new Dirt(AMOUNT, "5000.01", "Column 'loadAmount' is above the limit of 5000"),
            new Dirt(AMOUNT, "₹501", "Column 'loadAmount' is not a plain number"),
            new Dirt(AMOUNT, "\"1,000\"", "Column 'loadAmount' is not a plain number"),
            new Dirt(AMOUNT, "1,000", "The row has text to the right of the last column"),
            new Dirt(AMOUNT, "05-Nov", "Column 'loadAmount' is a date"),
            new Dirt(AMOUNT, "1E+3", "Column 'loadAmount' was shortened by a spreadsheet"),
            new Dirt(AMOUNT, "five", "Column 'loadAmount' is not a plain number"),
            new Dirt(REFERENCE, "", "Column 'reference' is empty"),
            new Dirt(REFERENCE, "HR-1", "Column 'reference' is the same as in line"),
            new Dirt(REFERENCE, "HR\u200B-7", "Column 'reference' has an invisible character"),
            new Dirt(REFERENCE, "#REF!", "Column 'reference' holds a spreadsheet's error"),
            new Dirt(REFERENCE, "2.026E+12", "Column 'reference' was shortened by a spreadsheet"),
            new Dirt(REFERENCE, "5-Nov-2026", "Column 'reference' is a date"));

    /** What stands in a cell without being wrong. */
    private static final List<String> REMARKS = List.of(
            "plain", "\"two\nlines\"", "\"comma, and \"\"quotes\"\"\"", "=1+1", "@team", "दिवाली", "", "'quoted'");

    private final StringBuilder text = new StringBuilder("\uFEFF");
    private final TreeMap<Integer, Dirt> dirtOfLine = new TreeMap<>();
    private final TreeMap<Integer, Integer> numberOfLine = new TreeMap<>();
    private final int rows;

    DirtyFile(int rows) {
        this.rows = rows;
        text.append(String.join(",", HEADER)).append('\n');
        int line = 2;
        for (int number = 0; number < rows; number++) {
            if (number % 97 == 0) {
                text.append(number % 2 == 0 ? "\n" : ",,,,,,,\n");
                line++;
            }
            var cells = new java.util.ArrayList<>(clean(number));
            if (number % EVERY == EVERY - 1) {
                var dirt = KINDS.get(number / EVERY % KINDS.size());
                cells.set(dirt.column(), dirt.text());
                dirtOfLine.put(line, dirt);
            }
            numberOfLine.put(line, number);
            var row = String.join(",", cells);
            text.append(row).append('\n');
            line += 1 + (int) row.chars().filter(character -> character == '\n').count();
        }
    }

    /** A row that can be paid; the first one has the reference that others repeat. */
    static List<String> clean(int number) {
        return List.of(
                "Ms",
                "Asha",
                "F",
                "person" + number + "@example.in",
                (number % 3 == 0 ? "+91 9" : "9") + "%09d".formatted(number),
                number % 2 == 0 ? "1" : "1.50",
                reference(number),
                REMARKS.get(number % REMARKS.size()));
    }

    static String reference(int number) {
        return "HR-" + (number + 1);
    }

    String text() {
        return text.toString();
    }

    int rows() {
        return rows;
    }

    /** Line → what is wrong there. */
    TreeMap<Integer, Dirt> dirtOfLine() {
        return dirtOfLine;
    }

    /** Line → which row it is. */
    TreeMap<Integer, Integer> numberOfLine() {
        return numberOfLine;
    }
}

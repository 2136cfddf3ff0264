package io.github.camelenkash.flows;

import io.github.camelenkash.api.Masking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which column of a file holds which field of a reward request. Columns go by name and not by place; case, spaces, dashes
 * and underscores do not count ({@code First Name} is {@code firstName}).
 */
final class RewardColumns {

    static final String AMOUNT = "loadAmount";
    static final String REFERENCE = "uniqueReferenceNumber";
    static final String CARD = "enkashCardId";

    /** What a header may say, in the order in which it is explained to people. */
    private static final Map<String, String> FIELD_OF_HEADER = new LinkedHashMap<>();

    static {
        for (var field : List.of("title", "firstName", "name", "gender", "email", "mobile")) {
            FIELD_OF_HEADER.put(field, field);
        }
        FIELD_OF_HEADER.put("loadAmount", AMOUNT);
        FIELD_OF_HEADER.put("points", AMOUNT);
        FIELD_OF_HEADER.put("uniqueReferenceNumber", REFERENCE);
        FIELD_OF_HEADER.put("reference", REFERENCE);
        FIELD_OF_HEADER.put("enkashCardId", CARD);
        FIELD_OF_HEADER.put("cardId", CARD);
        FIELD_OF_HEADER.put("remarks", "remarks");
    }

    private static final Map<String, String> FIELD_OF_PLAIN_HEADER = new HashMap<>();

    static {
        FIELD_OF_HEADER.forEach((header, field) -> FIELD_OF_PLAIN_HEADER.put(plain(header), field));
    }

    private static final String ALLOWED =
            "Use these columns, and no others: " + String.join(", ", FIELD_OF_HEADER.keySet());
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[;\t|]");
    private static final int LONGEST_SHOWN = 40;

    private final List<String> fields;
    private final Map<String, String> headerOfField;

    private RewardColumns(List<String> fields, Map<String, String> headerOfField) {
        this.fields = fields;
        this.headerOfField = headerOfField;
    }

    /**
     * Reads a header.
     *
     * @param header its cells
     * @param line where it stands
     * @throws RefusedFileException if it names an unknown column, one twice, or lacks the reference or the amount
     */
    static RewardColumns of(List<String> header, long line) throws RefusedFileException {
        var cells = withoutEmptyEnd(header);
        if (cells.size() == 1 && OTHER_SEPARATOR.matcher(cells.get(0)).find()) {
            throw new RefusedFileException(
                    line,
                    "The columns are not separated by commas",
                    "Save the file as 'CSV UTF-8 (Comma delimited)', or replace the separators by commas");
        }
        if (cells.stream().noneMatch(cell -> FIELD_OF_PLAIN_HEADER.containsKey(plain(cell)))) {
            // What stands there may be a person, so it is not repeated.
            throw new RefusedFileException(line, "The first row names no column that is known", ALLOWED);
        }
        var fields = new ArrayList<String>();
        var headerOfField = new HashMap<String, String>();
        for (var cell : cells) {
            var field = FIELD_OF_PLAIN_HEADER.get(plain(cell));
            if (field == null) {
                throw new RefusedFileException(
                        line, "Column " + (fields.size() + 1) + " is unknown: '" + shown(cell) + "'", ALLOWED);
            }
            var before = headerOfField.put(field, cell.strip());
            if (before != null) {
                throw new RefusedFileException(
                        line,
                        "The columns '" + before + "' and '" + shown(cell) + "' mean the same",
                        "Keep one of them");
            }
            fields.add(field);
        }
        require(headerOfField, REFERENCE, "reference", line);
        require(headerOfField, AMOUNT, "loadAmount", line);
        return new RewardColumns(List.copyOf(fields), Map.copyOf(headerOfField));
    }

    /** Spreadsheet programs append empty columns that once held something. */
    private static List<String> withoutEmptyEnd(List<String> header) {
        int size = header.size();
        while (size > 0 && header.get(size - 1).isBlank()) {
            size--;
        }
        return header.subList(0, size);
    }

    private static void require(Map<String, String> headers, String field, String name, long line)
            throws RefusedFileException {
        if (!headers.containsKey(field)) {
            throw new RefusedFileException(
                    line,
                    "The column '" + name + "' is missing",
                    field.equals(REFERENCE)
                            ? "Give each row the name of its award, the same however often it is dropped, such as"
                                    + " DIWALI-2026-E1042"
                            : "Say in each row how many points to pay");
        }
    }

    private static String plain(String header) {
        return header.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    private static String shown(String header) {
        var clean = Masking.clean(header.strip());
        return clean.length() > LONGEST_SHOWN ? clean.substring(0, LONGEST_SHOWN) + "…" : clean;
    }

    /** The fields, in the order of the columns. */
    List<String> fields() {
        return fields;
    }

    /** Whether a column can hold this field. */
    static boolean isField(String name) {
        return FIELD_OF_HEADER.containsValue(name);
    }

    /** How this file calls a field; the field's own name where it has no column. */
    String header(String field) {
        return headerOfField.getOrDefault(field, field);
    }
}

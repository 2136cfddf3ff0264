package io.github.camelenkash.flows;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Masking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which column of a file holds which field of a reward request. Columns go by name and not by place; case, spaces, dashes
 * and underscores do not count ({@code First Name} is {@code firstName}).
 */
final class RewardColumns {

    static final String AMOUNT = ColumnNames.AMOUNT;
    static final String REFERENCE = ColumnNames.REFERENCE;
    static final String CARD = ColumnNames.CARD;

    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[:^~/]|\\S {2,}\\S");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x00-\\x7F]");

    private final List<Column> columns;
    private final Map<String, String> headerOfField = new HashMap<>();
    private final Map<String, Integer> columnOfPart = new HashMap<>();
    private final RewardSettings settings;
    private final boolean results;
    /** Whether there are columns of ours, which a row of the file as it was dropped does not have. */
    private final boolean ours;

    /**
     * A column.
     *
     * @param header its name in the file
     * @param field the field that it holds, or null where nobody asks for it
     * @param ours whether it was added by us to a result file
     */
    private record Column(String header, String field, boolean ours) {}

    private RewardColumns(List<Column> columns, RewardSettings settings, boolean results) {
        this.columns = columns;
        this.settings = settings;
        this.results = results;
        ours = columns.stream().anyMatch(Column::ours);
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            if (column.field() != null) {
                headerOfField.put(column.field(), column.header());
            }
            if (!column.ours()) {
                columnOfPart.putIfAbsent(ColumnNames.plain(column.header()), i);
            }
        }
    }

    /**
     * Reads a header.
     *
     * @throws RefusedFileException if it names an unknown column, one twice, or lacks one that is needed
     */
    static RewardColumns of(FileRow header, RewardSettings settings) throws RefusedFileException {
        var names = settings.columnNames();
        long line = header.line();
        var cells = withoutEmptyEnd(header.cells());
        if (names.count(cells) == 0) {
            // What stands there may be a person, so it is not repeated.
            throw cells.size() == 1 && OTHER_SEPARATOR.matcher(cells.get(0)).find()
                    ? new RefusedFileException(
                            line,
                            "The columns are not separated by commas, semicolons, tabs or bars",
                            "Save the file as 'CSV UTF-8 (Comma delimited)', or replace the separators by commas")
                    : new RefusedFileException(
                            line, "The first row names no column that is known", names.allowed(settings));
        }
        boolean results = ColumnNames.areResults(cells);
        var columns = new ArrayList<Column>();
        for (int i = 0; i < cells.size(); i++) {
            boolean ours = results && ColumnNames.isOurs(cells, i, settings.reference() != null);
            columns.add(ours ? new Column(cells.get(i), null, true) : column(cells.get(i), i, line, settings));
        }
        refuseTwice(columns, line);
        var read = new RewardColumns(List.copyOf(columns), settings, results);
        read.require(names, line);
        return read;
    }

    private static Column column(String cell, int index, long line, RewardSettings settings)
            throws RefusedFileException {
        var names = settings.columnNames();
        var field = names.field(cell);
        if (field == null && !names.isPart(cell) && !names.isIgnored(cell)) {
            throw new RefusedFileException(
                    line, "Column " + (index + 1) + " is unknown: '" + shown(cell) + "'", names.allowed(settings));
        }
        return new Column(cell.strip(), field, false);
    }

    /** Spreadsheet programs append empty columns that once held something. */
    private static List<String> withoutEmptyEnd(List<String> header) {
        int size = header.size();
        while (size > 0 && header.get(size - 1).isBlank()) {
            size--;
        }
        return header.subList(0, size);
    }

    private static void refuseTwice(List<Column> columns, long line) throws RefusedFileException {
        var headers = new HashMap<String, String>();
        for (var column : columns) {
            var before = column.field() == null ? null : headers.put(column.field(), column.header());
            if (before != null) {
                throw new RefusedFileException(
                        line,
                        "The columns '" + before + "' and '" + shown(column.header()) + "' mean the same",
                        "Keep one of them");
            }
        }
    }

    private void require(ColumnNames names, long line) throws RefusedFileException {
        for (var field : names.mapped()) {
            if (!headerOfField.containsKey(field)) {
                throw missing(
                        names.header(field), line, "Name it so, or change " + settings.property("columns." + field));
            }
        }
        if (!headerOfField.containsKey(AMOUNT)) {
            throw missing("loadAmount", line, "Say in each row how many points to pay");
        }
        var template = settings.reference();
        if (template == null) {
            if (!headerOfField.containsKey(REFERENCE)) {
                throw missing(
                        "reference",
                        line,
                        "Give each row the name of its award, the same however often it is dropped, such as"
                                + " DIWALI-2026-E1042, or set " + settings.property("reference")
                                + " to have it built from other columns");
            }
            return;
        }
        if (headerOfField.containsKey(REFERENCE)) {
            throw new RefusedFileException(
                    line,
                    "The file has a column '" + headerOfField.get(REFERENCE) + "', and "
                            + settings.property("reference") + " builds references, too",
                    "Keep one of them: an award with two references could be paid twice");
        }
        for (var part : template.parts()) {
            if (columnOf(part) == null && settings.constants().get(part) == null) {
                throw missing(
                        names.headerOfPart(part), line, "It is part of the reference " + template + ". Add the column");
            }
        }
    }

    private static RefusedFileException missing(String column, long line, String whatToDo) {
        return new RefusedFileException(line, "The column '" + column + "' is missing", whatToDo);
    }

    private Integer columnOf(String part) {
        return columnOfPart.get(ColumnNames.plain(settings.columnNames().headerOfPart(part)));
    }

    private static String shown(String header) {
        return ColumnNames.shown(Masking.clean(header.strip()));
    }

    /** What a row of the file means. */
    RewardRow read(FileRow row, long number, boolean guessed) {
        var texts = row.cells();
        // Most rows stand in the result file as they were read.
        boolean same = !ours && !results && texts.size() == columns.size();
        var original = same ? texts : new ArrayList<String>(columns.size());
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var text = i < texts.size() ? texts.get(i) : "";
            if (column.ours()) {
                continue;
            }
            var meant = results ? Defused.undo(text) : text;
            if (!same) {
                original.add(meant);
            }
            if (column.field() != null && !meant.isBlank()) {
                cells.put(column.field(), meant);
            }
        }
        var surplus = texts.size() <= columns.size()
                ? List.<String>of()
                : withoutEmptyEnd(texts.subList(columns.size(), texts.size()));
        var flaw = surplus.isEmpty() ? null : SURPLUS;
        if (flaw == null && settings.reference() != null) {
            flaw = build(cells, texts);
        }
        var reference = cells.get(REFERENCE);
        if (flaw == null
                && guessed
                && reference != null
                && BEYOND_ASCII.matcher(reference).find()) {
            flaw = Failure.because("The field '" + REFERENCE + "' has letters whose encoding can only be guessed")
                    .field(REFERENCE)
                    .next("Save the file as 'CSV UTF-8 (Comma delimited)'");
        }
        return new RewardRow(row.line(), number, original, List.copyOf(surplus), cells, flaw);
    }

    private static final Failure SURPLUS = Failure.because("The row has text to the right of the last column")
            .next(
                    "Put a cell that has a comma in it between double quotes, and empty what is right of the last column");

    /** Puts the reference together; returns what it lacks, or null. */
    private Failure build(Map<String, String> cells, List<String> texts) {
        var values = new TreeMap<String, String>();
        for (var part : settings.reference().parts()) {
            var column = columnOf(part);
            var value = column == null
                    ? settings.constants().get(part)
                    : column < texts.size() ? (results ? Defused.undo(texts.get(column)) : texts.get(column)) : "";
            if (value.isBlank()) {
                return Failure.because("The column '" + settings.columnNames().headerOfPart(part)
                                + "' is empty, which is part of the reference " + settings.reference())
                        .next("Fill it in");
            }
            values.put(part, value.strip());
        }
        cells.put(REFERENCE, settings.reference().fill(values::get));
        return null;
    }

    /** The names of the columns that the file had before we added any. */
    List<String> originalHeaders() {
        return columns.stream()
                .filter(column -> !column.ours())
                .map(Column::header)
                .toList();
    }

    /** How this file calls a field; the field's own name where it has no column. */
    String header(String field) {
        return headerOfField.getOrDefault(field, field);
    }
}

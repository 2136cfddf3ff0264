package io.github.camelenkash.flows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.NoSuchElementException;

/** The rows of a file, read one by one. Rows without any text are no rows. */
final class RewardRows implements Iterator<RewardRow>, Closeable {

    // Far above what a reward file needs; a file that exceeds them is something else, or has lost a quote.
    private static final int MOST_COLUMNS = 100;
    private static final int LONGEST_CELL = 10_000;
    private static final int LONGEST_ROW = 100_000;

    private final CloseableIterator<CsvRecord> records;
    private final RewardColumns columns;
    private RewardRow next;

    private RewardRows(CloseableIterator<CsvRecord> records) throws RefusedFileException {
        this.records = records;
        var header = nextWithText();
        if (header == null) {
            throw new RefusedFileException(
                    1, "The file is empty", "Give it a row of column names and a row for each award");
        }
        columns = RewardColumns.of(header.getFields(), header.getStartingLineNumber());
    }

    /** Opens a file and reads its header. */
    static RewardRows open(Path file) throws IOException, RefusedFileException {
        var records = CsvReader.builder()
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(MOST_COLUMNS)
                                .maxFieldSize(LONGEST_CELL)
                                .maxRecordSize(LONGEST_ROW)),
                        CsvText.open(file))
                .iterator();
        try {
            return new RewardRows(records);
        } catch (CsvParseException | UncheckedIOException | RefusedFileException e) {
            records.close();
            throw explained(e, file);
        }
    }

    /**
     * Reads a file to its end, so that one that cannot be read is refused before anything of it is sent.
     *
     * @return the number of rows
     */
    static long count(Path file) throws IOException, RefusedFileException {
        try (var rows = open(file)) {
            long count = 0;
            while (rows.hasNext()) {
                rows.next();
                count++;
            }
            if (count == 0) {
                throw new RefusedFileException(
                        1, "The file has no rows below its header", "Give it a row for each award");
            }
            return count;
        } catch (CsvParseException | UncheckedIOException e) {
            throw explained(e, file);
        }
    }

    private static RefusedFileException explained(Exception e, Path file) throws IOException {
        if (e instanceof RefusedFileException refused) {
            return refused;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return CsvText.damaged(file);
            }
        }
        if (e instanceof UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        return CsvDamage.explain((CsvParseException) e);
    }

    RewardColumns columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            var csv = nextWithText();
            next = csv == null ? null : row(csv);
        }
        return next != null;
    }

    @Override
    public RewardRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }

    private CsvRecord nextWithText() {
        while (records.hasNext()) {
            var csv = records.next();
            if (csv.getFields().stream().anyMatch(cell -> !cell.isBlank())) {
                return csv;
            }
        }
        return null;
    }

    private RewardRow row(CsvRecord csv) {
        var cells = new LinkedHashMap<String, String>();
        boolean surplus = false;
        for (int i = 0; i < csv.getFieldCount(); i++) {
            var cell = csv.getField(i);
            if (cell.isBlank()) {
                continue;
            }
            if (i < columns.fields().size()) {
                cells.put(columns.fields().get(i), cell);
            } else {
                surplus = true;
            }
        }
        return new RewardRow(csv.getStartingLineNumber(), cells, surplus);
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

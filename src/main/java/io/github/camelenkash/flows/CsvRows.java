package io.github.camelenkash.flows;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;

/** The rows of a CSV file. Encoding and separator are found out; lines are counted as an editor does. */
final class CsvRows implements FileRows {

    // Far above what a reward file needs; a file that exceeds them is something else, or has lost a quote.
    private static final int MOST_COLUMNS = 200;
    private static final int LONGEST_CELL = 10_000;
    private static final int LONGEST_ROW = 100_000;

    /** The comma first: it wins where several find as much. */
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    /** A first line {@code sep=;} tells spreadsheet programs the separator; it is no row. */
    private static final String SEPARATOR_LINE = "sep=";

    private final CsvText text;
    private final CloseableIterator<CsvRecord> records;
    private FileRow next;

    private CsvRows(CsvText text, char separator) throws IOException {
        this.text = text;
        records = records(text, separator);
    }

    static CsvRows open(Path file, ToIntFunction<List<String>> known) throws IOException, RefusedFileException {
        var text = CsvText.of(file);
        return new CsvRows(text, separator(text, known));
    }

    /** The one that makes most column names of the first row that has text. */
    private static char separator(CsvText text, ToIntFunction<List<String>> known) throws IOException {
        char best = SEPARATORS.get(0);
        int most = 0;
        for (char separator : SEPARATORS) {
            try (var rows = new CsvRows(text, separator)) {
                int count = rows.hasNext() ? known.applyAsInt(rows.next().cells()) : 0;
                if (count > most) {
                    most = count;
                    best = separator;
                }
            } catch (CsvParseException | UncheckedIOException e) {
                // Read with this separator it is no CSV, or no text at all, which whoever reads on will find.
            }
        }
        return best;
    }

    private static CloseableIterator<CsvRecord> records(CsvText text, char separator) throws IOException {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                // Where there are quotes only, because the parser that trims is the slower one.
                .trimWhitespacesAroundQuotes(text.quoted())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(MOST_COLUMNS)
                                .maxFieldSize(LONGEST_CELL)
                                .maxRecordSize(LONGEST_ROW)),
                        text.reader())
                .iterator();
    }

    @Override
    public boolean hasNext() {
        while (next == null && records.hasNext()) {
            var csv = records.next();
            var row = new FileRow(csv.getStartingLineNumber(), csv.getFields());
            boolean separatorLine = row.line() == 1 && row.cells().get(0).startsWith(SEPARATOR_LINE);
            next = row.hasText() && !separatorLine ? row : null;
        }
        return next != null;
    }

    @Override
    public FileRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }

    @Override
    public boolean guessed() {
        return text.guessed();
    }

    @Override
    public RefusedFileException explained(RuntimeException e) throws IOException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return text.damaged();
            }
        }
        if (e instanceof UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
        if (e instanceof CsvParseException damage) {
            return CsvDamage.explain(damage);
        }
        throw e;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

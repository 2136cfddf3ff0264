package io.github.camelenkash.flows;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The result file while it is written: a line for each row, as soon as the row has ended, so that a crash leaves what was
 * known. It has a name of its own until it is complete: who finds {@code NAME.results.csv} finds all of it.
 */
final class ResultFile implements Closeable {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Path path;
    private final CsvWriter writer;

    private ResultFile(Path path, CsvWriter writer) {
        this.path = path;
        this.writer = writer;
    }

    /** Begins a new file; fails where there is one. */
    static ResultFile create(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        var writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW));
        writer.writeRecord("line", "reference", "outcome", "transactionId", "balance", "reason", "whatToDo");
        writer.flush();
        return new ResultFile(path, writer);
    }

    Path path() {
        return path;
    }

    /** Writes a line and hands it to the operating system. */
    void write(long line, String reference, RowEnd end) {
        writer.writeRecord(
                Long.toString(line),
                cell(reference),
                end.outcome(),
                cell(end.transactionId()),
                cell(end.balance() == null ? null : end.balance().toPlainString()),
                cell(end.reason()),
                cell(end.whatToDo()));
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a spreadsheet would take for a formula gets an apostrophe before it (CSV injection). */
    private static String cell(String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}

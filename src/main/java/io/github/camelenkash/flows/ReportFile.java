package io.github.camelenkash.flows;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.camelenkash.api.Masking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;

/**
 * A CSV report that grows by a line for each thing that a route has done. A line is written at once, so that a crash
 * leaves all that was known; the first one brings the header with it.
 */
public final class ReportFile {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private Path path;
    private List<String> columns = List.of();

    public String getPath() {
        return path == null ? null : path.toString();
    }

    /** Where it is; its folder is made if need be. */
    public void setPath(String path) {
        this.path = Path.of(path);
    }

    public String getColumns() {
        return String.join(",", columns);
    }

    /** The members of a line that are written, separated by commas. */
    public void setColumns(String columns) {
        this.columns = Arrays.stream(columns.split(",")).map(String::strip).toList();
    }

    /** Adds a line. People are masked, and what a spreadsheet would take for a formula gets an apostrophe. */
    public synchronized void append(@Body Map<String, Object> line) throws IOException {
        if (path.toAbsolutePath().getParent() != null) {
            Files.createDirectories(path.toAbsolutePath().getParent());
        }
        boolean begun = Files.exists(path) && Files.size(path) > 0;
        try (var writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(
                        path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            if (!begun) {
                writer.writeRecord(columns);
            }
            writer.writeRecord(columns.stream()
                    .map(column -> cell(column, line.get(column)))
                    .toList());
        }
    }

    private static String cell(String column, Object value) {
        if (value == null) {
            return "";
        }
        var plain = value instanceof java.math.BigDecimal d ? d.toPlainString() : value.toString();
        // Advice is our own words, and has an address that everybody may see.
        var text = column.equals("whatToDo") ? plain : Masking.reference(plain);
        return !(value instanceof Number) && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : text;
    }
}

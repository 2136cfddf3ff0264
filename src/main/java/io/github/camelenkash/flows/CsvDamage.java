package io.github.camelenkash.flows;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.regex.Pattern;

/** Says in plain words why a file is no CSV. The parser's own words may quote what stands in the file. */
final class CsvDamage {

    private static final Pattern LINE = Pattern.compile("starting at line (\\d+)");

    private CsvDamage() {}

    static RefusedFileException explain(CsvParseException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("quote")) {
            return new RefusedFileException(
                    line(message),
                    "A double quote in the row that begins here is not closed, or is followed by text",
                    "Put the whole cell between double quotes and write a double quote within it twice");
        }
        return new RefusedFileException(
                line(message),
                "The row that begins here is far too long for a row of awards",
                "Look for a double quote that is not closed, in this row or above it");
    }

    private static long line(String message) {
        var matcher = LINE.matcher(message);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 1;
    }
}

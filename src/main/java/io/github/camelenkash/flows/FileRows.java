package io.github.camelenkash.flows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The rows of a file, read one by one: the seam between kinds of files and what is made of them. Rows without any text are
 * left out. {@code hasNext} and {@code next} may throw what {@link #explained} puts into plain words.
 */
interface FileRows extends Iterator<FileRow>, Closeable {

    /**
     * Opens a file. What it is, its content says and not its name.
     *
     * @param sheet the sheet of a workbook, or null for the first one that is not hidden
     * @param known how many cells of a row are column names, by which the separator of a CSV file is found
     */
    static FileRows open(Path file, String sheet, ToIntFunction<List<String>> known)
            throws IOException, RefusedFileException {
        return Bytes.of(file) == Bytes.WORKBOOK ? WorkbookRows.open(file, sheet) : CsvRows.open(file, known);
    }

    /** Whether the encoding was only guessed, so that letters beyond ASCII may be others than were meant. */
    boolean guessed();

    /** Puts into plain words what reading threw. */
    RefusedFileException explained(RuntimeException e) throws IOException;
}

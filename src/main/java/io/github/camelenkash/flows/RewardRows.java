package io.github.camelenkash.flows;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/** The awards of a file, read one by one: its rows below the header, and what they mean. */
final class RewardRows implements Iterator<RewardRow>, Closeable {

    private final FileRows rows;
    private final RewardColumns columns;
    private long number;

    private RewardRows(FileRows rows, RewardColumns columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** Opens a file and reads its header. */
    static RewardRows open(Path file, RewardSettings settings) throws IOException, RefusedFileException {
        var rows = FileRows.open(file, settings.sheet(), settings.columnNames()::count);
        try {
            if (!rows.hasNext()) {
                throw new RefusedFileException(
                        1, "The file is empty", "Give it a row of column names and a row for each award");
            }
            return new RewardRows(rows, RewardColumns.of(rows.next(), settings));
        } catch (RuntimeException e) {
            rows.close();
            throw rows.explained(e);
        } catch (RefusedFileException e) {
            rows.close();
            throw e;
        }
    }

    /**
     * Reads a file to its end, so that one that cannot be read is refused before anything of it is sent.
     *
     * @return the number of rows
     */
    static long count(Path file, RewardSettings settings) throws IOException, RefusedFileException {
        try (var rows = open(file, settings)) {
            try {
                for (; rows.hasNext(); rows.number++) {
                    rows.rows.next();
                }
            } catch (RuntimeException e) {
                throw rows.rows.explained(e);
            }
            if (rows.number == 0) {
                throw new RefusedFileException(
                        1, "The file has no rows below its header", "Give it a row for each award");
            }
            return rows.number;
        }
    }

    RewardColumns columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public RewardRow next() {
        return columns.read(rows.next(), number++, rows.guessed());
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

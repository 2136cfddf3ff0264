package io.github.camelenkash.flows;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The rows of a file as it was dropped. Some rows are read, and then the file is looked at: what was read from one that was
 * not written to until then is what was dropped. To look costs as much as to read ten rows.
 */
final class UnchangedRows implements Iterator<RewardRow> {

    private final Iterator<List<RewardRow>> chunks;
    private final Departure departure;
    private Iterator<RewardRow> chunk = Collections.emptyIterator();

    /** @param ahead how many rows to read before the file is looked at */
    UnchangedRows(Iterator<RewardRow> rows, int ahead, Departure departure) {
        chunks = new Chunks<>(rows, ahead);
        this.departure = departure;
    }

    @Override
    public boolean hasNext() {
        return chunk.hasNext() || chunks.hasNext();
    }

    /** @throws ChangedFileException if the file was written to since it was dropped */
    @Override
    public RewardRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!chunk.hasNext()) {
            var read = chunks.next();
            departure.checkUnchanged(read.get(0).line());
            chunk = read.iterator();
        }
        return chunk.next();
    }
}

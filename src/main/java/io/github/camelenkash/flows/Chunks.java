package io.github.camelenkash.flows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Things that come one by one, so many at a time; the last time perhaps fewer. One chunk is in memory. */
final class Chunks<T> implements Iterator<List<T>> {

    private final Iterator<T> single;
    private final int size;
    private RuntimeException failure;

    Chunks(Iterator<T> single, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A chunk has at least one row: " + size);
        }
        this.single = single;
        this.size = size;
    }

    @Override
    public boolean hasNext() {
        return failure != null || single.hasNext();
    }

    @Override
    public List<T> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (failure != null) {
            throw failure;
        }
        var chunk = new ArrayList<T>();
        try {
            while (chunk.size() < size && single.hasNext()) {
                chunk.add(single.next());
            }
        } catch (RuntimeException e) {
            if (chunk.isEmpty()) {
                throw e;
            }
            // What came before it is as good as ever, so it has its turn first.
            failure = e;
        }
        return chunk;
    }
}

package io.github.camelenkash;

import io.github.camelenkash.api.Input.Row;
import io.github.camelenkash.api.Masking;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * The elements of a list, iterator or stream as rows. Where the source breaks off with an exception, the rows before it
 * stand (they may be paid already), and one last row says why nothing more could be read.
 */
final class ElementRows implements Iterator<Row>, AutoCloseable {

    private final Iterator<?> elements;
    private final Object source;
    private final Function<Object, Row> reading;
    private Row breakdown;
    private boolean over;

    /** @param source what the elements come from; closed with the rows if it can be closed */
    ElementRows(Iterator<?> elements, Object source, Function<Object, Row> reading) {
        this.elements = elements;
        this.source = source;
        this.reading = reading;
    }

    @Override
    public boolean hasNext() {
        if (breakdown != null) {
            return true;
        }
        try {
            return !over && elements.hasNext();
        } catch (RuntimeException e) {
            breakdown = breakdown(e);
            return true;
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (breakdown == null) {
            Object element;
            try {
                element = elements.next();
            } catch (RuntimeException e) {
                over = true;
                return breakdown(e);
            }
            return reading.apply(element);
        }
        over = true;
        var last = breakdown;
        breakdown = null;
        return last;
    }

    private static Row breakdown(RuntimeException e) {
        return new Row(
                null,
                "the rows could not be read on (" + e.getClass().getSimpleName() + ": " + Masking.clean(e.getMessage())
                        + "); nothing after this place was read");
    }

    @Override
    public void close() throws Exception {
        if (source instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}

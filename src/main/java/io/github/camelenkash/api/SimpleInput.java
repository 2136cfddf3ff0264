package io.github.camelenkash.api;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** An input that is at hand as a map or a text; for callers without Camel. */
record SimpleInput(Map<String, Object> fields, String text, String fallbackReference, String cardId) implements Input {

    @Override
    public Iterator<Row> rows() {
        return List.of(new Row(fields, null)).iterator();
    }

    /** The person is left out. */
    @Override
    public String toString() {
        return "SimpleInput[" + fields.size() + " fields]";
    }
}

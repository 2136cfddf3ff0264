package io.github.camelenkash.sandbox;

import java.util.HashMap;
import java.util.Map;

/**
 * What one call suffers.
 *
 * @param misfortune of the whole call, or null
 * @param ofRows faults of single rows, by index
 */
record Suffering(Misfortune misfortune, Map<Integer, Fault> ofRows) {

    static final Suffering NONE = new Suffering(null, Map.of());

    static Suffering ofCall(Misfortune misfortune) {
        return new Suffering(misfortune, Map.of());
    }

    /** The same fault for each row, where it acts inside an answer and not on it. */
    static Suffering ofEveryRow(Fault fault, Call call) {
        var ofRows = new HashMap<Integer, Fault>();
        for (int i = 0; i < call.rows().size(); i++) {
            ofRows.put(i, fault);
        }
        return new Suffering(null, ofRows);
    }

    Fault ofRow(int index) {
        return ofRows.get(index);
    }
}

package io.github.camelenkash.flows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A row of a file that passes every check, for tests that spoil it. */
final class GoodRow {

    static final Map<String, String> CELLS = Map.of(
            "title", "Ms",
            "firstName", "Asha",
            "gender", "F",
            "email", "asha@example.in",
            "mobile", "9000000101",
            "loadAmount", "250.50",
            "uniqueReferenceNumber", "HR-1");

    private GoodRow() {}

    /** It but for these cells. */
    static RewardRow but(long number, Map<String, String> cells) {
        var all = new HashMap<>(CELLS);
        all.putAll(cells);
        return new RewardRow(2 + number, number, List.of(), List.of(), all, null);
    }
}

package io.github.camelenkash.flows;

import io.github.camelenkash.api.Failure;
import java.util.List;
import java.util.Map;

/**
 * One row of a reward file.
 *
 * @param line where a person finds it: the physical line on which it begins, or the row of a sheet; counted from 1
 * @param number which row of awards it is, counted from 0
 * @param original its cells as they stand in the file, in the order of the columns, for the result file
 * @param surplus cells to the right of the last column
 * @param cells field name to text, for the cells that are not blank and mean something
 * @param flaw why it cannot be a reward request whatever else is in it, or null
 */
public record RewardRow(
        long line, long number, List<String> original, List<String> surplus, Map<String, String> cells, Failure flaw) {

    /** A row that there is nothing to say of but where it is. */
    static RewardRow at(long line) {
        return new RewardRow(line, -1, List.of(), List.of(), Map.of(), null);
    }

    /** What stands under a field, without the space around it; empty where there is nothing. */
    String text(String field) {
        return cells.getOrDefault(field, "").strip();
    }

    /** The reference, or an empty text. */
    String reference() {
        return text(RewardColumns.REFERENCE);
    }

    /** The person is not shown, nor a reference, which may be made of the person. */
    @Override
    public String toString() {
        return "RewardRow[line=" + line + "]";
    }
}

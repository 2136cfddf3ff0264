package io.github.camelenkash.flows;

import io.github.camelenkash.api.Masking;
import java.util.Map;

/**
 * One row of a reward file, as it stands there.
 *
 * @param line the physical line on which it begins, counted from 1; a line break within quotes counts too
 * @param cells field name to text, for the cells that are not blank
 * @param surplus whether the row has text to the right of the last column
 */
public record RewardRow(long line, Map<String, String> cells, boolean surplus) {

    /** The reference, or an empty text. */
    String reference() {
        return cells.getOrDefault(RewardColumns.REFERENCE, "").strip();
    }

    /** The person is not shown. */
    @Override
    public String toString() {
        return "RewardRow[line=" + line + ", reference=" + Masking.clean(reference()) + "]";
    }
}

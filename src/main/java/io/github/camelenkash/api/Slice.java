package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/**
 * What one answer holds of a list.
 *
 * @param rows the rows that it holds
 * @param total how many there are by EnKash's own count ({@code recordsCount}), or null where it does not say
 */
public record Slice<A>(List<A> rows, BigDecimal total) {

    static <A> Slice<A> read(JsonNode payload, ListReading<A> list) {
        var rows = Members.rows(payload);
        return new Slice<>(rows.rows().stream().map(list::row).toList(), rows.counted());
    }

    /** Whether the answer itself says that there is more than it holds. */
    public boolean isCut() {
        return isCut(rows.size());
    }

    /**
     * Whether there is more by the answer's own count.
     *
     * @param had rows of this list that were handed out so far, these among them
     */
    public boolean isCut(long had) {
        return total != null && total.compareTo(BigDecimal.valueOf(had)) > 0;
    }

    /** The rows may hold personal data and are left out. */
    @Override
    public String toString() {
        return "Slice[" + rows.size() + " rows of " + total + "]";
    }
}

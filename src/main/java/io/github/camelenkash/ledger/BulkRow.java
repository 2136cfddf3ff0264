package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Order;

/**
 * One row of a bulk input: an order, or why it is none.
 *
 * @param order the order, or null
 * @param reference the row's reference where it could be read, else null
 * @param problem what is wrong with the row, or null
 */
public record BulkRow(Order order, String reference, String problem) {

    /** A row that orders something. */
    public static BulkRow of(Order order) {
        return new BulkRow(order, order.reference(), null);
    }

    /** A row that cannot be sent. */
    public static BulkRow invalid(String reference, String problem) {
        return new BulkRow(null, reference, problem);
    }

    @Override
    public String toString() {
        return "BulkRow[" + Masking.reference(reference) + "]";
    }
}

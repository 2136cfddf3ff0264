package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import java.math.BigDecimal;

/**
 * One row of a bulk call on its way.
 *
 * @param index position in the input
 * @param order what it orders
 * @param resent how often it was sent again in this call
 */
record BulkItem(int index, Order order, int resent) {

    BulkItem again() {
        return new BulkItem(index, order, resent + 1);
    }

    RowResult result(Outcome outcome, String reason) {
        return result(outcome, reason, order.cardId(), null, null, null);
    }

    RowResult result(
            Outcome outcome,
            String reason,
            String cardId,
            String userId,
            String transactionId,
            BigDecimal otbBalance) {
        return new RowResult(
                index, order.reference(), outcome, order.points(), cardId, userId, transactionId, otbBalance, reason);
    }

    /** What a paid row says. */
    RowResult result(Movement paid, Outcome outcome) {
        var receipt = Receipts.of(paid, outcome, java.util.Map.of());
        var reason = outcome == Outcome.ALREADY_PAID ? "this reference was paid before; nothing was sent" : null;
        return result(
                outcome, reason, receipt.cardId(), receipt.userId(), receipt.transactionId(), receipt.otbBalance());
    }

    static RowResult refused(int index, String reference, BigDecimal points, String reason) {
        return new RowResult(index, reference, Outcome.REFUSED, points, null, null, null, null, reason);
    }
}

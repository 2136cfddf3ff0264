package io.github.camelenkash.ledger;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import java.math.BigDecimal;
import java.util.Map;

/** One row of a bulk call on its way; itself and no other, so compared by identity. */
final class BulkItem {

    private final int index;
    private final Order order;
    /** The row of the ledger as last seen, or null. */
    private Movement row;
    /** What this call wrote down of the order when it claimed it, or null. */
    private Movement.Content claimed;
    /** How many chunks of this call it has been in. */
    private int rounds;
    /** Whether this very call may have paid it: then a payment found later is this call's payment. */
    private boolean sentHere;

    /**
     * A row that nothing was done with yet.
     *
     * @param index position in the input
     */
    BulkItem(int index, Order order) {
        this.index = index;
        this.order = order;
    }

    Order order() {
        return order;
    }

    Movement row() {
        return row;
    }

    void see(Movement present) {
        row = present;
    }

    /** The row is this call's own: it has just written it, to send the order. */
    void claim(Movement sent) {
        row = sent;
        claimed = sent.content();
    }

    Movement.Content claimed() {
        return claimed;
    }

    /** Whether the row is of this order. */
    boolean isSameOrder() {
        return row.isSameOrder(order, claimed);
    }

    int rounds() {
        return rounds;
    }

    void beginRound() {
        rounds++;
    }

    boolean sentHere() {
        return sentHere;
    }

    void sentHere(boolean mayHavePaid) {
        sentHere |= mayHavePaid;
    }

    /** Whether it was sent, by whomever, and what happened is not known. */
    boolean isInDoubt() {
        return row != null && (row.state() == State.SENT || row.state() == State.UNKNOWN);
    }

    /** What its paid row says. */
    RowResult paid() {
        return result(Receipts.of(row, sentHere ? Outcome.PAID : Outcome.ALREADY_PAID, Map.of()));
    }

    RowResult result(MovementReceipt receipt) {
        var outcome = receipt.outcome();
        return new RowResult(
                index,
                order.reference(),
                outcome,
                order.points(),
                receipt.cardId(),
                receipt.userId(),
                receipt.transactionId(),
                receipt.otbBalance(),
                outcome == Outcome.ALREADY_PAID ? "this reference was paid before; nothing was sent" : null);
    }

    RowResult result(Outcome outcome, String reason) {
        return new RowResult(
                index, order.reference(), outcome, order.points(), order.cardId(), null, null, null, reason);
    }

    static RowResult refused(int index, String reference, BigDecimal points, String reason) {
        return new RowResult(index, reference, Outcome.REFUSED, points, null, null, null, null, reason);
    }
}

package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer whose row has moved on: the lease ran out, and somebody else looked after it. */
final class Late {

    private static final Logger LOG = LoggerFactory.getLogger(Movements.class);

    private Late() {}

    /**
     * An acceptance still counts, of whatever attempt; anything else is overtaken by what others found.
     *
     * @return the row as it is now
     */
    static Movement conclude(Ledger ledger, Movement sent, Order order, Answer answer) {
        var row = ledger.find(sent.key()).orElse(sent);
        if (!(answer instanceof Answer.Paid paid)) {
            return row;
        }
        while (row.state() != State.PAID && row.isSameOrder(order)) {
            var after = Steps.accepted(row, paid, ledger.now());
            if (ledger.replace(row, after)) {
                return after;
            }
            row = ledger.find(sent.key()).orElse(row);
        }
        if (!row.isSameOrder(order)) {
            LOG.warn(
                    "EnKash accepted an order of {} that was replaced by another meanwhile; have somebody check",
                    sent.key());
        }
        return row;
    }
}

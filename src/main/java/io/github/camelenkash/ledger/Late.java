package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.OutcomeUnknownException;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer whose row has moved on: the lease ran out, and somebody else looked after it. */
final class Late {

    private static final Logger LOG = LoggerFactory.getLogger(Movements.class);

    private Late() {}

    /**
     * An acceptance still counts, of whatever attempt, and an acceptance under another reference still bars the way to
     * sending again. Anything else is overtaken by what others found.
     *
     * @return the row as it is now
     */
    static Movement conclude(Ledger ledger, Movement sent, Order order, Answer answer) {
        var row = ledger.present(sent.key());
        if (answer instanceof Answer.Paid paid) {
            return accepted(ledger, row, order, paid);
        }
        if (answer instanceof Answer.WrongEcho echo
                && row.state() == State.UNKNOWN
                && row.attempt() == sent.attempt()) {
            return ledger.write(row, Steps.echoedWronglyLate(row, AnswerTable.reason(echo), ledger.now()));
        }
        return row;
    }

    /**
     * What only the answer knows: the caller must not send this order again, whatever its row says by now.
     *
     * @param after the row after the answer was recorded
     * @param claimed what this call wrote down of the order before it was sent
     */
    static Optional<OutcomeUnknownException> bar(Movement after, Order order, Movement.Content claimed, Answer answer) {
        if (answer instanceof Answer.Paid && !after.isSameOrder(order, claimed)) {
            return Optional.of(Receipts.acceptedBesides(after));
        }
        if (answer instanceof Answer.WrongEcho echo
                && after.state() != State.PAID
                && !after.doubt().wrongEcho()) {
            return Optional.of(Receipts.unknown(after.key(), AnswerTable.reason(echo), null));
        }
        return Optional.empty();
    }

    private static Movement accepted(Ledger ledger, Movement found, Order order, Answer.Paid paid) {
        var row = found;
        while (row.state() != State.PAID && row.isSameOrder(order)) {
            row = ledger.write(row, Steps.accepted(row, paid, ledger.now()));
        }
        if (!row.isSameOrder(order) || isAnotherTransaction(row, paid)) {
            LOG.error(
                    "EnKash accepted {} with transaction {}, and the ledger has it as {} with transaction {}: it may"
                            + " have been paid twice, have somebody check",
                    row.key(),
                    paid.accepted().transactionId(),
                    row.state(),
                    row.receipt() == null ? null : row.receipt().transactionId());
        }
        return row;
    }

    private static boolean isAnotherTransaction(Movement row, Answer.Paid paid) {
        var known = row.receipt().transactionId();
        var accepted = paid.accepted().transactionId();
        return known != null && accepted != null && !Objects.equals(known, accepted);
    }
}

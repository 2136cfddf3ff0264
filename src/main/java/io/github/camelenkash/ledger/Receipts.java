package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import java.util.Map;

/** Says to the caller what a row says: receipts, and the failures that a row alone can tell. */
final class Receipts {

    private Receipts() {}

    static MovementReceipt of(Movement paid, Outcome outcome, Map<String, Object> raw) {
        var receipt = paid.receipt();
        var cardId = receipt.cardId() != null ? receipt.cardId() : paid.content().cardId();
        return new MovementReceipt(
                paid.key().reference(),
                outcome,
                paid.content().direction(),
                paid.content().points(),
                cardId,
                receipt.userId(),
                receipt.transactionId(),
                receipt.otbBalance(),
                receipt.responseCode(),
                receipt.responseMessage(),
                receipt.settled(),
                raw);
    }

    static MovementReceipt rehearsed(Order order) {
        return new MovementReceipt(
                order.reference(),
                Outcome.DRY_RUN,
                order.direction(),
                order.points(),
                order.cardId(),
                null,
                null,
                null,
                null,
                null,
                false,
                Map.of());
    }

    static ReferenceConflictException conflict(Movement row) {
        var content = row.content();
        return new ReferenceConflictException(Failure.because("This reference already names another movement: "
                        + content.operation() + " of " + content.points() + " points, which is " + row.state()
                        + "; the person, amount, direction or account differs")
                .reference(row.key().reference()));
    }

    static MovementInProgressException inProgress(Movement sent) {
        return new MovementInProgressException(Failure.because("Another sender owns this reference until "
                        + sent.leaseUntil())
                .reference(sent.key().reference()));
    }

    static OutcomeUnknownException unknown(Movement row, Throwable cause) {
        return new OutcomeUnknownException(
                Failure.because("Sent, and the outcome is not known yet"
                                + (row.doubt().reason() == null ? "" : ": " + row.doubt().reason()))
                        .reference(row.key().reference()),
                cause);
    }

    static OutcomeUnknownException parked(Movement row) {
        return new OutcomeUnknownException(Failure.because(
                        "Parked for a person" + (row.doubt().reason() == null ? "" : ": " + row.doubt().reason()))
                .reference(row.key().reference())
                .outcome(Outcome.PARKED)
                .next("Find out at EnKash what happened, then tell the ledger with enkash:close"));
    }

    static RejectedException refused(Movement row, Integer httpStatus, Integer code) {
        var notFunded = row.doubt().notFunded();
        return new RejectedException(Failure.because("EnKash refused it")
                .reference(row.key().reference())
                .httpStatus(httpStatus)
                .code(code)
                .serviceMessage(row.doubt().refusal())
                .outcome(notFunded ? Outcome.NOT_FUNDED : Outcome.REFUSED));
    }
}

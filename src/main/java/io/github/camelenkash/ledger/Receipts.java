package io.github.camelenkash.ledger;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Kind;
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
        var cardId =
                receipt.cardId() != null ? receipt.cardId() : paid.content().cardId();
        return new MovementReceipt(
                paid.key().reference(),
                outcome,
                paid.content().direction(),
                paid.content().told(),
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
                Movement.Content.of(order).told(),
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
        return new MovementInProgressException(
                Failure.because("Another sender owns this reference until " + sent.leaseUntil())
                        .reference(sent.key().reference()));
    }

    static OutcomeUnknownException unknown(Movement row) {
        return unknown(row.key(), row.doubt().reason(), null);
    }

    static OutcomeUnknownException unknown(MovementKey key, String reason, Throwable cause) {
        return new OutcomeUnknownException(
                Failure.because("Sent, and the outcome is not known yet" + (reason == null ? "" : ": " + reason))
                        .reference(key.reference()),
                cause);
    }

    /** EnKash accepted the order of this call, and the row has another order by now. */
    static OutcomeUnknownException acceptedBesides(Movement row) {
        return new OutcomeUnknownException(Failure.because("EnKash accepted this order so late that the reference names"
                        + " another one by now, which is " + row.state())
                .reference(row.key().reference())
                .next("Do not send it again; find out at EnKash what was paid under this reference"));
    }

    static OutcomeUnknownException parked(Movement row) {
        return new OutcomeUnknownException(Failure.because("Parked for a person"
                        + (row.doubt().reason() == null
                                ? ""
                                : ": " + row.doubt().reason()))
                .reference(row.key().reference())
                .outcome(Outcome.PARKED)
                .next("Find out at EnKash what happened, then tell the ledger with enkash:close"));
    }

    /** A token that was fetched for this very attempt was refused. */
    static CredentialsException freshTokenRefused(String reference) {
        return new CredentialsException(Failure.because("EnKash does not accept a fresh token")
                .reference(reference)
                .httpStatus(401));
    }

    static RejectedException refused(Movement row, Integer httpStatus, Integer code) {
        var notFunded = row.doubt().notFunded();
        // What is refused is looked up before it is sent again, and coins cannot be.
        var next = row.key().kind() == Kind.coins
                ? "Correct what EnKash complains about, and order it under a new reference"
                : null;
        return new RejectedException(Failure.because("EnKash refused it")
                .reference(row.key().reference())
                .httpStatus(httpStatus)
                .code(code)
                .serviceMessage(row.doubt().refusal())
                .next(next)
                .outcome(notFunded ? Outcome.NOT_FUNDED : Outcome.REFUSED));
    }
}

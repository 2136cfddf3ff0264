package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.Masking;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the ledger knows of one movement, for people and routes. Times are ISO-8601 in UTC.
 *
 * @param reference the orderer's reference
 * @param kind what it names
 * @param state where it stands
 * @param operation the operation that ordered it
 * @param direction credit or debit
 * @param points how much, or null for coins, whose amount is their event's
 * @param account the account
 * @param cardId the card where it is known
 * @param transactionId EnKash's id once it is paid
 * @param attempt how often it was claimed for sending; name it when you close the movement
 * @param settled whether its payment was learnt by looking it up
 * @param reason why it is unknown, refused or parked; else null
 * @param source where the order came from, such as a file and its line; or null
 * @param createdAt when it was first ordered
 * @param sentAt when it was last about to be sent, or null
 * @param changedAt when its state last changed
 */
public record MovementView(
        String reference,
        Kind kind,
        State state,
        String operation,
        Direction direction,
        BigDecimal points,
        String account,
        String cardId,
        String transactionId,
        int attempt,
        boolean settled,
        String reason,
        String source,
        String createdAt,
        String sentAt,
        String changedAt)
        implements Data {

    static MovementView of(Movement movement) {
        var content = movement.content();
        var receipt = movement.receipt();
        var doubt = movement.doubt();
        return new MovementView(
                movement.key().reference(),
                movement.key().kind(),
                movement.state(),
                content.operation(),
                content.direction(),
                content.told(),
                content.account(),
                receipt != null && receipt.cardId() != null ? receipt.cardId() : content.cardId(),
                receipt == null ? null : receipt.transactionId(),
                movement.attempt(),
                receipt != null && receipt.settled(),
                receipt != null ? null : doubt.reason() != null ? doubt.reason() : doubt.refusal(),
                content.source(),
                text(movement.createdAt()),
                text(movement.sentAt()),
                text(movement.changedAt()));
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }

    @Override
    public String toString() {
        return "MovementView[" + Masking.reference(reference) + " " + state + "]";
    }
}

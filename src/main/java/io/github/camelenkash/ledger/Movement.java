package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Order;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One row of the ledger. Immutable: a {@link Step} makes the next one, and the ledger replaces the row by
 * compare-and-set on (state, owner, attempt).
 *
 * @param key what names it
 * @param content what was ordered
 * @param state where it stands
 * @param attempt how often it was claimed for sending; fences off late writers
 * @param owner who claimed it last
 * @param leaseUntil until when the owner may be sending, on the ledger's clock; null when nobody is
 * @param doubt what is doubtful about it
 * @param receipt what EnKash told when it was paid, or null
 * @param createdAt when the row was first written
 * @param sentAt start of the last claim for sending, or null
 * @param changedAt last change
 */
public record Movement(
        MovementKey key,
        Content content,
        State state,
        int attempt,
        String owner,
        Instant leaseUntil,
        Doubt doubt,
        Receipt receipt,
        Instant createdAt,
        Instant sentAt,
        Instant changedAt) {

    /**
     * What was ordered, as far as the ledger keeps it: no personal data.
     *
     * @param cardId the card that was named or learnt, or null
     * @param source where the order came from, for people; or null
     */
    public record Content(
            String operation,
            String account,
            String fingerprint,
            Direction direction,
            BigDecimal points,
            String cardId,
            String source) {

        /** How much, or null where the order does not say: the amount of coins is their event's (§11.4), kept as zero. */
        BigDecimal told() {
            return points.signum() == 0 ? null : points;
        }

        static Content of(Order order) {
            return new Content(
                    order.operation(),
                    order.account(),
                    Fingerprint.of(order),
                    order.direction(),
                    order.points(),
                    order.cardId(),
                    order.source());
        }
    }

    /**
     * What is doubtful about a movement.
     *
     * @param earlierAttempt whether an attempt before the present one may have had an effect after all
     * @param wrongEcho whether an accepted answer ever named another reference; such a movement is never resent by machine
     * @param refusal the clear no that was the last answer, or null
     * @param notFunded whether that no was a bulk row that was not funded because the person existed
     * @param effectUntil the last moment at which the last send could have taken effect, on the ledger's clock
     * @param reason why the outcome is not known, for people; or null
     */
    public record Doubt(
            boolean earlierAttempt,
            boolean wrongEcho,
            String refusal,
            boolean notFunded,
            Instant effectUntil,
            String reason) {

        /** Nothing is doubtful. */
        public static final Doubt NONE = new Doubt(false, false, null, false, null, null);

        /** What remains of the doubt when a new attempt begins: the last answer is history, the rest is not. */
        Doubt atNewAttempt() {
            return new Doubt(earlierAttempt, wrongEcho, null, false, effectUntil, null);
        }

        Doubt because(String otherReason) {
            return new Doubt(earlierAttempt, wrongEcho, refusal, notFunded, effectUntil, Masking.clean(otherReason));
        }
    }

    /**
     * What is needed to give the receipt again.
     *
     * @param settled whether the outcome was learnt by looking it up
     * @param closedBy the person who decided it, or null
     */
    public record Receipt(
            String cardId,
            String userId,
            String transactionId,
            BigDecimal otbBalance,
            Integer responseCode,
            String responseMessage,
            boolean settled,
            String closedBy) {}

    /** Whether this order is the one in the row: same person, amount, direction and account. */
    boolean isSameOrder(Order order) {
        return Fingerprint.matches(content.fingerprint(), order);
    }

    /**
     * As {@link #isSameOrder(Order)}, without comparing what the asking call wrote down itself.
     *
     * @param claimed what it wrote down of this order, or null
     */
    boolean isSameOrder(Order order, Content claimed) {
        return content == claimed || isSameOrder(order);
    }

    /** Whether it is free to be claimed; a REFUSED one after a look-up. */
    boolean mayBeSent() {
        return state == State.RESERVED || state == State.REFUSED;
    }

    /** Whether whoever was sending it must be taken for dead. */
    boolean leaseIsOver(Instant now) {
        return leaseUntil == null || !now.isBefore(leaseUntil);
    }

    @Override
    public String toString() {
        return "Movement[" + key + " " + state + " attempt=" + attempt + "]";
    }
}

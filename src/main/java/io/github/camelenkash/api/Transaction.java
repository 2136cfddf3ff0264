package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * One card transaction (§7.4; member names after §13, because the page's own answer was not readable).
 *
 * @param transactionId EnKash's id
 * @param reference the partner's reference, or null for a transaction that was not ours
 * @param cardId the card
 * @param userId the person
 * @param points how much, or null where no amount was readable
 * @param direction {@code CR} or {@code DR}, or null where neither was readable
 * @param type EnKash's type, such as {@code ALLOCATE_POINT}
 * @param status EnKash's status, or null
 * @param time when, as ISO-8601; with an offset unless EnKash gave none
 * @param raw the transaction as received; not part of the JSON form
 */
public record Transaction(
        String transactionId,
        String reference,
        String cardId,
        String userId,
        BigDecimal points,
        Direction direction,
        String type,
        String status,
        String time,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    static Transaction read(JsonNode node) {
        var direction = Direction.read(Members.text(node, "cardTransactionType", "transactionType"));
        var type = Members.text(node, "type");
        return new Transaction(
                Members.text(node, Members.TRANSACTION_ID),
                Members.text(node, Members.REFERENCE),
                Members.text(node, Members.CARD_ID),
                Members.text(node, Members.USER_ID),
                Members.decimal(node, "principalAmount", "amount", "loadAmount", "transactionAmount", "points"),
                direction != null ? direction : Direction.read(type),
                type,
                Members.text(node, "status", "transactionStatus"),
                Members.time(node, "txnDate", "createdOn", "transactionDate"),
                Members.raw(node));
    }

    /** A voucher order as the movement that it is; without the vouchers. */
    static Transaction of(VoucherOrder order) {
        return new Transaction(
                order.orderId(),
                order.reference(),
                null,
                null,
                order.totalAmount(),
                Direction.DR,
                null,
                order.orderStatus(),
                null,
                order.paymentStatus() == null ? Map.of() : Map.of("paymentStatus", order.paymentStatus()));
    }

    /** How the payment of a voucher order stands (§10.8); null for anything else. */
    public String paymentStatus() {
        var status = raw.get("paymentStatus");
        return status == null ? null : status.toString();
    }

    /** The account it happened on, or null where EnKash does not say. */
    public String account() {
        var account = raw.get("cardAccountId");
        return account == null ? null : account.toString();
    }

    @Override
    public String toString() {
        return "Transaction[transactionId=" + transactionId + ", reference=" + Masking.reference(reference)
                + ", points=" + points + ", direction=" + direction + ", status=" + status + ", time=" + time + "]";
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The answer to one movement (§7.2).
 *
 * @param reference the orderer's reference
 * @param outcome {@code PAID}, {@code ALREADY_PAID} or {@code DRY_RUN}; other outcomes are thrown
 * @param direction {@code CR} or {@code DR}
 * @param points how much
 * @param cardId the person's card, or null where EnKash did not say
 * @param userId the person, or null
 * @param transactionId EnKash's id of the movement, or null
 * @param otbBalance balance of the card after the movement, or null
 * @param responseCode EnKash's result code, or null
 * @param responseMessage EnKash's message, or null
 * @param settled true where the outcome was learnt by looking it up
 * @param raw the payload as received, with members not named here; empty where there was none; not part of the JSON form
 */
public record MovementReceipt(
        String reference,
        Outcome outcome,
        Direction direction,
        BigDecimal points,
        String cardId,
        String userId,
        String transactionId,
        BigDecimal otbBalance,
        Integer responseCode,
        String responseMessage,
        boolean settled,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    @Override
    public String toString() {
        return "MovementReceipt[reference=" + Masking.reference(reference) + ", outcome=" + outcome + ", direction="
                + direction + ", points=" + points + ", transactionId=" + transactionId + ", settled=" + settled + "]";
    }
}

package io.github.camelenkash.api;

import java.math.BigDecimal;

/**
 * The answer to one row of a bulk call (§7.3), parallel to the input.
 *
 * @param index position in the input, from 0
 * @param reference the row's reference, or null where it had none
 * @param outcome what became of the row
 * @param points how much, or null where the row had no readable amount
 * @param cardId the person's card, or null
 * @param userId the person, or null
 * @param transactionId EnKash's id of the movement, or null
 * @param otbBalance balance of the card after the movement, or null
 * @param reason why, for every outcome but {@code PAID}; null otherwise
 */
public record RowResult(
        int index,
        String reference,
        Outcome outcome,
        BigDecimal points,
        String cardId,
        String userId,
        String transactionId,
        BigDecimal otbBalance,
        String reason)
        implements Data {

    @Override
    public String toString() {
        return "RowResult[index=" + index + ", reference=" + Masking.reference(reference) + ", outcome=" + outcome
                + ", points=" + points + ", transactionId=" + transactionId + ", reason=" + Masking.clean(reason) + "]";
    }
}

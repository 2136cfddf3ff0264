package io.github.camelenkash.api;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What EnKash tells of a movement that it accepted. Every member may be absent: which of them are always there is not
 * documented (§7.2).
 *
 * @param echo the reference EnKash repeats ({@code pgReferenceNumber}), to be compared with ours
 * @param cardId the person's card
 * @param userId the person
 * @param transactionId EnKash's id of the movement
 * @param otbBalance the card's balance after the movement
 * @param raw the payload as received; empty where there was none
 */
public record Accepted(
        String echo,
        String cardId,
        String userId,
        String transactionId,
        BigDecimal otbBalance,
        Map<String, Object> raw) {

    @Override
    public String toString() {
        return "Accepted[transactionId=" + transactionId + "]";
    }
}

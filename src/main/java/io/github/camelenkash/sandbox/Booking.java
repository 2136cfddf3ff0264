package io.github.camelenkash.sandbox;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One movement of points that really happened: what a transaction of contract §7.4 is made from.
 *
 * @param transactionId {@code ECT…}
 * @param reference the partner's reference, as it was sent
 * @param direction {@code CR} or {@code DR}
 * @param amount always positive
 * @param balance of the card, afterwards
 * @param remarks what a bulk row said, or null
 */
public record Booking(
        String transactionId,
        String reference,
        String direction,
        BigDecimal amount,
        String accountId,
        String cardId,
        String userId,
        BigDecimal balance,
        String remarks,
        Instant time) {

    boolean isCredit() {
        return "CR".equals(direction);
    }
}

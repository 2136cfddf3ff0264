package io.github.camelenkash.api;

import java.math.BigDecimal;

/**
 * A person's coins (§11.5). They are another balance than the points on the card (inferred).
 *
 * @param userId the person
 * @param balance coins
 */
public record CoinBalance(String userId, BigDecimal balance) implements Data {

    @Override
    public String toString() {
        return "CoinBalance[userId=" + Masking.clean(userId) + ", balance=" + balance + "]";
    }
}

package io.github.camelenkash;

import java.math.BigDecimal;

/** What {@code enkash:balance} tells a route: header {@code CamelEnkashBalanceState}. */
public enum BalanceState {
    /** The balance fell below {@code lowBalance}. */
    LOW,
    /** It was low, and is at {@code rearmBalance} or above. */
    RECOVERED;

    /**
     * The state after a look at the balance. Between the two borders it stays what it was.
     *
     * @param before the state so far, or null at the first look
     */
    static BalanceState after(BalanceState before, BigDecimal balance, BigDecimal low, BigDecimal rearm) {
        if (balance.compareTo(low) < 0) {
            return LOW;
        }
        return before == LOW && balance.compareTo(rearm) < 0 ? LOW : RECOVERED;
    }
}

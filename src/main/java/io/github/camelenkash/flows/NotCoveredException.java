package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import java.math.BigDecimal;

/** The balance no longer covers a row of a file that is paid as far as it goes. Nothing was sent for the row. */
final class NotCoveredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param left what is left of the balance */
    NotCoveredException(BigDecimal left) {
        super("The balance does not cover it: " + Amounts.shown(left) + " points are left");
    }
}

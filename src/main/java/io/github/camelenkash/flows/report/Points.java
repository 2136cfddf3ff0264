package io.github.camelenkash.flows.report;

import java.math.BigDecimal;

/** How pages write points: as the rest of the project does, which pages do not know. */
final class Points {

    private static final int DECIMALS = 2;

    private Points() {}

    /** {@code 501}, {@code 1100.50}; never {@code 501.00} or {@code 1E+1}. */
    static String shown(BigDecimal points) {
        var shortest = points.stripTrailingZeros();
        return (shortest.scale() == 1 ? shortest.setScale(DECIMALS) : shortest).toPlainString();
    }
}

package io.github.camelenkash.flows.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The measures of a bar chart, one bar below the other; the template only draws. */
final class Bars {

    private static final int LONGEST = 330;
    private static final int STEP = 30;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private Bars() {}

    /** One for each outcome, as what a template reads. */
    static List<Map<String, Object>> of(Map<String, ? extends Number> amounts) {
        var total = amounts.values().stream().map(Bars::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
        var most = amounts.values().stream().map(Bars::exact).reduce(BigDecimal.ZERO, BigDecimal::max);
        var bars = new ArrayList<Map<String, Object>>();
        amounts.forEach((outcome, number) -> {
            var amount = exact(number);
            bars.add(Map.of(
                    "outcome", outcome,
                    "text", Points.shown(amount),
                    "share", share(amount, total),
                    "width", width(amount, most),
                    "top", bars.size() * STEP));
        });
        return bars;
    }

    private static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }

    /** Something that is there is never drawn as nothing. */
    private static int width(BigDecimal amount, BigDecimal most) {
        if (amount.signum() == 0) {
            return 0;
        }
        int width = amount.multiply(BigDecimal.valueOf(LONGEST))
                .divide(most, 0, RoundingMode.HALF_UP)
                .intValueExact();
        return Math.max(2, width);
    }

    /** A little is not nothing, and almost all is not all. */
    private static String share(BigDecimal amount, BigDecimal total) {
        if (amount.signum() == 0) {
            return "0";
        }
        int percent =
                amount.multiply(HUNDRED).divide(total, 0, RoundingMode.HALF_UP).intValueExact();
        if (percent == 0) {
            return "under 1";
        }
        return percent == 100 && amount.compareTo(total) < 0 ? "over 99" : Integer.toString(percent);
    }
}

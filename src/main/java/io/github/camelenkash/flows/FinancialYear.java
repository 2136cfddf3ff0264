package io.github.camelenkash.flows;

import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;

/**
 * An Indian financial year, from 1 April to 31 March as the days begin in India, wherever the machine is.
 *
 * @param start the calendar year in which it begins
 */
record FinancialYear(int start) {

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    static FinancialYear of(Instant moment) {
        var day = moment.atZone(INDIA);
        return new FinancialYear(day.getMonth().compareTo(Month.APRIL) >= 0 ? day.getYear() : day.getYear() - 1);
    }

    FinancialYear previous() {
        return new FinancialYear(start - 1);
    }

    /** {@code 2026-27}. */
    @Override
    public String toString() {
        return "%d-%02d".formatted(start, (start + 1) % 100);
    }
}

package io.github.camelenkash;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * When a transaction happened, as a consumer compares it. EnKash's dates may lack a zone (§15.14); such a date is read in
 * the zone of the option {@code timeZone}, or, without that, as if it were in UTC and marked as uncertain.
 *
 * @param instant the moment
 * @param uncertain whether it may be off by the unknown zone's offset
 */
record TransactionTime(Instant instant, boolean uncertain) {

    /**
     * Reads a date.
     *
     * @param zone zone of dates that name none, or null
     * @return null for no date, or one that cannot be read
     */
    static TransactionTime read(String time, ZoneId zone) {
        if (time == null) {
            return null;
        }
        var text = time.trim().replace(' ', 'T');
        try {
            return new TransactionTime(millis(OffsetDateTime.parse(text).toInstant()), false);
        } catch (DateTimeException noOffset) {
            var local = local(text);
            return local == null
                    ? null
                    : new TransactionTime(
                            millis(local.atZone(zone == null ? ZoneOffset.UTC : zone)
                                    .toInstant()),
                            zone == null);
        }
    }

    /** What is kept must be what is compared. */
    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private static LocalDateTime local(String text) {
        try {
            return text.indexOf('T') > 0
                    ? LocalDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}

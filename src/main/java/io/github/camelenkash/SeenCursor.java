package io.github.camelenkash;

import java.time.Instant;

/**
 * How far {@link SeenTransactions} are, and the form in which that is kept.
 *
 * @param start where the consumer began
 * @param horizon everything dated before it is done; null until something was
 * @param uncertain whether EnKash's dates lack a zone that we know
 */
record SeenCursor(Instant start, Instant horizon, boolean uncertain) {

    private static final String VERSION = "1";

    SeenCursor withHorizon(Instant value) {
        return new SeenCursor(start, value, uncertain);
    }

    SeenCursor withUncertain(boolean value) {
        return new SeenCursor(start, horizon, value);
    }

    /** Whether a time lies before the horizon. */
    boolean isPassed(Instant time) {
        return horizon != null && time.isBefore(horizon);
    }

    /** One line; the repositories of Camel take no more. */
    String text() {
        return String.join(
                ",", VERSION, start.toString(), horizon == null ? "" : horizon.toString(), Boolean.toString(uncertain));
    }

    static SeenCursor read(String text) {
        var parts = text.split(",", -1);
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            throw new IllegalStateException("The kept state of enkash:transactions is of another version: " + text);
        }
        return new SeenCursor(
                Instant.parse(parts[1]),
                parts[2].isEmpty() ? null : Instant.parse(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }
}

package io.github.camelenkash;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far {@link SeenTransactions} are, and the form in which that and the keys are kept.
 *
 * @param start where the consumer began
 * @param horizon everything dated before it is done; null until something was
 * @param uncertain whether EnKash's dates lack a zone that we know
 */
record SeenCursor(Instant start, Instant horizon, boolean uncertain) {

    private static final String VERSION = "1";
    private static final int RADIX = 36;

    SeenCursor withHorizon(Instant value) {
        return new SeenCursor(start, value, uncertain);
    }

    SeenCursor withUncertain() {
        return new SeenCursor(start, horizon, true);
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

    /** Keys and their times as one line. */
    static String text(Map<String, Instant> keys) {
        return keys.entrySet().stream()
                .map(key -> key.getKey() + ":" + Long.toString(key.getValue().toEpochMilli(), RADIX))
                .collect(Collectors.joining(","));
    }

    static Map<String, Instant> keys(String text) {
        var keys = new HashMap<String, Instant>();
        for (var key : text.isEmpty() ? new String[0] : text.split(",")) {
            int colon = key.indexOf(':');
            keys.put(
                    key.substring(0, colon),
                    Instant.ofEpochMilli(Long.parseLong(key.substring(colon + 1), RADIX)));
        }
        return keys;
    }
}

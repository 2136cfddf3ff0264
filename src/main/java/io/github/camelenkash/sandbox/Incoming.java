package io.github.camelenkash.sandbox;

import java.util.function.UnaryOperator;

/**
 * A request as it came over the wire.
 *
 * @param path without the query, still percent-encoded
 * @param query the query string, or null
 * @param headers value by name, ignoring case; null where there is none
 */
record Incoming(String method, String path, String query, UnaryOperator<String> headers, byte[] body) {

    String header(String name) {
        return headers.apply(name);
    }

    boolean hasContentType(String type) {
        String value = header("Content-Type");
        return value != null && value.split(";", 2)[0].trim().equalsIgnoreCase(type);
    }

    /** The bearer token, or null. */
    String bearer() {
        String value = header("Authorization");
        return value != null && value.startsWith("Bearer ") ? value.substring(7) : null;
    }

    /** Headers and body hold secrets and people. */
    @Override
    public String toString() {
        return "Incoming[" + method + "]";
    }
}

package io.github.camelenkash.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The pairs of a query string or of a form body. */
record Query(Map<String, String> values) {

    static Query parse(String encoded) {
        var values = new HashMap<String, String>();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
        }
        return new Query(values);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.status(400, "Malformed parameter");
        }
    }

    /** The value, or null when it is absent or blank. */
    String get(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    String required(String name) {
        String value = get(name);
        if (value == null) {
            throw Refusal.missing(name);
        }
        return value;
    }

    /** A form holds a password. */
    @Override
    public String toString() {
        return "Query" + values.keySet();
    }
}

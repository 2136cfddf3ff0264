package io.github.camelenkash;

import java.util.HashMap;
import java.util.Map;

/**
 * What an operation writes back to the message.
 *
 * @param body the answer
 * @param headers output headers; null values are left out
 */
record Reply(Object body, Map<String, Object> headers) {

    static Reply of(Object body) {
        return new Reply(body, new HashMap<>());
    }

    Reply header(String name, Object value) {
        if (value != null) {
            headers.put(name, value);
        }
        return this;
    }
}

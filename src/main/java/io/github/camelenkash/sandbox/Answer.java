package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back: status, headers, bytes, and in which manner they travel. */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers, Delivery delivery) {

    static final String JSON = "application/json";
    static final String HTML = "text/html;charset=UTF-8";
    static final String TEXT = "text/plain;charset=UTF-8";

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body, Map.of(), Delivery.WHOLE);
    }

    static Answer of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(int status, JsonNode body) {
        return of(status, JSON, Json.write(body));
    }

    Answer with(Delivery other) {
        return new Answer(status, contentType, body, headers, other);
    }

    Answer with(String header, String value) {
        return new Answer(status, contentType, body, Map.of(header, value), delivery);
    }
}

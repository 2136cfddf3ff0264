package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;

/** Reading strictly (an oracle overlooks nothing) and writing amounts exactly. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            // 100.50 stays 100.50: an amount comes back as it was sent
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** The document, or a refusal with 400: the request is invalid. */
    static JsonNode read(byte[] text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw Refusal.status(400, "Request body is missing");
            }
            return node;
        } catch (IOException e) {
            // the parser's text quotes the body, and the body holds people
            throw Refusal.status(400, "Request body is not JSON");
        }
    }

    static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    /** A non-blank string member, or null. A member of another type is refused: the pages say string. */
    static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw Refusal.status(422, name + " must be a string");
        }
        return value.textValue().isBlank() ? null : value.textValue();
    }

    static String required(JsonNode object, String name) {
        String value = text(object, name);
        if (value == null) {
            throw Refusal.missing(name);
        }
        return value;
    }

    /** A number member as the exact decimal that was written, or null. */
    static BigDecimal number(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw Refusal.status(422, name + " must be a number");
        }
        return value.decimalValue();
    }

    /** A member whose documents disagree about one capital letter (§14.6, §14.7). */
    static String textIgnoringCase(JsonNode object, String name) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String found = names.next();
            if (found.equalsIgnoreCase(name)) {
                return text(object, found);
            }
        }
        return null;
    }
}

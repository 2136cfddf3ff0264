package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads members of an answer as liberally as §14 asks: several spellings, any letter case, null or missing, numbers as
 * texts. Only the answers' own readers use it.
 */
final class Members {

    /** EnKash's spellings of the id of one card transaction; letter case aside these are all of them (§14 row 7). */
    static final String[] TRANSACTION_ID = {"enkashCardTxnId", "enkashCardTransactionId", "enKashTransactionId"};

    static final String[] CARD_ID = {"enkashCardId"};
    static final String[] USER_ID = {"userId", "ekUserId"};
    static final String[] REFERENCE = {"pgReferenceNumber", "uniqueReferenceNumber", "uniqueReferenceNum"};

    /** Smaller numbers are seconds, larger ones milliseconds: the border lies in the year 2286 and in 1970. */
    private static final long LARGEST_EPOCH_SECOND = 9_999_999_999L;

    private Members() {}

    /** The first member present under any of these names, ignoring case; null for none or a JSON null. */
    static JsonNode find(JsonNode object, String... names) {
        if (object == null || !object.isObject()) {
            return null;
        }
        for (var name : names) {
            var exact = object.get(name);
            if (exact != null && !exact.isNull()) {
                return exact;
            }
        }
        for (var name : names) {
            for (var member : object.properties()) {
                if (member.getKey().equalsIgnoreCase(name) && !member.getValue().isNull()) {
                    return member.getValue();
                }
            }
        }
        return null;
    }

    /** A member as text; blank is absent. */
    static String text(JsonNode object, String... names) {
        var node = find(object, names);
        if (node == null || node.isContainerNode()) {
            return null;
        }
        var text = node.asText();
        return text.isBlank() ? null : text;
    }

    /** A member as decimal; a text that is no number is absent. */
    static BigDecimal decimal(JsonNode object, String... names) {
        var node = find(object, names);
        if (node == null) {
            return null;
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        try {
            return node.isTextual() ? new BigDecimal(node.textValue().trim()) : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** A member as yes or no, also where it is written as a text; anything else is absent. */
    static Boolean flag(JsonNode object, String name) {
        var node = find(object, name);
        if (node == null || !(node.isBoolean() || "true".equals(node.asText()) || "false".equals(node.asText()))) {
            return null;
        }
        return node.asBoolean();
    }

    /**
     * A point in time as ISO-8601 with an offset. A text without a zone is passed on as it stands: the zone of EnKash's
     * dates is unknown (§15.14) and not ours to guess.
     */
    static String time(JsonNode object, String... names) {
        var node = find(object, names);
        if (node == null || node.isContainerNode()) {
            return null;
        }
        if (node.isIntegralNumber()) {
            long value = node.longValue();
            var instant =
                    Math.abs(value) > LARGEST_EPOCH_SECOND ? Instant.ofEpochMilli(value) : Instant.ofEpochSecond(value);
            return instant.atOffset(ZoneOffset.UTC).toString();
        }
        var text = node.asText();
        try {
            return OffsetDateTime.parse(text).toString();
        } catch (DateTimeException noOffset) {
            return text.isBlank() ? null : text;
        }
    }

    /** Everything that was received, for readers who need a member we do not name. */
    static Map<String, Object> raw(JsonNode node) {
        return node != null && node.isObject() ? object(node) : Map.of();
    }

    private static Map<String, Object> object(JsonNode node) {
        var members = new LinkedHashMap<String, Object>();
        node.fields().forEachRemaining(member -> members.put(member.getKey(), plain(member.getValue())));
        return members;
    }

    /** As a mapper would give it, without the tokens that one goes through. */
    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> {
                var elements = new ArrayList<Object>(node.size());
                node.forEach(element -> elements.add(plain(element)));
                yield elements;
            }
            case NUMBER -> node.numberValue();
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            default -> null;
        };
    }

    /**
     * Normalises a list answer: {@code {recordsCount, data[]}}, a bare array, one object, or nothing (§14 row 8).
     *
     * @throws UndecodableException for a text or a number
     */
    static Rows rows(JsonNode payload) {
        if (payload == null || payload.isNull() || payload.isMissingNode()) {
            return new Rows(List.of(), null);
        }
        if (payload instanceof ArrayNode array) {
            return new Rows(elements(array), null);
        }
        if (!payload.isObject()) {
            throw new UndecodableException(Failure.because("The answer holds no list, but " + payload.getNodeType()));
        }
        var data = find(payload, "data");
        var count = decimal(payload, "recordsCount");
        if (data instanceof ArrayNode array) {
            return new Rows(elements(array), count);
        }
        if (count != null || payload.has("data")) {
            return new Rows(List.of(), count);
        }
        return payload.isEmpty() ? new Rows(List.of(), null) : new Rows(List.of(payload), null);
    }

    private static List<JsonNode> elements(ArrayNode array) {
        var rows = new ArrayList<JsonNode>(array.size());
        array.forEach(rows::add);
        return rows;
    }

    /**
     * The rows of a list answer.
     *
     * @param counted what the answer itself says there are ({@code recordsCount}), or null
     */
    record Rows(List<JsonNode> rows, BigDecimal counted) {

        /** Whether the answer itself says that there are more rows than it holds. */
        boolean incomplete() {
            return counted != null && counted.compareTo(BigDecimal.valueOf(rows.size())) > 0;
        }
    }
}

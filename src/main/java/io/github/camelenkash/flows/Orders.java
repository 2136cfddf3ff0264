package io.github.camelenkash.flows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Masking;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads orders that come as JSON from queues, folders and web calls, before a route decides about them. */
final class Orders {

    private static final ObjectReader JSON = JsonMapper.builder()
            // As in the component: no amount goes through binary floating point, and no member counts twice.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(new TypeReference<LinkedHashMap<String, Object>>() {});

    private static final int LONGEST_NAME = 60;

    private Orders() {}

    /**
     * A JSON object as a map.
     *
     * @throws InvalidRequestException if it is none
     */
    static Map<String, Object> read(String json) {
        try {
            Map<String, Object> order = json == null || json.isBlank() ? null : JSON.readValue(json);
            if (order != null) {
                return order;
            }
        } catch (JsonProcessingException e) {
            // Its message repeats the text, in which there are people: only the place is told.
            var place = e.getLocation();
            throw noObject(place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr());
        }
        throw noObject(": it is empty");
    }

    private static InvalidRequestException noObject(String why) {
        return new InvalidRequestException(
                Failure.because("The message is no JSON object" + why).next("Send one order as one JSON object"));
    }

    /** A member as text without blanks around it; null where it is absent or blank. */
    static String text(Map<String, Object> order, String... names) {
        for (var name : names) {
            var value = order.get(name);
            if (value != null && !value.toString().isBlank()) {
                return value.toString().strip();
            }
        }
        return null;
    }

    /**
     * A member that must be there.
     *
     * @throws InvalidRequestException if it is not
     */
    static String required(Map<String, Object> order, String... names) {
        var text = text(order, names);
        if (text == null) {
            throw new InvalidRequestException(Failure.because("Missing field '" + names[0] + "'")
                    .field(names[0])
                    .reference(reference(order))
                    .next("Fill it in and send the order again"));
        }
        return text;
    }

    static String reference(Map<String, Object> order) {
        return text(order, "reference", "uniqueReferenceNumber", "uniqueReferenceNum");
    }

    /**
     * The points ordered, the larger where two spellings differ: the component refuses those, but only later.
     *
     * @throws InvalidRequestException if there are none, or they are no amount
     */
    static BigDecimal points(Map<String, Object> order) {
        BigDecimal largest = null;
        for (var name : new String[] {"points", "loadAmount"}) {
            if (text(order, name) != null) {
                var amount = Amounts.positive(order.get(name), name);
                largest = largest == null ? amount : largest.max(amount);
            }
        }
        return largest == null ? Amounts.positive(required(order, "points"), "points") : largest;
    }

    /**
     * A file name for an order: its reference as far as a file may be called so, and a digest of the whole, so that two
     * orders never share a name and one order always has the same.
     */
    static String fileName(String reference, String content) {
        var name = reference == null
                ? "order"
                : Masking.reference(reference)
                        .replaceAll("[^A-Za-z0-9._-]+", "_")
                        .replaceAll("^\\.+", "_");
        return name.substring(0, Math.min(LONGEST_NAME, name.length())) + "-" + digest(content) + ".json";
    }

    private static String digest(String content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.valueOf(content).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.github.camelenkash;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input.Row;
import io.github.camelenkash.api.InvalidRequestException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.BaseStream;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * Reads the body of a message: a record, a map, a POJO, JSON as text, bytes, stream or file, or for bulk a list, array,
 * iterator or stream of these. Amounts stay decimal on the way, and a member that stands twice in one object is refused.
 */
final class BodyReader {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final ObjectMapper mapper;
    private final ObjectReader json;

    /**
     * Reads with the application's own mapper, if it has one, so that its modules and names apply.
     *
     * @param own the mapper of the registry, or null
     */
    BodyReader(ObjectMapper own) {
        this.mapper = (own == null ? new ObjectMapper().findAndRegisterModules() : own.copy())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
        this.json = mapper.readerFor(MAP).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * A body that is one thing.
     *
     * @param fields its members; asking for them fails where it has none but is a text or a list
     * @param text the body as plain text where it is no JSON, else null
     */
    record Body(Map<String, Object> members, String text) {

        private static final Body NOTHING = new Body(Map.of(), null);

        Map<String, Object> fields() {
            if (text != null) {
                throw new InvalidRequestException(Failure.because("The body is a plain text where a request belongs")
                        .next("Give a map, a record, a POJO or a JSON object"));
            }
            return members;
        }
    }

    Body read(Message message) {
        var body = message.getBody();
        return switch (kind(body)) {
            case NOTHING -> Body.NOTHING;
            case SCALAR -> text(body.toString());
            case TEXT -> text(message.getBody(String.class));
            case MANY -> throw new InvalidRequestException(
                    Failure.because("The body is a list where one request belongs")
                            .next("Split it before, or use enkash:bulkAllocate"));
            case OBJECT -> new Body(members(body), null);
        };
    }

    Iterator<Row> rows(Message message) {
        var body = message.getBody();
        return switch (kind(body)) {
            case NOTHING -> List.<Row>of().iterator();
            case SCALAR, TEXT -> jsonRows(message);
            case MANY -> rows(iterator(body));
            case OBJECT -> List.of(new Row(members(body), null)).iterator();
        };
    }

    private enum BodyKind {
        NOTHING,
        SCALAR,
        TEXT,
        MANY,
        OBJECT
    }

    private static BodyKind kind(Object body) {
        if (body == null) {
            return BodyKind.NOTHING;
        }
        if (body instanceof CharSequence
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof StreamCache
                || body instanceof WrappedFile
                || body instanceof java.io.File) {
            return BodyKind.TEXT;
        }
        if (body instanceof Number
                || body instanceof Character
                || body instanceof Boolean
                || body instanceof Enum
                || body instanceof UUID) {
            return BodyKind.SCALAR;
        }
        if (body instanceof Iterator
                || (body instanceof Iterable && !(body instanceof JsonNode node && node.isObject()))
                || body instanceof BaseStream
                || body.getClass().isArray()) {
            return BodyKind.MANY;
        }
        return BodyKind.OBJECT;
    }

    /** A text is JSON where it begins like an object; blank is nothing. */
    private Body text(String text) {
        var trimmed = text == null ? "" : text.strip();
        if (trimmed.startsWith("\uFEFF")) {
            trimmed = trimmed.substring(1).strip();
        }
        if (trimmed.isEmpty()) {
            return Body.NOTHING;
        }
        if (trimmed.startsWith("[")) {
            throw new InvalidRequestException(Failure.because("The body is a JSON array where one request belongs")
                    .next("Split it before, or use enkash:bulkAllocate"));
        }
        if (!trimmed.startsWith("{")) {
            return new Body(Map.of(), trimmed);
        }
        try {
            return new Body(json.readValue(trimmed), null);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private Map<String, Object> members(Object body) {
        if (body instanceof Map<?, ?> map) {
            var members = new LinkedHashMap<String, Object>();
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
            return members;
        }
        try {
            return mapper.convertValue(body, MAP);
        } catch (IllegalArgumentException e) {
            // Jackson's own message may quote values.
            throw new InvalidRequestException(Failure.because("A body of type " + body.getClass().getName()
                            + " cannot be read as a reward request")
                    .next("Give a map, a record, a POJO or a JSON object"));
        }
    }

    private Iterator<Row> rows(Iterator<?> elements) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public Row next() {
                return row(elements.next());
            }
        };
    }

    private Row row(Object element) {
        try {
            return switch (kind(element)) {
                case OBJECT -> new Row(members(element), null);
                case TEXT -> element instanceof CharSequence
                        ? new Row(text(element.toString()).fields(), null)
                        : new Row(json.readValue((byte[]) element), null);
                default -> new Row(null, "the row is no reward request");
            };
        } catch (InvalidRequestException e) {
            return new Row(null, e.getReason());
        } catch (IOException | ClassCastException e) {
            return new Row(null, "the row is not a JSON object");
        }
    }

    private static Iterator<?> iterator(Object body) {
        if (body instanceof Iterator<?> iterator) {
            return iterator;
        }
        if (body instanceof Iterable<?> iterable) {
            return iterable.iterator();
        }
        if (body instanceof BaseStream<?, ?> stream) {
            return stream.iterator();
        }
        return org.apache.camel.support.ObjectHelper.createIterator(body, null);
    }

    /** A JSON array (or objects one after the other), read row by row. */
    private Iterator<Row> jsonRows(Message message) {
        try {
            JsonParser parser = message.getBody() instanceof CharSequence text
                    ? mapper.createParser(text.toString())
                    : mapper.createParser(message.getMandatoryBody(InputStream.class));
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            return new JsonRows(parser, json);
        } catch (IOException | org.apache.camel.InvalidPayloadException e) {
            throw new InvalidRequestException(Failure.because("The body cannot be read as a JSON array"), e);
        }
    }

    static InvalidRequestException notJson(JsonProcessingException e) {
        var where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return new InvalidRequestException(Failure.because("The body is not valid JSON" + where)
                .next("Correct it; a member may stand in an object once only"));
    }
}

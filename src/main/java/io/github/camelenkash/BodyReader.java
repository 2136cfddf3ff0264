package io.github.camelenkash;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input.Row;
import io.github.camelenkash.api.InvalidRequestException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.BaseStream;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ObjectHelper;

/**
 * Reads the body of a message: a record, a map, a POJO, JSON as text, bytes, stream or file, or for bulk a list, array,
 * iterator or stream of these. Amounts stay decimal on the way, and a member that stands twice in one object is refused.
 */
final class BodyReader {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final ObjectMapper mapper;
    private final ObjectWriter writer;
    /** Reads one object and leaves what follows it for the next. */
    private final ObjectReader rowReader;
    /** Reads one object and refuses anything that follows it. */
    private final ObjectReader bodyReader;

    /**
     * Reads with a mapper as it is: its modules and names apply, and the features that money depends on are ours.
     *
     * @param mapper the application's own, or a plain one
     */
    BodyReader(ObjectMapper mapper) {
        this.mapper = mapper;
        this.writer =
                mapper.writer().without(SerializationFeature.FAIL_ON_EMPTY_BEANS, SerializationFeature.WRAP_ROOT_VALUE);
        this.rowReader = mapper.readerFor(MAP)
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .without(DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        this.bodyReader = rowReader.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * A body that is one thing.
     *
     * @param members its members; empty where it is a text
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

        /** The body may hold a person or a secret. */
        @Override
        public String toString() {
            return "Body[" + (text == null ? members.size() + " members" : "text") + "]";
        }
    }

    Body read(Message message) {
        var body = message.getBody();
        return switch (kind(body)) {
            case NOTHING -> Body.NOTHING;
            case SCALAR -> text(scalar(body));
            case TEXT -> text(body instanceof CharSequence text ? text.toString() : message.getBody(String.class));
            case MANY -> throw list();
            case OBJECT -> new Body(members(body), null);
        };
    }

    /** The rows of a bulk body. They are read one by one, so whoever takes them closes them if they can be closed. */
    Iterator<Row> rows(Message message) {
        var body = message.getBody();
        return switch (kind(body)) {
            case NOTHING -> List.<Row>of().iterator();
            case SCALAR -> jsonRows(scalar(body));
            case TEXT -> body instanceof CharSequence text ? jsonRows(text.toString()) : jsonRows(message);
            case MANY -> new ElementRows(iterator(body), body, this::row);
            case OBJECT -> List.of(row(body)).iterator();
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
        // Before anything else: every tree of Jackson's is an Iterable, too.
        if (body instanceof JsonNode node) {
            return switch (node.getNodeType()) {
                case OBJECT -> BodyKind.OBJECT;
                case ARRAY -> BodyKind.MANY;
                case NULL, MISSING -> BodyKind.NOTHING;
                default -> BodyKind.SCALAR;
            };
        }
        // So is a path.
        if (body instanceof CharSequence
                || body instanceof byte[]
                || body instanceof ByteBuffer
                || body instanceof InputStream
                || body instanceof Reader
                || body instanceof StreamCache
                || body instanceof WrappedFile
                || body instanceof File
                || body instanceof Path) {
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
                || body instanceof Iterable
                || body instanceof BaseStream
                || body.getClass().isArray()) {
            return BodyKind.MANY;
        }
        return BodyKind.OBJECT;
    }

    private static String scalar(Object body) {
        return body instanceof JsonNode node ? node.asText() : body.toString();
    }

    /** A text is JSON where it begins like an object; blank is nothing. */
    private Body text(String text) {
        var trimmed = text == null ? "" : withoutByteOrderMark(text.strip()).strip();
        if (trimmed.isEmpty()) {
            return Body.NOTHING;
        }
        if (trimmed.startsWith("[")) {
            throw list();
        }
        if (!trimmed.startsWith("{")) {
            return new Body(Map.of(), trimmed);
        }
        try {
            return new Body(bodyReader.readValue(trimmed), null);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private Map<String, Object> members(Object body) {
        if (body instanceof Map<?, ?> map) {
            var members = new LinkedHashMap<String, Object>();
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
            return members;
        }
        try (var tokens = new DecimalTokens(mapper)) {
            writer.writeValue(tokens, body);
            return rowReader.readValue(tokens.asParserOnFirstToken());
        } catch (IOException e) {
            // Jackson's own message may quote values, so only the member's name is taken from it.
            throw new InvalidRequestException(Failure.because("A body of type "
                            + body.getClass().getName() + " cannot be read as a reward request" + member(e))
                    .next("Give a map, a record, a POJO or a JSON object"));
        }
    }

    private static String member(IOException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        return " because of its member '" + mapping.getPath().get(0).getFieldName() + "'";
    }

    /** A POJO's members on their way into a map. */
    private static final class DecimalTokens extends TokenBuffer {

        DecimalTokens(ObjectMapper mapper) {
            super(mapper, false);
        }

        /** Jackson would make 19.99f a double on the way, and of that 19.989999771118164. */
        @Override
        public void writeNumber(float number) throws IOException {
            if (Float.isFinite(number)) {
                writeNumber(new BigDecimal(Float.toString(number)));
            } else {
                super.writeNumber(number);
            }
        }
    }

    private Row row(Object element) {
        try {
            return switch (kind(element)) {
                case OBJECT -> new Row(members(element), null);
                case TEXT -> textRow(element);
                default -> new Row(null, "the row is no reward request");
            };
        } catch (InvalidRequestException e) {
            return new Row(null, e.getReason());
        }
    }

    private Row textRow(Object element) {
        if (element instanceof CharSequence text) {
            return new Row(text(text.toString()).fields(), null);
        }
        return element instanceof byte[] bytes
                ? new Row(text(new String(bytes, StandardCharsets.UTF_8)).fields(), null)
                : new Row(null, "the row is no reward request");
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
        return ObjectHelper.createIterator(body, null);
    }

    /** A JSON array (or objects one after the other), read row by row. */
    private Iterator<Row> jsonRows(String text) {
        try {
            return jsonRows(mapper.createParser(withoutByteOrderMark(text)));
        } catch (IOException e) {
            throw notAnArray(e);
        }
    }

    private Iterator<Row> jsonRows(Message message) {
        try {
            return jsonRows(mapper.createParser(message.getMandatoryBody(InputStream.class)));
        } catch (IOException | InvalidPayloadException e) {
            throw notAnArray(e);
        }
    }

    private Iterator<Row> jsonRows(JsonParser parser) {
        parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        return new JsonRows(parser, rowReader);
    }

    private static InvalidRequestException list() {
        return new InvalidRequestException(Failure.because("The body is a list where one request belongs")
                .next("Split it before, or use enkash:bulkAllocate"));
    }

    private static InvalidRequestException notAnArray(Exception cause) {
        return new InvalidRequestException(
                Failure.because("The body cannot be read as a JSON array")
                        .next("Give a list, array, iterator or stream of requests, or a JSON array"),
                cause);
    }

    static InvalidRequestException notJson(JsonProcessingException e) {
        var where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return new InvalidRequestException(Failure.because("The body is not valid JSON" + where)
                .next("Correct it: one object, in which a member stands once only"));
    }
}

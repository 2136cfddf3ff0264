package io.github.camelenkash;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.camelenkash.api.Input.Row;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The objects of a JSON array, read one at a time. Where the text breaks off or is malformed, the rows before it stand,
 * and one last row says from where on nothing could be read.
 */
final class JsonRows implements Iterator<Row>, AutoCloseable {

    private final JsonParser parser;
    private final ObjectReader reader;
    private boolean inArray;
    private boolean done;
    private Row next;

    JsonRows(JsonParser parser, ObjectReader reader) {
        this.parser = parser;
        this.reader = reader;
        advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Row next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        var row = next;
        advance();
        return row;
    }

    private void advance() {
        try {
            next = done ? null : read();
        } catch (JsonProcessingException e) {
            done = true;
            next = new Row(null, BodyReader.notJson(e).getReason() + "; nothing after this place was read");
        } catch (IOException e) {
            done = true;
            next = new Row(null, "the body could not be read to its end; nothing after this place was read");
        }
    }

    private Row read() throws IOException {
        var token = parser.nextToken();
        if (token == JsonToken.START_ARRAY && !inArray) {
            inArray = true;
            token = parser.nextToken();
        }
        if (token == JsonToken.END_ARRAY && inArray) {
            inArray = false;
            token = parser.nextToken();
            if (token != null) {
                done = true;
                return new Row(null, "there is something after the end of the JSON array; it was not read");
            }
        }
        if (token == null) {
            done = true;
            return inArray ? new Row(null, "the JSON array breaks off; nothing after this place was read") : null;
        }
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return new Row(null, "the row is not a JSON object");
        }
        return new Row(reader.readValue(parser), null);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

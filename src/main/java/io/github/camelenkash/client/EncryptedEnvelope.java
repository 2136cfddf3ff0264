package io.github.camelenkash.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether a body is an object of exactly one member {@code request} or {@code response} whose value is a text
 * (§5.4). Nearly every answer is told apart at its first letters; only a text with escapes ({@code \/} and
 * {@code \u003d} are common in Base64 written by others) needs a parser.
 */
final class EncryptedEnvelope {

    private static final byte[] REQUEST = "request\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RESPONSE = "response\"".getBytes(StandardCharsets.US_ASCII);
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] body;
    private int at;

    private EncryptedEnvelope(byte[] body) {
        this.body = body;
    }

    /** The Base64 text inside, or null where the body is no such envelope. */
    static ByteBuffer open(byte[] body) {
        return new EncryptedEnvelope(body).open();
    }

    /** Reads on as long as it still can be an envelope; most answers leave at their second letter. */
    private ByteBuffer open() {
        skipByteOrderMark();
        if (!next('{') || !next('"')) {
            return null;
        }
        if (at < body.length && body[at] == '\\') {
            // The member's name may be written with escapes as well.
            return parse();
        }
        if (!name(REQUEST) && !name(RESPONSE)) {
            return null;
        }
        if (!next(':') || !next('"')) {
            return null;
        }
        int start = at;
        // Whether it is Base64 is not asked here: a text that is not cannot be decrypted, and is reported so.
        while (at < body.length && body[at] != '"') {
            if (body[at] == '\\') {
                return parse();
            }
            at++;
        }
        int end = at;
        return next('"') && next('}') && isAtEnd() ? ByteBuffer.wrap(body, start, end - start) : null;
    }

    private void skipByteOrderMark() {
        if (body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    /** Skips white space, and then one letter if it is this one. */
    private boolean next(char letter) {
        skipSpace();
        if (at < body.length && body[at] == letter) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes the rest of a name with its closing quote, so that {@code response_code} is none. */
    private boolean name(byte[] name) {
        if (body.length - at < name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (body[at + i] != name[i]) {
                return false;
            }
        }
        at += name.length;
        return true;
    }

    private boolean isAtEnd() {
        skipSpace();
        return at == body.length;
    }

    private void skipSpace() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    /** The slow way, for escapes; what is no JSON is no envelope either. */
    private ByteBuffer parse() {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            var name = parser.nextFieldName();
            if (!("request".equals(name) || "response".equals(name)) || parser.nextToken() != JsonToken.VALUE_STRING) {
                return null;
            }
            // Line breaks are how some encoders fold long Base64; they carry nothing.
            var text = parser.getText().replace("\r", "").replace("\n", "");
            return parser.nextToken() == JsonToken.END_OBJECT && parser.nextToken() == null
                    ? ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1))
                    : null;
        } catch (IOException notJson) {
            return null;
        }
    }
}

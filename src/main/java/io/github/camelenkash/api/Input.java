package io.github.camelenkash.api;

import java.util.Iterator;
import java.util.Map;

/**
 * What a caller hands to an operation, already freed of where it came from (a message, a test). Everything about who and
 * how much is in {@link #fields()}; the two headers are only ever a reference and, for reads, a card id.
 */
public interface Input {

    /** The members of the body, or an empty map for no body. Values are strings, numbers, booleans, maps or lists. */
    Map<String, Object> fields();

    /** The body where it is one plain text that is not JSON, else null: a reference, a card id, a mobile, an e-mail. */
    String text();

    /** The rows of a bulk body, read one by one. */
    Iterator<Row> rows();

    /** Header {@code CamelEnkashReference}, else what {@code referencePolicy} derives, else null. */
    String fallbackReference();

    /** Header {@code CamelEnkashCardId}, else null. Movements must not look at it. */
    String cardId();

    /** Where the input came from, such as a file and its line, for people; or null. Never trusted. */
    default String source() {
        return null;
    }

    /** One row of a bulk body: its members, or why it could not be read. */
    record Row(Map<String, Object> fields, String problem) {

        /** The person is left out. */
        @Override
        public String toString() {
            return "Row[" + (problem == null ? fields.size() + " fields" : Masking.clean(problem)) + "]";
        }
    }

    /** No body and no headers. */
    static Input nothing() {
        return of(Map.of());
    }

    /** A body of these members and no headers. */
    static Input of(Map<String, Object> fields) {
        return new SimpleInput(fields, null, null, null);
    }

    /** A body of one plain text and no headers. */
    static Input of(String text) {
        return new SimpleInput(Map.of(), text, null, null);
    }
}

package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one operation does for a caller who was let in; its refusals are thrown. */
interface Page {

    /** The documented envelope of this page. */
    Envelope.Style style();

    Reply answer(Visit visit);

    /**
     * A success.
     *
     * @param payload null: none at all
     * @param beside members beside the payload, or null
     */
    record Reply(JsonNode payload, ObjectNode beside) {

        static Reply of(JsonNode payload) {
            return new Reply(payload, null);
        }
    }

    /**
     * One call with its query and the faults of its rows.
     *
     * @param variable the decoded segment of the path that names something, or null
     */
    record Visit(Call call, Query query, String variable, Suffering suffering) {

        Operation operation() {
            return call.operation();
        }

        JsonNode body() {
            return call.body();
        }
    }
}

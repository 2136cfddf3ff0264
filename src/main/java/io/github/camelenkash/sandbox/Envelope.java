package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelenkash.sandbox.Assumption.CodeForm;
import io.github.camelenkash.sandbox.Assumption.EnvelopeStyle;
import io.github.camelenkash.sandbox.Assumption.ErrorBody;

/** Wraps what a page says: the two envelopes of contract §6.1, in the clear or encrypted (§5.2). */
final class Envelope {

    /** Which names a page is documented with. */
    enum Style {
        A("response_code", "response_message"),
        B("code", "message"),
        /** As A, with the code as a string and the data member misspelled: the two pages of §10.8. */
        FETCH_ORDER("response_code", "response_message");

        private final String code;
        private final String message;

        Style(String code, String message) {
            this.code = code;
            this.message = message;
        }
    }

    private final Behaviour behaviour;
    // the key of the partner's client secret; the same for requests and answers (§5.2)
    private final Aes aes;

    Envelope(Behaviour behaviour, Aes aes) {
        this.behaviour = behaviour;
        this.aes = aes;
    }

    /**
     * Code 0.
     *
     * @param payload null: no payload member at all; a JSON null is something else
     * @param beside further members at top level, or null
     */
    Answer success(Style documented, JsonNode payload, ObjectNode beside) {
        ObjectNode body = body(style(documented), 0, "Success", payload);
        if (beside != null) {
            body.setAll(beside);
        }
        return wrap(200, body);
    }

    /** A failure: the payload repeats the message (§6.2). */
    Answer failure(Style documented, Refusal refusal) {
        String message = refusal.getMessage();
        ErrorBody form = refusal.status() == 200 ? ErrorBody.ENVELOPE : behaviour.get(Assumption.ERROR_BODY);
        if (refusal.status() == 401 && form == ErrorBody.ENVELOPE) {
            // the token has the shape of Spring's OAuth server, and so would its refusal (§3.1, inferred)
            form = ErrorBody.OAUTH;
        }
        return switch (form) {
            case ENVELOPE ->
                wrap(refusal.status(), body(style(documented), refusal.code(), message, TextNode.valueOf(message)));
            case OAUTH ->
                oauth(refusal.status(), refusal.status() == 401 ? "invalid_token" : "invalid_request", message);
            case TEXT -> Answer.of(refusal.status(), Answer.TEXT, message);
            case HTML -> Answer.of(refusal.status(), Answer.HTML, "<html><body>" + refusal.status() + "</body></html>");
            case EMPTY -> Answer.of(refusal.status(), Answer.TEXT, "");
        };
    }

    /** The usual form of Spring's OAuth server, which EnKash's token suggests (§3.1, inferred). */
    static Answer oauth(int status, String error, String description) {
        return Answer.json(status, Json.object().put("error", error).put("error_description", description));
    }

    private Style style(Style documented) {
        EnvelopeStyle forced = behaviour.get(Assumption.ENVELOPE);
        return forced == EnvelopeStyle.AS_DOCUMENTED ? documented : Style.valueOf(forced.name());
    }

    private ObjectNode body(Style style, int code, String message, JsonNode payload) {
        ObjectNode body = Json.object();
        if (style == Style.FETCH_ORDER || behaviour.get(Assumption.CODE_FORM) == CodeForm.STRING) {
            body.put(style.code, Integer.toString(code));
        } else {
            body.put(style.code, code);
        }
        body.put(style.message, message);
        if (payload != null) {
            body.set(style == Style.FETCH_ORDER ? "paylod" : behaviour.get(Assumption.PAYLOAD_NAME), payload);
        }
        return body;
    }

    /** An error with an envelope is encrypted like a success; one without (OAuth, HTML) never is. */
    private Answer wrap(int status, ObjectNode body) {
        if (!behaviour.get(Assumption.ENCRYPTED_RESPONSES)) {
            return Answer.json(status, body);
        }
        return Answer.json(
                status, Json.object().put(behaviour.get(Assumption.RESPONSE_FIELD), aes.encrypt(Json.write(body))));
    }
}

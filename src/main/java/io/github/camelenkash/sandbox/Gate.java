package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.camelenkash.sandbox.Assumption.Encryption;

/** Who is let in, and what their body says: headers (contract §4), token (§3.4), encryption (§5). */
final class Gate {

    private final Identity identity;
    private final Logins logins;
    private final Behaviour behaviour;
    private final Aes aes;

    Gate(Identity identity, Logins logins, Behaviour behaviour, Aes aes) {
        this.identity = identity;
        this.logins = logins;
        this.behaviour = behaviour;
        this.aes = aes;
    }

    /** The decrypted body of a caller who may come in; a {@link Refusal} for everybody else. */
    JsonNode admit(Operation operation, Incoming incoming) {
        if (!incoming.method().equals(operation.method())) {
            throw Refusal.status(405, "Method not allowed");
        }
        String bearer = incoming.bearer();
        if (bearer == null || !logins.knows(bearer)) {
            throw Refusal.status(401, "Invalid access token");
        }
        if (operation.isCore()) {
            checkPartner(incoming.header("partnerId"));
        }
        if (!operation.hasBody()) {
            return MissingNode.getInstance();
        }
        if (!incoming.hasContentType("application/json")) {
            throw Refusal.status(400, "Content-Type must be application/json");
        }
        return decrypted(Json.read(incoming.body()), encryption(operation));
    }

    /** Redemption and point management have switches of their own, because the documents say nothing of them (§15.5). */
    private Encryption encryption(Operation operation) {
        if (operation.isCore()) {
            return behaviour.get(Assumption.ENCRYPTION);
        }
        return behaviour.get(operation.isCoins() ? Assumption.COINS_ENCRYPTION : Assumption.REDEMPTION_ENCRYPTION);
    }

    private void checkPartner(String partnerId) {
        if (partnerId == null || partnerId.isBlank()) {
            throw Refusal.missing("partnerId");
        }
        // which status an unknown partner gets is Unknown; payouts use 403 for what is not enabled (§6.5)
        if (!partnerId.equals(identity.partnerId())) {
            throw Refusal.status(403, "Unknown partner");
        }
    }

    /** §5.4: an object whose only member is the text {@code request} is taken for encrypted. */
    private JsonNode decrypted(JsonNode body, Encryption encryption) {
        boolean wrapped =
                body.isObject() && body.size() == 1 && body.path("request").isTextual();
        if (encryption == Encryption.PLAIN_ONLY || !wrapped && encryption == Encryption.ACCEPTED) {
            return body;
        }
        byte[] plain = wrapped ? aes.decrypt(body.path("request").textValue()) : null;
        if (plain == null) {
            // payouts answer so (§6.5); what rewards do is Unknown (§15.4)
            throw Refusal.status(422, "Invalid encrypted request");
        }
        return Json.read(plain);
    }
}

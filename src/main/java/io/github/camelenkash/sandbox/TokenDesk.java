package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.TokenNames;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * §3.1: the password grant. Neither encrypted nor in an envelope. Every refused login looks the same, whether the
 * password, the client or the lock is the reason, so that a client cannot lean on the difference.
 */
final class TokenDesk {

    private final Identity identity;
    private final Logins logins;
    private final Behaviour behaviour;

    TokenDesk(Identity identity, Logins logins, Behaviour behaviour) {
        this.identity = identity;
        this.logins = logins;
        this.behaviour = behaviour;
    }

    Answer answer(Incoming incoming) {
        if (!incoming.method().equals("POST")) {
            return Envelope.oauth(405, "invalid_request", "Use POST");
        }
        if (!incoming.hasContentType("application/x-www-form-urlencoded")) {
            return malformed("invalid_request", "Content-Type must be application/x-www-form-urlencoded");
        }
        Query form;
        try {
            form = Query.parse(new String(incoming.body(), StandardCharsets.UTF_8));
            for (String field : new String[] {"username", "password", "grant_type", "clientId"}) {
                form.required(field);
            }
        } catch (Refusal refusal) {
            return malformed("invalid_request", refusal.getMessage());
        }
        if (!form.get("grant_type").equals("password")) {
            return malformed("unsupported_grant_type", "Unsupported grant type");
        }
        String token = logins.attempt(isRight(form, incoming.header("Authorization")));
        return token == null ? refused() : granted(token);
    }

    /** §14.12: the Basic pair is client id and secret, not user and password. */
    private boolean isRight(Query form, String authorization) {
        String pair = identity.clientId() + ":" + identity.clientSecret();
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return basic.equals(authorization)
                && identity.clientId().equals(form.get("clientId"))
                && identity.username().equals(form.get("username"))
                && identity.password().equals(form.get("password"));
    }

    /** A call that lacks something is no attempt and costs no strike; it gives no token either. */
    private Answer malformed(String error, String description) {
        logins.refusedWithoutStrike();
        return Envelope.oauth(400, error, description);
    }

    private Answer refused() {
        return switch (behaviour.get(Assumption.REFUSED_LOGIN)) {
            case OAUTH_401 -> Envelope.oauth(401, "unauthorized", "Bad credentials");
            case OAUTH_400 -> Envelope.oauth(400, "invalid_grant", "Bad credentials");
            case OK_WITHOUT_TOKEN ->
                Answer.json(
                        200,
                        Json.object()
                                .put("response_code", 1)
                                .put("response_message", "Invalid credentials")
                                .put("payload", "Invalid credentials"));
            case ERROR_500 -> Answer.of(500, Answer.TEXT, "Internal Server Error");
        };
    }

    /** What is announced as expires_in is not how long it lives: the documents contradict themselves (§3.2). */
    private Answer granted(String token) {
        boolean snake = behaviour.get(Assumption.TOKEN_NAMES) == TokenNames.SNAKE_CASE;
        ObjectNode answer = Json.object()
                .put(snake ? "access_token" : "accessToken", token)
                .put(snake ? "token_type" : "tokenType", "bearer")
                .put(snake ? "refresh_token" : "refreshToken", logins.refreshToken())
                .put(snake ? "expires_in" : "expiresIn", behaviour.get(Assumption.EXPIRES_IN))
                .put("scope", "read write trust");
        return Answer.json(200, answer);
    }
}

package io.github.camelenkash.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelenkash.api.Masking;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The token call (§3.1): a plain form, never encrypted, whose answer has no envelope. It is made once and never
 * repeated here.
 */
final class TokenCall implements Supplier<LoginAnswer> {

    private static final Header FORM = new BasicHeader("Content-Type", "application/x-www-form-urlencoded");
    private static final int TOO_MANY_REQUESTS = 429;

    private final Transport transport;
    private final Target target;
    private final Credentials credentials;
    private final long callNanos;

    /** @param tokenUrl the whole URL of the call */
    TokenCall(Transport transport, ClientSettings settings, String tokenUrl, Credentials credentials) {
        this.transport = transport;
        this.target = Target.whole(tokenUrl, settings);
        this.credentials = credentials;
        this.callNanos = settings.callTimeout().toNanos();
    }

    /** Logs in, once. Never throws. */
    @Override
    public LoginAnswer get() {
        try {
            // A fresh connection: on a pooled one that proved dead nobody could tell whether the login was counted.
            var reply = transport.exchange(target, request(), null, System.nanoTime() + callNanos, true);
            return read(reply);
        } catch (WireException e) {
            return transport.isClosed()
                    ? new LoginAnswer.Closed()
                    : new LoginAnswer.None(Masking.clean(e.getMessage()));
        }
    }

    /** Made anew each time, once in five minutes, so that the secrets are kept in one place only. */
    private ClassicHttpRequest request() {
        var request =
                new BasicClassicHttpRequest("POST", null, null, target.prefix().isEmpty() ? "/" : target.prefix());
        request.addHeader(target.hostHeader());
        request.addHeader(new BasicHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.basic()), true));
        Requests.addBody(request, FORM, ContentType.APPLICATION_FORM_URLENCODED, form());
        request.addHeader(Requests.ACCEPT_JSON);
        request.addHeader(Requests.USER_AGENT);
        return request;
    }

    /** Note {@code clientId}, not {@code client_id} (§3.1). */
    private byte[] form() {
        return ("username=" + encode(credentials.username()) + "&password=" + encode(credentials.password())
                        + "&grant_type=password&clientId=" + encode(credentials.clientId()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Tells the four cases apart by status first; the body of a failed login is documented nowhere. */
    private static LoginAnswer read(Reply reply) {
        if (reply.status() == TOO_MANY_REQUESTS || reply.status() >= 500) {
            return new LoginAnswer.Unwell(reply.status(), reply.retryAfter());
        }
        var answer = reply.isSuccess() ? Json.read(reply.body()) : null;
        // Snake case for rewards, camel case for payouts (§14 row 11).
        var token = answer == null ? null : text(answer, "access_token", "accessToken");
        if (token == null || !isHeaderSafe(token)) {
            return new LoginAnswer.Refused(reply.status());
        }
        return new LoginAnswer.Granted(token, life(answer));
    }

    /** {@code expires_in} in seconds, or null where the answer states no life. */
    private static Duration life(JsonNode answer) {
        var text = text(answer, "expires_in", "expiresIn");
        try {
            // No life at all would mean a login for each call; then the ceiling and a 401 decide.
            long seconds = text == null ? 0 : Long.parseLong(text.trim());
            return seconds <= 0 ? null : Duration.ofSeconds(seconds);
        } catch (NumberFormatException unreadable) {
            return null;
        }
    }

    /** The first of these members that holds something. */
    private static String text(JsonNode answer, String... names) {
        for (var name : names) {
            var node = answer.get(name);
            if (node != null
                    && node.isValueNode()
                    && !node.isNull()
                    && !node.asText().isBlank()) {
                return node.asText();
            }
        }
        return null;
    }

    /** It becomes part of a header, which it must not be able to end. */
    private static boolean isHeaderSafe(String token) {
        return token.chars().allMatch(c -> c > ' ' && c < 127);
    }
}

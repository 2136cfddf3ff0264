package io.github.camelenkash.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * How an engineer who knows Camel would pay awards without this component: marshal JSON, encrypt, send with a cached
 * token, retry what looks temporary three times, check the result code. It is here to be compared with, and it is meant
 * to be good: time-outs, one token for all threads and a new one after a 401, no retry of what EnKash refused.
 *
 * <p>Send an award (a map with {@code reference} and {@code points}) to {@link #PAY}; an exception means that it failed.
 */
public final class HandWrittenRoute extends RouteBuilder {

    /** Where awards are sent to. */
    public static final String PAY = "direct:hand-written-pay";

    private static final String ALLOCATE = "/api/v0/partner/enKashCard/create-allocate-points";
    private static final String TIMEOUTS = "?connectTimeout=5000&responseTimeout=10000";
    /** A pool that does not make callers wait. Camel's default is 20 connections to one host. */
    private static final String POOL = "&connectionsPerRoute=200&maxTotalConnections=200";

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> options;
    private final int redeliveries;
    private final String pool;
    private String token;
    private long tokenEnds;

    /** EnKash answered, and said no. */
    static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * For a server that is known by its options, such as the sandbox's.
     *
     * @param redeliveries how often an award is sent again after a failure that looks temporary
     */
    public HandWrittenRoute(Map<String, String> options, int redeliveries) {
        this(options, redeliveries, POOL);
    }

    /** @param pool parameters of the {@code http:} endpoint that set its pool, each with {@code &} before it */
    public HandWrittenRoute(Map<String, String> options, int redeliveries, String pool) {
        this.options = options;
        this.redeliveries = redeliveries;
        this.pool = pool;
    }

    @Override
    public void configure() {
        onException(RefusedException.class).maximumRedeliveries(0);
        onException(HttpOperationFailedException.class)
                .onWhen(exchange -> exchange.getProperty(Exchange.EXCEPTION_CAUGHT, HttpOperationFailedException.class)
                                .getStatusCode()
                        == 401)
                .onRedelivery(exchange -> forgetToken())
                .maximumRedeliveries(1);
        onException(IOException.class, HttpOperationFailedException.class)
                .maximumRedeliveries(redeliveries)
                .redeliveryDelay(50)
                .useExponentialBackOff()
                .backOffMultiplier(2);

        from(PAY)
                .process(this::request)
                .marshal()
                .json(JsonLibrary.Jackson)
                .process(this::encrypt)
                .to("direct:hand-written-send");

        // A route of its own, so that a redelivery begins here: with the encrypted body and a token that is valid.
        from("direct:hand-written-send")
                .errorHandler(noErrorHandler())
                .process(this::authorize)
                .to(options.get("apiUrl") + ALLOCATE + TIMEOUTS + pool)
                .process(HandWrittenRoute::check);
    }

    private void request(Exchange exchange) {
        @SuppressWarnings("unchecked")
        var body = new LinkedHashMap<String, Object>(exchange.getMessage().getBody(Map.class));
        body.put("loadAmount", body.remove("points"));
        body.put("uniqueReferenceNumber", body.remove("reference"));
        body.put("companyId", options.get("companyId"));
        body.put("cardAccountId", options.get("cardAccountId"));
        body.put("transactionCode", "ALLOCATION");
        body.put("transactionType", "CR");
        body.put("type", "ALLOCATE_POINT");
        exchange.getMessage().setBody(body);
    }

    private void encrypt(Exchange exchange) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256")
                .digest(options.get("clientSecret").getBytes(StandardCharsets.UTF_8));
        var cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(Arrays.copyOf(digest, 16), "AES"));
        var text = Base64.getEncoder()
                .encodeToString(cipher.doFinal(exchange.getMessage().getBody(byte[].class)));
        exchange.getMessage().setBody("{\"request\":\"" + text + "\"}");
    }

    private void authorize(Exchange exchange) throws IOException {
        var message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("partnerId", options.get("partnerId"));
        message.setHeader("Authorization", "Bearer " + token());
    }

    /** One login for all threads. */
    private synchronized String token() throws IOException {
        if (token == null || System.nanoTime() - tokenEnds >= 0) {
            var form = "grant_type=password&username=" + encoded("username") + "&password=" + encoded("password")
                    + "&clientId=" + encoded("clientId");
            var basic = options.get("clientId") + ":" + options.get("clientSecret");
            try (var template = getContext().createProducerTemplate()) {
                var answer = template.request(options.get("apiUrl") + "/oauth/token", exchange -> {
                    exchange.getMessage().setBody(form);
                    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
                    exchange.getMessage()
                            .setHeader(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder()
                                                    .encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
                });
                if (answer.getException() != null) {
                    throw new IOException("No token", answer.getException());
                }
                token = JSON.readTree(answer.getMessage().getBody(byte[].class))
                        .path("access_token")
                        .asText();
                tokenEnds = System.nanoTime() + TOKEN_LIFE.toNanos();
            }
        }
        return token;
    }

    private synchronized void forgetToken() {
        token = null;
    }

    private String encoded(String option) {
        return URLEncoder.encode(options.get(option), StandardCharsets.UTF_8);
    }

    private static void check(Exchange exchange) throws IOException {
        JsonNode answer = JSON.readTree(exchange.getMessage().getBody(byte[].class));
        if (answer.path("code").asInt(-1) != 0) {
            throw new RefusedException(answer.path("message").asText("No result code"));
        }
        exchange.getMessage().setBody(answer.path("payload"));
    }
}

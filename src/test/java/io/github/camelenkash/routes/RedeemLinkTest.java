package io.github.camelenkash.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.HrDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Links for logged-in people, asked for by a real HTTP client. */
class RedeemLinkTest {

    static final String ROUTE = "routes/redeem-link.camel.yaml";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private ReadyRoute route;
    private int port;

    @BeforeEach
    void knowAPerson() {
        sandbox = ENKASH.sandbox();
        sandbox.books().openCard("asha@example.in", "9000000101", "Ms", "Asha", "F", "750");
    }

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void aPersonIsSentToTheShopByALinkThatNobodyKeeps() throws Exception {
        start(Map.of());
        var answer = get(Map.of("X-Remote-User", "asha@example.in"));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location"))
                .get()
                .asString()
                .contains("/sso/", "/employee_rewards/hrms");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("camel"));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void eachCallHasALinkOfItsOwnAndNoneIsInTheLog() throws Exception {
        start(Map.of());
        try (var log = new CapturedLog()) {
            var one = location(get(Map.of("X-Remote-User", "asha@example.in")));
            var other = location(get(Map.of("X-Remote-User", "asha@example.in")));

            assertThat(one).isNotEqualTo(other);
            assertThat(log.lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(token(one)) || line.contains(token(other)));
        }
    }

    @Test
    void withoutALoginThereIsNoLink() throws Exception {
        start(Map.of());

        assertThat(get(Map.of()).statusCode()).isEqualTo(401);
        assertThat(get(Map.of("X-Remote-User", " ")).statusCode()).isEqualTo(401);
        assertThat(sandbox.books().calls(Operation.SSO_TOKEN)).isZero();
    }

    @Test
    void withAProxyKeyTheHeaderAloneIsNotBelieved() throws Exception {
        start(Map.of("redeemLink.proxyKey", "open-sesame"));

        assertThat(get(Map.of("X-Remote-User", "asha@example.in")).statusCode()).isEqualTo(401);
        assertThat(get(Map.of("X-Remote-User", "asha@example.in", "X-Proxy-Key", "guess"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(Map.of("X-Remote-User", "asha@example.in", "X-Proxy-Key", "open-sesame"))
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void nobodyCanNameACard() throws Exception {
        var card = sandbox.books().cardOf("asha@example.in").cardId();
        start(Map.of());

        assertThat(get(Map.of("X-Remote-User", card)).statusCode()).isEqualTo(404);
        assertThat(get(Map.of("X-Remote-User", "ravi@example.in", "CamelEnkashCardId", card))
                        .statusCode())
                .isEqualTo(404);
        assertThat(sandbox.books().calls(Operation.SSO_TOKEN)).isZero();
    }

    @Test
    void aTableSaysWhichCardALoginHas() throws Exception {
        var hr = HrDatabase.create(folder)
                .execute("CREATE TABLE portal_people (login text PRIMARY KEY, card_id text)")
                .execute("INSERT INTO portal_people VALUES ('asha7', '%s')"
                        .formatted(sandbox.books().cardOf("asha@example.in").cardId()));
        start(Map.of("redeemLink.card", "sql"), Map.of("hr", hr.dataSource()));

        assertThat(get(Map.of("X-Remote-User", "asha7")).statusCode()).isEqualTo(302);
        assertThat(get(Map.of("X-Remote-User", "' OR 1=1 --")).statusCode()).isEqualTo(404);
    }

    @Test
    void theWebServersOwnLoginCountsWhereItIsChosen() throws Exception {
        var users = Files.writeString(folder.resolve("users.properties"), "user.9000000101 = secret,employee\n");
        start(Map.of(
                "redeemLink.identity", "login",
                "camel.server.authenticationEnabled", "true",
                "camel.server.basicPropertiesFile", users.toString()));

        assertThat(get(Map.of("X-Remote-User", "asha@example.in")).statusCode()).isEqualTo(401);
        assertThat(get(Map.of("Authorization", basic("9000000101:wrong"))).statusCode())
                .isEqualTo(401);
        assertThat(get(Map.of("Authorization", basic("9000000101:secret"))).statusCode())
                .isEqualTo(302);
    }

    @Test
    void whileEnkashIsAwayThePersonIsAskedToComeAgain() throws Exception {
        start(Map.of());
        sandbox.close();
        try {
            var answer = get(Map.of("X-Remote-User", "asha@example.in"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.body()).startsWith("The shop cannot be reached").doesNotContain("Exception", "http");
        } finally {
            sandbox.start();
        }
    }

    private void start(Map<String, String> properties) throws Exception {
        start(properties, Map.of());
    }

    private void start(Map<String, String> properties, Map<String, Object> beans) throws Exception {
        port = ReadyRoute.freePort();
        var builder = ReadyRoute.of(ROUTE, sandbox)
                .with("camel.server.enabled", "true")
                .with("camel.server.host", "127.0.0.1")
                .with("camel.server.port", port);
        properties.forEach(builder::with);
        beans.forEach(builder::bind);
        route = builder.start();
    }

    private HttpResponse<String> get(Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/redeem"));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String token(String location) {
        return location.substring(location.indexOf("/sso/") + 5).replaceAll("/.*", "");
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}

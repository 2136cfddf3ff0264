package io.github.camelenkash.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.TestPermit;
import io.github.camelenkash.testing.RawServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The login on the wire: the bytes of the token call, and how often it is made. */
@Timeout(60)
class LoginWireTest {

    private static final String ACCOUNT = "{\"response_code\":0,\"payload\":{\"cardAccountId\":\"CA9DEMO1\"}}";

    private final RawServer server = RawServer.start().always(RawServer.json(ACCOUNT));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theTokenCallIsAPlainFormWithTheBasicHeaderEvenWhereRequestsAreEncrypted() {
        try (var client =
                EnkashClient.create(Demo.settings(server).encryptRequests(true).build())) {
            client.logIn();
        }
        var call = server.tokenCalls().get(0);
        var basic = Base64.getEncoder().encodeToString(("CEK4DEMO77:" + Demo.SECRET).getBytes(UTF_8));
        assertThat(call.line()).isEqualTo("POST /oauth/token HTTP/1.1");
        assertThat(call.headers())
                .containsExactly(
                        "Host: 127.0.0.1:" + server.port(),
                        "Authorization: Basic " + basic,
                        "Content-Type: application/x-www-form-urlencoded",
                        "Content-Length: " + call.body().length,
                        "Accept: application/json",
                        "User-Agent: " + Product.USER_AGENT);
        assertThat(Product.USER_AGENT).matches("camel-enkash/\\S+");
        assertThat(call.text())
                .isEqualTo("username=9000000123&password=pass+word%2B1&grant_type=password&clientId=CEK4DEMO77");
    }

    @Test
    void theTokenUrlIsUsedAsItStands() {
        try (var client = EnkashClient.create(Demo.settings(server)
                .tokenUrl(server.url() + "/auth/oauth/token?realm=a%20b")
                .build())) {
            client.logIn();
        }
        assertThat(server.tokenCalls().get(0).line()).isEqualTo("POST /auth/oauth/token?realm=a%20b HTTP/1.1");
    }

    @Test
    void theTokenIsSentAsBearerAndUsedForManyCalls() {
        try (var client = Demo.client(server)) {
            for (int i = 0; i < 5; i++) {
                balance(client);
            }
        }
        assertThat(server.tokenCalls()).hasSize(1);
        assertThat(server.calls()).hasSize(5).allSatisfy(call -> assertThat(call.header("Authorization"))
                .isEqualTo("Bearer token-1"));
    }

    @Test
    void aLoginThatTheEndOfTheClientCutsIsNotTakenForASilentTokenEndpoint() throws Exception {
        server.alwaysToken(RawServer.silence());
        var thread = Executors.newSingleThreadExecutor();
        try (var client = Demo.client(server)) {
            var login = thread.submit(() -> balance(client));
            await().until(() -> server.tokenCalls().size() == 1);
            client.close();

            assertThatThrownBy(() -> login.get(20, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("The client was closed before it could log in");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void thePayoutSpellingOfTheTokenIsRead() {
        server.alwaysToken(
                RawServer.json("{\"accessToken\":\"camel\",\"tokenType\":\"bearer\",\"expiresIn\":\"300\"}"));
        try (var client = Demo.client(server)) {
            balance(client);
        }
        assertThat(server.calls().get(0).header("Authorization")).isEqualTo("Bearer camel");
    }

    @Test
    void sixtyFourThreadsThatNeedATokenAtOnceLogInOnce() throws Exception {
        try (var client = Demo.client(server)) {
            atOnce(64, 1, () -> balance(client));
        }
        assertThat(server.tokenCalls()).hasSize(1);
        assertThat(server.calls()).hasSize(64);
    }

    @Test
    void sixtyFourThreadsWhoseTokenIsRefusedLogInOnceMore() throws Exception {
        server.always((request, connection) -> ("Bearer token-1".equals(request.header("Authorization"))
                        ? RawServer.status(401, "{}")
                        : RawServer.json(ACCOUNT))
                .play(request, connection));
        try (var client = Demo.client(server)) {
            client.logIn();
            atOnce(64, 1, () -> balance(client));
        }
        assertThat(server.tokenCalls()).hasSize(2);
    }

    @Test
    void aSecondLoginIsNeverTriedAfterARefusal() throws Exception {
        server.alwaysToken(
                RawServer.status(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Bad credentials\"}"));
        var memory = new InMemoryLoginMemory();
        try (var client = EnkashClient.create(Demo.settings(server).build(), memory)) {
            atOnce(64, 16, () -> {
                assertThatThrownBy(() -> balance(client)).isInstanceOf(CredentialsException.class);
                assertThat(client.send(new AllocateCall(), Demo.order(), TestPermit.open()))
                        .isInstanceOf(Answer.NotSent.class);
                assertThat(client.lookUp(Kind.points, "CA9DEMO1", "r")).isInstanceOf(LookUp.Failed.class);
                assertThat(client.tokenState().refused()).isTrue();
                return null;
            });
        }
        try (var another = EnkashClient.create(Demo.settings(server).build(), memory)) {
            assertThatThrownBy(another::logIn).isInstanceOf(CredentialsException.class);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void newCredentialsAreTriedAfterOthersWereRefused() {
        server.nextToken(RawServer.status(401, "{}"));
        var memory = new InMemoryLoginMemory();
        try (var wrong = EnkashClient.create(Demo.settings(server).build(), memory);
                var right = EnkashClient.create(
                        Demo.settings(server)
                                .credentials(new Credentials("9000000123", "right", "CEK4DEMO77", Demo.SECRET))
                                .build(),
                        memory)) {
            assertThatThrownBy(wrong::logIn).isInstanceOf(CredentialsException.class);
            right.logIn();
        }
    }

    @Test
    void twoNodesWithTheSameNewCredentialsLogInOneAfterTheOther() throws Exception {
        server.alwaysToken(RawServer.status(401, "{}"));
        var memory = new InMemoryLoginMemory();
        var settings = Demo.settings(server).build();
        try (var one = EnkashClient.create(settings, memory);
                var other = EnkashClient.create(settings, memory)) {
            var clients = List.of(one, other);
            var turn = new AtomicInteger();
            atOnce(32, 1, () -> {
                var client = clients.get(turn.getAndIncrement() % 2);
                assertThatThrownBy(client::logIn).isInstanceOf(CredentialsException.class);
                return null;
            });
        }
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\n{\"access_token\":\"\"}",
                "HTTP/1.1 200 OK\r\nContent-Length: 21\r\n\r\n{\"access_token\":null} ",
                "HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n{\"access_token\":\"a\\r\\nX: y\"} ",
                "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n<html></html>",
                "HTTP/1.1 302 Found\r\nLocation: /oauth/token\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n",
            })
    void anyAnswerWithoutATokenRefusesCredentialsThatHaveNeverWorked(String answer) {
        server.alwaysToken(RawServer.raw(answer));
        try (var client = Demo.client(server)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(client::logIn).isInstanceOf(CredentialsException.class);
            }
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aTokenEndpointThatDoesNotAnswerIsLeftAloneByAllThreadsTogether() throws Exception {
        server.alwaysToken(RawServer.cut());
        try (var client = Demo.client(server)) {
            atOnce(32, 4, () -> {
                assertThatThrownBy(client::logIn).isInstanceOf(UnavailableException.class);
                return null;
            });
            assertThat(client.tokenState().unavailable()).isTrue();
        }
        assertThat(server.tokenCalls()).as("within the first second").hasSizeBetween(1, 2);
    }

    @Test
    void anOverloadedTokenEndpointIsUnavailableOnceTheCredentialsHaveWorked() {
        server.always(RawServer.status(401, "{}"));
        try (var client = Demo.client(server)) {
            client.logIn();
            server.alwaysToken(RawServer.status(503, "busy", "Retry-After: 1"));
            assertThatThrownBy(() -> balance(client))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("token endpoint")
                    .hasMessageContaining("503");
            assertThatThrownBy(() -> balance(client)).isInstanceOf(UnavailableException.class);
        }
        assertThat(server.tokenCalls()).hasSize(2);
    }

    @Test
    void aReadIsRepeatedOnceWithANewTokenAfterA401() {
        server.next(RawServer.status(401, "{\"error\":\"invalid_token\"}"));
        try (var client = Demo.client(server)) {
            assertThat(balance(client)).isEqualTo("CA9DEMO1");
        }
        assertThat(server.requests()).extracting(RawServer.Seen::line).hasSize(4);
        assertThat(server.calls())
                .extracting(call -> call.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void aFreshTokenThatIsRefusedAgainIsHeldForAllAndNotTriedForEachExchange() throws Exception {
        server.always(RawServer.status(401, "{}"));
        try (var client = Demo.client(server)) {
            atOnce(16, 10, () -> {
                assertThatThrownBy(() -> balance(client)).isInstanceOf(CredentialsException.class);
                return null;
            });
            assertThat(client.tokenState().refused()).isTrue();
        }
        assertThat(server.tokenCalls()).hasSize(2);
        assertThat(server.calls()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void aMovementAnsweredWith401IsNotSentAndItsRepeatHasANewToken() {
        server.next(RawServer.status(401, "{}"), RawServer.json(Demo.PAID));
        try (var client = Demo.client(server)) {
            client.logIn();
            assertThat(client.send(new AllocateCall(), Demo.order(), TestPermit.open()))
                    .isEqualTo(new Answer.TokenRefused());
            client.logIn();
            assertThat(client.send(new AllocateCall(), Demo.order(), TestPermit.open()))
                    .isInstanceOf(Answer.Paid.class);
        }
        assertThat(server.calls())
                .extracting(call -> call.header("Authorization"))
                .containsExactly("Bearer token-1", "Bearer token-2");
    }

    @Test
    void aSlowLoginIsCutByCallTimeout() {
        server.alwaysToken(RawServer.trickle(20));
        try (var client = EnkashClient.create(
                Demo.settings(server).callTimeout(Duration.ofMillis(300)).build())) {
            assertThatThrownBy(client::logIn)
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("callTimeout");
        }
    }

    @Test
    void aLookAtTheStateNeverLogsIn() {
        try (var client = Demo.client(server)) {
            assertThat(client.tokenState()).isEqualTo(new TokenState(false, null, false, false));
        }
        assertThat(server.requests()).isEmpty();
    }

    private static String balance(EnkashClient client) {
        return client.read(new BalanceCall(), Input.nothing(), Program.reward).cardAccountId();
    }

    /** Runs a task in many threads that start together, several times each; fails if one fails. */
    private static void atOnce(int threads, int times, Callable<?> task) throws Exception {
        var executor = Executors.newFixedThreadPool(threads);
        var start = new CyclicBarrier(threads);
        var results = new ArrayList<Future<?>>();
        for (int i = 0; i < threads; i++) {
            results.add(executor.submit(() -> {
                start.await(10, TimeUnit.SECONDS);
                for (int n = 0; n < times; n++) {
                    task.call();
                }
                return null;
            }));
        }
        for (var result : results) {
            result.get(30, TimeUnit.SECONDS);
        }
        executor.shutdown();
    }
}

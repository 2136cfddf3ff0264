package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.Reading;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.Request;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.testing.RawServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call that only reads does with each kind of answer, and what it repeats. */
@Timeout(60)
class ReadsTest {

    private static final String ACCOUNT = "{\"response_code\":0,\"payload\":{\"cardAccountId\":\"CA9DEMO1\"}}";

    private final RawServer server = RawServer.start().always(RawServer.json(ACCOUNT));
    private final List<Duration> pauses = new ArrayList<>();
    private EnkashClient client = client(Demo.settings(server));

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"200,1", "200,403", "400,1", "400,0", "404,404", "409,1", "422,422"})
    void aClearNoIsARejection(int status, int code) {
        server.always(RawServer.status(status, "{\"code\":" + code + ",\"message\":\"Card account not found\"}"));
        assertThatThrownBy(this::balance).isInstanceOfSatisfying(RejectedException.class, e -> {
            assertThat(e.getHttpStatus()).isEqualTo(status);
            assertThat(e.getCode()).isEqualTo(code);
            assertThat(e.getServiceMessage()).isEqualTo("Card account not found");
        });
    }

    @Test
    void aNoWithoutAnEnvelopeSaysWhatToCheck() {
        server.always(RawServer.status(404, "<html>Not Found</html>"));
        assertThatThrownBy(this::balance)
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("apiUrl")
                .hasMessageContaining("HTML");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void anOverloadedOrBrokenServiceIsUnavailable(int status) {
        server.always(RawServer.status(status, "<html>"));
        failure(UnavailableException.class, "HTTP " + status);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void htmlInPlaceOfJsonIsNamed() {
        server.always(RawServer.json("\r\n<!doctype html><html>Maintenance</html>"));
        failure(UndecodableException.class, "HTML");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"code\":0", "{}", "[]", "{\"payload\":{}}", "{\"code\":0,\"response_code\":1}", "\"x\""})
    void whatIsNoEnvelopeIsUndecodable(String body) {
        server.always(RawServer.json(body));
        failure(UndecodableException.class, "HTTP 200");
    }

    @Test
    void whatCannotBeDecryptedIsUndecodableWithItsStatusAndWithoutItsText() {
        server.always(RawServer.json("{\"request\":\"MBXywbq+maxVtwTUPV+KnQ==\"}"));
        assertThatThrownBy(this::balance)
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("cannot be decrypted")
                .hasMessageContaining("HTTP 200")
                .hasMessageNotContaining("MBXywbq");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectsAreNotFollowed(int status) {
        server.always(RawServer.status(status, "", "Location: " + server.url() + "/elsewhere"));
        failure(UndecodableException.class, "redirect");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void noAnswerIsUnavailable() throws Exception {
        for (var script : List.of(
                RawServer.cut(),
                RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
                RawServer.raw("secret-of-the-server\r\n\r\n"))) {
            client = client(onItsOwnConnection());
            server.next(script);
            assertThat(failure(UnavailableException.class, "no answer").toString())
                    .doesNotContain("secret-of-the-server");
        }
        int freePort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        client = client(
                Demo.settings(server).apiUrl("http://127.0.0.1:" + freePort).tokenUrl(server.url() + "/oauth/token"));
        failure(UnavailableException.class, "no answer");
    }

    @Test
    void tooMuchAndTooSlowAreUnavailable() {
        client = client(Demo.settings(server).maxResponseSize(1000).callTimeout(Duration.ofMillis(400)));
        client.logIn();
        server.always(RawServer.endless());
        failure(UnavailableException.class, "maxResponseSize");
        server.always(RawServer.trickle(20));
        failure(UnavailableException.class, "callTimeout");
    }

    @Test
    void aShortRetryAfterIsObeyedTwiceAndThenGivenUp() {
        server.next(
                RawServer.status(503, "busy", "Retry-After: 1"),
                RawServer.status(429, "busy", "Retry-After: 5"),
                RawServer.json(ACCOUNT));
        assertThat(balance().cardAccountId()).isEqualTo("CA9DEMO1");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(5));

        server.always(RawServer.status(503, "busy", "Retry-After: 0"));
        failure(UnavailableException.class, "503");
        assertThat(server.calls()).hasSize(3 + 3);
    }

    @Test
    void aRetryAfterMayBeADate() {
        var soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(4).atOffset(ZoneOffset.UTC));
        var past = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().minusSeconds(99).atOffset(ZoneOffset.UTC));
        server.next(
                RawServer.status(503, "", "Retry-After: " + soon), RawServer.status(503, "", "Retry-After: " + past));
        balance();
        assertThat(pauses.get(0)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(pauses.get(1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "3600", "99999999999999999999", "soon", "-1", "Fri, 31 Dec 2100 23:59:59 GMT", ""})
    void aLongOrUnreadableRetryAfterIsNotWaitedFor(String retryAfter) {
        server.always(RawServer.status(503, "busy", "Retry-After: " + retryAfter));
        failure(UnavailableException.class, "503");
        assertThat(pauses).isEmpty();
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void waitsThatWouldOutlastCallTimeoutAreNotBegun() {
        client = client(Demo.settings(server).callTimeout(Duration.ofSeconds(2)));
        server.always(RawServer.status(503, "busy", "Retry-After: 3"));
        failure(UnavailableException.class, "503");
        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptedWaitEndsTheCallAndKeepsTheFlag() {
        server.always(RawServer.status(503, "busy", "Retry-After: 1"));
        try (var real =
                new EnkashClient(Demo.settings(server).build(), new InMemoryLoginMemory(), System::nanoTime, nanos -> {
                    throw new InterruptedException();
                })) {
            assertThatThrownBy(() -> real.read(new BalanceCall(), Input.nothing(), Program.reward))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("nterrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theRealPauseWaitsAndCanBeInterrupted() throws Exception {
        long start = System.nanoTime();
        Pause.real().nanos(20_000_000);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Pause.real().nanos(60_000_000_000L)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aStalePooledConnectionIsRepeatedOnceOnANewOne() {
        balance();
        // The next request on the pooled connection is met with a closed door.
        server.next(RawServer.cut());
        balance();
        assertThat(server.calls()).hasSize(3);
        assertThat(server.connections())
                .as("the one of the login, and a new one")
                .isEqualTo(2);
    }

    @Test
    void aConnectionThatIsStaleTwiceIsGivenUp() {
        balance();
        server.next(RawServer.cut(), RawServer.cut());
        failure(UnavailableException.class, "no answer");
        assertThat(server.calls()).hasSize(3);
    }

    @Test
    void aNewConnectionThatIsCutIsNotRepeated() {
        client = client(onItsOwnConnection());
        server.next(RawServer.cut());
        failure(UnavailableException.class, "no answer");
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void aConnectionThatWasIdleForLongIsLookedAtBeforeItIsUsed() {
        balance();
        server.dropConnections();
        long closedAt = System.nanoTime();
        Awaitility.await().until(() -> System.nanoTime() - closedAt > 1_100_000_000L);
        balance();
        assertThat(server.calls()).as("nothing was lost on the dead connection").hasSize(2);
    }

    @Test
    void aConnectionIsNotReusedOnceTheServerSaysSo() {
        server.always((request, connection) -> {
            RawServer.json(ACCOUNT).play(request, connection);
            return true;
        });
        server.next(
                RawServer.status(200, ACCOUNT, "Connection: close"),
                RawServer.status(200, ACCOUNT, "Keep-Alive: timeout=1"));
        client.logIn();
        balance();
        balance();
        balance();
        assertThat(server.connections()).as("one for each call").isEqualTo(3);
        balance();
        assertThat(server.connections()).isEqualTo(3);
    }

    @Test
    void aSecondAnswerToOneRequestIsNeverTakenForTheAnswerToTheNext() {
        var twice = "HTTP/1.1 200 OK\r\nContent-Length: " + ACCOUNT.length() + "\r\n\r\n" + ACCOUNT;
        server.next((request, connection) -> {
            connection.write((twice + twice.replace("CA9DEMO1", "CA-STALE")).getBytes());
            return true;
        });
        assertThat(balance().cardAccountId()).isEqualTo("CA9DEMO1");
        failure(UnavailableException.class, "more than one answer");
        assertThat(balance().cardAccountId()).isEqualTo("CA9DEMO1");
    }

    @Test
    void aLookUpFindsOnlyOurReference() {
        server.next(
                RawServer.json("{\"code\":0,\"payload\":[{\"pgReferenceNumber\":\"HR-1\",\"amount\":5.00}]}"),
                RawServer.json("{\"code\":0,\"payload\":{\"recordsCount\":0,\"data\":[]}}"),
                RawServer.json("{\"code\":0,\"payload\":[{\"pgReferenceNumber\":\"HR-2\"}]}"),
                RawServer.json("{\"code\":0,\"payload\":{\"recordsCount\":3,\"data\":[]}}"));
        assertThat(lookUp()).isInstanceOf(LookUp.Found.class);
        assertThat(lookUp()).isEqualTo(new LookUp.Empty());
        assertThat(lookUp()).isInstanceOf(LookUp.Failed.class);
        assertThat(lookUp()).isInstanceOf(LookUp.Failed.class);
        assertThat(client.lookUp(Kind.coins, "CA9DEMO1", "HR-1")).isEqualTo(new LookUp.Impossible());
        assertThat(server.calls()).hasSize(4);
    }

    @Test
    void aLookUpThatGetsNoUsableAnswerHasFailedAndIsNeverEmpty() {
        for (var script : List.of(
                RawServer.status(500, "{\"code\":0,\"payload\":[]}"),
                RawServer.status(404, "{\"code\":404,\"message\":\"not found\"}"),
                RawServer.json("{\"code\":1,\"message\":\"no\"}"),
                RawServer.json("{\"payload\":[]}"),
                RawServer.json("<html>"),
                RawServer.json("{\"code\":0,\"payload\":\"none\"}"),
                RawServer.json("{\"request\":\"MBXywbq+maxVtwTUPV+KnQ==\"}"),
                RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"))) {
            server.next(script);
            assertThat(lookUp()).isInstanceOfSatisfying(LookUp.Failed.class, failed -> assertThat(failed.reason())
                    .isNotBlank());
        }
    }

    @Test
    void aLookUpLogsInOnceMoreAfterA401() {
        server.next(RawServer.status(401, "{}"), RawServer.json("{\"code\":0,\"payload\":[]}"));
        assertThat(lookUp()).isEqualTo(new LookUp.Empty());
        assertThat(server.tokenCalls()).hasSize(2);
    }

    /** The login goes to another name of the same host, so that the first call finds no pooled connection. */
    private ClientSettings.Builder onItsOwnConnection() {
        return Demo.settings(server).tokenUrl("http://localhost:" + server.port() + "/oauth/token");
    }

    @Test
    void anAnswerThatItsOwnReaderStumblesOverIsUndecodable() {
        var stumbling = new Reading<String>() {
            @Override
            public String operation() {
                return "stumbling";
            }

            @Override
            public String path() {
                return "/x";
            }

            @Override
            public String section() {
                return "0";
            }

            @Override
            public Request request(Input input, Onboarding onboarding, Program program) {
                return Request.post("/x", null);
            }

            @Override
            public String answer(JsonNode payload, Input input, Onboarding onboarding) {
                throw new ClassCastException("asha.demo@example.com");
            }
        };
        assertThatThrownBy(() -> client.read(stumbling, Input.nothing(), Program.reward))
                .isInstanceOf(UndecodableException.class)
                .hasNoCause()
                .hasMessageContaining("stumbling")
                .hasMessageNotContaining("asha");
    }

    private LookUp lookUp() {
        return client.lookUp(Kind.points, "CA9DEMO1", "HR-1");
    }

    private RewardAccount balance() {
        return client.read(new BalanceCall(), Input.nothing(), Program.reward);
    }

    private <E extends EnkashException> E failure(Class<E> type, String text) {
        var caught = org.assertj.core.api.Assertions.catchThrowableOfType(type, this::balance);
        assertThat(caught).as(type.getSimpleName()).isNotNull().hasMessageContaining(text);
        return caught;
    }

    private EnkashClient client(ClientSettings.Builder settings) {
        return new EnkashClient(
                settings.build(),
                new InMemoryLoginMemory(),
                System::nanoTime,
                nanos -> pauses.add(Duration.ofNanos(nanos)));
    }
}

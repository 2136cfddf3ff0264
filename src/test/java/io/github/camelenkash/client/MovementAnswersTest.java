package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.TestPermit;
import io.github.camelenkash.testing.RawServer;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row of the table "What an answer means to a movement", for the single call and for a bulk chunk. */
@Timeout(60)
class MovementAnswersTest {

    private static final String NO = "{\"code\":1,\"message\":\"Insufficient balance in card account\"}";

    private final RawServer server = RawServer.start();
    private EnkashClient client = Demo.client(server);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void code0WithOurReferenceIsPaid() {
        server.always(RawServer.json(Demo.PAID));

        assertThat(send()).isInstanceOfSatisfying(Answer.Paid.class, paid -> {
            assertThat(paid.httpStatus()).isEqualTo(200);
            assertThat(paid.code()).isZero();
            assertThat(paid.message()).isEqualTo("Success");
            assertThat(paid.accepted().transactionId()).isEqualTo("ECTDEMO00001");
            assertThat(paid.accepted().otbBalance()).isEqualTo(new BigDecimal("250.50"));
        });
    }

    @Test
    void anyOther2xxWithCode0IsPaidAsWell() {
        server.always(RawServer.status(201, Demo.PAID));
        assertThat(send()).isInstanceOf(Answer.Paid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"payload\":{\"pgReferenceNumber\":\"HR-2031-000018\"}}",
                "{\"code\":0,\"payload\":{\"pgReferenceNumber\":\"hr-2031-000017\"}}",
                "{\"code\":0,\"payload\":{\"pgReferenceNumber\":null}}",
                "{\"code\":0,\"payload\":{}}",
                "{\"code\":0,\"payload\":\"Success\"}",
                "{\"code\":0}"
            })
    void code0WithAnotherReferenceOrNoneIsAWrongEcho(String answer) {
        server.always(RawServer.json(answer));
        assertThat(send()).isInstanceOf(Answer.WrongEcho.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 404, 422})
    void anotherCodeWithAMessageIsRefused(int status) {
        server.always(RawServer.status(status, NO));
        assertThat(send()).isEqualTo(new Answer.Refused(status, 1, "Insufficient balance in card account"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void aNoByStatusNeedsAnEnvelopeAndNothingMore(int status) {
        server.next(RawServer.status(status, "{\"code\":0}"), RawServer.status(status, "{\"response_code\":\"422\"}"));
        assertThat(send()).isEqualTo(new Answer.Refused(status, 0, null));
        assertThat(send()).isEqualTo(new Answer.Refused(status, 422, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Not Found",
                "<html>nginx</html>",
                "{}",
                "{\"error\":\"invalid\"}",
                "{\"message\":\"no\"}",
                "[]"
            })
    void aNoByStatusWithoutAnEnvelopeIsNoAnswer(String body) {
        for (int status : new int[] {400, 404, 422}) {
            server.next(RawServer.status(status, body));
            assertThat(unusable(send()).httpStatus()).isEqualTo(status);
        }
    }

    @Test
    void aNoWithoutAMessageIsNoAnswer() {
        server.next(RawServer.json("{\"code\":1}"), RawServer.json("{\"code\":1,\"message\":\" \",\"payload\":\"x\"}"));
        assertThat(unusable(send()).code()).isEqualTo(1);
        assertThat(unusable(send()).alert()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"403,1", "409,1", "403,0", "200,403", "200,409", "422,409", "500,403"})
    void forbiddenAndConflictAreUnknownAndAlarming(int status, int code) {
        server.always(RawServer.status(status, "{\"code\":" + code + ",\"message\":\"x\"}"));
        assertThat(unusable(send()).alert()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409})
    void forbiddenAndConflictAlarmWithoutAnEnvelopeToo(int status) {
        server.always(RawServer.status(status, "<html>"));
        assertThat(unusable(send()).alert()).isTrue();
    }

    @Test
    void status401IsARefusedTokenWhateverTheBodySays() {
        server.always(RawServer.status(401, Demo.PAID));
        assertThat(send()).isEqualTo(new Answer.TokenRefused());
    }

    @Test
    void code401InA2xxIsARefusalByTheService() {
        server.always(RawServer.json("{\"code\":401,\"message\":\"no\"}"));
        assertThat(send()).isEqualTo(new Answer.Refused(200, 401, "no"));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 307, 402, 405, 408, 410, 412, 429, 500, 502, 503, 504})
    void everyOtherStatusIsNoAnswerAndIsNotRepeated(int status) {
        server.always(RawServer.status(
                status, status == 204 ? "" : Demo.PAID, "Retry-After: 0", "Location: " + server.url() + "/elsewhere"));
        var answer = unusable(send());
        assertThat(answer.httpStatus()).isEqualTo(status);
        assertThat(answer.alert()).isFalse();
        assertThat(server.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "OK",
                "{\"code\":0",
                "{\"code\":0}}",
                "{\"code\":0}{\"code\":0}",
                "<html><body>Maintenance</body></html>",
                "{\"payload\":{\"pgReferenceNumber\":\"HR-2031-000017\"}}",
                "{\"code\":null}",
                "{\"code\":\"zero\"}",
                "{\"code\":\"\"}",
                "{\"code\":0.0}",
                "{\"code\":false}",
                "{\"code\":99999999999}",
                "{\"code\":0,\"response_code\":1,\"message\":\"x\"}",
                "{\"code\":1,\"response_code\":0,\"message\":\"x\"}",
                "{\"code\":0,\"response_code\":\"no\"}",
                "{\"code\":0,\"payload\":{\"otbBalance\":1e999999999}}",
                "{\"request\":\"MBXywbq+maxVtwTUPV+KnQ==\"}",
                "null",
                "[]",
                "0",
                "\"ok\""
            })
    void whatIsNoEnvelopeIsNoAnswer(String body) {
        server.always(RawServer.json(body));
        assertThat(unusable(send()).alert()).isFalse();
    }

    @Test
    void deepAndBadlyEncodedAnswersAreNoAnswer() {
        server.next(
                RawServer.json("{\"code\":0,\"payload\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                RawServer.bytes(200, new byte[] {
                    '{', '"', 'c', 'o', 'd', 'e', '"', ':', '0', ',', '"', (byte) 0xFF, '"', ':', '1', '}'
                }));
        unusable(send());
        unusable(send());
    }

    @Test
    void anAnswerInUtf16IsReadBecauseJsonAllowsToTell() {
        server.always(RawServer.bytes(200, Demo.PAID.getBytes(java.nio.charset.StandardCharsets.UTF_16BE)));
        assertThat(send()).isInstanceOf(Answer.Paid.class);
    }

    @Test
    void aCutConnectionIsNoAnswerAndNotRepeated() {
        int sent = 0;
        for (var script : new RawServer.Script[] {
            RawServer.cut(),
            RawServer.reset(),
            RawServer.raw("HTTP/1.1 200 OK\r\nContent-Le"),
            RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + Demo.PAID),
            RawServer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"cod"),
            RawServer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + Demo.PAID),
            RawServer.raw("garbage garbage\r\n\r\n"),
            RawServer.raw("HTTP/2 200 OK\r\n\r\n"),
            RawServer.raw("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(1000) + "\r\n" + Demo.PAID),
            RawServer.raw("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\n\r\n" + Demo.PAID)
        }) {
            server.next(script);
            sent++;
            assertThat(unusable(send()).httpStatus()).as("script %s", sent).isNull();
        }
        assertThat(server.calls()).hasSize(sent);
    }

    @Test
    void anAnswerThatEndsWithTheConnectionIsReadWhole() {
        server.always(RawServer.raw("HTTP/1.1 200 OK\r\n\r\n" + Demo.PAID));
        assertThat(send()).isInstanceOf(Answer.Paid.class);
    }

    @Test
    void provisionalAnswersAreNotTheAnswer() {
        server.always(RawServer.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: " + Demo.PAID.length() + "\r\n\r\n" + Demo.PAID));
        assertThat(send()).isInstanceOf(Answer.Paid.class);
    }

    @Test
    void silenceBeyondTheResponseTimeoutIsNoAnswer() {
        client = EnkashClient.create(
                Demo.settings(server).responseTimeout(Duration.ofMillis(200)).build());
        server.always(RawServer.silence());
        assertThat(unusable(send()).reason()).contains("no usable answer came");
    }

    @Test
    void aTricklingAnswerIsCutByCallTimeoutAlthoughNoReadTimesOut() {
        client = EnkashClient.create(
                Demo.settings(server).callTimeout(Duration.ofMillis(400)).build());
        client.logIn();
        server.always(RawServer.trickle(20));
        long start = System.nanoTime();
        assertThat(unusable(send()).reason()).contains("callTimeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(390), Duration.ofSeconds(5));
    }

    @Test
    void anAnswerThatIsTooLargeIsNoAnswer() {
        client = EnkashClient.create(
                Demo.settings(server).maxResponseSize(Demo.PAID.length()).build());
        server.next(
                RawServer.json(Demo.PAID),
                RawServer.json(Demo.PAID + " "),
                RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"),
                RawServer.endless(),
                RawServer.raw("HTTP/1.1 200 OK\r\n\r\n" + " ".repeat(100_000)));
        assertThat(send()).isInstanceOf(Answer.Paid.class);
        for (int i = 0; i < 4; i++) {
            assertThat(unusable(send()).reason()).contains("maxResponseSize");
        }
    }

    @Test
    void aRefusedConnectionIsNotSent() throws Exception {
        client.logIn();
        int freePort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        client = EnkashClient.create(Demo.settings(server)
                .apiUrl("http://127.0.0.1:" + freePort)
                .tokenUrl(server.url() + "/oauth/token")
                .build());
        assertThat(send()).isInstanceOfSatisfying(Answer.NotSent.class, notSent -> assertThat(notSent.cause())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Nothing was sent")
                .hasMessageContaining("No points moved"));
    }

    @Test
    void anExpiredPermitSendsNothing() {
        client.logIn();
        var answer = client.send(new AllocateCall(), Demo.order(), TestPermit.expired());
        assertThat(answer).isInstanceOfSatisfying(Answer.NotSent.class, notSent -> assertThat(notSent.cause())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("time ran out"));
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aMovementWithoutAPermitIsAMistakeInTheProgram() {
        assertThatThrownBy(() -> client.send(new AllocateCall(), Demo.order(), null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("permit");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void noConnectionLeftInThePoolIsNotSent() {
        client = EnkashClient.create(Demo.settings(server)
                .maxConnections(1)
                .connectTimeout(Duration.ofMillis(200))
                .build());
        client.logIn();
        server.always(RawServer.silence());
        var busy = new Thread(() -> client.send(new AllocateCall(), Demo.order(), TestPermit.open()));
        busy.setDaemon(true);
        busy.start();
        org.awaitility.Awaitility.await().until(() -> server.calls().size() == 1);

        assertThat(send()).isInstanceOfSatisfying(Answer.NotSent.class, notSent -> assertThat(notSent.cause())
                .hasMessageContaining("connections were in use"));
    }

    @Test
    void anInterruptedSenderThatStillWaitsForAConnectionHasSentNothing() {
        client.logIn();
        Thread.currentThread().interrupt();
        try {
            assertThat(send()).isInstanceOf(Answer.NotSent.class);
        } finally {
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
        }
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aClosedClientSendsNothing() {
        client.logIn();
        client.close();
        assertThat(send()).isInstanceOfSatisfying(Answer.NotSent.class, notSent -> assertThat(notSent.cause())
                .hasMessageContaining("closed"));
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeWrittenIsNotSent() {
        client = EnkashClient.create(Demo.settings(server)
                .encryptRequests(true)
                .codec(new PayloadCodec() {
                    @Override
                    public byte[] encode(byte[] json) {
                        throw new IllegalStateException("no key");
                    }

                    @Override
                    public byte[] decode(byte[] body) {
                        return body;
                    }
                })
                .build());
        assertThat(send()).isInstanceOfSatisfying(Answer.NotSent.class, notSent -> assertThat(notSent.cause())
                .isInstanceOf(InvalidRequestException.class));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void messagesComeCleaned() {
        server.next(
                RawServer.json("{\"code\":1,\"message\":\"user 9000000123 asha.demo@example.com\\nis blocked\"}"),
                RawServer.status(503, "{\"code\":1,\"message\":\"user 9000000123 asha.demo@example.com\"}"));
        assertThat(send()).isEqualTo(new Answer.Refused(200, 1, "user ******0123 a***@example.com is blocked"));
        assertThat(unusable(send()).toString()).doesNotContain("9000000123", "asha.demo");
    }

    @Test
    void aBulkAnswerIsReadRowByRow() {
        server.always(RawServer.json("{\"code\":0,\"payload\":{\"successBulkEnKashCardCreateDTOs\":"
                + "[{\"mobile\":\"9000000124\",\"loadAmount\":100,\"enkashCardTxnId\":\"ECT1\"}],"
                + "\"failedBulkEnKashCardCreateDTOs\":[{\"mobile\":\"9000000125\",\"reason\":\"KYC\"}]}}"));
        var answer = client.send(new BulkAllocateCall(), Demo.chunk(), true, TestPermit.open());
        assertThat(answer.whole()).isFalse();
        assertThat(answer.rows()).hasSize(2);
        assertThat(answer.rows().get(0)).isInstanceOf(Answer.Paid.class);
        assertThat(answer.rows().get(1)).isEqualTo(new Answer.Refused(200, 0, "KYC"));
    }

    @Test
    void everyOtherBulkAnswerStandsForTheWholeChunk() {
        var refused = new Answer.Refused(422, 422, "Bin Type is not mapped on PlanMaster");
        var expected = new LinkedHashMap<RawServer.Script, Class<? extends Answer>>(Map.of(
                RawServer.status(422, "{\"code\":422,\"message\":\"Bin Type is not mapped on PlanMaster\"}"),
                refused.getClass(),
                RawServer.status(401, "{}"),
                Answer.TokenRefused.class,
                RawServer.status(500, "{}"),
                Answer.NoUsableAnswer.class,
                RawServer.status(409, NO),
                Answer.NoUsableAnswer.class,
                RawServer.cut(),
                Answer.NoUsableAnswer.class));
        expected.forEach((script, type) -> {
            server.next(script);
            var answer = client.send(new BulkAllocateCall(), Demo.chunk(), true, TestPermit.open());
            assertThat(answer.whole()).isTrue();
            assertThat(answer.rows()).hasSize(2).hasOnlyElementsOfType(type);
        });
        var unsent = client.send(new BulkAllocateCall(), Demo.chunk(), true, TestPermit.expired());
        assertThat(unsent.whole()).isTrue();
        assertThat(unsent.rows()).hasSize(2).hasOnlyElementsOfType(Answer.NotSent.class);
    }

    @Test
    void aBulkAnswerThatMentionsNobodyLeavesEveryRowOpen() {
        server.always(RawServer.json("{\"code\":0,\"payload\":\"Success\"}"));
        var answer = client.send(new BulkAllocateCall(), Demo.chunk(), true, TestPermit.open());
        assertThat(answer.rows())
                .isEqualTo(Collections.nCopies(
                        2, Answer.NoUsableAnswer.because("the bulk answer does not mention this row")));
    }

    private Answer send() {
        return client.send(new AllocateCall(), Demo.order(), TestPermit.open());
    }

    private static Answer.NoUsableAnswer unusable(Answer answer) {
        assertThat(answer).as("%s", answer).isInstanceOf(Answer.NoUsableAnswer.class);
        return (Answer.NoUsableAnswer) answer;
    }
}

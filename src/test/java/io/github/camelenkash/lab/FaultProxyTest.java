package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.lab.Passage.Request;
import io.github.camelenkash.lab.WireFault.End;
import io.github.camelenkash.lab.WireFault.Instead;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.testing.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the proxy does to the wire what it says, and nothing else. */
@Timeout(120)
class FaultProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ANSWER = "{\"code\":0}";
    private static final byte[] MOVEMENT = request(Operation.ALLOCATE.path(), "{\"uniqueReferenceNumber\":\"HR-1\"}");
    private static final byte[] LOOK_UP = request(Operation.TRANSACTIONS.path(), "{}");

    private final RawServer server = RawServer.start().always(RawServer.json(ANSWER));
    private final FaultProxy proxy = FaultProxy.to(server.port());

    @AfterEach
    void close() {
        proxy.close();
        server.close();
    }

    private static byte[] request(String path, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), Integer.parseInt(proxy.url().split(":")[2]));
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** One request on a connection of its own: all that comes back until the connection ends or the answer is whole. */
    private String send(byte[] request) throws IOException {
        try (var socket = connect()) {
            return send(socket, request);
        }
    }

    private static String send(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var answer = Passage.read(socket.getInputStream(), 1 << 20);
        return answer == null ? "" : new String(answer, StandardCharsets.US_ASCII);
    }

    private String whole() throws IOException {
        return send(LOOK_UP);
    }

    @Test
    void withoutAPlanEverythingPassesUnchangedOnOneConnection() throws IOException {
        try (var socket = connect()) {
            assertThat(send(socket, MOVEMENT)).startsWith("HTTP/1.1 200").endsWith(ANSWER);
            assertThat(send(socket, LOOK_UP)).isEqualTo(whole());
        }
        assertThat(server.requests().get(0).text()).isEqualTo("{\"uniqueReferenceNumber\":\"HR-1\"}");
        assertThat(proxy.played()).isEmpty();
    }

    @Test
    void aFaultIsPlayedToMovementsOnly() throws IOException {
        proxy.next(WireFault.requestLost(Instead.CLOSE));

        assertThat(send(LOOK_UP)).endsWith(ANSWER);
        assertThat(send(MOVEMENT)).isEmpty();
        assertThat(send(MOVEMENT)).endsWith(ANSWER);
        assertThat(proxy.played()).containsEntry("request lost: CLOSE", 1L).hasSize(1);
    }

    @Test
    void theServerGetsAsMuchOfARequestAsWasSaid() throws IOException {
        for (int bytes : new int[] {0, 1, 40, MOVEMENT.length - 1}) {
            proxy.next(WireFault.cutRequest(bytes, End.CLOSE));
            assertThat(send(MOVEMENT)).isEmpty();
        }
        assertThat(server.requests())
                .as("requests that reached the server with a whole head and body")
                .noneMatch(request -> request.text().equals("{\"uniqueReferenceNumber\":\"HR-1\"}"));
    }

    @Test
    void theClientGetsAsMuchOfAnAnswerAsWasSaid() throws IOException {
        var whole = whole();
        for (int bytes : new int[] {0, 1, 20, whole.length() - 1, whole.length()}) {
            proxy.next(WireFault.cutAnswer(bytes, End.CLOSE));
            assertThat(send(MOVEMENT)).isEqualTo(whole.substring(0, bytes));
        }
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void aResetIsAResetAndNotAnEnd() {
        proxy.next(WireFault.cutRequest(10, End.RESET), WireFault.answerLost(Instead.RESET));

        assertThatThrownBy(() -> send(MOVEMENT)).isInstanceOf(SocketException.class);
        assertThatThrownBy(() -> send(MOVEMENT)).isInstanceOf(SocketException.class);
    }

    @Test
    void aSwallowedRequestNeverArrivesAndASwallowedAnswerNeverComes() throws IOException {
        proxy.next(WireFault.requestLost(Instead.SILENCE), WireFault.answerLost(Instead.SILENCE));

        for (int i = 0; i < 2; i++) {
            try (var socket = connect()) {
                socket.setSoTimeout(200);
                assertThatThrownBy(() -> send(socket, MOVEMENT)).isInstanceOf(SocketTimeoutException.class);
            }
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(server.requests())
                .hasSize(1));
        assertThat(proxy.played()).containsOnlyKeys("request lost: SILENCE", "answer lost: SILENCE");
    }

    @Test
    void whatIsSlowArrivesAllTheSame() throws IOException {
        proxy.next(
                WireFault.delay(Duration.ofMillis(10), Duration.ofMillis(10)),
                WireFault.trickle(Duration.ofMillis(20), Duration.ofMillis(20)));

        assertThat(send(MOVEMENT)).endsWith(ANSWER);
        assertThat(send(MOVEMENT)).endsWith(ANSWER);
    }

    @Test
    void otherAnswersAreHandedOut() throws IOException {
        proxy.next(WireFault.answerLost(Instead.BAD_GATEWAY), WireFault.requestLost(Instead.SERVER_ERROR));

        assertThat(send(MOVEMENT)).startsWith("HTTP/1.1 502 ");
        assertThat(server.requests()).hasSize(1);
        assertThat(send(MOVEMENT)).startsWith("HTTP/1.1 500 ");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRequestCanBeForged() throws IOException {
        proxy.next(WireFault.forge("HR-1", "XX-9"));

        assertThat(send(MOVEMENT)).endsWith(ANSWER);
        assertThat(server.requests().get(0).text()).isEqualTo("{\"uniqueReferenceNumber\":\"XX-9\"}");
    }

    @Test
    void aCutAtAMomentEndsBothSides() {
        server.next(RawServer.silence());
        proxy.next(WireFault.cutAt(Duration.ofMillis(5)));

        assertThatThrownBy(() -> send(MOVEMENT)).isInstanceOf(IOException.class);
    }

    @Test
    void theSameSeedPlaysTheSameFaultsToTheSameBodies() {
        var plan = FaultProxy.randomly(17, 0.5);
        var again = FaultProxy.randomly(17, 0.5);
        var other = FaultProxy.randomly(18, 0.5);

        assertThat(IntStream.range(0, 200).mapToObj(i -> fault(plan, i)).toList())
                .isEqualTo(
                        IntStream.range(0, 200).mapToObj(i -> fault(again, i)).toList())
                .isNotEqualTo(
                        IntStream.range(0, 200).mapToObj(i -> fault(other, i)).toList())
                .contains("none", "answer cut: RESET", "request cut: CLOSE", "cut at a moment");
    }

    private static String fault(FaultProxy.Plan plan, int number) {
        var fault = plan.faultFor(new Request("/x", request("/x", "{\"n\":" + number + "}"), 1));
        return fault == null ? "none" : fault.name();
    }

    @Test
    void closingEndsWhatHangsAndLeavesNoConnection() throws IOException {
        proxy.next(WireFault.requestLost(Instead.SILENCE), WireFault.answerLost(Instead.TRICKLE));
        try (var mute = connect();
                var dripping = connect();
                var idle = connect()) {
            mute.getOutputStream().write(MOVEMENT);
            dripping.getOutputStream().write(MOVEMENT);
            Awaitility.await().atMost(PATIENCE).until(() -> proxy.played().size() == 2);

            proxy.close();

            assertThat(proxy.open()).isZero();
            for (var socket : new Socket[] {mute, dripping, idle}) {
                assertThatThrownBy(() -> {
                            while (socket.getInputStream().read() >= 0) {
                                // what was on its way
                            }
                            throw new SocketException("an orderly end");
                        })
                        .isInstanceOf(SocketException.class);
            }
        }
    }
}

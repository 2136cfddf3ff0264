package io.github.camelenkash.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One request on one connection of the {@link FaultProxy}: the two sockets, and what a {@link WireFault} can do with them.
 *
 * @param answers what the server sends, buffered
 * @param closing opens when the proxy closes, so that no pause outlives it
 */
record Passage(
        Request request,
        Socket client,
        Socket server,
        InputStream answers,
        CountDownLatch closing,
        ScheduledExecutorService timer) {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern REFERENCE = Pattern.compile("\"uniqueReferenceNumber\":\"([^\"]+)\"");
    /** An answer that is longer, or of unknown length, is passed on while it comes. */
    private static final int LONGEST_KEPT = 1 << 20;

    /**
     * What a client sent, whole: the kernel takes a small request in one piece anyway, so what counts is how much of it
     * gets to the server.
     *
     * @param attempt the how-manieth request with this path and body it is, from 1
     */
    record Request(String path, byte[] bytes, int attempt) {

        /** Text with one character for each byte. */
        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        /** The first reference that it orders; null where there is none, or it is encrypted. */
        String reference() {
            var found = REFERENCE.matcher(text());
            return found.find() ? found.group(1) : null;
        }

        boolean movesValue() {
            return FaultProxy.MOVEMENTS.contains(path);
        }

        /** Head and body hold people and tokens. */
        @Override
        public String toString() {
            return path + ", attempt " + attempt;
        }
    }

    /** The next message of a stream: its head, and the body that its Content-Length announces; null at the end. */
    static byte[] read(InputStream in, int longest) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int matched = 0; // how much of CR LF CR LF has been seen
        while (matched < 4) {
            int next = in.read();
            if (next < 0) {
                return bytes.size() == 0 ? null : bytes.toByteArray();
            }
            bytes.write(next);
            matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
        }
        int length = length(bytes.toByteArray());
        if (length > 0 && length <= longest) {
            bytes.write(in.readNBytes(length));
        }
        return bytes.toByteArray();
    }

    /** What a head announces; -1 where it does not. */
    private static int length(byte[] head) {
        var found = LENGTH.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return found.find() ? Integer.parseInt(found.group(1)) : -1;
    }

    /** Gives the server the request; the answer is whole when this returns, so whatever it does is done. */
    byte[] forward() throws IOException {
        return exchange(request.bytes);
    }

    /** The same with another text, which must be as long. */
    byte[] forwardInstead(String text) throws IOException {
        return exchange(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] exchange(byte[] bytes) throws IOException {
        server.getOutputStream().write(bytes);
        return answer();
    }

    byte[] forwardSlowly(Duration altogether) throws IOException, InterruptedException {
        slowly(server, request.bytes, altogether);
        return answer();
    }

    private byte[] answer() throws IOException {
        var answer = read(answers, LONGEST_KEPT);
        if (answer == null) {
            throw new IOException("the server ended the connection");
        }
        return answer;
    }

    /** Gives the server the first bytes only. */
    void forward(int bytes, WireFault.End end) throws IOException {
        server.getOutputStream().write(request.bytes, 0, Math.min(bytes, request.bytes.length - 1));
        if (end == WireFault.End.RESET) {
            server.setSoLinger(true, 0);
        }
        server.close();
    }

    void hand(byte[] bytes) throws IOException {
        hand(bytes, 0, bytes.length);
    }

    void hand(byte[] bytes, int from, int to) throws IOException {
        client.getOutputStream().write(bytes, from, to - from);
    }

    void hand(byte[] bytes, Duration altogether) throws IOException, InterruptedException {
        slowly(client, bytes, altogether);
    }

    private void slowly(Socket to, byte[] bytes, Duration altogether) throws IOException, InterruptedException {
        int parts = (int) Math.max(1, Math.min(altogether.toMillis(), bytes.length));
        for (int i = 0; i < parts; i++) {
            int from = (int) ((long) bytes.length * i / parts);
            int until = (int) ((long) bytes.length * (i + 1) / parts);
            to.getOutputStream().write(bytes, from, until - from);
            pause(altogether.dividedBy(parts));
        }
    }

    /** Passes the request and whatever comes back, also what is longer than memory. */
    boolean pass() throws IOException {
        var answer = forward();
        hand(answer);
        int head = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        if (head >= 4 && length(answer) == answer.length - head) {
            return true;
        }
        answers.transferTo(client.getOutputStream());
        return false;
    }

    /** When the connection ends, it is reset. */
    void resetOnEnd() throws IOException {
        client.setSoLinger(true, 0);
    }

    /** Says nothing until the client ends the connection. */
    void waitForTheClient() throws IOException {
        while (client.getInputStream().read() >= 0) {
            // a client that talks while it waits for an answer
        }
    }

    void dripForEver() throws IOException, InterruptedException {
        hand("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n{"
                .getBytes(StandardCharsets.US_ASCII));
        while (true) {
            pause(Duration.ofMillis(50));
            hand(new byte[] {' '});
        }
    }

    void pause(Duration duration) throws IOException, InterruptedException {
        if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("the proxy closes");
        }
    }

    /** Resets both ends at a moment; the connection's next request must not suffer it, so call it off in time. */
    Future<?> resetIn(Duration moment) {
        return timer.schedule(
                () -> {
                    FaultProxy.reset(client);
                    FaultProxy.reset(server);
                },
                moment.toNanos(),
                TimeUnit.NANOSECONDS);
    }
}

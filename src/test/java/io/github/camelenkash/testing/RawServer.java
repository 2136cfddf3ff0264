package io.github.camelenkash.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A server of bare sockets that plays EnKash: it keeps every byte it was sent and does with its answers what no decent
 * server does. Without any script it grants tokens {@code token-1}, {@code token-2} … and answers every other request
 * with code 0 and no payload.
 *
 * <pre>{@code
 * try (var server = RawServer.start()) {
 *     server.next(RawServer.status(503, "{}"), RawServer.json("{\"code\":0}"));
 *     …
 *     assertThat(server.calls()).hasSize(2);
 * }
 * }</pre>
 */
public final class RawServer implements AutoCloseable {

    /** What the server does with one request. Throwing or returning false closes the connection. */
    @FunctionalInterface
    public interface Script {
        boolean play(Seen request, Connection connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final String scheme;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Script> nextCalls = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Script> nextTokens = new ConcurrentLinkedQueue<>();
    private final AtomicInteger tokensGranted = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Script calls = json("{\"code\":0,\"message\":\"Success\"}");
    private volatile Script tokens = this::grant;

    private RawServer(ServerSocket listener, String scheme) {
        this.listener = listener;
        this.scheme = scheme;
        var acceptor = new Thread(this::accept, "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Listens on a free loopback port. */
    public static RawServer start() {
        return start(ServerSocketFactory.getDefault(), "http");
    }

    /** The same over sockets of another kind, such as TLS. */
    public static RawServer start(ServerSocketFactory factory, String scheme) {
        try {
            return new RawServer(factory.createServerSocket(0, 256, InetAddress.getLoopbackAddress()), scheme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The base URL, without a slash at its end. */
    public String url() {
        return scheme + "://127.0.0.1:" + port();
    }

    /** What to do with the next calls, one each; after them {@link #always} counts again. */
    public RawServer next(Script... scripts) {
        nextCalls.addAll(List.of(scripts));
        return this;
    }

    /** What to do with all calls that have no script of their own. */
    public RawServer always(Script script) {
        calls = script;
        return this;
    }

    /** What to do with the next token calls, one each. */
    public RawServer nextToken(Script... scripts) {
        nextTokens.addAll(List.of(scripts));
        return this;
    }

    /** What to do with all token calls that have no script of their own. */
    public RawServer alwaysToken(Script script) {
        tokens = script;
        return this;
    }

    /** All requests, in the order in which they were whole. */
    public List<Seen> requests() {
        return List.copyOf(seen);
    }

    /** All requests but token calls. */
    public List<Seen> calls() {
        return seen.stream().filter(request -> !request.isTokenCall()).toList();
    }

    public List<Seen> tokenCalls() {
        return seen.stream().filter(Seen::isTokenCall).toList();
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** Closes every connection from the server's side, as a server does with idle ones. */
    public void dropConnections() {
        sockets.forEach(RawServer::closeQuietly);
    }

    @Override
    public void close() {
        closing.countDown();
        closeQuietly(listener);
        dropConnections();
    }

    /** 200 and this JSON. */
    public static Script json(String body) {
        return status(200, body);
    }

    /** This status and JSON, and further header lines. */
    public static Script status(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with a body that need not be text. */
    public static Script bytes(int status, byte[] body, String... headers) {
        return (request, connection) -> {
            var head = new StringBuilder("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\n");
            for (var header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            connection.write(head.toString().getBytes(StandardCharsets.ISO_8859_1), body);
            return true;
        };
    }

    /** Exactly these bytes, then the connection is closed. */
    public static Script raw(String text) {
        return (request, connection) -> {
            connection.write(text.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** Takes the request and closes the connection without a byte. */
    public static Script cut() {
        return (request, connection) -> false;
    }

    /** Takes the request and resets the connection. */
    public static Script reset() {
        return (request, connection) -> {
            connection.socket().setSoLinger(true, 0);
            return false;
        };
    }

    /** Takes the request and never answers. */
    public static Script silence() {
        return (request, connection) -> {
            connection.waitUntilClosing();
            return false;
        };
    }

    /** A good beginning and then a byte now and then, for ever: no single read ever times out. */
    public static Script trickle(long everyMillis) {
        return (request, connection) -> {
            connection.write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (!connection.waitUntilClosing(everyMillis)) {
                connection.write("1\r\n \r\n".getBytes(StandardCharsets.US_ASCII));
            }
            return false;
        };
    }

    /** A body without an end, as fast as it is read. */
    public static Script endless() {
        return (request, connection) -> {
            connection.write(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var chunk = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            while (!connection.isClosing()) {
                connection.write(chunk);
            }
            return false;
        };
    }

    private boolean grant(Seen request, Connection connection) throws IOException, InterruptedException {
        var body = "{\"access_token\":\"token-" + tokensGranted.incrementAndGet()
                + "\",\"token_type\":\"bearer\",\"refresh_token\":\"refresh-1\",\"expires_in\":86399,"
                + "\"scope\":\"read write trust\"}";
        return json(body).play(request, connection);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                var thread = new Thread(() -> serve(socket), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var connection = new Connection(socket);
            while (true) {
                var request = Seen.read(socket.getInputStream());
                if (request == null) {
                    return;
                }
                seen.add(request);
                var queued = (request.isTokenCall() ? nextTokens : nextCalls).poll();
                var script = queued != null ? queued : request.isTokenCall() ? tokens : calls;
                if (!script.play(request, connection)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException over) {
            // The client went away, which is what some tests are about.
        } finally {
            sockets.remove(socket);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception ignored) {
            // It is going away in any case.
        }
    }

    /** The server's end of one connection, as scripts see it. */
    public final class Connection {

        private final Socket socket;

        private Connection(Socket socket) {
            this.socket = socket;
        }

        public Socket socket() {
            return socket;
        }

        /** Writes the parts at once. */
        public void write(byte[]... parts) throws IOException {
            var all = new ByteArrayOutputStream();
            for (var part : parts) {
                all.write(part);
            }
            OutputStream out = socket.getOutputStream();
            out.write(all.toByteArray());
            out.flush();
        }

        boolean isClosing() {
            return closing.getCount() == 0;
        }

        void waitUntilClosing() throws InterruptedException {
            closing.await();
        }

        /** Whether the server closes within this time. */
        boolean waitUntilClosing(long millis) throws InterruptedException {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * One request as it came over the wire.
     *
     * @param line the request line
     * @param headers the header lines, in order
     * @param body the body's bytes
     */
    public record Seen(String line, List<String> headers, byte[] body) {

        public boolean isTokenCall() {
            return line.contains("/oauth/token");
        }

        /** The body as text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The value of a header, or null. */
        public String header(String name) {
            return headers.stream()
                    .filter(header -> header.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(header -> header.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse(null);
        }

        static Seen read(InputStream in) throws IOException {
            var head = new ByteArrayOutputStream();
            int end = 0; // how much of CR LF CR LF has been seen
            while (end < 4) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.write(next);
                end = next == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : next == '\r' ? 1 : 0;
            }
            var lines = new ArrayList<>(
                    List.of(head.toString(StandardCharsets.ISO_8859_1).trim().split("\r\n")));
            var line = lines.remove(0);
            var request = new Seen(line, List.copyOf(lines), new byte[0]);
            var length = request.header("Content-Length");
            return length == null ? request : new Seen(line, request.headers, in.readNBytes(Integer.parseInt(length)));
        }

        @Override
        public String toString() {
            return line;
        }
    }
}

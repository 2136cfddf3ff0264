package io.github.camelenkash.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request on a bare socket: shows what a fault does to the connection, which an HTTP client would paraphrase. */
final class RawCall {

    /** How a connection ended, as the client sees it. */
    enum End {
        RESET,
        /** The server ended it in order. */
        CLOSED,
        /** It is still open when the client's patience is over. */
        OPEN,
        /** The client read enough. */
        ENOUGH
    }

    /** What was read, and how it ended. */
    record Outcome(byte[] bytes, End end) {

        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        String body() {
            int blank = text().indexOf("\r\n\r\n");
            return blank < 0 ? "" : text().substring(blank + 4);
        }

        int announced() {
            String head = text().toLowerCase(java.util.Locale.ROOT);
            int at = head.indexOf("content-length: ");
            return at < 0 ? -1 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        }
    }

    private RawCall() {}

    /** Sends an encrypted request and reads until the connection ends, the patience does, or there are enough bytes. */
    static Outcome send(Partner partner, Sandbox sandbox, String path, byte[] body, Duration patience, int enough)
            throws IOException {
        URI url = URI.create(sandbox.url());
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            String head = "POST " + path
                    + " HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\nContent-Type: application/json\r\npartnerId: "
                    + sandbox.options().get("partnerId") + "\r\nAuthorization: Bearer " + partner.bearer()
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return read(socket, System.nanoTime() + patience.toNanos(), enough);
        }
    }

    private static Outcome read(Socket socket, long deadline, int enough) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[1 << 14];
        try {
            while (bytes.size() < enough) {
                // the patience is for all reads together: a trickle satisfies each single one
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return new Outcome(bytes.toByteArray(), End.OPEN);
                }
                socket.setSoTimeout((int) left);
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    return new Outcome(bytes.toByteArray(), End.CLOSED);
                }
                bytes.write(buffer, 0, read);
            }
            return new Outcome(bytes.toByteArray(), End.ENOUGH);
        } catch (SocketTimeoutException e) {
            return new Outcome(bytes.toByteArray(), End.OPEN);
        } catch (SocketException e) {
            return new Outcome(bytes.toByteArray(), End.RESET);
        }
    }
}

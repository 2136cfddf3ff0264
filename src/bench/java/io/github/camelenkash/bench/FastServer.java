package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.client.AesPayloadCodec;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The EnKash of the benchmark: as little work as an answer can be made with, so that clients are measured and not the
 * server. It speaks just the HTTP that they need, decrypts, echoes the reference and counts credits. The sandbox is the one
 * that behaves like EnKash.
 *
 * <p>{@code GET /bench/credits} gives the number of credits so far, {@code GET /bench/latency/20} sets how many
 * milliseconds each further answer is held back.
 */
public final class FastServer {

    static final String SECRET = "bench-client-secret-0001";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AesPayloadCodec CODEC = AesPayloadCodec.of(SECRET);
    private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};
    private static final int LONGEST_HEADER = 16 * 1024;

    private final AtomicLong credits = new AtomicLong();
    private volatile long latencyNanos;

    private FastServer() {}

    /** Prints its port on a line, and runs until it is killed or its standard input ends. */
    public static void main(String[] args) throws IOException {
        var server = new FastServer();
        try (var listening = new ServerSocket(0, 512, InetAddress.getLoopbackAddress())) {
            System.out.println(listening.getLocalPort());
            start(() -> {
                while (System.in.read() >= 0) {
                    // Whoever started this has gone when there is no more input.
                }
                Runtime.getRuntime().halt(0);
            });
            while (true) {
                var socket = listening.accept();
                start(() -> server.serve(socket));
            }
        }
    }

    private interface Job {
        void run() throws IOException;
    }

    private static void start(Job job) {
        var thread = new Thread(() -> {
            try {
                job.run();
            } catch (IOException e) {
                // The client has closed the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream(), 8 * 1024);
            var out = socket.getOutputStream();
            var header = new byte[LONGEST_HEADER];
            while (true) {
                int length = readHeader(in, header);
                if (length < 0) {
                    return;
                }
                var text = new String(header, 0, length, StandardCharsets.ISO_8859_1);
                answer(out, text.substring(0, text.indexOf('\r')), in.readNBytes(contentLength(text)));
            }
        }
    }

    private static int readHeader(InputStream in, byte[] header) throws IOException {
        int length = 0;
        int matched = 0;
        while (matched < HEADER_END.length) {
            int next = in.read();
            if (next < 0) {
                return -1;
            }
            header[length++] = (byte) next;
            matched = next == HEADER_END[matched] ? matched + 1 : next == HEADER_END[0] ? 1 : 0;
        }
        return length;
    }

    private static int contentLength(String header) {
        int at = header.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
        if (at < 0) {
            return 0;
        }
        int end = header.indexOf('\r', at);
        return Integer.parseInt(
                header.substring(at + "content-length:".length(), end).strip());
    }

    private void answer(OutputStream out, String line, byte[] body) throws IOException {
        if (line.startsWith("GET /bench/credits")) {
            write(out, String.valueOf(credits.get()));
        } else if (line.startsWith("GET /bench/latency/")) {
            latencyNanos = Long.parseLong(line.split("[/ ]")[4]) * 1_000_000;
            write(out, "set");
        } else if (line.contains("/oauth/token")) {
            write(out, "{\"access_token\":\"bench-token\",\"token_type\":\"bearer\",\"expires_in\":299}");
        } else {
            var answer = work(line, body);
            if (latencyNanos > 0) {
                LockSupport.parkNanos(latencyNanos);
            }
            write(out, answer);
        }
    }

    private String work(String line, byte[] body) throws IOException {
        if (line.contains("/cardAccount/get")) {
            return "{\"code\":0,\"message\":\"Success\",\"payload\":{\"cardAccountId\":\"CA9BENCH1\","
                    + "\"companyId\":\"CEKBENCH\",\"availableBalance\":1000000.50,\"totalCards\":10}}";
        }
        var json = CODEC.decode(body);
        if (line.contains("/bulk-create-allocate-points-json")) {
            return bulk(json);
        }
        credits.incrementAndGet();
        return "{\"code\":0,\"message\":\"Success\",\"payload\":{\"enKashCardId\":\"EKCBENCH1\",\"userId\":\"EKBENCH1\","
                + "\"otbBalance\":250.50,\"enkashCardTxnId\":\"ECTBENCH1\",\"pgReferenceNumber\":\""
                + reference(json) + "\"}}";
    }

    private static String reference(byte[] json) {
        var text = new String(json, StandardCharsets.UTF_8);
        int name = text.indexOf("\"uniqueReferenceNumber\":\"");
        int start = name + "\"uniqueReferenceNumber\":\"".length();
        return text.substring(start, text.indexOf('"', start));
    }

    private String bulk(byte[] json) throws IOException {
        var rows = JSON.readTree(json);
        var payload = JSON.createObjectNode();
        var succeeded = payload.putArray("successBulkEnKashCardCreateDTOs");
        payload.putArray("failedBulkEnKashCardCreateDTOs");
        for (var row : rows) {
            succeeded
                    .addObject()
                    .put("email", row.path("email").asText())
                    .put("mobile", row.path("mobile").asText())
                    .put("loadAmount", row.path("loadAmount").decimalValue())
                    .put("enKashCardId", "EKCBENCH1")
                    .put("enkashCardTxnId", "ECTBENCH1")
                    .put(
                            "uniqueReferenceNumber",
                            row.path("uniqueReferenceNumber").asText());
        }
        credits.addAndGet(rows.size());
        return "{\"code\":0,\"message\":\"Success\",\"payload\":" + payload + "}";
    }

    private static void write(OutputStream out, String body) throws IOException {
        var content = body.getBytes(StandardCharsets.UTF_8);
        var head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + content.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        var all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        out.write(all);
        out.flush();
    }
}

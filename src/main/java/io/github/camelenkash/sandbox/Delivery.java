package io.github.camelenkash.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * How an answer reaches (or does not reach) the client. Everything but {@link #WHOLE} and {@link #SLOW} acts on the
 * real socket and ends the connection, because that is what a client has to survive; a status code would be too kind.
 */
enum Delivery {
    /** As it should be. */
    WHOLE,
    /** As it should be, later. */
    SLOW,
    /** TCP reset: the kernel drops what was not yet read. */
    RESET {
        @Override
        void deliver(Socket socket, Answer answer) throws IOException {
            socket.setSoLinger(true, 0);
        }
    },
    /** An orderly end of the connection, without one byte of an answer. */
    CLOSE,
    /** Nothing, for as long as the client waits. */
    SILENCE {
        @Override
        void deliver(Socket socket, Answer answer) throws IOException {
            while (!gone(socket, Duration.ofSeconds(1))) {
                // the client decides how long
            }
        }
    },
    /** A good beginning, then one blank after the other: every read succeeds, the answer never ends. */
    TRICKLE {
        @Override
        void deliver(Socket socket, Answer answer) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(head(answer, "Content-Length: 100000000"));
            out.write('{');
            while (!gone(socket, Duration.ofMillis(50))) {
                out.write(' ');
            }
        }
    },
    /** Half of the announced body, then an orderly end. */
    HALF {
        @Override
        void deliver(Socket socket, Answer answer) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(head(answer, "Content-Length: " + answer.body().length));
            out.write(answer.body(), 0, answer.body().length / 2);
        }
    },
    /** Chunks without end, as fast as the client reads. */
    ENDLESS {
        @Override
        void deliver(Socket socket, Answer answer) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(head(answer, "Transfer-Encoding: chunked"));
            out.write(chunk("{\"code\":0,\"data\":\""));
            byte[] chunk = chunk("x".repeat(0x1000));
            while (true) {
                out.write(chunk);
            }
        }
    },
    /** One gigabyte, honestly announced. */
    HUGE {
        @Override
        void deliver(Socket socket, Answer answer) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(head(answer, "Content-Length: " + (1L << 30)));
            byte[] block = new byte[1 << 16];
            Arrays.fill(block, (byte) ' ');
            for (int i = 0; i < 1 << 14; i++) {
                out.write(block);
            }
        }
    };

    /** Does it on the socket; the caller closes it afterwards. A client that gives up ends this by an exception. */
    void deliver(Socket socket, Answer answer) throws IOException {
        // CLOSE: nothing to say
    }

    /** Waits for the client to end the connection: true when it did, false when the time is over. */
    private static boolean gone(Socket socket, Duration wait) throws IOException {
        socket.setSoTimeout((int) wait.toMillis());
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Written by hand: the HTTP stack would not announce what it does not mean to send. */
    private static byte[] head(Answer answer, String framing) {
        return ascii("HTTP/1.1 " + answer.status() + " Sandbox\r\nContent-Type: " + answer.contentType() + "\r\n"
                + framing + "\r\n\r\n");
    }

    private static byte[] chunk(String text) {
        return ascii(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

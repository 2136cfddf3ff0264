package io.github.camelenkash.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What befalls one request on its way to the server or its answer on the way back.
 *
 * @param name the kind of fault: for counting, and for whoever reads a failure
 * @param play does it; returns whether the connection may carry a further request
 */
record WireFault(String name, Play play) {

    @FunctionalInterface
    interface Play {
        boolean on(Passage passage) throws IOException, InterruptedException;
    }

    /** How a connection ends. */
    enum End {
        /** An orderly end (FIN): all bytes that were handed over arrive. */
        CLOSE,
        /** A reset (RST): the kernel drops what was not read yet. */
        RESET;

        void of(Passage passage) throws IOException {
            if (this == RESET) {
                passage.resetOnEnd();
            }
        }
    }

    /** What the client is handed instead of the right answer. Each works with an answer and without one. */
    enum Instead {
        RESET,
        CLOSE,
        /** Nothing, until the client gives up. */
        SILENCE,
        /** A good beginning and then a blank now and then: each read succeeds, and it never ends. */
        TRICKLE,
        /** Half of the announced bytes. */
        TRUNCATED,
        SERVER_ERROR,
        /** As a proxy between the two answers, which knows nothing of EnKash. */
        BAD_GATEWAY,
        GARBAGE;

        private boolean hand(Passage passage, byte[] right) throws IOException, InterruptedException {
            switch (this) {
                case RESET -> passage.resetOnEnd();
                case CLOSE -> {}
                case SILENCE -> passage.waitForTheClient();
                case TRICKLE -> passage.dripForEver();
                case TRUNCATED -> {
                    var whole = right != null ? right : http(200, "application/json", "{\"code\":0,\"message\":\"Succ");
                    passage.hand(whole, 0, whole.length - 15);
                }
                case SERVER_ERROR ->
                    passage.hand(http(500, "application/json", "{\"code\":500,\"message\":\"Internal error\"}"));
                case BAD_GATEWAY ->
                    passage.hand(http(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>"));
                case GARBAGE -> passage.hand(http(200, "application/json", "{\"code\":0,\u0001\u0002]]%&{{{"));
            }
            return false;
        }
    }

    /** The server gets it all, acts and answers; the client gets something else. Points have moved by then. */
    static WireFault answerLost(Instead instead) {
        return new WireFault("answer lost: " + instead, passage -> instead.hand(passage, passage.forward()));
    }

    /** The server gets nothing, and no points move. */
    static WireFault requestLost(Instead instead) {
        return new WireFault("request lost: " + instead, passage -> instead.hand(passage, null));
    }

    /** The server gets the first bytes of a request, fewer than all. No points move. */
    static WireFault cutRequest(int after, End end) {
        return new WireFault("request cut: " + end, passage -> {
            passage.forward(after, end);
            end.of(passage);
            return false;
        });
    }

    /** The client gets the first bytes of the answer, or all of them, and then the end of the connection. */
    static WireFault cutAnswer(int after, End end) {
        return new WireFault("answer cut: " + end, passage -> {
            var answer = passage.forward();
            passage.hand(answer, 0, Math.min(after, answer.length));
            end.of(passage);
            return false;
        });
    }

    /** All is right but late. */
    static WireFault delay(Duration request, Duration answer) {
        return new WireFault("delay", passage -> {
            passage.pause(request);
            var bytes = passage.forward();
            passage.pause(answer);
            passage.hand(bytes);
            return true;
        });
    }

    /** All is right, and each way takes this long, a few bytes at a time. */
    static WireFault trickle(Duration request, Duration answer) {
        return new WireFault("trickle", passage -> {
            passage.hand(passage.forwardSlowly(request), answer);
            return true;
        });
    }

    /** The answer that the server gave, with a text in the request replaced by one of the same length. */
    static WireFault forge(String text, String by) {
        if (text.length() != by.length()) {
            throw new IllegalArgumentException("Another length would need another Content-Length");
        }
        return new WireFault("forged", passage -> {
            passage.hand(passage.forwardInstead(passage.request().text().replace(text, by)));
            return true;
        });
    }

    /** An answer as it stands in here, whether the server has acted or not. */
    static WireFault answer(String name, boolean acted, String http) {
        return new WireFault(name, passage -> {
            if (acted) {
                passage.forward();
            }
            passage.hand(http.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        });
    }

    /** Both ends are reset at this moment after the request came, wherever it is by then. */
    static WireFault cutAt(Duration moment) {
        return new WireFault("cut at a moment", passage -> {
            var scissors = passage.resetIn(moment);
            try {
                passage.hand(passage.forwardSlowly(Duration.ofMillis(1)), Duration.ofMillis(1));
                return true;
            } finally {
                scissors.cancel(false);
            }
        });
    }

    /** Any of these, at any byte or moment. */
    static WireFault random(SplittableRandom random, int requestLength) {
        var end = random.nextBoolean() ? End.CLOSE : End.RESET;
        var instead = Instead.values()[random.nextInt(Instead.values().length)];
        return switch (random.nextInt(8)) {
            case 0 -> cutRequest(random.nextInt(requestLength), end);
            case 1 -> cutAnswer(random.nextInt(400), end);
            case 2, 3 -> answerLost(instead);
            case 4 -> requestLost(instead);
            case 5 -> delay(Duration.ofMillis(random.nextInt(20)), Duration.ofMillis(random.nextInt(20)));
            case 6 -> trickle(Duration.ofMillis(random.nextInt(10)), Duration.ofMillis(random.nextInt(10)));
            default -> cutAt(Duration.ofNanos(random.nextLong(6_000_000)));
        };
    }

    /** A whole answer in bytes. */
    static byte[] http(int status, String contentType, String body, String... headers) {
        return ("HTTP/1.1 " + status + " Status\r\nContent-Type: " + contentType + "\r\n"
                        + String.join(
                                "", Arrays.stream(headers).map(h -> h + "\r\n").toList()) + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }
}

package io.github.camelenkash.client;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import java.time.Duration;

/**
 * Calls that only read, repeated where that can help and cannot hurt: after a stale pooled connection, after a 401 with a
 * new token, and after a 429 or 503 that names a short wait. The number of repeats and the whole time are bounded.
 */
final class Reads {

    /** The option at fault where an answer was too large, and so the sign that a smaller question may be answered. */
    static final String TOO_LARGE = "maxResponseSize";

    /** Of waits that the server asks for; a third would only add to its load. */
    private static final int MOST_WAITS = 2;

    private final Transport transport;
    private final Requests requests;
    private final Pause pause;
    private final Duration maxRetryAfter;
    private final long callNanos;

    Reads(Transport transport, Requests requests, Pause pause, ClientSettings settings) {
        this.transport = transport;
        this.requests = requests;
        this.pause = pause;
        this.maxRetryAfter = settings.maxRetryAfter();
        this.callNanos = settings.callTimeout().toNanos();
    }

    /** Asks, and asks again where that is due; gives the successful answer. Throws as {@link ReadAnswers#success} does. */
    ReadAnswers.Success ask(Requests.Prepared prepared) {
        return new Attempts(prepared, false).ask();
    }

    /**
     * Asks for a change, once: only a 401, which proves that nothing was done, is worth another try.
     *
     * @throws OutcomeUnknownException if it was sent and no usable answer came
     */
    ReadAnswers.Success change(Requests.Prepared prepared) {
        return new Attempts(prepared, true).change();
    }

    /** The tries of one call; what was already repeated is not repeated again. */
    private final class Attempts {

        private final Requests.Prepared prepared;
        private final Tokens tokens;
        /** Whether it changes something, and so is not repeated. */
        private final boolean once;
        /** Whether a byte of it may have left. */
        private boolean handed;

        private Token token;
        /** On the clock of {@link System#nanoTime()}. */
        private long end;

        private boolean loggedInAgain;
        private boolean connectedAgain;
        private int waits;

        Attempts(Requests.Prepared prepared, boolean once) {
            this.prepared = prepared;
            this.tokens = prepared.site().tokens();
            this.once = once;
        }

        ReadAnswers.Success change() {
            try {
                return ask();
            } catch (UnavailableException | UndecodableException e) {
                throw handed
                        ? new OutcomeUnknownException(
                                e.getFailure()
                                        .next("It may have been done: look before you send it again. It moves no points"
                                                + " in any case"),
                                e.getCause())
                        : e;
            }
        }

        ReadAnswers.Success ask() {
            token = tokens.get();
            // One end for all tries together; a login has its own bound.
            end = System.nanoTime() + callNanos;
            while (true) {
                var reply = exchange();
                if (reply == null || isWorthAnotherTry(reply)) {
                    continue;
                }
                handed = true;
                var opened = prepared.site().opener().open(reply.body());
                if (opened instanceof Opened.Envelope && reply.status() < 500) {
                    tokens.accepted(token);
                }
                return ReadAnswers.success(reply, opened);
            }
        }

        /** @return null where the connection was stale and one more try is due */
        private Reply exchange() {
            try {
                return transport.exchange(prepared.site().target(), requests.with(token, prepared), null, end, false);
            } catch (WireException e) {
                handed |= e.handed();
                if (e.stale() && !connectedAgain && !once) {
                    connectedAgain = true;
                    transport.dropIdleConnections();
                    return null;
                }
                var failure = Failure.because("EnKash gives no answer (" + e.getMessage() + ")");
                throw new UnavailableException(
                        e.getCause() instanceof AnswerTooLargeException ? failure.field(TOO_LARGE) : failure,
                        e.getCause());
            }
        }

        /** Prepares the next try where one is due. */
        private boolean isWorthAnotherTry(Reply reply) {
            return switch (reply.status()) {
                case 401 -> {
                    tokens.refused(token);
                    // Twice in one call is enough, whatever happens to other callers' tokens.
                    if (loggedInAgain) {
                        throw Tokens.freshTokenRefused();
                    }
                    loggedInAgain = true;
                    token = tokens.get();
                    yield true;
                }
                case 429, 503 ->
                    !once && waits < MOST_WAITS && reply.retryAfter() != null && waited(reply.retryAfter());
                default -> false;
            };
        }

        /** Waits as long as the server asks, unless that is more than is allowed or than is left. */
        private boolean waited(Duration wait) {
            if (wait.compareTo(maxRetryAfter) > 0 || end - System.nanoTime() <= wait.toNanos()) {
                return false;
            }
            waits++;
            try {
                pause.nanos(wait.toNanos());
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException(Failure.because("Interrupted while waiting to ask EnKash again"), e);
            }
        }
    }
}

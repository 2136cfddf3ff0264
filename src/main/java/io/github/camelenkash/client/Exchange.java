package io.github.camelenkash.client;

import io.github.camelenkash.api.Permit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * One request and its answer: what is known of it, and when it is cut. Used by the calling thread, and by the watchdog
 * through {@link #run()}.
 *
 * <p>Whether a byte may have left is a mark set by {@link #send} immediately before the first write. It is the only thing
 * that tells a movement which was not sent from one whose outcome is unknown; no exception is ever asked.
 */
final class Exchange implements Runnable {

    private final Permit permit;
    private final long callNanos;
    private final boolean fixedEnd;
    private final Watchdog watchdog;

    // Of the calling thread only.
    private boolean reused;
    private boolean handed;
    private boolean answering;

    // Shared with the watchdog.

    private volatile long cutAt;
    private volatile ConnectionEndpoint endpoint;
    private volatile Future<?> watch;
    private volatile boolean cut;
    private volatile boolean over;

    /**
     * @param permit for what moves value; null for reads and logins
     * @param callNanos longest time from the first byte sent to the last byte read, and before that of connecting
     * @param end when the call ends whatever happens, on the clock of {@link System#nanoTime()}; null where the time
     *     counts anew from the first byte
     */
    Exchange(Permit permit, long callNanos, Long end, Watchdog watchdog) {
        this.permit = permit;
        this.callNanos = callNanos;
        this.fixedEnd = end != null;
        this.cutAt = end != null ? end : System.nanoTime() + callNanos;
        this.watchdog = watchdog;
    }

    /** Sets the watchdog on this call. */
    void begin() {
        watch = watchdog.in(cutAt - System.nanoTime(), this);
    }

    /** Calls the watchdog off; from here on the connection may serve somebody else. */
    void end() {
        over = true;
        var task = watch;
        if (task != null) {
            task.cancel(false);
        }
    }

    /** The watchdog's look. A call whose time began anew since is looked at again later, which spares a second task. */
    @Override
    public void run() {
        if (over) {
            return; // came too late to be called off
        }
        long left = cutAt - System.nanoTime();
        if (left > 0) {
            watch = watchdog.in(left, this);
            return;
        }
        cut = true;
        var using = endpoint;
        if (using != null) {
            using.close(CloseMode.IMMEDIATE);
        }
    }

    /** From here on the watchdog can cut the connection. */
    void uses(ConnectionEndpoint leased, boolean isReused) throws IOException {
        endpoint = leased;
        reused = isReused;
        checkTime();
    }

    /** Sends the request over a connection that is open; the mark is set here. */
    ClassicHttpResponse send(
            HttpRequestExecutor executor,
            ClassicHttpRequest request,
            HttpClientConnection connection,
            HttpContext context)
            throws IOException, HttpException {
        if (connection instanceof QuietConnection quiet) {
            quiet.refuseLeftovers();
        }
        checkTime();
        long now = System.nanoTime();
        if (permit != null && !permit.allowsFirstByteAt(now)) {
            throw new InterruptedIOException("the sender's time ran out before the first byte");
        }
        // Before the write, not after it: a write that fails may have sent something.
        handed = true;
        if (!fixedEnd) {
            cutAt = now + callNanos;
        }
        var response = executor.execute(request, connection, null, context);
        answering = true;
        return response;
    }

    /** The failure as the caller needs it. */
    WireException failure(Exception e) {
        boolean stale = reused && handed && !answering && !cut && !(e instanceof SocketTimeoutException);
        // A parser quotes what it could not read, and that is the server's text: no message, no cause.
        if (e instanceof HttpException || e instanceof MalformedChunkCodingException) {
            return new WireException("the answer is not HTTP as it should be", handed, stale, null);
        }
        return new WireException(cut ? "no whole answer within callTimeout" : describe(e), handed, stale, e);
    }

    /** The watchdog may have come while there was no connection to cut. */
    private void checkTime() throws IOException {
        if (cut) {
            throw new InterruptedIOException("no connection within callTimeout");
        }
    }

    private static String describe(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

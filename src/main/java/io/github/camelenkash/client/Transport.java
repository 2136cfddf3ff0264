package io.github.camelenkash.client;

import io.github.camelenkash.api.Permit;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Moves bytes: one request, one whole answer, bounded in time and size.
 *
 * <p>It drives HttpClient 5's connection pool directly. The chain that HttpClient builds above it (redirects, automatic
 * repeats, cookies, authentication, decompression) is not switched off but not there, and the moment at which a request
 * is handed to a connection is a line of our own code.
 */
final class Transport implements AutoCloseable {

    /** Bodies up to this size get an array at once; beyond it a server's Content-Length is believed as bytes arrive. */
    private static final int LARGEST_TRUSTED_LENGTH = 64 * 1024;

    private static final int FIRST_BUFFER = 4 * 1024;
    private static final int SOCKET_BUFFER = 8 * 1024;
    private static final int LONGEST_HEADER_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 200;
    /** Idle longer, and a connection is looked at before use: a movement on a dead one would be an unknown outcome. */
    private static final TimeValue LOOK_AFTER_IDLE = TimeValue.ofSeconds(1);

    private static final int LONGEST_IDLE_SECONDS = 30;
    private static final byte[] NOTHING = {};

    private final Timeout connectTimeout;
    private final Timeout responseTimeout;
    private final long callNanos;
    private final int maxResponseSize;
    private final PoolingHttpClientConnectionManager pool;
    private final HttpRequestExecutor executor = new HttpRequestExecutor();
    private final Watchdog watchdog = new Watchdog();
    private volatile boolean closed;

    Transport(ClientSettings settings) {
        connectTimeout = Timeout.of(settings.connectTimeout());
        responseTimeout = Timeout.of(settings.responseTimeout());
        callNanos = settings.callTimeout().toNanos();
        maxResponseSize = (int) settings.maxResponseSize();
        pool = pool(settings);
        // The pool itself looks at idle connections only when it lends them; without this they would stay half-closed.
        watchdog.every(LONGEST_IDLE_SECONDS, () -> {
            pool.closeExpired();
            pool.closeIdle(TimeValue.ofSeconds(LONGEST_IDLE_SECONDS));
        });
    }

    private static PoolingHttpClientConnectionManager pool(ClientSettings settings) {
        var http = Http1Config.custom()
                .setBufferSize(SOCKET_BUFFER)
                // Header and body of a usual request leave in one write.
                .setChunkSizeHint(SOCKET_BUFFER)
                .setMaxLineLength(LONGEST_HEADER_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        var ssl = settings.sslContext() != null ? settings.sslContext() : SSLContexts.createSystemDefault();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> new QuietConnection(http))
                // Both Java and HttpClient compare the host name, so that no trust manager can leave it out.
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        ssl, HostnameVerificationPolicy.BOTH, new DefaultHostnameVerifier()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setValidateAfterInactivity(LOOK_AFTER_IDLE)
                        .build())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .build();
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param permit for what moves value, else null; nothing is sent later than it allows
     * @param end when the call ends whatever happens, on the clock of {@link System#nanoTime()}; null to count
     *     {@code callTimeout} from the first byte
     * @param freshConnection whether a pooled connection must not be used
     */
    Reply exchange(Target target, ClassicHttpRequest request, Permit permit, Long end, boolean freshConnection)
            throws WireException {
        if (closed) {
            throw new WireException("the client is closed", false, false, null);
        }
        var exchange = new Exchange(permit, callNanos, end, watchdog);
        try {
            exchange.begin();
            return exchange(target, request, exchange, freshConnection);
        } catch (IOException | HttpException | RuntimeException e) {
            // Runtime exceptions too: the pool throws some when the watchdog took the connection away.
            throw exchange.failure(e);
        } finally {
            exchange.end();
        }
    }

    private Reply exchange(Target target, ClassicHttpRequest request, Exchange exchange, boolean freshConnection)
            throws IOException, HttpException {
        var endpoint = lease(target.route());
        TimeValue keepFor = null; // null closes the connection
        boolean whole = false;
        try {
            if (freshConnection && endpoint.isConnected()) {
                endpoint.close();
            }
            var context = HttpClientContext.create();
            exchange.uses(endpoint, endpoint.isConnected());
            if (!endpoint.isConnected()) {
                connect(endpoint, target, context);
            }
            // Bounds each single wait for bytes; the watchdog bounds their sum.
            endpoint.setSocketTimeout(responseTimeout);
            var response = endpoint.execute(
                    null, request, (sent, connection, ctx) -> exchange.send(executor, sent, connection, ctx), context);
            var reply = read(response);
            whole = true;
            if (DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)) {
                keepFor = KeepAlive.of(response, LONGEST_IDLE_SECONDS);
            }
            return reply;
        } finally {
            if (!whole) {
                // What is left on the wire belongs to this answer; the next request must not find it.
                endpoint.close(CloseMode.IMMEDIATE);
            }
            pool.release(endpoint, null, keepFor);
        }
    }

    /** Waits for a connection no longer than for connecting one. */
    private ConnectionEndpoint lease(HttpRoute route) throws IOException {
        var request = pool.lease(null, route, connectTimeout, null);
        try {
            return request.get(connectTimeout);
        } catch (TimeoutException e) {
            request.cancel();
            throw new IOException("all " + pool.getMaxTotal() + " connections were in use", e);
        } catch (ExecutionException e) {
            request.cancel();
            throw new IOException("no connection could be had from the pool", e);
        } catch (InterruptedException e) {
            request.cancel();
            // Nobody asked yet whether it may be swallowed, so it is kept for the caller.
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a connection");
        }
    }

    private void connect(ConnectionEndpoint endpoint, Target target, HttpClientContext context)
            throws IOException, HttpException {
        pool.connect(endpoint, connectTimeout, context);
        if (target.route().isTunnelled()) {
            tunnel(endpoint, target, context);
        }
    }

    /** Asks the proxy for a tunnel (CONNECT). None of the caller's request is in it, so the mark is not set here. */
    private void tunnel(ConnectionEndpoint endpoint, Target target, HttpClientContext context)
            throws IOException, HttpException {
        endpoint.setSocketTimeout(connectTimeout);
        var connect = new BasicClassicHttpRequest("CONNECT", null, null, target.authority());
        connect.addHeader("Host", target.authority());
        var response = endpoint.execute(
                null, connect, (sent, connection, ctx) -> executor.execute(sent, connection, null, ctx), context);
        if (response.getCode() != 200) {
            throw new IOException("the proxy opens no tunnel [HTTP " + response.getCode() + "]");
        }
        pool.upgrade(endpoint, context);
    }

    /** The whole answer in memory: only then is the connection free, and only then is it known to be whole. */
    private Reply read(ClassicHttpResponse response) throws IOException {
        var retryAfter = response.getFirstHeader("Retry-After");
        return new Reply(
                response.getCode(),
                body(response),
                retryAfter == null ? null : RetryAfter.parse(retryAfter.getValue(), Instant.now()));
    }

    /**
     * A body up to {@code maxResponseSize}, whether the server announces its length, sends it in chunks or ends it by
     * closing. A body shorter than announced is an error of the stream itself.
     */
    private byte[] body(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            return NOTHING;
        }
        long length = entity.getContentLength();
        if (length > maxResponseSize) {
            throw new AnswerTooLargeException();
        }
        // Not closed here: closing would read an endless body to its end. Discarding the connection ends it.
        InputStream input = entity.getContent();
        var buffer = new byte[(int) Math.min(length < 0 ? FIRST_BUFFER : length, LARGEST_TRUSTED_LENGTH)];
        int size = 0;
        while (true) {
            if (size == buffer.length) {
                // Full. One more byte tells whether that was all, and for an announced length always answers at once.
                int next = input.read();
                if (next < 0) {
                    return buffer;
                }
                if (size >= maxResponseSize) {
                    throw new AnswerTooLargeException();
                }
                if (size >= LARGEST_TRUSTED_LENGTH) {
                    return new LongBody(buffer, next, maxResponseSize).readAll(input);
                }
                buffer = Arrays.copyOf(buffer, (int) Math.min(Math.max(FIRST_BUFFER, 2L * size), maxResponseSize));
                buffer[size++] = (byte) next;
            }
            int read = input.read(buffer, size, buffer.length - size);
            if (read < 0) {
                return Arrays.copyOf(buffer, size);
            }
            size += read;
        }
    }

    /** After one pooled connection proved dead, its neighbours are not worth a try. */
    void dropIdleConnections() {
        pool.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        watchdog.close();
        dropIdleConnections();
        // What is still under way is cut: waiting politely for a mute server could hold up a shutdown for ever.
        pool.close(CloseMode.IMMEDIATE);
    }
}

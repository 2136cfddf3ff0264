package io.github.camelenkash.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A pooled connection that never logs what it carries. HttpClient's own connections write headers and bodies to the
 * loggers {@code org.apache.hc.client5.http.headers} and {@code …wire} when those are switched on, and with them
 * passwords, tokens and people's data; ours have no such line to switch on.
 */
final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {

    private final AtomicBoolean closed = new AtomicBoolean();
    private Timeout socketTimeout;
    private SessionInputBuffer input;

    QuietConnection(Http1Config config) {
        // The parser must be told the limits of header lines itself; it does not take them from the connection.
        super(config, null, null, null, null, null, new DefaultHttpResponseParserFactory(config));
    }

    /** Bound twice: before it connects, so that it can be cut while it does, and after. A cut one stays cut. */
    @Override
    protected void bind(SocketHolder holder) throws IOException {
        if (closed.get()) {
            holder.getSocket().close();
            throw new InterruptedIOException("The connection was cut while it was being made");
        }
        super.bind(holder);
        socketTimeout = Timeout.ofMilliseconds(holder.getSocket().getSoTimeout());
    }

    /** Package-private elsewhere, hence again here: both forms of binding pass the check above. */
    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
        bind(new SocketHolder(sslSocket, socket));
    }

    @Override
    public Socket getSocket() {
        var holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket secure ? secure.getSession() : null;
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream socket) {
        input = buffer;
        return super.createContentInputStream(length, buffer, socket);
    }

    /**
     * Bytes that are there before anything was asked belong to an earlier answer; read as the answer to the next
     * request they would tell of the wrong movement.
     */
    void refuseLeftovers() throws IOException {
        var socket = getSocket();
        if (input != null
                && socket != null
                && (input.length() > 0 || socket.getInputStream().available() > 0)) {
            throw new SocketException("The server sent more than one answer to an earlier request");
        }
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        socketTimeout = timeout;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(socketTimeout);
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            super.close();
        }
    }

    @Override
    public void close(CloseMode mode) {
        if (closed.compareAndSet(false, true)) {
            super.close(mode);
        }
    }
}

package io.github.camelenkash.sandbox;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** A server connection that can be told to deliver an answer badly: it still has the socket. */
final class Wire extends DefaultBHttpServerConnection {

    private final Socket socket;
    private final CountDownLatch closing;
    private final Supplier<Duration> slowness;

    /**
     * Takes over an accepted socket.
     *
     * @param closing opens when the sandbox closes, so that no pause outlives it
     */
    Wire(Socket socket, CountDownLatch closing, Supplier<Duration> slowness) throws IOException {
        super("http", Http1Config.DEFAULT);
        this.socket = socket;
        this.closing = closing;
        this.slowness = slowness;
        bind(socket);
    }

    /** A body together with the manner of its delivery, which thus reaches the connection through the HTTP service. */
    static final class Body extends ByteArrayEntity {

        private final Answer answer;

        Body(Answer answer) {
            super(answer.body(), ContentType.parse(answer.contentType()));
            this.answer = answer;
        }
    }

    @Override
    public void sendResponseHeader(ClassicHttpResponse response) throws HttpException, IOException {
        if (response.getEntity() instanceof Body body) {
            switch (body.answer.delivery()) {
                case WHOLE -> {}
                case SLOW -> pause();
                default -> {
                    // past the buffers of the HTTP stack: nothing of this response is in them yet
                    body.answer.delivery().deliver(socket, body.answer);
                    socket.close();
                    throw new ConnectionClosedException("Ended by a fault");
                }
            }
        }
        super.sendResponseHeader(response);
    }

    private void pause() throws IOException {
        try {
            if (closing.await(slowness.get().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ConnectionClosedException("The sandbox closes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionClosedException("The sandbox closes");
        }
    }
}

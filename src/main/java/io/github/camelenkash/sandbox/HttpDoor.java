package io.github.camelenkash.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.HttpServerRequestHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.BasicHttpServerExpectationDecorator;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side: HttpCore's service behind an accept loop of our own. Our own, because HttpCore's listener thread is
 * not a daemon and would keep a JVM alive whose sandbox nobody closed. Loopback only, one daemon thread a connection,
 * as many as callers come.
 */
final class HttpDoor {

    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final int BACKLOG = 1024;
    private static final int LONGEST_GOODBYE_SECONDS = 5;

    private final Function<Incoming, Answer> inside;
    private final Supplier<Duration> slowness;
    private final HttpService service;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch deaf = new CountDownLatch(1);
    private final ServerSocket listener;
    private final ExecutorService threads;

    /** Opens at once. Port 0 is any free one. */
    HttpDoor(int port, Function<Incoming, Answer> inside, Supplier<Duration> slowness) {
        this.inside = inside;
        this.slowness = slowness;
        this.service = new HttpService(
                HttpProcessors.server("camel-enkash-sandbox"),
                new BasicHttpServerExpectationDecorator(this::handle),
                DefaultConnectionReuseStrategy.INSTANCE,
                null);
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot listen on port " + port, e);
        }
        threads = Executors.newCachedThreadPool(Daemons.named("enkash-sandbox-" + listener.getLocalPort()));
        threads.execute(this::accept);
    }

    String url() {
        String host = listener.getInetAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + listener.getLocalPort();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Ends every connection at once; a client that waits sees it at once, too. */
    void close() {
        closing.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("Closing the listener failed", e);
        }
        awaitFreePort();
        wires.forEach(wire -> wire.close(CloseMode.IMMEDIATE));
        threads.shutdownNow();
    }

    /** A listener gives its port back when the thread that accepts has left it, which is a moment after it was closed. */
    private void awaitFreePort() {
        try {
            if (!deaf.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                LOG.debug("The listener still holds its port");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                try {
                    welcome(listener.accept());
                } catch (IOException | RuntimeException e) {
                    // closed, or one connection that went away while it was accepted
                    LOG.trace("Accepting ended", e);
                }
            }
        } finally {
            deaf.countDown();
        }
    }

    private void welcome(Socket socket) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            var wire = new Wire(socket, closing, slowness);
            wires.add(wire);
            threads.execute(() -> serve(wire));
        } catch (IOException | RuntimeException e) {
            // also when the sandbox closes at this moment: a client must not wait for nobody
            socket.close();
            throw e;
        }
    }

    /** One connection, request after request, for as long as both sides keep it. */
    private void serve(Wire wire) {
        try {
            while (wire.isOpen() && closing.getCount() > 0) {
                service.handleRequest(wire, HttpCoreContext.create());
            }
        } catch (IOException | HttpException | RuntimeException e) {
            // clients go away, and faults end connections: nothing to tell anybody
            LOG.trace("Connection ended", e);
        } finally {
            wire.close(CloseMode.IMMEDIATE);
            wires.remove(wire);
        }
    }

    /** The body is read whole before anything is decided, so that a fault never resets a half-read request by accident. */
    private void handle(
            ClassicHttpRequest request, HttpServerRequestHandler.ResponseTrigger trigger, HttpContext context)
            throws HttpException, IOException {
        String target = request.getPath();
        int mark = target.indexOf('?');
        var incoming = new Incoming(
                request.getMethod(),
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? null : target.substring(mark + 1),
                name -> value(request, name),
                request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity()));
        trigger.submitResponse(response(safely(incoming)));
    }

    /** A bug of the sandbox must look like one, not like a fault of the network. */
    private Answer safely(Incoming incoming) {
        try {
            return inside.apply(incoming);
        } catch (RuntimeException e) {
            LOG.error("The sandbox itself failed", e);
            return Answer.of(500, Answer.TEXT, "The sandbox itself failed: see its log");
        }
    }

    private static ClassicHttpResponse response(Answer answer) {
        var response = new BasicClassicHttpResponse(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setEntity(new Wire.Body(answer));
        return response;
    }

    private static String value(ClassicHttpRequest request, String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}

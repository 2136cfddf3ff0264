package io.github.camelenkash.lab;

import io.github.camelenkash.lab.Passage.Request;
import io.github.camelenkash.sandbox.Operation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The wire between the component and the sandbox, plain HTTP on loopback. It knows no more of HTTP than where a message
 * ends; what it does to a request is said by a {@link WireFault}, and which request that is by its path, its attempt or
 * its reference. Without a plan everything passes.
 *
 * <pre>{@code
 * try (var proxy = FaultProxy.to(sandbox.port())) {
 *     proxy.next(WireFault.answerLost(Instead.RESET));
 *     … // point the component at proxy.url()
 * }
 * }</pre>
 */
final class FaultProxy implements AutoCloseable {

    /** The paths under which points move; logins and look-ups have others. */
    static final Set<String> MOVEMENTS =
            Set.of(Operation.ALLOCATE.path(), Operation.ALLOCATE_INCENTIVE.path(), Operation.BULK.path());

    /** One thread each; whoever comes later waits to be accepted. */
    private static final int MOST_CONNECTIONS = 256;

    private static final int BACKLOG = 1024;
    private static final int LONGEST_REQUEST = 1 << 24;

    /** Which fault a request suffers; null lets it pass. */
    @FunctionalInterface
    interface Plan {
        WireFault faultFor(Request request);
    }

    private final int serverPort;
    private final ServerSocket listener;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<WireFault> nextMovements = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> played = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("fault-proxy"));
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(daemons("fault-timer"));
    private volatile Plan movements = request -> null;
    private volatile Plan others = request -> null;

    private FaultProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Stands before a server on loopback. */
    static FaultProxy to(int serverPort) {
        try {
            return new FaultProxy(serverPort);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** The next movements suffer these, one each; logins and look-ups pass. */
    FaultProxy next(WireFault... faults) {
        nextMovements.addAll(Arrays.asList(faults));
        return this;
    }

    /** What movements suffer that are not the next ones. */
    FaultProxy movements(Plan plan) {
        movements = plan;
        return this;
    }

    /** What befalls everything else: logins, look-ups, reads. */
    FaultProxy others(Plan plan) {
        others = plan;
        return this;
    }

    /**
     * Some requests suffer anything at all. The seed decides for each body and attempt, not in the order of arrival, so
     * that the same seed plays the same faults to many threads.
     */
    static Plan randomly(long seed, double probability) {
        return request -> {
            long name = Arrays.hashCode(body(request.bytes()));
            var random = new SplittableRandom(seed ^ (name << 32) ^ request.attempt());
            return random.nextDouble() < probability ? WireFault.random(random, request.bytes().length) : null;
        };
    }

    /** How often each kind of fault was played. */
    Map<String, Long> played() {
        var counts = new TreeMap<String, Long>();
        played.forEach((name, count) -> counts.put(name, count.sum()));
        return counts;
    }

    /** How many connections are open on the client's side and on the server's. */
    int open() {
        return sockets.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                free.acquire();
                welcome(listener.accept());
            } catch (IOException | InterruptedException closed) {
                free.release();
            }
        }
    }

    private void welcome(Socket client) {
        sockets.add(client);
        try {
            threads.execute(() -> serve(client));
        } catch (RejectedExecutionException closed) {
            end(client);
        }
    }

    private void serve(Socket client) {
        Socket server = null;
        try {
            client.setTcpNoDelay(true);
            server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            sockets.add(server);
            server.setTcpNoDelay(true);
            var requests = new BufferedInputStream(client.getInputStream());
            var answers = new BufferedInputStream(server.getInputStream());
            boolean goesOn = closing.getCount() > 0;
            while (goesOn) {
                var bytes = Passage.read(requests, LONGEST_REQUEST);
                goesOn = bytes != null && play(new Passage(request(bytes), client, server, answers, closing, timer));
            }
        } catch (IOException | InterruptedException ended) {
            // One side went away: so does the other, without a farewell.
            reset(client);
        } finally {
            end(client);
            if (server != null) {
                end(server);
            }
            free.release();
        }
    }

    private boolean play(Passage passage) throws IOException, InterruptedException {
        var request = passage.request();
        var fault = request.movesValue() ? nextMovements.poll() : null;
        if (fault == null) {
            fault = (request.movesValue() ? movements : others).faultFor(request);
        }
        if (fault == null) {
            return passage.pass();
        }
        played.computeIfAbsent(fault.name(), unused -> new LongAdder()).increment();
        return fault.play().on(passage);
    }

    private Request request(byte[] bytes) {
        var text = new Request("", bytes, 0).text();
        var path = text.split(" ", 3)[1].split("\\?", 2)[0];
        int attempt = attempts.computeIfAbsent(path + " " + Arrays.hashCode(body(bytes)), unused -> new AtomicInteger())
                .incrementAndGet();
        return new Request(path, bytes, attempt);
    }

    private static byte[] body(byte[] request) {
        int end = new Request("", request, 0).text().indexOf("\r\n\r\n");
        return end < 0 ? request : Arrays.copyOfRange(request, end + 4, request.length);
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException gone) {
            // that is what was wanted
        }
    }

    /** Ends every connection, also those in the middle of a fault; no thread is left. */
    @Override
    public void close() {
        closing.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        timer.shutdownNow();
        threads.shutdownNow();
        sockets.forEach(FaultProxy::reset);
        try {
            if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A connection of the proxy does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}

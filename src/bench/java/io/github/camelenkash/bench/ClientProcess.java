package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * A JVM with one contender, so that none profits or suffers from what another one made the compiler do. Each line of its
 * input, {@code callers milliseconds}, is a round; it answers with a line of JSON, a {@link Round}.
 */
public final class ClientProcess {

    /** Begins each line that is meant for {@link Bench}; other lines are a library's. */
    static final String MARK = "@round ";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST_CALL_MICROS = 60_000_000;

    private final Contender contender;
    private final AtomicLong numbers = new AtomicLong();
    private final com.sun.management.OperatingSystemMXBean system =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ClientProcess(Contender contender) {
        this.contender = contender;
    }

    /** @param args name of the contender, and a {@link Place} as JSON */
    public static void main(String[] args) throws Exception {
        var place = JSON.readValue(args[1], Place.class);
        try (var contender = Contenders.valueOf(args[0]).start(place);
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var process = new ClientProcess(contender);
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.split(" ");
                var round = process.round(Integer.parseInt(words[0]), Long.parseLong(words[1]));
                System.out.println(MARK + JSON.writeValueAsString(round));
            }
        }
        System.exit(0);
    }

    /** What one caller did. */
    private static final class Caller {
        final Histogram micros = new Histogram(LONGEST_CALL_MICROS, 3);
        long calls;
        long awards;
        long errors;
        long allocated;
    }

    private Round round(int callers, long milliseconds) throws InterruptedException {
        var ready = new CountDownLatch(callers);
        var go = new CountDownLatch(1);
        var firstError = new AtomicReference<String>();
        var all = new ArrayList<Caller>();
        var running = new ArrayList<Thread>();
        var end = new AtomicLong();
        for (int i = 0; i < callers; i++) {
            var caller = new Caller();
            all.add(caller);
            var thread = new Thread(() -> {
                ready.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    return;
                }
                work(caller, end.get(), firstError);
            });
            running.add(thread);
            thread.start();
        }
        ready.await();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        end.set(start + milliseconds * 1_000_000);
        go.countDown();
        for (var thread : running) {
            thread.join();
        }
        long nanos = System.nanoTime() - start;
        long used = system.getProcessCpuTime() - cpu;
        contender.rest();
        return sum(all, nanos, used, firstError.get());
    }

    private void work(Caller caller, long end, AtomicReference<String> firstError) {
        long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (long before = System.nanoTime(); before - end < 0; ) {
            try {
                caller.awards += contender.call(numbers.incrementAndGet());
                caller.calls++;
            } catch (Exception e) {
                caller.errors++;
                firstError.compareAndSet(null, e.toString());
            }
            long after = System.nanoTime();
            caller.micros.recordValue(Math.min(LONGEST_CALL_MICROS, (after - before) / 1_000));
            before = after;
        }
        caller.allocated =
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
    }

    private static Round sum(Iterable<Caller> callers, long nanos, long cpu, String firstError) {
        var micros = new Histogram(LONGEST_CALL_MICROS, 3);
        long calls = 0;
        long awards = 0;
        long errors = 0;
        long allocated = 0;
        for (var caller : callers) {
            micros.add(caller.micros);
            calls += caller.calls;
            awards += caller.awards;
            errors += caller.errors;
            allocated += caller.allocated;
        }
        long each = Math.max(1, calls + errors);
        return new Round(
                calls,
                awards,
                errors,
                firstError,
                nanos / 1e9,
                cpu / 1e3 / each,
                (double) allocated / each,
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99));
    }
}

package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Assumption.RepeatedReference;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same awards, one answer in five lost, through {@code enkash:allocate} and through a good route written by hand with
 * three redeliveries. The server pays a repeated reference again, because no document says that it does not.
 *
 * <p>{@code -Dlab.movements=5000} is the figure in the README.
 */
class SideBySideTest {

    private static final int MOVEMENTS = Integer.getInteger("lab.movements", 500);
    private static final long SEED = Long.getLong("lab.seed", 4711);
    private static final int THREADS = 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void withOneAnswerInFiveLostNobodyIsPaidTwiceAndNobodyIsLost(LedgerStore store) throws Exception {
        Totals ours;
        try (var sandbox = sandbox();
                var node = Nodes.node(sandbox, store.create(folder), options -> {})) {
            Nodes.routes(node, routes -> routes.from("direct:pay")
                    .errorHandler(
                            routes.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(50))
                    .to("enkash:allocate"));
            ours = pay(node, "direct:pay", sandbox);
        }
        Totals byHand;
        try (var sandbox = sandbox();
                var context = new DefaultCamelContext()) {
            context.addRoutes(new HandWrittenRoute(sandbox.options(), 3));
            byHand = pay(context, HandWrittenRoute.PAY, sandbox);
        }
        System.out.printf(
                "%d movements, one answer in five lost, seed %d, ledger in %s:%n  enkash:allocate     %s%n"
                        + "  hand-written http:  %s%n",
                MOVEMENTS, SEED, store, ours, byHand);

        assertThat(ours).as("seed %d", SEED).isEqualTo(new Totals(MOVEMENTS, 0, 0, 0));
        assertThat(byHand.once + byHand.twice + byHand.lost).isEqualTo(MOVEMENTS);
        assertThat(byHand.twice).as("what the component is for; seed %d", SEED).isPositive();
    }

    /**
     * Counted on the server's side.
     *
     * @param once paid once
     * @param twice paid more than once
     * @param lost not paid
     * @param wronglyFailed paid, and reported to the caller as failed
     */
    private record Totals(int once, int twice, int lost, int wronglyFailed) {
        @Override
        public String toString() {
            return "paid once %d, paid twice or more %d, lost %d, paid but reported as failed %d"
                    .formatted(once, twice, lost, wronglyFailed);
        }
    }

    private static Sandbox sandbox() {
        var sandbox = Sandbox.builder()
                .with(Assumption.REPEATED_REFERENCE, RepeatedReference.PAY_AGAIN)
                .start();
        sandbox.faults().randomly(SEED, 0.2, call -> call.operation() == Operation.ALLOCATE, Fault.LOST_ANSWER);
        return sandbox;
    }

    private static Totals pay(CamelContext context, String uri, Sandbox sandbox) throws Exception {
        context.start();
        Queue<String> failed = new ConcurrentLinkedQueue<>();
        var threads = Executors.newFixedThreadPool(THREADS);
        try (var template = context.createProducerTemplate()) {
            for (int i = 0; i < MOVEMENTS; i++) {
                var award = Nodes.award("SIDE-" + i, i, 10);
                threads.submit(() -> {
                    var exchange = template.request(
                            uri, message -> message.getMessage().setBody(award));
                    if (exchange.isFailed()) {
                        failed.add((String) award.get("reference"));
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            threads.shutdownNow();
        }
        var credits = sandbox.books().creditsByReference();
        var counts = IntStream.range(0, MOVEMENTS)
                .map(i -> credits.getOrDefault("SIDE-" + i, 0))
                .toArray();
        return new Totals(
                (int) IntStream.of(counts).filter(n -> n == 1).count(),
                (int) IntStream.of(counts).filter(n -> n > 1).count(),
                (int) IntStream.of(counts).filter(n -> n == 0).count(),
                (int) failed.stream().filter(credits::containsKey).count());
    }
}

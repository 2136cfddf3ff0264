package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 6: tokens that end while points are on their way. */
class TokenExpiryTest {

    private static final int THREADS = 64;
    private static final int ROWS = 200;

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final Sandbox sandbox = SERVER.sandbox();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void aTokenThatEndsInMidFileCostsOneLoginAndNoRow(LedgerStore store) throws Exception {
        var calls = new AtomicInteger();
        // Between two rows, three times in the file.
        sandbox.faults()
                .when(
                        call -> {
                            if (call.operation() == Operation.ALLOCATE && calls.incrementAndGet() % 60 == 0) {
                                sandbox.books().expireTokens();
                            }
                            return false;
                        },
                        Fault.SLOW);
        var rows = IntStream.range(0, ROWS)
                .mapToObj(i -> Nodes.award("ROW-" + i, i, 1))
                .toList();
        try (var node = Nodes.node(sandbox, store.create(folder), options -> {})) {
            Nodes.routes(
                    node,
                    routes -> routes.from("direct:file").split(routes.body()).to("enkash:allocate"));
            node.start();
            node.createProducerTemplate().requestBody("direct:file", rows);
        }
        assertThat(sandbox.books().creditsByReference())
                .hasSize(ROWS)
                .allSatisfy((reference, credits) -> assertThat(credits).isEqualTo(1));
        assertThat(sandbox.books().logins())
                .as("the first, and one for each end")
                .isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void sixtyFourThreadsAtTheEndOfATokenLogInOnce(LedgerStore store) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        try (var node = Nodes.node(sandbox, store.create(folder), options -> {});
                var template = node.createProducerTemplate()) {
            node.start();
            assertThat(payTogether(threads, template, 0)).containsOnly(Outcome.PAID);
            assertThat(sandbox.books().logins()).isEqualTo(1);

            sandbox.books().expireTokens();
            assertThat(payTogether(threads, template, THREADS)).containsOnly(Outcome.PAID);
        } finally {
            threads.shutdownNow();
        }
        assertThat(sandbox.books().logins()).isEqualTo(2);
        assertThat(sandbox.books().creditsByReference())
                .hasSize(2 * THREADS)
                .allSatisfy((reference, credits) -> assertThat(credits).isEqualTo(1));
    }

    private static List<Outcome> payTogether(ExecutorService threads, ProducerTemplate template, int first)
            throws Exception {
        var together = new CyclicBarrier(THREADS);
        var calls = IntStream.range(first, first + THREADS)
                .mapToObj(i -> (Callable<Outcome>) () -> {
                    together.await(60, TimeUnit.SECONDS);
                    return template.requestBody(
                                    "enkash:allocate", Nodes.award("TOGETHER-" + i, i, 1), MovementReceipt.class)
                            .outcome();
                })
                .toList();
        var outcomes = new java.util.ArrayList<Outcome>();
        for (var call : threads.invokeAll(calls, 120, TimeUnit.SECONDS)) {
            outcomes.add(call.get());
        }
        return outcomes;
    }
}

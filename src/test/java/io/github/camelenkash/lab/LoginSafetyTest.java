package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.LedgerStore;
import io.github.camelenkash.testing.LedgerStore.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 7: a wrong password costs one login, whatever happens, because EnKash locks the account at the third. */
class LoginSafetyTest {

    private static final int THREADS = 64;
    private static final int EXCHANGES = 1000;

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final Sandbox sandbox = SERVER.sandbox();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void aThousandExchangesOn64ThreadsWithRedeliveryAndARestartAreOneLogin(LedgerStore store) throws Exception {
        var ledger = store.create(folder);

        try (var node = node(ledger)) {
            assertThat(refused(EXCHANGES, node)).isEqualTo(EXCHANGES);
        }
        try (var node = node(ledger)) {
            assertThat(refused(THREADS, node)).as("after a restart").isEqualTo(THREADS);
        }
        oneLogin();
    }

    @Test
    void twoNodesThatStartTogetherAndAThirdOneAreOneLogin() throws Exception {
        var ledger = LedgerStore.POSTGRESQL.create(folder);

        try (var one = node(ledger);
                var other = node(ledger)) {
            assertThat(refused(EXCHANGES, one, other)).isEqualTo(EXCHANGES);
            try (var third = node(ledger)) {
                assertThat(refused(THREADS, third))
                        .as("a node that comes later")
                        .isEqualTo(THREADS);
            }
        }
        oneLogin();
    }

    @Test
    void aPasswordThatIsAnsweredWithAnErrorOfTheServerIsOneLoginToo() throws Exception {
        sandbox.behaviour().set(Assumption.REFUSED_LOGIN, Assumption.RefusedLogin.ERROR_500);
        var ledger = LedgerStore.POSTGRESQL.create(folder);

        try (var one = node(ledger);
                var other = node(ledger)) {
            assertThat(refused(THREADS, one, other)).isEqualTo(THREADS);
        }
        oneLogin();
    }

    private void oneLogin() {
        assertThat(sandbox.books().calls(Operation.TOKEN)).isEqualTo(1);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
        assertThat(sandbox.books().locked()).isFalse();
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    private DefaultCamelContext node(Database ledger) throws Exception {
        var node = Nodes.node(sandbox, ledger, options -> options.setPassword("not-the-password"));
        Nodes.routes(node, routes -> routes.from("direct:pay")
                .errorHandler(
                        routes.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                .to("enkash:allocate"));
        node.start();
        return node;
    }

    /** Sends awards on 64 threads that begin together, and counts those that end with a refused login. */
    private static long refused(int exchanges, DefaultCamelContext... nodes) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        var together = new CyclicBarrier(THREADS);
        var shares = new ArrayList<Callable<Long>>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            shares.add(() -> {
                var template = nodes[first % nodes.length].createProducerTemplate();
                together.await(60, TimeUnit.SECONDS);
                long refused = 0;
                for (int i = first; i < exchanges; i += THREADS) {
                    var award = Nodes.award("LOGIN-" + i, i, 10);
                    var exchange = template.request(
                            "direct:pay", message -> message.getMessage().setBody(award));
                    refused += exchange.getException() instanceof CredentialsException ? 1 : 0;
                }
                template.stop();
                return refused;
            });
        }
        try {
            long refused = 0;
            for (var share : threads.invokeAll(List.copyOf(shares), 120, TimeUnit.SECONDS)) {
                refused += share.get();
            }
            return refused;
        } finally {
            threads.shutdownNow();
        }
    }
}

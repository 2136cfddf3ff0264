package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The options that name a durable ledger, and what it remembers across restarts. */
class LedgerOptionsTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    private static final Map<String, Object> AWARD = Map.of(
            "title", "Ms",
            "firstName", "Asha",
            "gender", "F",
            "email", "asha@example.in",
            "mobile", "9000000123",
            "points", "250.50",
            "reference", "KEPT-1");

    @TempDir
    Path folder;

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    private CamelContext context(String password) throws Exception {
        var context = new DefaultCamelContext();
        context.getRegistry().bind("sandbox", SANDBOX.sandbox());
        var options = context.getComponent("enkash", EnkashComponent.class).getConfiguration();
        options.setEnvironment(Environment.sandbox);
        options.setLedgerUrl(url());
        options.setPassword(password);
        context.start();
        return context;
    }

    private static MovementReceipt allocate(CamelContext context, String uri) {
        return context.createProducerTemplate().requestBody(uri, AWARD, MovementReceipt.class);
    }

    @Test
    void whatWasPaidBeforeARestartIsNotPaidAgain(Sandbox sandbox) throws Exception {
        try (var context = context(null)) {
            assertThat(allocate(context, "enkash:allocate").outcome()).isEqualTo(Outcome.PAID);
        }
        try (var context = context(null)) {
            var receipt = allocate(context, "enkash:allocate");
            assertThat(receipt.outcome()).isEqualTo(Outcome.ALREADY_PAID);
            assertThat(receipt.transactionId()).isNotBlank();
            assertThat(receipt.otbBalance()).isEqualByComparingTo("250.50");
        }
        assertThat(sandbox.books().credits("KEPT-1")).isEqualTo(1);
    }

    @Test
    void aDataSourceBeanServesAsLedgerToo(Sandbox sandbox) throws Exception {
        var dataSource = JdbcConnectionPool.create(url(), "", "");
        try (var context = context(null)) {
            context.getRegistry().bind("payments", dataSource);
            assertThat(allocate(context, "enkash:allocate?ledgerDataSource=#payments")
                            .outcome())
                    .isEqualTo(Outcome.PAID);
            assertThat(allocate(context, "enkash:allocate").outcome())
                    .as("the same database by its URL")
                    .isEqualTo(Outcome.ALREADY_PAID);
        } finally {
            dataSource.dispose();
        }
        assertThat(sandbox.books().credits("KEPT-1")).isEqualTo(1);
    }

    @Test
    void aCopyOfALedgerThatDoesNotKnowOfAPaymentDoesNotPayAgain(Sandbox sandbox) throws Exception {
        try (var context = context(null)) {
            context.getEndpoint("enkash:allocate").createProducer().start(); // makes the file
            context.stop();
            Files.copy(folder.resolve("ledger.mv.db"), folder.resolve("copy.mv.db"));
        }
        try (var context = context(null)) {
            assertThat(allocate(context, "enkash:allocate").outcome()).isEqualTo(Outcome.PAID);
        }

        try (var log = new CapturedLog();
                var context = context(null)) {
            var copy = "enkash:allocate?ledgerUrl=jdbc:h2:file:" + folder.resolve("copy");
            assertThat(allocate(context, copy).outcome()).isEqualTo(Outcome.ALREADY_PAID);

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("WARN") && line.contains("The ledger lives in"))
                    .singleElement()
                    .asString()
                    .contains("SET location = NULL");
        }
        assertThat(sandbox.books().credits("KEPT-1")).isEqualTo(1);
    }

    @Test
    void aRefusedLoginIsNotTriedAgainAfterARestart(Sandbox sandbox) throws Exception {
        for (int start = 0; start < 3; start++) {
            try (var context = context("wrong")) {
                assertThatThrownBy(() -> allocate(context, "enkash:allocate"))
                        .isInstanceOf(CamelExecutionException.class)
                        .hasCauseInstanceOf(CredentialsException.class);
            }
        }
        assertThat(sandbox.books().calls(Operation.TOKEN)).isEqualTo(1);
        assertThat(sandbox.books().locked()).isFalse();
    }
}

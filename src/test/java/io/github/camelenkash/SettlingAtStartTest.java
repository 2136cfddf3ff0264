package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a start does about movements that the last run left without an outcome. */
class SettlingAtStartTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void openCard() {
        sandbox = SANDBOX.sandbox();
        sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    private CamelContext start(String password) throws Exception {
        var context = new DefaultCamelContext();
        context.getRegistry().bind("sandbox", sandbox);
        var options = context.getComponent("enkash", EnkashComponent.class).getConfiguration();
        options.setEnvironment(Environment.sandbox);
        options.setLedgerUrl(url());
        options.setSettleInCall(Duration.ZERO);
        options.setPassword(password);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pay").to("enkash:allocate");
            }
        });
        context.start();
        return context;
    }

    private MovementReceipt pay(CamelContext context, String reference) {
        var cardId = sandbox.books().cards().get(0).cardId();
        return context.createProducerTemplate()
                .requestBody(
                        "direct:pay",
                        Map.of("cardId", cardId, "points", "10", "reference", reference),
                        MovementReceipt.class);
    }

    private static State state(CamelContext context, String reference) {
        return context.createProducerTemplate()
                .requestBody("enkash:movement", (Object) reference, MovementView.class)
                .state();
    }

    private void leaveUnknown() throws Exception {
        try (var context = start(null)) {
            sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);
            sandbox.faults().next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
            assertThatThrownBy(() -> pay(context, "LEFT-1")).hasCauseInstanceOf(OutcomeUnknownException.class);
        }
    }

    private void sql(String... updates) throws SQLException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            for (var update : updates) {
                statement.executeUpdate(update);
            }
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90));
    }

    private static List<String> told(CapturedLog log, String level) {
        return log.lines().stream()
                .filter(line -> line.contains(level) && line.contains("left in the ledger"))
                .toList();
    }

    @Test
    void whatTheLastRunLeftUnknownIsSettledWithoutAnybodyAsking() throws Exception {
        leaveUnknown();

        try (var log = new CapturedLog();
                var context = start(null)) {
            patiently().until(() -> state(context, "LEFT-1") == State.PAID);
            patiently().until(() -> !told(log, "INFO").isEmpty());

            assertThat(told(log, "INFO")).singleElement().asString().contains("1 looked at, 1 paid");
            assertThat(told(log, "WARN")).isEmpty();
        }
        assertThat(sandbox.books().credits("LEFT-1")).isEqualTo(1);
    }

    @Test
    void whatACrashLeftIsSettledBeforeItsLeaseWouldHaveEnded() throws Exception {
        leaveUnknown();
        // As a killed process leaves it.
        sql(
                "UPDATE enkash_movement SET state = 'SENT', lease_until = DATEADD('HOUR', 1, sent_at), effect_until = NULL",
                "UPDATE enkash_ledger SET process = '1@2026-01-01T00:00:00Z'");

        try (var context = start(null)) {
            patiently().until(() -> state(context, "LEFT-1") == State.PAID);
        }
        assertThat(sandbox.books().credits("LEFT-1")).isEqualTo(1);
    }

    @Test
    void aStartWithNothingLeftAsksNobody() throws Exception {
        try (var context = start(null)) {
            pay(context, "DONE-1");
        }
        long logins = sandbox.books().calls(Operation.TOKEN);

        try (var log = new CapturedLog();
                var context = start(null)) {
            assertThat(state(context, "DONE-1")).isEqualTo(State.PAID);
            context.stop(); // waits for the run
            assertThat(told(log, "INFO")).isEmpty();
        }
        assertThat(sandbox.books().calls(Operation.TOKEN)).isEqualTo(logins);
    }

    @Test
    void aLoginThatIsRefusedAtStartIsTriedOnceAndToldInOneLine() throws Exception {
        leaveUnknown();
        long before = sandbox.books().refusedLogins();

        for (int starts = 0; starts < 2; starts++) {
            try (var log = new CapturedLog();
                    var context = start("wrong")) {
                patiently().until(() -> !told(log, "WARN").isEmpty());
                assertThat(told(log, "WARN")).hasSize(1);
                assertThat(state(context, "LEFT-1")).isEqualTo(State.UNKNOWN);
            }
        }

        assertThat(sandbox.books().refusedLogins() - before).isEqualTo(1);
    }

    @Test
    void routesDoNotWaitForItAndAStopEndsIt() throws Exception {
        leaveUnknown();
        sandbox.faults().slowBy(Duration.ofMinutes(10)).next(Fault.SLOW, 100, Operation.TRANSACTIONS);

        try (var context = start(null)) {
            assertThat(pay(context, "NEW-1").outcome()).isEqualTo(Outcome.PAID);
            assertThat(state(context, "LEFT-1")).isEqualTo(State.UNKNOWN);
        }
    }
}

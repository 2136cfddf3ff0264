package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ready timer route on Camel Main, as its users run it. */
class SettleRouteTest {

    static final String ROUTE = "routes/settle.camel.yaml";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    private final Main main = new Main();
    private Sandbox sandbox;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
        main.configure().withRoutesIncludePattern("file:" + ROUTE);
        main.addOverrideProperty("camel.component.enkash.environment", "sandbox");
        main.addOverrideProperty("camel.component.enkash.settleInCall", "0");
        main.addOverrideProperty("settle.period", "50");
        main.addOverrideProperty("settle.delay", "0");
        main.bind("sandbox", sandbox);
        main.start();
        template = main.getCamelTemplate();
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    private void leaveUnknown() {
        var award = Map.of("cardId", sandbox.books().cards().get(0).cardId(), "points", "10", "reference", "SETTLE-1");
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);
        // More than the call needs: the timer looks, too, and may take one before it.
        sandbox.faults().next(Fault.BAD_GATEWAY, 3, Operation.TRANSACTIONS);
        assertThatThrownBy(() -> template.requestBody("enkash:allocate", award))
                .hasCauseInstanceOf(OutcomeUnknownException.class);
    }

    private State state() {
        return template.requestBody("enkash:movement", (Object) "SETTLE-1", MovementView.class)
                .state();
    }

    @Test
    void aLostAnswerIsFoundOutByTheTimer() {
        leaveUnknown();

        patiently().until(() -> state() == State.PAID);

        assertThat(sandbox.books().credits("SETTLE-1")).isEqualTo(1);
    }

    @Test
    void whatAPersonMustLookAtIsLogged() {
        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "PENDING");
        try (var log = new CapturedLog()) {
            leaveUnknown();

            patiently().until(() -> log.lines().stream()
                    .anyMatch(line ->
                            line.contains("WARN") && line.contains("1 parked for a person (see enkash:movements")));
        }
        assertThat(state()).isEqualTo(State.PARKED);
    }
}

package io.github.camelenkash.kamelets;

import static io.github.camelenkash.kamelets.KameletContext.award;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.EnkashConstants;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code enkash-allocate-sink} pays a reference once and tells of what it did not pay. */
class AllocateSinkTest {

    static final String KAMELET = "enkash-allocate-sink";

    private static final String SINK = "kamelet:" + KAMELET;

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
    }

    private KameletContext kamelet() {
        return new KameletContext().with(KAMELET, sandbox, folder);
    }

    @Test
    void aMessageThatComesAgainPaysNothingTwice() throws Exception {
        try (var camel = kamelet().yaml("""
                - route:
                    from:
                      uri: direct:awards
                      steps:
                        - to: kamelet:enkash-allocate-sink
                """).start()) {
            var receipt = new ObjectMapper().readTree(camel.ask("direct:awards", award("HR-1", 1, "250.50")));
            assertThat(receipt.get("outcome").asText()).isEqualTo("PAID");
            assertThat(receipt.get("reference").asText()).isEqualTo("HR-1");
            assertThat(receipt.get("otbBalance").decimalValue()).isEqualByComparingTo("250.50");

            var again = camel.send("direct:awards", award("HR-1", 1, "250.5"));
            assertThat(again.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("ALREADY_PAID");
        }
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void theLedgerRemembersAcrossARestart() {
        for (var expected : List.of("PAID", "ALREADY_PAID")) {
            try (var camel = kamelet().start()) {
                assertThat(camel.ask(SINK, award("HR-1", 1, 10))).contains("\"outcome\":\"" + expected + "\"");
            }
        }
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void theReferenceMayStandInItsHeader() {
        var body = award("HR-1", 1, 10).replace("\"reference\": \"HR-1\", ", "");
        try (var camel = kamelet().start()) {
            var exchange = camel.send(SINK, body, Map.of(EnkashConstants.REFERENCE, "HR-2"));

            assertThat(exchange.getException()).isNull();
        }
        assertThat(sandbox.books().credits("HR-2")).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsLostIsLookedUpAndNotPaidAgain() {
        try (var camel = kamelet().with(KAMELET, "environment", "sandbox").start()) {
            assertThat(camel.ask(SINK, award("HR-1", "lost-answer@example.in", 1, 10)))
                    .contains("\"outcome\":\"PAID\"", "\"settled\":true");
        }
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void theErrorHandlerOfTheRouteRepeatsIt() throws Exception {
        sandbox.faults().next(Fault.LATE_EFFECT, 1, Operation.ALLOCATE);
        try (var camel = kamelet()
                .with(KAMELET, "settleInCall", "0")
                .with(KAMELET, "environment", "sandbox")
                .yaml("""
                        - route:
                            errorHandler:
                              defaultErrorHandler:
                                redeliveryPolicy: {maximumRedeliveries: 600, redeliveryDelay: 100}
                            from:
                              uri: direct:awards
                              steps:
                                - to: kamelet:enkash-allocate-sink
                        """)
                .start()) {
            assertThat(camel.ask("direct:awards", award("HR-1", 1, 10))).contains("\"settled\":true");
        }
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void whatCannotBePaidIsAnError() {
        try (var camel = kamelet().start()) {
            var exchange = camel.send(SINK, award("HR-1", "no e-mail address", 1, 10));

            assertThat(exchange.getException()).isInstanceOf(InvalidRequestException.class);
            assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("REFUSED");
        }
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }

    @Test
    void aDryRunPaysNothing() {
        try (var camel = kamelet().with(KAMELET, "dryRun", true).start()) {
            assertThat(camel.ask(SINK, award("HR-1", 1, 10))).contains("\"outcome\":\"DRY_RUN\"");
        }
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }

    @Test
    void withoutALedgerItDoesNotStart() {
        try (var camel = new KameletContext()) {
            KameletContext.login(sandbox).forEach((name, value) -> camel.with(KAMELET, name, value));
            assertThatThrownBy(
                            () -> camel.yaml("- route: {from: {uri: 'direct:a', steps: [{to: '%s'}]}}".formatted(SINK))
                                    .start())
                    .hasStackTraceContaining("ledgerUrl");
        }
    }

    @Test
    void parametersMayAlsoStandInTheUriAndTheRestInTheComponent() {
        try (var camel = new KameletContext()) {
            camel.context().getRegistry().bind("theSandbox", sandbox);
            camel.with("camel.component.enkash.environment", "sandbox").start();
            var uri = SINK + "?environment=sandbox&ledgerUrl=" + KameletContext.ledgerUrl(folder);

            assertThat(camel.ask(uri, award("HR-1", 1, 10))).contains("\"outcome\":\"PAID\"");
        }
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    /** Secrets of all characters that mean something in a URI, a placeholder, or a parameter of Camel. */
    @Test
    void secretsArriveAsTheyAreAndNobodyButCamelPrintsThem() {
        var secrets = Map.of(
                "password", "p&w=%41+?#1/;{x} $z",
                "clientSecret", "c(1)ient:5ecret%&=@!~",
                "username", "hr+pay&all@example.in");
        try (var other = Sandbox.builder().onboarding(secrets).start();
                var log = new CapturedLog()) {
            try (var camel = new KameletContext().with(KAMELET, other, folder)) {
                assertThat(camel.start().ask(SINK, award("HR-1", 1, 10))).contains("\"outcome\":\"PAID\"");
            }
            assertThat(other.books().refusedLogins()).isZero();
            assertThat(other.books().availableBalance()).isEqualByComparingTo(new BigDecimal("999990"));
            assertThat(log.lines())
                    .filteredOn(line -> secrets.values().stream().anyMatch(line::contains))
                    .as("Camel itself prints what it puts in a placeholder's place, and whole URIs, at DEBUG and TRACE")
                    .allMatch(
                            line -> line.matches("org\\.apache\\.camel\\.(component\\.properties|impl\\.engine|support)"
                                    + "\\.\\w+ (DEBUG|TRACE) (?s).*"));
        }
    }
}

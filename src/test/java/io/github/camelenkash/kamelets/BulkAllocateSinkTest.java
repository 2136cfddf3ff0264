package io.github.camelenkash.kamelets;

import static io.github.camelenkash.kamelets.KameletContext.award;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.EnkashConstants;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code enkash-bulk-allocate-sink} tells of each row, and does not let one that is unpaid go unnoticed. */
class BulkAllocateSinkTest {

    static final String KAMELET = "enkash-bulk-allocate-sink";

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

    private static String awards(String... awards) {
        return "[" + String.join(",", awards) + "]";
    }

    private static JsonNode json(Exchange exchange) throws IOException {
        return new ObjectMapper().readTree(KameletContext.text(exchange));
    }

    @Test
    void eachRowHasItsResultInTheOrderOfTheInput() throws Exception {
        var rows =
                IntStream.range(0, 7).mapToObj(i -> award("HR-" + i, i, 10 + i)).toList();
        try (var camel = kamelet().with(KAMELET, "bulkSize", 3).start()) {
            var exchange = camel.send(SINK, awards(rows.toArray(String[]::new)));

            assertThat(exchange.getException()).isNull();
            assertThat(json(exchange)).hasSize(7).allSatisfy(row -> {
                assertThat(row.get("reference").asText())
                        .isEqualTo("HR-" + row.get("index").asInt());
                assertThat(row.get("outcome").asText()).isEqualTo("PAID");
            });
            assertThat(exchange.getMessage().getHeader(EnkashConstants.SUCCEEDED_COUNT))
                    .isEqualTo(7);
        }
        assertThat(sandbox.books().calls(Operation.BULK)).isEqualTo(3);
        assertThat(sandbox.books().creditsByReference().values()).hasSize(7).containsOnly(1);
    }

    @Test
    void aRowThatIsNotPaidIsAnErrorWhichTellsOfAllAndRepeatingItPaysNoneTwice() throws Exception {
        var good = award("HR-1", 1, 10);
        var wrong = award("HR-2", "no e-mail address", 2, 10);
        try (var camel = kamelet().start()) {
            for (var expected : new String[] {"PAID", "ALREADY_PAID"}) {
                var exchange = camel.send(SINK, awards(good, wrong));

                assertThat(exchange.getException())
                        .isInstanceOf(RuntimeCamelException.class)
                        .hasMessageContaining("1 are, 1 are not, 0 are not known");
                assertThat(json(exchange).findValuesAsText("outcome")).containsExactly(expected, "REFUSED");
            }
            var corrected = camel.send(SINK, awards(good, award("HR-2", 2, 10)));
            assertThat(json(corrected).findValuesAsText("outcome")).containsExactly("ALREADY_PAID", "PAID");
            assertThat(corrected.getException()).isNull();
        }
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
    }

    /** Otherwise Camel repeats the step within the Kamelet that failed, which only finds the same results once more. */
    @Test
    void withoutAnErrorHandlerOfItsOwnTheRouteRepeatsTheMessageAsItCame() throws Exception {
        sandbox.faults().next(Fault.LATE_EFFECT, 1, Operation.BULK);
        var repeated = new AtomicInteger();
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
                                - to: kamelet:enkash-bulk-allocate-sink?noErrorHandler=true
                        """)) {
            camel.context().getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
                @Override
                public void notify(CamelEvent event) {
                    if (event instanceof CamelEvent.ExchangeRedeliveryEvent) {
                        repeated.incrementAndGet();
                    }
                }
            });
            var exchange = camel.start().send("direct:awards", awards(award("HR-1", 1, 10), award("HR-2", 2, 20)));

            assertThat(exchange.getException()).isNull();
            assertThat(repeated).hasPositiveValue();
            assertThat(json(exchange)).hasSize(2);
        }
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
    }

    @Test
    void withoutFailingTheResultsAreTheOnlyPlaceThatTells() throws Exception {
        try (var camel = kamelet().with(KAMELET, "failOnUnpaid", false).start()) {
            var exchange = camel.send(SINK, awards(award("HR-1", "no e-mail address", 1, 10)));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getHeader(EnkashConstants.FAILED_COUNT))
                    .isEqualTo(1);
            assertThat(json(exchange).findValuesAsText("outcome")).containsExactly("REFUSED");
        }
    }

    @Test
    void whatIsNoListIsAnError() {
        try (var camel = kamelet().start()) {
            assertThat(camel.send(SINK, "nonsense").getException())
                    .hasMessageContaining("0 are, 1 are not, 0 are not known");
        }
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }
}

package io.github.camelenkash.lab;

import static io.github.camelenkash.lab.Nodes.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.PointsMoved;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.LedgerStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 10: EnKash is down when the application starts, and comes back later. */
class EnkashDownTest {

    private Sandbox sandbox;
    private Map<String, String> options;

    @TempDir
    private Path folder;

    /** A server that is known by its address, and down. */
    @BeforeEach
    void down() throws IOException {
        sandbox = Sandbox.started();
        options = sandbox.options();
        sandbox.close();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"H2, false", "H2, true", "POSTGRESQL, false", "POSTGRESQL, true"})
    void routesStartHealthIsDownAndThenUpAndEveryAwardIsPaidOnce(LedgerStore store, boolean lazy) throws Exception {
        var database = store.create(folder);
        var main = main(Map.of(
                "lazyStartProducer", String.valueOf(lazy),
                "ledgerUrl", database.url(),
                "ledgerUsername", String.valueOf(database.username()),
                "ledgerPassword", String.valueOf(database.password())));
        main.start();
        try (var template = main.getCamelContext().createProducerTemplate()) {
            assertThat(main.getCamelContext().getRouteController().getRouteStatus("pay"))
                    .isEqualTo(ServiceStatus.Started);

            var failed = template.request("direct:pay", exchange -> award(exchange, "DOWN-1"));
            assertThat(failed.getException())
                    .isInstanceOfSatisfying(UnavailableException.class, e -> assertThat(e.getPointsMoved())
                            .isEqualTo(PointsMoved.NO));
            assertThat(readiness(main)).singleElement().satisfies(result -> {
                assertThat(result.getState()).isEqualTo(State.DOWN);
                assertThat(result.getMessage()).isPresent();
            });
            var waiting = template.asyncRequestBody(
                    "direct:pay-until-it-is-back", Nodes.award("DOWN-2", 2, 10), MovementReceipt.class);

            sandbox.start();
            patiently().untilAsserted(() -> assertThat(readiness(main))
                    .extracting(result -> result.getState() + " " + result.getMessage())
                    .containsExactly("UP Optional.empty"));
            assertThat(waiting.get(120, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.PAID);
            assertThat(template.requestBody("direct:pay", Nodes.award("DOWN-1", 1, 10), MovementReceipt.class)
                            .outcome())
                    .isEqualTo(Outcome.PAID);
        } finally {
            main.stop();
        }
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("DOWN-1", 1, "DOWN-2", 1));
    }

    @Test
    void aRefusedLoginIsDownAndNoProbeTriesItAgain() throws Exception {
        sandbox.start();
        var main = main(Map.of("password", "not-the-password"));
        main.start();
        try (var template = main.getCamelContext().createProducerTemplate()) {
            for (int probe = 0; probe < 20; probe++) {
                assertThat(readiness(main)).extracting(Result::getState).containsExactly(State.DOWN);
            }
            assertThat(template.request("direct:pay", exchange -> award(exchange, "DOWN-1"))
                            .getException())
                    .isInstanceOf(CredentialsException.class);
            assertThat(readiness(main)).singleElement().satisfies(result -> assertThat(result.getMessage())
                    .hasValue("EnKash refused the login"));
        } finally {
            main.stop();
        }
        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    private static void award(Exchange exchange, String reference) {
        exchange.getMessage().setBody(Nodes.award(reference, 1, 10));
    }

    private static List<Result> readiness(Main main) {
        return HealthCheckHelper.invokeReadiness(main.getCamelContext(), "full").stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:"))
                .toList();
    }

    /** As an application is configured: by properties. */
    private Main main(Map<String, String> further) {
        var main = new Main();
        main.addOverrideProperty("camel.health.producers-enabled", "true");
        main.addOverrideProperty("camel.component.enkash.allowInsecure", "true");
        options.forEach((name, value) -> main.addOverrideProperty("camel.component.enkash." + name, value));
        further.forEach((name, value) -> {
            if (!value.equals("null")) {
                main.addOverrideProperty("camel.component.enkash." + name, value);
            }
        });
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pay").routeId("pay").to("enkash:allocate");
                from("direct:pay-until-it-is-back")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(-1).redeliveryDelay(100))
                        .to("enkash:allocate");
            }
        });
        return main;
    }
}

package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.sandbox.Sandbox;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

/** EnKash is killed under a running application and comes back: who watches sees both, and nobody storms its login. */
class KilledEnkashTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void healthAndMetricsFollowAndLoginsAreFew() throws Exception {
        var main = new Main();
        try (var sandbox = Sandbox.started()) {
            main.addOverrideProperty("camel.health.producers-enabled", "true");
            main.addOverrideProperty("camel.health.consumers-enabled", "true");
            sandbox.options()
                    .forEach((name, value) -> main.addOverrideProperty("camel.component.enkash." + name, value));
            main.bind("meters", registry);
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:pay").routeId("pay").to("enkash:allocate?settleInCall=0");
                    from("enkash:transactions?delay=100&initialDelay=0")
                            .routeId("watch")
                            .to("log:new?level=DEBUG");
                }
            });
            main.start();
            var template = main.getCamelContext().createProducerTemplate();
            template.sendBody("direct:pay", award("HR-1", 1, 10));
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(health(main))
                    .containsOnlyKeys("producer", "watch")
                    .allSatisfy((check, state) -> assertThat(state).isEqualTo(State.UP)));
            assertThat(calls("allocate", "answered")).isEqualTo(1);
            long logins = sandbox.books().logins();
            assertThat(logins).isEqualTo(1);

            sandbox.close();
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                template.request("direct:pay", exchange -> exchange.getMessage().setBody(award("HR-2", 2, 10)));
                assertThat(health(main))
                        .allSatisfy((check, state) -> assertThat(state).isEqualTo(State.DOWN));
                assertThat(calls("allocate", "unavailable")).isPositive();
                assertThat(calls("transactions", "unavailable")).isPositive();
            });

            // As a server that was killed: it has forgotten the tokens that it gave out.
            sandbox.books().expireTokens();
            sandbox.start();
            double answered = calls("transactions", "answered");
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                assertThat(health(main))
                        .allSatisfy((check, state) -> assertThat(state).isEqualTo(State.UP));
                assertThat(calls("transactions", "answered")).isGreaterThan(answered);
            });
            assertThat(registry.get(Meters.TOKEN_AGE).gauge().value()).isNotNegative();
            assertThat(registry.get(Meters.LOGIN_REFUSED).gauge().value()).isZero();
            assertThat(sandbox.books().logins()).as("one for all").isEqualTo(logins + 1);
            assertThat(sandbox.books().refusedLogins()).isZero();
        } finally {
            main.stop();
        }
    }

    private double calls(String operation, String outcome) {
        var counter = registry.find(Meters.CALLS)
                .tags("operation", operation, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Readiness of the producers' and of the consumers' checks, ours alone. */
    private static Map<String, State> health(Main main) {
        var states = new TreeMap<String, State>();
        HealthCheckHelper.invokeReadiness(main.getCamelContext(), "full").forEach(result -> {
            var id = result.getCheck().getId();
            if (id.startsWith("producer:enkash")) {
                states.put("producer", result.getState());
            } else if (id.equals("consumer:watch")) {
                states.put("watch", result.getState());
            }
        });
        return states;
    }
}

package io.github.camelenkash.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.EnkashConstants;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code enkash-balance-source} tells when the balance gets low, and when it is not any more. */
class BalanceSourceTest {

    static final String KAMELET = "enkash-balance-source";

    private static final String ROUTE = "- route: {from: {uri: 'kamelet:" + KAMELET + "', steps: [{to: direct:tell}]}}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
        return new KameletContext()
                .with(KAMELET, sandbox, folder)
                .with(KAMELET, "lowBalance", "50000")
                .with(KAMELET, "rearmBalance", "80000")
                .with(KAMELET, "delay", "100");
    }

    @Test
    void aLowBalanceAndItsRecoveryAreToldOnceEach() throws Exception {
        sandbox.books().setAvailableBalance("49999.50");
        try (var camel = kamelet().telling(exchange -> {}).yaml(ROUTE).start()) {
            await().atMost(PATIENCE).until(() -> camel.told().size() == 1);
            sandbox.books().setAvailableBalance("80000");
            await().atMost(PATIENCE).until(() -> camel.told().size() == 2);

            assertThat(camel.told())
                    .extracting(message -> message.headers().get(EnkashConstants.BALANCE_STATE))
                    .containsExactly("LOW", "RECOVERED");
            var account = new ObjectMapper().readTree(camel.told().get(0).body());
            assertThat(account.get("availableBalance").decimalValue()).isEqualByComparingTo("49999.50");
            assertThat(account.get("cardAccountId").asText()).isEqualTo("CADEMO01");
        }
    }

    @Test
    void whatWasToldIsNotToldAgainAfterARestart() throws Exception {
        sandbox.books().setAvailableBalance("49999");
        try (var camel = kamelet().telling(exchange -> {}).yaml(ROUTE).start()) {
            await().atMost(PATIENCE).until(() -> camel.told().size() == 1);
        }
        try (var camel = kamelet().telling(exchange -> {}).yaml(ROUTE).start()) {
            sandbox.books().setAvailableBalance("90000");
            await().atMost(PATIENCE).until(() -> !camel.told().isEmpty());

            assertThat(camel.told().get(0).headers()).containsEntry(EnkashConstants.BALANCE_STATE, "RECOVERED");
        }
    }

    @Test
    void whatARouteCouldNotTellIsToldAgain() throws Exception {
        sandbox.books().setAvailableBalance("49999");
        var tries = new AtomicInteger();
        try (var camel = kamelet()
                .telling(exchange -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("the mail server is away");
                    }
                })
                .yaml(ROUTE)
                .start()) {
            await().atMost(PATIENCE).until(() -> camel.told().size() == 1);
            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void withoutALimitOrWithOneThatIsNoneItDoesNotStart() throws Exception {
        try (var camel = new KameletContext().with(KAMELET, sandbox, folder).telling(exchange -> {})) {
            assertThatThrownBy(() -> camel.yaml(ROUTE).start()).hasStackTraceContaining("lowBalance");
        }
        try (var camel = kamelet().with(KAMELET, "lowBalance", "little").telling(exchange -> {})) {
            assertThatThrownBy(() -> camel.yaml(ROUTE).start()).hasStackTraceContaining("lowBalance");
        }
    }
}

package io.github.camelenkash.kamelets;

import static io.github.camelenkash.kamelets.KameletContext.award;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kamelets of one context that are given the same login and ledger behave as one. */
class SharingTest {

    private static final List<String> ALL = List.of(
            AllocateSinkTest.KAMELET,
            BulkAllocateSinkTest.KAMELET,
            BalanceSourceTest.KAMELET,
            TransactionsSourceTest.KAMELET,
            SsoActionTest.KAMELET);

    private static final String SOURCES = """
            - route: {from: {uri: 'kamelet:enkash-balance-source', steps: [{to: direct:tell}]}}
            - route: {from: {uri: 'kamelet:enkash-transactions-source', steps: [{to: direct:tell}]}}
            """;

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
    }

    private KameletContext all() {
        var camel = new KameletContext();
        ALL.forEach(kamelet -> camel.with(kamelet, sandbox, folder));
        for (var source : List.of(BalanceSourceTest.KAMELET, TransactionsSourceTest.KAMELET)) {
            camel.with(source, "delay", "100");
        }
        return camel.with(BalanceSourceTest.KAMELET, "lowBalance", "999990")
                .with(TransactionsSourceTest.KAMELET, "startAt", Instant.now().minusSeconds(600));
    }

    @Test
    void oneLoginAndOneLedgerServeAllFive() throws Exception {
        try (var camel = all().telling(exchange -> {})) {
            var component = camel.context().getComponent("enkash", EnkashComponent.class);
            component.getConfiguration().setSsoUrl(sandbox.options().get("ssoUrl"));
            component.getConfiguration().setPartnerName("hrms");
            camel.yaml(SOURCES).start();

            camel.ask("kamelet:" + AllocateSinkTest.KAMELET, award("HR-1", 1, 50));
            assertThat(camel.ask("kamelet:" + BulkAllocateSinkTest.KAMELET, "[" + award("HR-1", 1, 50) + "]"))
                    .contains("ALREADY_PAID");
            var card = sandbox.books().cardOf("asha1@example.in").cardId();
            assertThat(camel.ask("kamelet:" + SsoActionTest.KAMELET, card)).contains("/sso/");
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> camel.told().stream()
                                    .anyMatch(message -> message.body().contains("availableBalance"))
                            && camel.told().stream()
                                    .anyMatch(message -> message.body().contains("HR-1")));
        }
        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void aLoginThatIsRefusedToOneIsNotTriedByAnother() {
        try (var camel = all()) {
            ALL.forEach(kamelet -> camel.with(kamelet, "password", "wrong"));
            camel.with(SsoActionTest.KAMELET, "ssoUrl", sandbox.options().get("ssoUrl"))
                    .with(SsoActionTest.KAMELET, "partnerName", "hrms")
                    .start();
            for (var kamelet : List.of(AllocateSinkTest.KAMELET, SsoActionTest.KAMELET, AllocateSinkTest.KAMELET)) {
                var body = kamelet.equals(SsoActionTest.KAMELET) ? "EKC1" : award("HR-1", 1, 50);
                assertThat(camel.send("kamelet:" + kamelet, body).getException())
                        .isInstanceOf(CredentialsException.class);
            }
        }
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }
}

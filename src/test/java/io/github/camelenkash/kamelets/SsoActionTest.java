package io.github.camelenkash.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.EnkashConstants;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code enkash-sso-action} gives a link to one card's shop, and shows it to nobody else. */
class SsoActionTest {

    static final String KAMELET = "enkash-sso-action";

    private static final String ACTION = "kamelet:" + KAMELET;

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private String card;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        card = sandbox.books()
                .openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0")
                .cardId();
    }

    private KameletContext kamelet() {
        return new KameletContext()
                .with(KAMELET, sandbox, folder)
                .with(KAMELET, "ssoUrl", sandbox.options().get("ssoUrl"))
                .with(KAMELET, "partnerName", "hrms");
    }

    @Test
    void theBodyTheHeaderOrAMemberNamesTheCard() {
        try (var camel = kamelet().start()) {
            var link = "\\Q" + sandbox.options().get("ssoUrl") + "\\E/sso/[^/]+/employee_rewards/hrms";

            assertThat(camel.ask(ACTION, card)).matches(link);
            assertThat(camel.ask(ACTION, "{\"cardId\": \"" + card + "\"}")).matches(link);
            var exchange = camel.send(ACTION, null, Map.of(EnkashConstants.CARD_ID, card));
            assertThat(KameletContext.text(exchange)).matches(link);
        }
    }

    @Test
    void anAdministratorIsLedToTheAccount() {
        try (var camel = kamelet().with(KAMELET, "page", "reward_account").start()) {
            assertThat(camel.ask(ACTION, card)).endsWith("/reward_account/hrms");
        }
    }

    @Test
    void theLinkIsInNoLog() throws Exception {
        try (var log = new CapturedLog();
                var camel = kamelet().yaml("""
                        - route:
                            from:
                              uri: direct:redeem
                              steps:
                                - to: kamelet:enkash-sso-action
                                - removeHeaders: {pattern: "*"}
                        """).start()) {
            var link = camel.ask("direct:redeem", card);
            var token = link.substring(link.indexOf("/sso/") + 5).replaceAll("/.*", "");

            assertThat(token).hasSizeGreaterThan(10);
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(token));
        }
    }

    @Test
    void aCardThatIsNotThereOrNotNamedIsAnError() {
        try (var camel = kamelet().start()) {
            assertThat(camel.send(ACTION, "EKC-of-nobody").getException()).isInstanceOf(RejectedException.class);
            assertThat(camel.send(ACTION, null).getException()).isInstanceOf(InvalidRequestException.class);
        }
    }
}

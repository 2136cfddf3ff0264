package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Mails about the balance, taken by a real SMTP server. */
class LowBalanceTest {

    static final String ROUTE = "routes/low-balance.camel.yaml";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private GreenMail mails;
    private int port;
    private ReadyRoute route;

    @BeforeEach
    void startTheMailServer() throws Exception {
        sandbox = ENKASH.sandbox();
        port = ReadyRoute.freePort();
        mails = mailServer();
        mails.start();
    }

    @AfterEach
    void stop() {
        if (route != null) {
            route.close();
        }
        mails.stop();
    }

    @Test
    void financeIsToldOnceThatItIsLowAndOnceThatItHasRecovered() throws Exception {
        start();
        readingsGoBy();
        assertThat(mails.getReceivedMessages()).as("rich").isEmpty();

        sandbox.books().setAvailableBalance("9999.50");
        patiently().until(() -> mails.getReceivedMessages().length == 1);
        sandbox.books().setAvailableBalance("10500");
        readingsGoBy();
        sandbox.books().setAvailableBalance("9000");
        readingsGoBy();
        assertThat(mails.getReceivedMessages()).as("between the limits").hasSize(1);

        sandbox.books().setAvailableBalance("12000");
        patiently().until(() -> mails.getReceivedMessages().length == 2);
        var first = mails.getReceivedMessages()[0];
        assertThat(first.getSubject()).isEqualTo("EnKash balance is low: 9999.50 points");
        assertThat(first.getAllRecipients()[0]).hasToString("finance@example.in");
        assertThat(first.getContent().toString()).contains("below 10000", "no forecast", "12000 or more");
        assertThat(mails.getReceivedMessages()[1].getSubject()).isEqualTo("EnKash balance has recovered: 12000 points");
    }

    @Test
    void theForecastIsThisMonthsPace() throws Exception {
        start();
        try (var template = route.context().createProducerTemplate()) {
            template.requestBody("enkash:allocate", ReadyRoute.award("GIVEN-1", 1, 20000));
        }
        sandbox.books().setAvailableBalance("5000");

        patiently().until(() -> mails.getReceivedMessages().length == 1);
        assertThat(mails.getReceivedMessages()[0].getContent().toString())
                .contains("20000 points were allocated this month, 2000 a day."
                        + " At that pace it lasts 2 days, until 2026-10-12.");
    }

    @Test
    void aRestartSaysNothingTwice() throws Exception {
        sandbox.books().setAvailableBalance("5000");
        start();
        patiently().until(() -> mails.getReceivedMessages().length == 1);
        patiently().until(() -> java.nio.file.Files.exists(folder.resolve("state")));
        route.close();
        start();
        readingsGoBy();

        assertThat(mails.getReceivedMessages()).hasSize(1);
    }

    @Test
    void enkashDownIsNotLow() throws Exception {
        start();
        readingsGoBy();
        sandbox.close();
        try {
            patiently().until(() -> route.handled() > 1);
        } finally {
            sandbox.start();
        }
        readingsGoBy();

        assertThat(mails.getReceivedMessages()).isEmpty();
    }

    @Test
    void aMailThatTheServerDidNotTakeIsSentWhenItIsBack() throws Exception {
        mails.stop();
        sandbox.books().setAvailableBalance("5000");
        start();
        patiently().until(() -> route.failures() > 0);

        mails = mailServer();
        mails.start();
        patiently().until(() -> mails.getReceivedMessages().length == 1);
        readingsGoBy();
        assertThat(mails.getReceivedMessages()).hasSize(1);
    }

    private GreenMail mailServer() {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private void start() throws Exception {
        route = ReadyRoute.of(ROUTE, sandbox)
                .with("lowBalance.poll", "50")
                .with("lowBalance.points", "10000")
                .with("lowBalance.state", folder.resolve("state"))
                .with("lowBalance.smtpHost", "127.0.0.1")
                .with("lowBalance.smtpPort", port)
                .with("lowBalance.to", "finance@example.in")
                .with("lowBalance.today", "2026-10-10")
                .start();
    }

    /** Two whole readings: one may have begun before. */
    private void readingsGoBy() {
        var before = sandbox.books().calls(Operation.ACCOUNT);
        patiently().until(() -> sandbox.books().calls(Operation.ACCOUNT) > before + 2);
    }
}

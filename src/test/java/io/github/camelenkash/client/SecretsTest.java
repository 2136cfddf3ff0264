package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.CardsCall;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.SsoCall;
import io.github.camelenkash.api.SsoPage;
import io.github.camelenkash.ledger.TestPermit;
import io.github.camelenkash.testing.RawServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing secret or personal leaves through logs, exceptions or {@code toString}, whatever goes right or wrong. */
@Timeout(60)
class SecretsTest {

    private static final List<String> SECRETS = List.of(
            "9000000123",
            "pass word",
            "pass+word",
            Demo.SECRET,
            Base64.getEncoder().encodeToString(("CEK4DEMO77:" + Demo.SECRET).getBytes()),
            "bearer-secret",
            "refresh-secret",
            "sso-secret",
            "asha.demo",
            "Asha",
            "9000000124",
            "ravi9000000124",
            "voucher-7000000000000001");

    private static final String LEAKY = "{\"access_token\":\"sso-secret\",\"x\":\"asha.demo@example.com 9000000123"
            + " bearer-secret voucher-7000000000000001 \\u00e9\"";

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final List<String> said = new ArrayList<>();
    private final RawServer server = RawServer.start()
            .alwaysToken(RawServer.json("{\"access_token\":\"bearer-secret\",\"refresh_token\":\"refresh-secret\"}"));
    private Collector collector;

    @BeforeEach
    void listenToEverything() {
        collector = new Collector(log);
        collector.start();
        var context = (LoggerContext) LogManager.getContext(false);
        context.getConfiguration().getRootLogger().addAppender(collector, Level.TRACE, null);
        context.getConfiguration().getRootLogger().setLevel(Level.TRACE);
        context.updateLoggers();
    }

    @AfterEach
    void stop() {
        var context = (LoggerContext) LogManager.getContext(false);
        context.getConfiguration().getRootLogger().removeAppender("collector");
        context.getConfiguration().getRootLogger().setLevel(Level.INFO);
        context.updateLoggers();
        server.close();
    }

    @Test
    void nothingSecretIsLoggedOrSaidAtAnyLevel() {
        var settings = Demo.settings(server).build();
        try (var client = EnkashClient.create(settings)) {
            for (var script : answers().toList()) {
                server.always(script);
                say(() -> client.read(new BalanceCall(), Input.nothing(), Program.reward));
                say(() -> client.read(new CardsCall(), Input.nothing(), Program.reward));
                say(() -> client.read(new SsoCall(SsoPage.reward_account), Input.of("EKC1"), Program.reward)
                        .length());
                say(() -> client.send(new AllocateCall(), Demo.order(), TestPermit.open()));
                say(() -> client.send(new BulkAllocateCall(), Demo.chunk(), true, TestPermit.open()));
                say(() -> client.lookUp(Kind.points, "CA9DEMO1", "HR-1"));
                said.add(client.tokenState() + " " + client + " " + client.settings());
            }
        }
        for (var script : answers().toList()) {
            server.alwaysToken(script);
            try (var client = EnkashClient.create(settings)) {
                say(() -> {
                    client.logIn();
                    return "";
                });
            }
        }
        assertThat(log).as("the log is listened to").anyMatch(line -> line.contains("EnKash refused the login"));
        assertThat(log).as("of HttpClient, too").anyMatch(line -> line.contains("endpoint leased"));
        assertThat(Stream.concat(log.stream(), said.stream()))
                .allSatisfy(line -> assertThat(line).doesNotContain(SECRETS));
    }

    /** Answers that quote secrets and people in every place where a parser or a message could pick them up. */
    private static Stream<RawServer.Script> answers() {
        return Stream.of(
                RawServer.json("{\"code\":0,\"message\":\"asha.demo@example.com\",\"payload\":" + LEAKY + "}}"),
                RawServer.json("{\"code\":1,\"message\":\"asha.demo@example.com 9000000123 is blocked\"}"),
                RawServer.status(400, "{\"code\":1,\"message\":\"asha.demo@example.com 9000000123 is blocked\"}"),
                RawServer.status(409, "{\"code\":1,\"message\":\"asha.demo@example.com 9000000123 is blocked\"}"),
                RawServer.status(503, "{\"code\":1,\"message\":\"asha.demo@example.com 9000000123 is blocked\"}"),
                RawServer.json(LEAKY),
                RawServer.json("bearer-secret"),
                RawServer.json("<html>asha.demo@example.com bearer-secret</html>"),
                RawServer.status(302, "", "Location: https://example.com/?token=bearer-secret"),
                RawServer.status(404, "bearer-secret"),
                RawServer.json("{\"request\":\"bearer-secret\"}"),
                RawServer.raw("bearer-secret voucher-7000000000000001\r\n\r\n"),
                RawServer.raw("HTTP/1.1 200 OK\r\nbearer-secret\r\n\r\n"),
                RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: bearer-secret\r\n\r\n"),
                RawServer.raw("HTTP/1.1 bearer-secret\r\n\r\n"),
                RawServer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nbearer-secret\r\n"),
                RawServer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: bearer-secret\r\n\r\nbearer-secret\r\n"),
                RawServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nbearer-secret"),
                RawServer.cut());
    }

    private interface Action {
        Object run();
    }

    private void say(Action action) {
        var failure = catchThrowable(() -> said.add(String.valueOf(action.run())));
        if (failure != null) {
            var text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            said.add(text.toString());
        }
    }

    /** Keeps every line at every level, with its stack trace. */
    private static final class Collector extends AbstractAppender {

        private final List<String> lines;

        Collector(List<String> lines) {
            super("collector", null, null, false, Property.EMPTY_ARRAY);
            this.lines = lines;
        }

        @Override
        public void append(LogEvent event) {
            var text = new StringWriter();
            text.append(event.getLoggerName())
                    .append(' ')
                    .append(event.getMessage().getFormattedMessage());
            if (event.getThrown() != null) {
                event.getThrown().printStackTrace(new PrintWriter(text));
            }
            lines.add(text.toString());
        }
    }
}

package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContextAware;
import org.apache.camel.console.DevConsole;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the dev console tells of the services, and what it never tells. */
class EnkashDevConsoleTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private static final String FOUND_UNDER = "META-INF/services/org/apache/camel/dev-console/";

    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void beforeTheFirstEndpointItTellsNothing() {
        enkash.template();

        assertThat(text()).isEqualTo("enkash:\n");
        assertThat(json().at("/enkash/services")).isEmpty();
    }

    @Test
    void itTellsOfEachServiceItsAccountLoginCallsAndMovements() {
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE);
        enkash.send("enkash:allocate?settleInCall=0", award("HR-1", 1, 10));
        enkash.send("enkash:allocate?settleInCall=0", award("HR-2", 2, 10));
        enkash.send("enkash:allocate?settleInCall=0", award("HR-3", 3, -10));
        enkash.send("enkash:cards", null);

        var service = json().at("/enkash/services/0");
        assertThat(json().at("/enkash/services")).hasSize(1);
        assertThat(service.get("environment").asText()).isEqualTo("sandbox");
        assertThat(service.get("host").asText()).isEqualTo("127.0.0.1:" + sandbox.port());
        assertThat(service.get("account").asText()).isEqualTo("CADEMO01");
        assertThat(service.get("incentiveAccount").asText()).isEqualTo("CADEMO02");
        assertThat(service.get("login").asText()).matches("token is \\d+ s old");
        assertThat(service.get("tokenAgeSeconds").isNumber()).isTrue();
        assertThat(service.get("movements").toString()).isEqualTo("{\"UNKNOWN\":1,\"PAID\":1}");
        assertThat(service.get("oldestUnknownSeconds").isNumber()).isTrue();
        assertThat(service.get("calls").toString())
                .isEqualTo("{\"allocate\":{\"answered\":1,\"invalid\":1,\"unknown\":1},\"cards\":{\"answered\":1}}");

        assertThat(text().replaceAll("\\d+ s", "N s")).isEqualTo("""
            enkash:
              sandbox 127.0.0.1:%d
                account: CADEMO01
                incentive account: CADEMO02
                login: token is N s old
                movements: 1 unknown, 1 paid
                oldest unknown: N s
                allocate: 1 answered, 1 invalid, 1 unknown
                cards: 1 answered
            """.formatted(sandbox.port()));
    }

    @Test
    void servicesAreToldApart() {
        enkash.send("enkash:cards", null);
        enkash.send("enkash:cards?callTimeout=41s", null);

        assertThat(json().at("/enkash/services")).hasSize(2);
    }

    @Test
    void aRefusedLoginIsToldAndLookingAtItLogsInNowhere() {
        enkash.with(options -> options.setPassword("not-the-password"));
        enkash.send("enkash:cards", null);
        for (int look = 0; look < 10; look++) {
            assertThat(text()).contains("    login: refused, and not tried again\n", "    cards: 1 credentials\n");
        }

        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    @Test
    void aLedgerThatCannotBeAskedIsToldInsteadOfThrown() throws Exception {
        var source = new org.h2.jdbcx.JdbcDataSource();
        source.setURL("jdbc:h2:mem:console;DB_CLOSE_DELAY=-1");
        enkash.with(options -> options.setLedgerDataSource(source));
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        assertThat(text()).contains("movements: 1 paid");

        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }

        assertThat(text()).startsWith("enkash:\n  ").doesNotContain("Exception");
        assertThat(json().at("/enkash/problem").asText()).isNotEmpty();
    }

    @Test
    void itTellsNobodysDataAndNoSecret() {
        var secrets = new ArrayList<>(List.of("HR-1", "asha1", "9100000001", "Bearer"));
        sandbox.options().forEach((option, value) -> {
            if (List.of("username", "password", "clientSecret").contains(option)) {
                secrets.add(value);
            }
        });
        assertThat(secrets).hasSize(7);
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE);
        enkash.send("enkash:allocate?settleInCall=0", award("HR-1", 1, 10));
        enkash.send("enkash:card", Map.of("mobile", "9100000001"));

        for (var told : List.of(text(), json().toString())) {
            assertThat(told).contains("unknown").doesNotContainIgnoringCase(secrets.toArray(String[]::new));
            // The scan itself: it finds what is planted.
            assertThat(secrets).allSatisfy(secret -> assertThat(told + secret).containsIgnoringCase(secret));
        }
    }

    private DevConsole console() {
        var extension = enkash.context().getCamelContextExtension();
        var console = extension
                .getFactoryFinder(FOUND_UNDER)
                .newInstance("enkash", DevConsole.class)
                .orElseThrow();
        CamelContextAware.trySetCamelContext(console, enkash.context());
        return console;
    }

    private String text() {
        return (String) console().call(DevConsole.MediaType.TEXT, Map.of());
    }

    private JsonNode json() {
        try {
            // As Camel itself writes it under /q/dev.
            return new ObjectMapper().readTree(Jsoner.serialize(console().call(DevConsole.MediaType.JSON, Map.of())));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}

package io.github.camelenkash.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.sandbox.BookedCard;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code enkash-transactions-source} gives each new transaction, also to a route that fails at first. */
class TransactionsSourceTest {

    static final String KAMELET = "enkash-transactions-source";

    private static final String ROUTE = "- route: {from: {uri: 'kamelet:" + KAMELET + "', steps: [{to: direct:tell}]}}";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private final Instant start = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    private Sandbox sandbox;
    private BookedCard card;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
    }

    private KameletContext kamelet(Sandbox server) {
        return new KameletContext()
                .with(KAMELET, server, folder)
                .with(KAMELET, "startAt", start)
                .with(KAMELET, "delay", "100");
    }

    private KameletContext kamelet() {
        return kamelet(sandbox);
    }

    private void arrive(String reference, int minutes) {
        sandbox.books().arrive(card.cardId(), reference, "10.50", start.plus(minutes, ChronoUnit.MINUTES));
    }

    private static List<String> references(KameletContext camel) {
        return camel.told().stream()
                .map(TransactionsSourceTest::json)
                .map(transaction -> transaction.get("reference").asText())
                .toList();
    }

    private static JsonNode json(KameletContext.Message message) {
        try {
            return new ObjectMapper().readTree(message.body());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eachNewTransactionIsGivenOnceInOrderAcrossRestarts() throws Exception {
        arrive("HR-1", 1);
        arrive("HR-2", 2);
        try (var camel = kamelet().telling(exchange -> {}).yaml(ROUTE).start()) {
            await().atMost(PATIENCE).until(() -> camel.told().size() == 2);

            assertThat(references(camel)).containsExactly("HR-1", "HR-2");
            var first = json(camel.told().get(0));
            assertThat(first.get("points").decimalValue()).isEqualByComparingTo("10.50");
            assertThat(first.get("direction").asText()).isEqualTo("CR");
            assertThat(first.get("cardId").asText()).isEqualTo(card.cardId());
        }
        arrive("HR-3", 3);
        try (var camel = kamelet().telling(exchange -> {}).yaml(ROUTE).start()) {
            await().atMost(PATIENCE).until(() -> !camel.told().isEmpty());

            assertThat(references(camel)).containsExactly("HR-3");
        }
    }

    @Test
    void oneThatFailsIsGivenAgainAndNoneOvertakesIt() throws Exception {
        arrive("HR-1", 1);
        arrive("HR-2", 2);
        var tries = new AtomicInteger();
        try (var camel = kamelet().telling(failing(tries, 2)).yaml(ROUTE).start()) {
            await().atMost(PATIENCE).until(() -> camel.told().size() == 2);

            assertThat(references(camel)).containsExactly("HR-1", "HR-2");
            assertThat(tries).hasValue(4);
        }
    }

    private static java.util.function.Consumer<Exchange> failing(AtomicInteger tries, int first) {
        return exchange -> {
            if (tries.incrementAndGet() <= first) {
                throw new IllegalStateException("not yet");
            }
        };
    }

    @Test
    void onlyWhatTheFilterLetsThrough() throws Exception {
        arrive("HR-1", 1);
        try (var pay = new KameletContext()
                        .with(AllocateSinkTest.KAMELET, sandbox, folder)
                        .start();
                var camel = kamelet()
                        .with(KAMELET, "ledgerUrl", KameletContext.ledgerUrl(folder) + "2")
                        .with(KAMELET, "direction", "DR")
                        .with(KAMELET, "status", "SUCCESS")
                        .telling(exchange -> {})
                        .yaml(ROUTE)
                        .start()) {
            pay.ask("kamelet:" + AllocateSinkTest.KAMELET, KameletContext.award("HR-2", "asha@example.in", 1, 50));
            pay.ask(
                    "enkash:unallocate?" + URISupport.createQueryString(Map.copyOf(KameletContext.login(sandbox))),
                    "{\"cardId\": \"" + card.cardId() + "\", \"points\": 5, \"reference\": \"HR-3\"}");
            await().atMost(PATIENCE).until(() -> !camel.told().isEmpty());

            assertThat(references(camel)).containsExactly("HR-3");
            assertThat(json(camel.told().get(0)).get("direction").asText()).isEqualTo("DR");
        }
    }

    @Test
    void twoOfThemOnOneAccountNeedStatesOfTheirOwn() throws Exception {
        arrive("HR-1", 1);
        var twice =
                ROUTE + "\n" + ROUTE.replace("'kamelet:" + KAMELET + "'", "'kamelet:" + KAMELET + "?direction=CR%s'");
        try (var camel = kamelet().telling(exchange -> {}).yaml(twice.formatted(""))) {
            assertThatThrownBy(camel::start).hasStackTraceContaining("stateKey");
        }
        try (var camel = kamelet()
                .telling(exchange -> {})
                .yaml(twice.formatted("&stateKey=credits"))
                .start()) {
            await().atMost(PATIENCE).until(() -> camel.told().size() == 2);
        }
    }

    /** The start of a consumer is reported with its URI. */
    @Test
    void noSecretIsInWhatIsReportedOfTheStart() throws Exception {
        var secrets = Map.of(
                "password", "p&w=%41+?#1/;{x} $z",
                "clientSecret", "c(1)ient:5ecret%&=@!~",
                "username", "hr+pay&all@example.in");
        try (var other = Sandbox.builder().onboarding(secrets).start();
                var log = new CapturedLog()) {
            var theirs = other.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
            other.books().arrive(theirs.cardId(), "HR-1", "10", start.plus(1, ChronoUnit.MINUTES));
            try (var camel = kamelet(other).telling(exchange -> {}).yaml(ROUTE).start()) {
                await().atMost(PATIENCE).until(() -> camel.told().size() == 1);
            }
            assertThat(log.lines())
                    .filteredOn(line -> !line.matches("\\S+ (DEBUG|TRACE) (?s).*"))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line)
                            .doesNotContain("w=%", "%41", "%2541", "5ecret", "ient", "pay&all", "all@example"));
        }
    }
}

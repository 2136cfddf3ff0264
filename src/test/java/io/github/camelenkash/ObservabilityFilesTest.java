package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The alert rules and the dashboard ask for series and labels that there are, as Prometheus spells them. */
class ObservabilityFilesTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private static final Path FOLDER = Path.of("src/main/docs/observability");
    private static final Pattern SERIES = Pattern.compile("\\benkash_\\w+");
    private static final Pattern LABEL = Pattern.compile("\\b(\\w+)=~?\"([^\"]*)\"");
    private static final Map<String, Set<String>> LABELS = Map.of(
            "state",
            Arrays.stream(State.values())
                    .map(state -> state.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet()),
            "outcome",
            Arrays.stream(CallOutcome.values()).map(CallOutcome::label).collect(Collectors.toSet()),
            "operation",
            Arrays.stream(EnkashOperation.values()).map(Enum::name).collect(Collectors.toSet()));

    private final Set<String> scraped = new TreeSet<>();

    @BeforeEach
    void scrape() {
        Sandbox sandbox = SERVER.sandbox();
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var enkash = Enkash.at(sandbox)) {
            enkash.context().getRegistry().bind("meters", MeterRegistry.class, registry);
            enkash.send("enkash:allocate", award("HR-1", 1, 10));
            registry.scrape()
                    .lines()
                    .filter(line -> line.startsWith("enkash_"))
                    .forEach(line -> scraped.add(line.split("[{ ]")[0]));
        }
        assertThat(scraped)
                .containsExactly(
                        "enkash_call_duration_seconds_count",
                        "enkash_call_duration_seconds_max",
                        "enkash_call_duration_seconds_sum",
                        "enkash_calls_total",
                        "enkash_login_refused",
                        "enkash_movements",
                        "enkash_oldest_unknown_seconds",
                        "enkash_token_age_seconds");
    }

    @Test
    void theAlertRulesAskForWhatThereIs() throws IOException {
        var rules = new ObjectMapper(new YAMLFactory())
                .readTree(FOLDER.resolve("alert-rules.yaml").toFile())
                .at("/groups/0/rules");
        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
        });
        assertThat(rules.findValuesAsText("alert")).doesNotHaveDuplicates();
        check(rules.findValuesAsText("expr"), rules.size());
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        JsonNode panels = new ObjectMapper()
                .readTree(FOLDER.resolve("grafana-dashboard.json").toFile())
                .get("panels");
        var expressions = panels.findValuesAsText("expr");
        check(expressions, panels.size());
        assertThat(series(expressions)).as("every series is shown").isEqualTo(scraped);
    }

    @Test
    void aSeriesOrLabelThatThereIsNotIsFound() {
        assertThat(unknown(List.of("rate(enkash_call_total[5m])"))).containsExactly("enkash_call_total");
        assertThat(unknown(List.of("enkash_movements{state=\"PARKED\"}"))).containsExactly("state=PARKED");
        assertThat(unknown(List.of("enkash_movements{reference=\"HR-1\"}"))).containsExactly("reference=HR-1");
    }

    private void check(List<String> expressions, int atLeast) {
        assertThat(expressions).hasSizeGreaterThanOrEqualTo(atLeast).allSatisfy(expression -> {
            assertThat(expression).containsPattern(SERIES);
            for (var pair : List.of("()", "{}", "[]")) {
                assertThat(expression.chars().filter(c -> c == pair.charAt(0)).count())
                        .as(expression)
                        .isEqualTo(expression
                                .chars()
                                .filter(c -> c == pair.charAt(1))
                                .count());
            }
        });
        assertThat(unknown(expressions)).isEmpty();
    }

    private static Set<String> series(List<String> expressions) {
        return expressions.stream()
                .flatMap(expression -> SERIES.matcher(expression).results())
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Series and label values that nothing measures. */
    private Set<String> unknown(List<String> expressions) {
        var unknown = series(expressions);
        unknown.removeAll(scraped);
        expressions.stream()
                .flatMap(expression -> LABEL.matcher(expression).results())
                .forEach(found -> Arrays.stream(found.group(2).split("\\|"))
                        .filter(value ->
                                !LABELS.getOrDefault(found.group(1), Set.of()).contains(value))
                        .forEach(value -> unknown.add(found.group(1) + "=" + value)));
        return unknown;
    }
}

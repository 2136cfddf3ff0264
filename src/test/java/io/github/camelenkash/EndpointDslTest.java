package io.github.camelenkash;

import static io.github.camelenkash.endpoint.StaticEndpointBuilders.enkash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.endpoint.EndpointBuilderFactory;
import io.github.camelenkash.endpoint.dsl.EnkashEndpointBuilderFactory.AdvancedEnkashEndpointBuilder;
import io.github.camelenkash.endpoint.dsl.EnkashEndpointBuilderFactory.EnkashBuilders;
import io.github.camelenkash.endpoint.dsl.EnkashEndpointBuilderFactory.EnkashEndpointBuilder;
import io.github.camelenkash.endpoint.dsl.EnkashEndpointBuilderFactory.EnkashHeaderNameBuilder;
import io.github.camelenkash.ledger.UnknownPolicy;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Java routes that are written with generated builders do what the same URIs do. */
class EndpointDslTest {

    /** What the builders have besides options. */
    private static final Set<String> NO_OPTIONS = Set.of("advanced", "basic");

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

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

    private static JsonNode catalogue() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/generated/resources/META-INF/io/github/camelenkash/enkash.json")
                        .toFile());
    }

    private static Set<String> methods(Class<?>... types) {
        return Arrays.stream(types)
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces())))
                .filter(type -> type.getPackageName().startsWith("io.github.camelenkash"))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .filter(name -> !NO_OPTIONS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyOptionOfAnEndpointHasItsMethodAndNothingElseHas() throws IOException {
        var options = new TreeSet<String>();
        catalogue().get("properties").properties().stream()
                .filter(option -> option.getValue().get("kind").asText().equals("parameter"))
                .forEach(option -> options.add(option.getKey()));

        assertThat(methods(EnkashEndpointBuilder.class, AdvancedEnkashEndpointBuilder.class))
                .isEqualTo(options);
    }

    @Test
    void everyHeaderHasItsMethodWhichGivesItsName() throws Exception {
        var headers = new EnkashBuilders() {}.enkash();
        var names = new TreeSet<String>();
        for (var method : EnkashHeaderNameBuilder.class.getDeclaredMethods()) {
            if (!method.isSynthetic()) {
                names.add((String) method.invoke(headers));
            }
        }
        var known = new TreeSet<String>();
        catalogue().get("headers").fieldNames().forEachRemaining(known::add);

        assertThat(names).isEqualTo(known);
    }

    @Test
    void aRouteReadsTheBalanceAndPays() throws Exception {
        enkash.context().addRoutes(new EnkashRoutes() {
            @Override
            public void configure() {
                from(direct("balance")).to(enkash("balance").program(Program.incentive));
                from(direct("award"))
                        .to(enkash("allocate")
                                .unknownPolicy(UnknownPolicy.park)
                                .settleInCall(Duration.ofSeconds(5))
                                .advanced()
                                .lease("3m"))
                        .setHeader("outcome", header(enkash().enkashOutcome()));
            }
        });

        assertThat(enkash.ask("direct:balance", null, RewardAccount.class).cardAccountId())
                .isEqualTo("CADEMO02");
        var exchange = enkash.send("direct:award", Enkash.award("HR-1", 1, 10));
        assertThat(Enkash.answer(exchange, MovementReceipt.class).outcome()).isEqualTo(Outcome.PAID);
        assertThat(exchange.getMessage().getHeader("outcome")).isEqualTo("PAID");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    /** Camel's own builders and ours in one class. */
    private abstract static class EnkashRoutes extends EndpointRouteBuilder implements EnkashBuilders {}

    @Test
    void aPlainRouteTakesTheStaticBuilder() {
        enkash.routes(route -> route.from("direct:award").to(enkash("allocate").dryRun(true)));

        assertThat(enkash.ask("direct:award", Enkash.award("HR-1", 1, 10), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.DRY_RUN);
        assertThat(sandbox.books().credits("HR-1")).isZero();
    }

    @Test
    void aFailureIsTheSameAsByUri() throws Exception {
        enkash.context().addRoutes(new ReadmeEndpointRoute());
        var exchange = enkash.send("direct:spot-award", Enkash.award("HR-1", 1, -10));

        assertThat(exchange.getException()).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> enkash("alocate").resolve(enkash.context()))
                .hasStackTraceContaining("Unknown operation");
    }

    /** As in a URI: Camel writes one of it. */
    @Test
    void aValueOfAllCharactersArrivesAsItIsWhereItIsRaw() throws Exception {
        var secret = "p&w=%41+?#1/;{x} $z";
        var endpoint = enkash("enkash", "balance")
                .password("RAW(" + secret + ")")
                .filter("direction", "CR")
                .advanced()
                .maxConnections(7)
                .resolve(enkash.context());

        var configuration = ((EnkashEndpoint) endpoint).getConfiguration();
        assertThat(configuration.getPassword()).isEqualTo(secret);
        assertThat(configuration.getMaxConnections()).isEqualTo(7);
        assertThat(configuration.getFilter()).containsEntry("direction", "CR");
        assertThat(endpoint.toString()).doesNotContain("p&w", "%41");
    }

    @Test
    void severalEndpointsAreAnExpression() throws Exception {
        var endpoints = new EndpointBuilderFactory() {}.endpoints(
                enkash("balance"), enkash("cards").program("incentive"));
        endpoints.init(enkash.context());

        assertThat(endpoints.evaluate(new DefaultExchange(enkash.context()), List.class))
                .containsExactly("enkash://balance", "enkash://cards?program=incentive");
    }
}

package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.DocumentPage;
import io.github.camelenkash.testing.DocumentPage.Code;
import io.github.camelenkash.testing.JavaFragment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each tab of the component page runs against the sandbox and does what its usage says; the tabs of one are one route. */
class ComponentUsagesTest {

    private static final DocumentPage PAGE = DocumentPage.of("src/main/docs/enkash-component.adoc");
    private static final List<String> LANGUAGES = List.of("java", "xml", "yaml");

    /** What each usage does, by the id of its heading. */
    private static final Map<String, Check> CHECKS = Map.of(
            "usage-pay", ComponentUsagesTest::paysOneAndCatchesWhatIsRefused,
            "usage-take-back", ComponentUsagesTest::takesBackOnceWhatTheCardHolds,
            "usage-bulk", ComponentUsagesTest::paysManyAndTellsOfTheOthers,
            "usage-link", ComponentUsagesTest::leadsToTheShop,
            "usage-transactions", ComponentUsagesTest::tellsOfNewPointsOnly,
            "usage-balance", ComponentUsagesTest::tellsWhenTheBalanceIsLow,
            "usage-stream", ComponentUsagesTest::readsTheListRowByRow,
            "usage-settle", ComponentUsagesTest::settlesAndTellsWhatAPersonMustDecide);

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    private Sandbox sandbox;
    private Enkash enkash;

    private interface Check {
        void of(ComponentUsagesTest test);
    }

    static Stream<Arguments> tabs() throws IOException {
        return usages().flatMap(usage -> LANGUAGES.stream().map(language -> Arguments.of(usage, language)));
    }

    static Stream<String> usages() throws IOException {
        return PAGE.anchors().stream().filter(id -> id.startsWith("usage-"));
    }

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
    void everyUsageIsCheckedHereAndHasTheThreeTabs() throws IOException {
        assertThat(usages()).containsExactlyInAnyOrderElementsOf(CHECKS.keySet());
        for (var usage : usages().toList()) {
            assertThat(tabsOf(usage)).extracting(Code::language).as(usage).isEqualTo(LANGUAGES);
        }
    }

    @Test
    void noRouteOfThePageIsOutsideOfAUsage() throws IOException {
        assertThat(PAGE.code())
                .filteredOn(code -> code.text().contains("enkash:")
                        && !code.section().startsWith("usage-")
                        && !code.section().equals("uri-format"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tabs")
    void aTabDoesWhatItsUsageSays(String usage, String language) throws Exception {
        enkash.context().getPropertiesComponent().addInitialProperty("poll.delay", "100");
        enkash.routes(this::told);
        load(enkash.context(), tab(usage, language));
        enkash.context().start();

        CHECKS.get(usage).of(this);
    }

    @ParameterizedTest
    @MethodSource("usages")
    void theTabsOfAUsageAreOneRoute(String usage) throws Exception {
        var dumps = new ArrayList<String>();
        for (var language : LANGUAGES) {
            dumps.add(model(tab(usage, language)));
        }
        assertThat(dumps.get(0)).contains("<route").contains("enkash:");
        assertThat(dumps.get(1)).as("XML is what Java is").isEqualTo(dumps.get(0));
        assertThat(dumps.get(2)).as("YAML is what Java is").isEqualTo(dumps.get(0));
    }

    /** A route as Camel writes it down, without what it numbers by itself and where a line stood. */
    private static String model(Code tab) throws Exception {
        try (var context = new DefaultCamelContext()) {
            load(context, tab);
            assertThat(context.getRouteDefinitions()).hasSize(1);
            var route = context.getRouteDefinitions().get(0);
            ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), TryDefinition.class)
                    .forEach(ComponentUsagesTest::withItsClauses);
            return PluginHelper.getModelToXMLDumper(context)
                    .dumpModelAsXml(context, route)
                    .replaceAll(" (?:sourceLineNumber|sourceLocation)=\"[^\"]*\"", "")
                    .replaceAll(" id=\"\\w+[0-9]+\"", "");
        }
    }

    /** YAML keeps them beside the steps of a try, where the one who writes it down does not look. */
    private static void withItsClauses(TryDefinition tried) {
        if (tried.getCatchClauses() != null
                && tried.getOutputs().stream().noneMatch(CatchDefinition.class::isInstance)) {
            tried.getOutputs().addAll(tried.getCatchClauses());
        }
    }

    private static List<Code> tabsOf(String usage) throws IOException {
        return PAGE.code().stream().filter(code -> code.section().equals(usage)).toList();
    }

    private static Code tab(String usage, String language) throws IOException {
        return tabsOf(usage).stream()
                .filter(code -> code.language().equals(language))
                .findFirst()
                .orElseThrow();
    }

    private static void load(DefaultCamelContext context, Code tab) throws Exception {
        if (tab.language().equals("java")) {
            context.addRoutes(JavaFragment.routes(tab.text()));
        } else {
            var file = tab.section() + ".camel." + tab.language();
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(file, tab.text()));
        }
    }

    private void told(RouteBuilder routes) {
        for (var end : List.of("direct:tell", "direct:look-at-it", "direct:somebody-decides")) {
            routes.from(end).process(exchange -> told.add(exchange.getMessage().getBody()));
        }
    }

    private void paysOneAndCatchesWhatIsRefused() {
        var paid = enkash.ask("direct:spot-award", award("HR-1", 1, "250.50"), MovementReceipt.class);
        assertThat(paid.outcome()).isEqualTo(Outcome.PAID);
        var again = enkash.ask("direct:spot-award", award("HR-1", 1, "250.50"), MovementReceipt.class);
        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));

        sandbox.faults().next(Fault.BAD_REQUEST, 1, Operation.ALLOCATE);
        for (var refused : List.of(award("HR-2", 2, -5), award("HR-3", 3, 5))) {
            var exchange = enkash.send("direct:spot-award", refused);
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT)).isNotNull();
        }
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));
    }

    private void takesBackOnceWhatTheCardHolds() {
        sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "40.50");
        for (int i = 0; i < 2; i++) {
            var exchange = enkash.send("direct:leaver", "asha@example.in", Map.of("employee", "E1042"));
            assertThat(exchange.getException()).isNull();
        }
        assertThat(sandbox.books().debits("exit/E1042")).isEqualTo(1);
        assertThat(sandbox.books().cardOf("asha@example.in").otbBalance()).isEqualByComparingTo("0");

        assertThat(enkash.send("direct:leaver", "nobody@example.in", Map.of("employee", "E1"))
                        .getException())
                .isNull();
        assertThat(sandbox.books().debits("exit/E1")).isZero();
    }

    private void paysManyAndTellsOfTheOthers() {
        var rows = List.of(award("HR-1", 1, 10), award("HR-2", 2, -1), award("HR-3", 3, 30));
        assertThat(enkash.send("direct:festival", rows).getException()).isNull();

        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-3", 1));
        assertThat(told).singleElement().isInstanceOfSatisfying(RowResult.class, row -> {
            assertThat(row.reference()).isEqualTo("HR-2");
            assertThat(row.outcome()).isEqualTo(Outcome.REFUSED);
        });
    }

    private void leadsToTheShop() {
        sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "40");

        assertThat(enkash.ask("direct:redeem", "asha@example.in", String.class))
                .startsWith("http")
                .contains("employee_rewards");
    }

    private void tellsOfNewPointsOnly() {
        var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
        sandbox.books().arrive(card.cardId(), "HR-0", "10", Instant.parse("2020-01-01T00:00:00Z"));
        // The first start begins when the route does; nobody tells when its first poll is.
        var now = Instant.now();
        sandbox.books().arrive(card.cardId(), "HR-1", "250", now.plusSeconds(5));
        sandbox.books().arrive(card.cardId(), "HR-2", "30", now.plusSeconds(6));

        await().atMost(Duration.ofMinutes(1)).until(() -> told.size() == 2);
        assertThat(told).extracting(row -> ((Transaction) row).reference()).containsExactly("HR-1", "HR-2");
    }

    private void tellsWhenTheBalanceIsLow() {
        sandbox.books().setAvailableBalance("49999");
        await().atMost(Duration.ofMinutes(1)).until(() -> told.size() == 1);
        sandbox.books().setAvailableBalance("80000");
        await().atMost(Duration.ofMinutes(1)).until(() -> told.size() == 2);

        assertThat(told)
                .extracting(
                        account -> ((RewardAccount) account).availableBalance().intValue())
                .containsExactly(49999, 80000);
    }

    private void readsTheListRowByRow() {
        var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
        sandbox.books().arrive(card.cardId(), "HR-0", "250", Instant.parse("2030-12-31T10:00:00Z"));
        for (int i = 1; i < 4; i++) {
            sandbox.books().arrive(card.cardId(), "HR-" + i, "250", Instant.parse("2031-01-01T10:00:0" + i + "Z"));
        }
        assertThat(enkash.send("direct:statement", (Object) null).getException())
                .isNull();

        assertThat(told).extracting(row -> ((Transaction) row).reference()).containsExactly("HR-1", "HR-2", "HR-3");
    }

    private void settlesAndTellsWhatAPersonMustDecide() {
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                .next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS)
                .next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE_COINS);
        enkash.send("enkash:allocate?settleInCall=0", award("HR-1", 1, 10));
        assertThat(enkash.ask("enkash:movement", "HR-1", MovementView.class).state())
                .isEqualTo(State.UNKNOWN);
        // Nobody can look coins up.
        enkash.send("enkash:allocateCoins", Map.of("requestId", "HR-2", "event", "WORK_ANNIVERSARY", "userId", "EK1"));

        assertThat(enkash.send("direct:settle", (Object) null).getException()).isNull();

        assertThat(told).singleElement().isInstanceOfSatisfying(MovementView.class, movement -> assertThat(
                        movement.reference())
                .isEqualTo("HR-2"));
        assertThat(enkash.ask("enkash:movement", "HR-1", MovementView.class).state())
                .isEqualTo(State.PAID);
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }
}

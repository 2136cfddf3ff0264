package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.award;
import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.Voucher;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.Broker;
import io.github.camelenkash.testing.DocumentPage;
import io.github.camelenkash.testing.DocumentPage.Code;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each recipe of the page does what it says; a test is named after the heading of its recipe. */
class RecipesTest {

    private static final DocumentPage PAGE = DocumentPage.of("src/main/docs/recipes.md");

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    /** What arrived at the ends of a route, as end and body. */
    private final List<Map.Entry<String, Object>> told = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private ReadyRoute route;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
    }

    @AfterEach
    void stop() {
        if (route != null) {
            route.close();
        }
    }

    static List<Code> code() throws IOException {
        return PAGE.code();
    }

    @Test
    void everyRecipeIsRunHere() throws IOException {
        var recipes = PAGE.anchors().stream()
                .filter(anchor -> !anchor.equals("recipes"))
                .toList();
        assertThat(Arrays.stream(getClass().getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name -> recipes.contains(slug(name))))
                .hasSameSizeAs(recipes);
        assertThat(PAGE.code().stream()
                        .filter(code -> code.language().equals("yaml"))
                        .map(Code::section))
                .containsExactlyElementsOf(recipes);
    }

    private static String slug(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase();
    }

    @ParameterizedTest
    @MethodSource("code")
    void whatIsShownIsValid(Code shown) throws IOException {
        var files = new RouteFiles();
        if (shown.language().equals("yaml")) {
            assertThat(files.problems(shown.text())).isEmpty();
        } else {
            assertThat(shown.language()).isEqualTo("properties");
            assertThat(properties(shown).entrySet()).isNotEmpty().allSatisfy(line -> assertThat(files.problem(line))
                    .isNull());
        }
    }

    private static Properties properties(Code shown) throws IOException {
        var properties = new Properties();
        properties.load(new java.io.StringReader(shown.text()));
        return properties;
    }

    @Test
    void redeliverWhatIsSafeAndStopWhereItIsNot() throws Exception {
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                .next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
        route = recipe("redeliver-what-is-safe-and-stop-where-it-is-not")
                .with("camel.component.enkash.settleInCall", 0)
                .start();
        send("seda:awards", award("HR-1", 1, 10));
        send("seda:awards", award("HR-2", 2, -10));

        patiently().until(() -> told.size() == 2);
        assertThat(ends()).containsExactly("paid", "correct-it");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));
        route.close();

        route = recipe("redeliver-what-is-safe-and-stop-where-it-is-not")
                .with("camel.component.enkash.password", "wrong")
                .start();
        send("seda:awards", award("HR-3", 3, 10));
        patiently().until(() -> told.size() == 3);
        assertThat(ends()).endsWith("alert");
        patiently().until(() -> route.context().getRouteController().getRouteStatus("awards") == ServiceStatus.Stopped);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }

    @Test
    void payFromAQueueWhoseMessagesHaveNoReference() throws Exception {
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                .next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
        try (var broker = Broker.start()) {
            route = recipe("pay-from-a-queue-whose-messages-have-no-reference")
                    .with("camel.component.enkash.settleInCall", 0)
                    .with("camel.component.jms.connectionFactory", "#bean:connections")
                    .bind("connections", broker.connections())
                    .start();
            var nameless = award("", 1, 10).replace("\"reference\": \"\", ", "");
            assertThat(nameless).doesNotContain("reference");
            broker.send("awards", nameless, nameless);

            patiently().until(() -> broker.messages("awards") == 0);
            assertThat(sandbox.books().creditsByReference().entrySet())
                    .as("two messages are two awards, and the one that was delivered twice is one")
                    .hasSize(2)
                    .allMatch(award -> award.getKey().startsWith("ID:") && award.getValue() == 1);
            assertThat(route.failures()).as("deliveries that failed").isPositive();
            assertThat(broker.messages(Broker.DEAD)).isZero();
            route.close();
            route = null;
        }
    }

    @Test
    void askWhatItWouldComeTo() throws Exception {
        route = recipe("ask-what-it-would-come-to").start();
        request("enkash:allocate", award("HR-0", 9, 10));
        request("direct:rehearse", list(award("HR-1", 1, 10), award("HR-2", 2, -1), award("HR-0", 9, 10)));

        assertThat(told)
                .extracting(end -> ((RowResult) end.getValue()).outcome())
                .containsExactly(Outcome.REFUSED, Outcome.ALREADY_PAID);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-0", 1));
    }

    @Test
    void payAJsonFileOfAnyLength() throws Exception {
        route = recipe("pay-a-json-file-of-any-length")
                .with("awards.folder", folder.resolve("awards"))
                .start();
        var awards = list(award("HR-1", 1, 10), award("HR-2", 2, -1), award("HR-3", 3, -1));
        Files.writeString(folder.resolve("awards/onam.json"), awards);

        patiently().until(() -> Files.exists(folder.resolve("awards/.camel/onam.json")));
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));
        assertThat(Files.readAllLines(folder.resolve("awards/not-paid/onam.txt")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("{") && line.contains("REFUSED"))
                .satisfiesExactly(line -> assertThat(line).contains("HR-2"), line -> assertThat(line)
                        .contains("HR-3"));
    }

    @Test
    void writeEachReceiptIntoADatabase() throws Exception {
        var payroll = new JdbcDataSource();
        payroll.setUrl("jdbc:h2:mem:recipes;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        try (var connection = payroll.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "create table receipt (reference varchar(200) primary key, card_id varchar(100), points decimal)");
            route = recipe("write-each-receipt-into-a-database")
                    .bind("payroll", payroll)
                    .start();
            for (int i = 0; i < 2; i++) {
                request("direct:award", award("HR-1", 1, "250.50"));
            }

            var rows = statement.executeQuery("select * from receipt");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("reference")).isEqualTo("HR-1");
            assertThat(rows.getString("card_id"))
                    .isEqualTo(sandbox.books().cardOf("asha1@example.in").cardId());
            assertThat(rows.getBigDecimal("points")).isEqualByComparingTo("250.50");
            assertThat(rows.next()).as("a second row").isFalse();
        }
    }

    @Test
    void payEmployeesAndPartnersInOneApplication() throws Exception {
        route = recipe("pay-employees-and-partners-in-one-application").start();
        var partners = sandbox.options().get("incentiveAccountId");
        var before = sandbox.books().availableBalance();
        var partnersBefore = sandbox.books().availableBalance(partners);

        try (var template = route.context().createProducerTemplate()) {
            template.sendBodyAndHeader("direct:pay", award("HR-1", 1, 10), "payee", "employee");
            template.sendBodyAndHeader("direct:pay", award("INC-1", 2, 30), "payee", "partner");
        }

        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo(before.subtract(BigDecimal.TEN));
        assertThat(sandbox.books().availableBalance(partners))
                .isEqualByComparingTo(partnersBefore.subtract(new BigDecimal(30)));
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "INC-1", 1));
    }

    @Test
    void sayWhatBecameOfAReference() throws Exception {
        route = recipe("say-what-became-of-a-reference").start();
        request("enkash:allocate", award("HR-1", 1, 10));

        assertThat(request("direct:where-is-it", "HR-1").getMessage().getBody())
                .isEqualTo("HR-1 is PAID after 1 attempt(s)");
        assertThat(request("direct:where-is-it", "HR-2").getMessage().getBody()).isEqualTo("Nobody ordered that");
    }

    @Test
    void sendNothingWhileTheAccountIsShort() throws Exception {
        route = recipe("send-nothing-while-the-account-is-short").start();
        sandbox.books().setAvailableBalance("100");
        var fits = request("direct:careful", person("HR-1", 1, 100));
        request("direct:careful", person("HR-2", 2, 1));

        assertThat(fits.getMessage().getBody(MovementReceipt.class).outcome()).isEqualTo(Outcome.PAID);
        assertThat(told).singleElement().satisfies(end -> {
            assertThat(end.getKey()).isEqualTo("put-aside");
            assertThat(((Map<?, ?>) end.getValue()).get("reference")).isEqualTo("HR-2");
        });
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
    }

    @Test
    void letNoTransactionHoldUpTheNext() throws Exception {
        var tries = new AtomicInteger();
        route = recipe("let-no-transaction-hold-up-the-next", routes -> routes.from("direct:book")
                        .errorHandler(routes.noErrorHandler())
                        .process(exchange -> {
                            var transaction = exchange.getMessage().getBody(Transaction.class);
                            if (transaction.reference().equals("HR-1")) {
                                tries.incrementAndGet();
                                throw new IOException("not this one");
                            }
                            told.add(Map.entry("book", transaction));
                        }))
                .start();
        arrive("HR-1", Instant.now().plusSeconds(5));
        arrive("HR-2", Instant.now().plusSeconds(6));

        patiently().until(() -> told.size() == 2);
        assertThat(ends()).containsExactly("put-aside", "book");
        assertThat(tries).hasValue(3);
    }

    /** With the places of this machine. */
    @Test
    void pollOnOneNodeAtATime() throws Exception {
        var cluster = new FileLockClusterService();
        cluster.setRoot(folder.resolve("cluster").toString());
        route = recipe("poll-on-one-node-at-a-time")
                .with("camel.component.enkash.ledger-url", "jdbc:h2:file:" + folder.resolve("movements"))
                .bind("cluster", cluster)
                .start();

        // The first start begins when this node was made the one that polls; nobody tells when that is.
        var number = new AtomicInteger();
        patiently().until(() -> {
            arrive("HR-" + number.incrementAndGet(), Instant.now());
            return !told.isEmpty();
        });
        assertThat(told.get(0).getValue()).isInstanceOf(Transaction.class);
    }

    /** With the places of this machine. */
    @Test
    void keepAConsumersPlaceWithoutADatabase() throws Exception {
        var builder = recipe("keep-a-consumers-place-without-a-database");
        route = builder.with("camel.beans.pollFile", "#class:java.io.File('" + folder.resolve("poll-state") + "')")
                .start();
        sandbox.books().setAvailableBalance("49999");

        patiently().until(() -> told.size() == 1);
        assertThat(told.get(0).getValue()).isInstanceOf(RewardAccount.class);
        assertThat(folder.resolve("poll-state")).content().contains("LOW");
    }

    @Test
    void buyVouchersAndHandThemOut() throws Exception {
        route = recipe("buy-vouchers-and-hand-them-out").start();
        var order =
                "{\"reference\": \"V-1\", \"productCatalogId\": \"PCDEMO02\", \"denomination\": 250, \"quantity\": 2}";
        request("direct:buy", order);

        assertThat(told).hasSize(2).allSatisfy(end -> assertThat(end.getValue()).isInstanceOf(Voucher.class));
        assertThat(sandbox.books().orders("V-1")).isEqualTo(1);
    }

    private ReadyRoute.Builder recipe(String name) throws IOException {
        return recipe(name, routes -> {});
    }

    /** The route of a recipe as the page has it, with its properties; whatever it ends in tells us. */
    private ReadyRoute.Builder recipe(String name, java.util.function.Consumer<RouteBuilder> more) throws IOException {
        var shown =
                PAGE.code().stream().filter(code -> code.section().equals(name)).toList();
        var yaml = shown.stream().filter(code -> code.language().equals("yaml")).toList();
        assertThat(yaml).as(name).hasSize(1);
        var file = folder.resolve(name + ".camel.yaml");
        Files.writeString(file, yaml.get(0).text());
        var builder = ReadyRoute.of(file.toString(), sandbox).with("poll.delay", 100);
        for (var properties : shown.stream()
                .filter(code -> code.language().equals("properties"))
                .toList()) {
            properties(properties).forEach((key, value) -> builder.with(key.toString(), value));
        }
        return builder.bind("ends", new RouteBuilder() {
            @Override
            public void configure() {
                for (var end : List.of("paid", "correct-it", "alert", "look-at-it", "put-aside", "tell", "hand-over")) {
                    from("direct:" + end)
                            .process(exchange -> told.add(
                                    Map.entry(end, exchange.getMessage().getBody())));
                }
                more.accept(this);
            }
        });
    }

    private Stream<String> ends() {
        return told.stream().map(Map.Entry::getKey);
    }

    private Exchange request(String uri, Object body) throws IOException {
        try (var template = route.context().createProducerTemplate()) {
            var exchange = template.request(uri, to -> to.getMessage().setBody(body));
            assertThat(exchange.getException()).isNull();
            return exchange;
        }
    }

    private void send(String uri, Object body) throws IOException {
        try (var template = route.context().createProducerTemplate()) {
            template.sendBody(uri, body);
        }
    }

    private void arrive(String reference, Instant time) {
        var card = sandbox.books().cardOf("asha@example.in");
        if (card == null) {
            card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
        }
        sandbox.books().arrive(card.cardId(), reference, "250", time);
    }

    private static String list(String... awards) {
        return Stream.of(awards).collect(Collectors.joining(",", "[", "]"));
    }

    private static Map<String, Object> person(String reference, int person, Object points) {
        return Map.of(
                "reference",
                reference,
                "points",
                points,
                "title",
                "Ms",
                "firstName",
                "Asha",
                "gender",
                "F",
                "email",
                "asha" + person + "@example.in",
                "mobile",
                Long.toString(9_100_000_000L + person));
    }
}

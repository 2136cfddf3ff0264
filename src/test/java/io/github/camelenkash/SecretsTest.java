package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.RawServer;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.main.Main;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No secret, token, whole mobile number or whole e-mail address stands where people or machines read that need not. */
class SecretsTest {

    private static final String PASSWORD = "Pass-word-hunter2";
    private static final String CLIENT_SECRET = "c1ient5ecret0f40hexcharacters00000000000";
    private static final String SECRET_KEY = "another-secret-key-7";
    private static final String LOGIN = "9000000001";
    private static final String BEARER = "bearer-0badc0ffee-0badc0ffee-0badc0ffee";
    private static final String REFRESH = "refresh-0badc0ffee";
    private static final String SSO = "5507bade0badc0ffee.sso-token";
    private static final String LEDGER_PASSWORD = "ledger-pass-hunter3";
    private static final String MOBILE = "9876543210";
    private static final String EMAIL = "very.private@example.in";

    private static final String VOUCHER = "7000123456789012";
    private static final String PIN = "PIN-482917";

    private static final Map<String, String> SECRETS = secrets();

    private static Map<String, String> secrets() {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("password", PASSWORD);
        secrets.put("client secret", CLIENT_SECRET);
        secrets.put("secret key", SECRET_KEY);
        secrets.put("login", LOGIN);
        secrets.put(
                "basic header",
                Base64.getEncoder().encodeToString(("CEKDEMO001:" + CLIENT_SECRET).getBytes(StandardCharsets.UTF_8)));
        secrets.put("bearer token", BEARER);
        secrets.put("refresh token", REFRESH);
        secrets.put("single-sign-on token", SSO);
        secrets.put("ledger password", LEDGER_PASSWORD);
        secrets.put("mobile", MOBILE);
        secrets.put("e-mail", EMAIL);
        secrets.put("voucher", VOUCHER);
        secrets.put("voucher's PIN", PIN);
        return secrets;
    }

    /** The lines that hold a secret, each with the name of what it holds. */
    private static List<String> leaks(List<String> lines) {
        return lines.stream()
                .flatMap(line -> SECRETS.entrySet().stream()
                        .filter(secret -> line.toLowerCase(Locale.ROOT)
                                .contains(secret.getValue().toLowerCase(Locale.ROOT)))
                        .map(secret -> secret.getKey() + ": " + line.substring(0, Math.min(300, line.length()))))
                .toList();
    }

    @Test
    void theScanFindsWhatIsPlanted() {
        try (var log = new CapturedLog()) {
            SECRETS.values().forEach(secret -> LoggerFactory.getLogger("org.apache.hc.client5.http.wire")
                    .trace(">> {}", secret));
            LoggerFactory.getLogger("x").error("it failed", new IllegalStateException(new Exception(EMAIL)));

            assertThat(leaks(log.lines())).hasSize(SECRETS.size() + 1);
        }
    }

    private static Map<String, Object> person(String reference) {
        var person = award(reference, 1, "250.00");
        person.put("email", EMAIL);
        person.put("mobile", MOBILE);
        return person;
    }

    private static Enkash at(RawServer server) {
        return Enkash.at(server).with(c -> {
            c.setUsername(LOGIN);
            c.setPassword(PASSWORD);
            c.setClientSecret(CLIENT_SECRET);
            c.setSecretKey(SECRET_KEY);
            c.setResponseTimeout(Duration.ofMillis(200));
            c.setMaxRetryAfter(Duration.ZERO);
        });
    }

    private static RawServer server() {
        return RawServer.start()
                .alwaysToken(RawServer.json("{\"access_token\":\"" + BEARER + "\",\"refresh_token\":\"" + REFRESH
                        + "\",\"expires_in\":86399}"))
                .always((request, connection) -> RawServer.json(reply(request)).play(request, connection));
    }

    /** An answer that is full of people and tokens. */
    private static String reply(RawServer.Seen request) throws java.io.IOException {
        if (request.line().contains("sso-token")) {
            return "{\"code\":0,\"payload\":{\"access_token\":\"" + SSO + "\"}}";
        }
        var order = new ObjectMapper().readTree(request.body());
        if (request.line().contains("bulk")) {
            return "{\"code\":0,\"payload\":{\"success\":" + order + "}}";
        }
        return "{\"code\":0,\"message\":\"Done for " + EMAIL + " and " + MOBILE + "\",\"payload\":{\"enKashCardId\":"
                + "\"EKC1\",\"email\":\"" + EMAIL + "\",\"mobile\":\"" + MOBILE + "\",\"token\":\"" + BEARER
                + "\",\"pgReferenceNumber\":"
                + order.path("uniqueReferenceNumber").toString().transform(text -> text.isEmpty() ? "null" : text)
                + "}}";
    }

    @Test
    void nothingOfAGoodDayIsLogged() {
        try (var log = new CapturedLog();
                var server = server();
                var enkash = at(server)) {
            enkash.routes(routes -> routes.from("direct:all")
                    .to("enkash:allocate")
                    .marshal()
                    .json(JsonLibrary.Jackson)
                    .to("log:done?level=TRACE&showBody=false&showHeaders=true"));
            assertThat(enkash.send("direct:all", person("HR-1")).getException()).isNull();
            assertThat(enkash.send("enkash:allocate", person("HR-1")).getException())
                    .isNull();
            assertThat(enkash.send("enkash:allocate", json("HR-2")).getException())
                    .isNull();
            assertThat(enkash.send("enkash:bulkAllocate", List.of(person("HR-3"), person("HR-4")))
                            .getException())
                    .isNull();
            assertThat(enkash.send("enkash:bulkAllocate", ("[" + json("HR-5") + "]").getBytes(StandardCharsets.UTF_8))
                            .getException())
                    .isNull();
            assertThat(enkash.send("enkash:card", MOBILE).getException()).isNull();
            assertThat(enkash.send("enkash:card", EMAIL).getException()).isNull();
            assertThat(enkash.send("enkash:cards", null).getException()).isNull();
            assertThat(enkash.send("enkash:balance", null).getException()).isNull();
            assertThat(enkash.send("enkash:transactions", Map.of("cardHolderName", EMAIL))
                            .getException())
                    .isNull();
            assertThat(enkash.ask("enkash:sso", "EKC1", String.class)).contains(SSO);
            assertThat(server.requests().toString()).isNotEmpty();
            enkash.close();

            assertThat(log.lines()).as("the capture works").hasSizeGreaterThan(100);
            assertThat(leaks(log.lines())).isEmpty();
        }
    }

    @Test
    void nothingOfABadDayIsLoggedOrThrownOrWrittenToAHeader() {
        var page = "<html>" + EMAIL + " " + MOBILE + " " + BEARER + "</html>";
        var envelope = "{\"code\":1,\"message\":\"No card for " + EMAIL + " / +91-" + MOBILE + ", token " + BEARER
                + "\",\"payload\":\"" + MOBILE + "\"}";
        var scripts = new RawServer.Script[] {
            RawServer.json(envelope),
            RawServer.status(400, envelope),
            RawServer.status(403, envelope),
            RawServer.status(422, envelope),
            RawServer.status(500, envelope),
            RawServer.status(503, page, "Retry-After: 1", "Location: https://x.example/" + BEARER),
            RawServer.status(302, page, "Location: https://x.example/" + BEARER),
            RawServer.status(401, envelope),
            RawServer.json(page),
            RawServer.json("{\"code\":0,\"payload\":{\"pgReferenceNumber\":\"" + MOBILE + "\"}}"),
            RawServer.json("{\"" + EMAIL + "\":"),
            RawServer.json("{\"request\":\""
                    + Base64.getEncoder().encodeToString(EMAIL.getBytes(StandardCharsets.UTF_8)) + "\"}"),
            RawServer.raw("HTTP/1.1 200 " + EMAIL + "\r\nX: " + MOBILE + "\r\nBAD HEADER " + BEARER + "\r\n\r\n"),
            RawServer.raw(BEARER + "\r\n\r\n"),
            RawServer.cut(),
            RawServer.reset(),
            RawServer.silence()
        };
        try (var log = new CapturedLog();
                var server = server();
                var enkash = at(server)) {
            enkash.routes(routes -> {
                routes.from("direct:allocate").to("enkash:allocate");
                routes.from("direct:bulk").to("enkash:bulkAllocate");
                routes.from("direct:card").to("enkash:card");
                routes.from("direct:sso").to("enkash:sso");
            });
            var seen = new StringBuilder();
            int row = 0;
            for (var script : scripts) {
                server.always(script);
                for (var uri : List.of("direct:allocate", "direct:bulk", "direct:card", "direct:sso")) {
                    Object body = uri.contains("card") || uri.contains("sso") ? EMAIL : person("HR-" + ++row);
                    var exchange = enkash.send(uri, uri.contains("bulk") ? List.of(body) : body);
                    seen.append(exchange.getException())
                            .append(exchange.getMessage().getHeaders())
                            .append(
                                    exchange.getException() == null
                                            ? exchange.getMessage().getBody()
                                            : "")
                            .append('\n');
                    for (var cause = exchange.getException(); cause != null; cause = (Exception) cause.getCause()) {
                        seen.append(cause.getMessage()).append('\n');
                    }
                }
            }
            for (Object wrong : new Object[] {
                "{\"points\":" + MOBILE + ",\"points\":\"" + EMAIL + "\"",
                Map.of("points", MOBILE + "x", "reference", EMAIL, "email", EMAIL + " " + MOBILE),
                Map.of("mobile", EMAIL, "points", EMAIL),
                Map.of("email", MOBILE, "points", 1, "reference", "HR"),
                new Object() {
                    @SuppressWarnings("unused")
                    public String getFail() {
                        throw new IllegalStateException(EMAIL + MOBILE);
                    }
                }
            }) {
                var exchange = enkash.send("direct:allocate", wrong);
                seen.append(exchange.getException())
                        .append(exchange.getMessage().getHeaders())
                        .append('\n');
            }

            assertThat(leaks(List.of(seen.toString().split("\n")))).isEmpty();
            assertThat(leaks(log.lines())).isEmpty();
        }
    }

    /** An order with its vouchers, in every place where an answer could have them, the message included. */
    private static String order(String reference) {
        return "{\"paylod\":{\"orderId\":\"OR1\",\"paymentStatus\":\"SUCCESS\",\"orderStatus\":\"SUCCESS\","
                + "\"totalAmount\":500,\"partnerOrderReferenceId\":\"" + reference + "\",\"voucherDetailsList\":"
                + "[{\"cardNumber\":\"" + VOUCHER + "\",\"pin\":\"" + PIN + "\"}]},\"response_code\":\"0\"}";
    }

    private static Map<String, Object> vouchers(String reference) {
        return Map.of("productCatalogId", "PC1", "denomination", 500, "quantity", 1, "reference", reference);
    }

    /** With everything switched on in which Camel shows messages: its tracers, its history, the log component. */
    @Test
    void vouchersAndPinsAreInBodiesOnly(@TempDir Path folder) throws Exception {
        try (var log = new CapturedLog();
                var server = server();
                var enkash = at(server).with(c -> {
                    c.setMarketplaceUrl(server.url());
                    c.setLedgerUrl("jdbc:h2:file:" + folder.resolve("ledger"));
                })) {
            enkash.context().setTracing(true);
            enkash.context().setBacklogTracing(true);
            enkash.context().setMessageHistory(true);
            var seen = new ArrayList<String>();
            enkash.routes(routes -> {
                routes.onException(IllegalStateException.class)
                        .process(exchange -> seen.add(String.valueOf(exchange.getException())));
                routes.from("direct:buy")
                        .to("enkash:createOrder")
                        .to("log:bought?level=TRACE&showAll=true")
                        .setBody(routes.simple("${body.reference}"))
                        .to("enkash:order")
                        .to("log:order?level=TRACE&showAll=true")
                        .log("${body}")
                        .throwException(new IllegalStateException("the route fails with vouchers in its body"));
                routes.from("direct:orders").to("enkash:orders").to("log:orders?level=TRACE&showAll=true");
            });
            server.always(RawServer.json(order("PO-1")));
            var bought = enkash.send("direct:buy", vouchers("PO-1"));
            assertThat(bought.getException()).isInstanceOf(IllegalStateException.class);
            assertThat(((io.github.camelenkash.api.VoucherOrder)
                                    bought.getMessage().getBody())
                            .vouchers())
                    .as("the body has them")
                    .singleElement()
                    .satisfies(voucher ->
                            assertThat(voucher.cardNumber() + voucher.pin()).isEqualTo(VOUCHER + PIN));
            show(seen, bought);
            show(seen, enkash.send("direct:orders", null));
            var tracer = (org.apache.camel.spi.BacklogTracer) enkash.context()
                    .getCamelContextExtension()
                    .getContextPlugin(org.apache.camel.spi.BacklogTracer.class);
            tracer.dumpAllTracedMessages().forEach(event -> seen.add(event.toXml(0) + event.toJSon(0)));
            assertThat(seen).as("the tracer traced").hasSizeGreaterThan(5);

            // The answer is lost, and a look-up finds it; then every answer that is no answer.
            server.next(RawServer.cut()).always(RawServer.json(order("PO-2")));
            show(seen, enkash.send("enkash:createOrder?settleInCall=5s", vouchers("PO-2")));
            int number = 2;
            for (var script : List.of(
                    RawServer.status(500, order("PO-X")),
                    RawServer.status(400, "{\"code\":1,\"message\":\"voucher " + VOUCHER + " pin " + PIN + "\"}"),
                    RawServer.json("{\"voucher\":\"" + VOUCHER + "\",\"pin\":\"" + PIN + "\"}"),
                    RawServer.json("<html>" + VOUCHER + " " + PIN),
                    RawServer.json(order("PO-X").substring(0, 200)),
                    RawServer.json(order("ANOTHER")))) {
                server.always(script);
                for (var uri : List.of("enkash:order", "enkash:orders")) {
                    show(seen, enkash.send(uri, uri.equals("enkash:order") ? "PO-1" : null));
                }
                show(seen, enkash.send("enkash:createOrder", vouchers("PO-" + ++number)));
                show(seen, enkash.send("enkash:movement", Map.of("reference", "PO-" + number, "kind", "orders")));
            }
            enkash.close();

            assertThat(leaks(seen)).isEmpty();
            assertThat(leaks(log.lines())).isEmpty();
        }
        try (var connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("ledger"));
                var rows = connection.createStatement().executeQuery("SCRIPT")) {
            var script = new ArrayList<String>();
            while (rows.next()) {
                script.add(rows.getString(1));
            }
            assertThat(script).as("the ledger has the order").anyMatch(line -> line.contains("PO-2"));
            assertThat(leaks(script)).isEmpty();
        }
    }

    /** What a log or a dead letter would show of an exchange, its body as text included. */
    private static void show(List<String> seen, org.apache.camel.Exchange exchange) {
        seen.add(exchange.getMessage().getHeaders() + " " + exchange.getProperties());
        seen.add(String.valueOf(exchange.getMessage().getBody()));
        for (Throwable cause = exchange.getException(); cause != null; cause = cause.getCause()) {
            seen.add(String.valueOf(cause));
        }
        if (exchange.getException() != null) {
            seen.add(org.apache.camel.support.MessageHelper.dumpMessageHistoryStacktrace(exchange, null, true));
        }
    }

    @Test
    void nothingOfALedgerInADatabaseIsLoggedOrThrown(@TempDir Path folder) {
        try (var log = new CapturedLog();
                var server = server();
                var enkash = at(server).with(c -> {
                    c.setLedgerUrl("jdbc:h2:file:" + folder.resolve("ledger"));
                    c.setLedgerUsername("enkash");
                    c.setLedgerPassword(LEDGER_PASSWORD);
                })) {
            assertThat(enkash.send("enkash:allocate", person("HR-1")).getException())
                    .isNull();
            for (var wrong : List.of("jdbc:mysql://x/y?password=" + LEDGER_PASSWORD, "h2:" + LEDGER_PASSWORD)) {
                enkash.with(c -> c.setLedgerUrl(wrong));
                var thrown = catchThrowable(() -> enkash.send("enkash:allocate?bulkSize=" + wrong.length(), null));
                assertThat(thrown).isNotNull();
                assertThat(leaks(List.of(thrown.toString(), thrown.getCause().toString())))
                        .isEmpty();
            }
            enkash.close();

            assertThat(leaks(log.lines()))
                    .as("Camel itself prints whole URIs at TRACE")
                    .allMatch(leak -> leak.contains(" TRACE ") && leak.contains("org.apache.camel."));
        }
    }

    @Test
    void nothingOfARefusedLoginIsLoggedOrThrown() {
        for (var answer : List.of(
                RawServer.status(401, "{\"error\":\"" + PASSWORD + " is wrong for " + LOGIN + "\"}"),
                RawServer.status(400, "{\"error_description\":\"" + PASSWORD + "\"}"),
                RawServer.json("{\"code\":1,\"message\":\"" + LOGIN + "\"}"),
                RawServer.status(500, PASSWORD),
                RawServer.json("<html>" + CLIENT_SECRET),
                RawServer.cut())) {
            try (var log = new CapturedLog();
                    var server = server().alwaysToken(answer);
                    var enkash = at(server)) {
                var thrown = enkash.send("enkash:allocate", person("HR-1")).getException();

                assertThat(thrown).isNotNull();
                assertThat(leaks(List.of(thrown.toString()))).isEmpty();
                assertThat(leaks(log.lines())).isEmpty();
            }
        }
    }

    @Test
    void nothingIsLoggedWhereTheSandboxFailsInItsOwnWays() {
        try (var log = new CapturedLog();
                var sandbox = Sandbox.builder()
                        .onboarding(Map.of("password", PASSWORD, "clientSecret", CLIENT_SECRET, "username", LOGIN))
                        .start();
                var enkash = Enkash.at(sandbox).with(c -> {
                    c.setSettleInCall(Duration.ZERO);
                    c.setResponseTimeout(Duration.ofMillis(200));
                    c.setMaxRetryAfter(Duration.ZERO);
                })) {
            int row = 0;
            sandbox.faults().slowBy(Duration.ofMillis(10));
            for (var fault : Fault.values()) {
                if (fault != Fault.HUGE && fault != Fault.ENDLESS && fault != Fault.TRICKLE) {
                    sandbox.faults().next(fault, 1);
                    enkash.send("enkash:allocate", person("HR-" + ++row));
                    sandbox.faults().next(fault, 1);
                    enkash.send("enkash:bulkAllocate", List.of(person("HR-" + ++row)));
                    sandbox.faults().next(fault, 1);
                    enkash.send("enkash:card", MOBILE);
                }
            }
            sandbox.behaviour().set(Assumption.ENCRYPTED_RESPONSES, true);
            enkash.send("enkash:allocate", person("HR-" + ++row));
            sandbox.books().expireTokens();
            enkash.send("enkash:cards", null);

            assertThat(leaks(log.lines())).isEmpty();
        }
    }

    @Test
    void camelMainBindsSecretsFromPropertiesWithoutPrintingThem() throws Exception {
        try (var log = new CapturedLog();
                var server = server()) {
            var properties = new Properties();
            Map.of(
                            "environment",
                            "sandbox",
                            "api-url",
                            server.url(),
                            "partner-id",
                            "CRMDEMO01",
                            "company-id",
                            "CEKDEMO001",
                            "card-account-id",
                            "CADEMO01",
                            "username",
                            LOGIN,
                            "password",
                            PASSWORD,
                            "client-id",
                            "CEKDEMO001",
                            "client-secret",
                            CLIENT_SECRET,
                            "secret-key",
                            SECRET_KEY)
                    .forEach((name, value) -> properties.setProperty("camel.component.enkash." + name, value));
            properties.setProperty("camel.component.enkash.encryption", "none");
            var main = new Main();
            main.setOverrideProperties(properties);
            main.configure().addRoutesBuilder(new org.apache.camel.builder.RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:pay").to("enkash:allocate");
                }
            });
            main.start();
            try {
                var receipt = main.getCamelTemplate().requestBody("direct:pay", person("HR-1"));
                assertThat(receipt).hasToString(receipt.toString()).isNotNull();
            } finally {
                main.stop();
            }

            var camelsOwn =
                    List.of("org.apache.camel.main.BaseMainSupport DEBUG", "org.apache.camel.main.MainHelper DEBUG");
            assertThat(leaks(log.lines()))
                    .as("Camel Main itself prints the options of every component at DEBUG; nobody else does")
                    .allMatch(leak -> camelsOwn.stream().anyMatch(leak::contains));
        }
    }

    @Test
    void anEndpointShowsNoSecretOfItsUri() {
        var uri = "enkash:allocate?password=" + PASSWORD + "&clientSecret=" + CLIENT_SECRET + "&secretKey=" + SECRET_KEY
                + "&username=" + LOGIN + "&marketplacePassword=" + PASSWORD + "&marketplaceClientSecret="
                + CLIENT_SECRET
                + "&marketplaceSecretKey=" + SECRET_KEY + "&marketplaceUsername=" + LOGIN;
        try (var log = new CapturedLog();
                var enkash = Enkash.bare();
                var started = Enkash.bare()) {
            started.template();
            var endpoint = started.context().getEndpoint(uri);

            assertThat(leaks(List.of(endpoint.toString(), URISupport.sanitizeUri(endpoint.getEndpointUri()))))
                    .isEmpty();
            enkash.routes(routes -> routes.from("direct:x").to(uri));
            var starting = catchThrowable(enkash::template);
            assertThat(starting).isNotNull();
            assertThat(leaks(List.of(starting.toString(), String.valueOf(starting.getCause()))))
                    .isEmpty();
            var unknown = catchThrowable(() -> started.context().getEndpoint(uri + "&unknown=1"));
            assertThat(leaks(List.of(unknown.toString()))).isEmpty();
            var misspelt = catchThrowable(() -> started.context().getEndpoint(uri.replace("allocate", "alocate")));
            assertThat(leaks(List.of(misspelt.toString()))).isEmpty();
            assertThat(leaks(log.lines()))
                    .as(
                            "Camel itself prints whole URIs at TRACE, which is one more reason to set secrets on the component")
                    .allMatch(leak -> leak.matches(
                            "[a-z -]+: org\\.apache\\.camel\\.(impl\\.engine|support)\\.\\w+ TRACE (?s).*"));
        }
    }

    /** Every record that others can see. */
    static Stream<Class<?>> records() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.github.camelenkash").stream()
                        .filter(JavaClass::isRecord)
                        .filter(SecretsTest::isPublic)
                        .filter(type -> !type.getPackageName().contains(".sandbox"))
                        .filter(type -> !type.getPackageName().contains(".flows"))
                        .map(type -> (Class<?>) type.reflect());
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(SecretsTest::isPublic).orElse(true);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordHidesPeopleAndSecretsWhenItIsPrinted(Class<?> type) throws Exception {
        var components = type.getRecordComponents();
        var constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        constructor.setAccessible(true);
        var values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = filled(type, components[i].getType(), components[i].getName());
        }

        Object record;
        try {
            record = constructor.newInstance(values);
        } catch (java.lang.reflect.InvocationTargetException checked) {
            return; // what is checked against nonsense has nothing to show
        }
        assertThat(leaks(List.of(record.toString()))).isEmpty();
    }

    /** A value for a component: people and secrets wherever such a component could hold them. */
    private static Object filled(Class<?> record, Class<?> type, String name) {
        // What the ledger keeps was cleaned when its row was made, and a fingerprint is a salted hash.
        boolean cleaned = record.getPackageName().endsWith(".ledger")
                && Set.of("reason", "refusal", "closedBy", "source", "fingerprint", "responseMessage")
                        .contains(name);
        var text = cleaned ? "plain" : text(name);
        if (type == String.class) {
            return text;
        } else if (type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class || type == Long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return true;
        } else if (type == BigDecimal.class) {
            return BigDecimal.TEN;
        } else if (type == Map.class) {
            return name.equals("pathOverrides") ? Map.of() : Map.of("email", EMAIL, "mobile", MOBILE);
        } else if (type == List.class) {
            return List.of();
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == JsonNode.class) {
            return JsonNodeFactory.instance.objectNode().put("email", EMAIL).put("token", BEARER);
        } else if (type == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == byte[].class) {
            return EMAIL.getBytes(StandardCharsets.UTF_8);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), 0);
        } else if (type == Object.class) {
            return EMAIL;
        }
        return null;
    }

    private static String text(String name) {
        return switch (name) {
            case "password" -> PASSWORD;
            case "username" -> LOGIN;
            case "clientSecret" -> CLIENT_SECRET;
            case "secretKey" -> SECRET_KEY;
            case "apiUrl", "tokenUrl", "marketplaceUrl", "ssoUrl" -> "https://host.example.in";
            case "mobile" -> MOBILE;
            case "email" -> EMAIL;
            case "value", "token", "authorization" -> BEARER;
            case "cardNumber" -> VOUCHER;
            case "pin" -> PIN;
            // Plain names of things, printed on purpose.
            case "cardId",
                    "userId",
                    "transactionId",
                    "account",
                    "cardAccountId",
                    "companyId",
                    "partnerId",
                    "clientId",
                    "operation",
                    "status",
                    "type",
                    "time",
                    "path",
                    "line",
                    "prefix",
                    "echo",
                    "owner",
                    "scope",
                    "partnerName",
                    "incentiveAccountId",
                    "proxyHost",
                    "algorithm" -> "plain";
            default -> "Told of " + EMAIL + " and " + MOBILE;
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nQ7_demoAccess-Token01",
                "f3b1c2d4-5e6f-4a7b-8c9d-0e1f2a3b4c5d",
                "5a4db0c5e1f24b7f9d0a6c3e8b2175940fdec0de",
                "QWxhZGRpbjpvcGVuIHNlc2FtZSAxMjM0NTY3ODkw+/=="
            })
    void whatLooksLikeATokenIsMaskedInTextsButAReferenceIsShown(String word) {
        assertThat(Masking.clean("Invalid access token: " + word + ".")).isEqualTo("Invalid access token: ***.");
        assertThat(Masking.reference(word)).isEqualTo(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Voucher 7000123456789012 (PIN: 4829) was not delivered",
                "Voucher 7000 1234 5678 9012 (pin 48-29x) was not delivered",
                "Voucher 7000-1234-5678-9012345 (Pin=\"0000\") was not delivered"
            })
    void aVoucherAndItsPinAreMaskedInTexts(String text) {
        assertThat(Masking.clean(text))
                .startsWith("Voucher *** (")
                .endsWith("was not delivered")
                .doesNotContain("48")
                .doesNotContain("0000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wrong pin code for 110001",
                "On 2031-01-24 08:47:01 the order 2031012400 was 500.00",
                "Insufficient balance in card account",
                "Card account not found for companyId: [CEK4DEMO77] and cardAccountId: [CA9DEMO1]",
                "HR-2031-000017-DIWALI-BONUS",
                "ECTDEMO00001 of EKC5DEMO3X",
                "A body of type com.acme.hr2.RewardRequestDto2 cannot be read",
                "HttpHostConnectException: Connect to https://pay-en-uat.enkash.in:443 failed",
                "The option 'credentialsRetryAfter' must be a positive time, not PT-1S"
            })
    void whatAPersonNeedsToReadIsLeftAlone(String text) {
        assertThat(Masking.clean(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9876543210",
                "+919876543210",
                "+91-98765 43210",
                "098765-43210",
                "mobile=9876543210&x",
                "(9876543210)"
            })
    void aMobileIsMaskedHoweverItIsGrouped(String mobile) {
        assertThat(Masking.clean(mobile)).contains("******3210").doesNotContain("98765");
    }

    @Test
    void anAddressIsMaskedInUrlsToo() {
        assertThat(Masking.clean("?email=very.private%40example.in&x=1")).isEqualTo("?email=v***@example.in&x=1");
    }

    @Test
    void anExceptionCleansWhateverItIsTold() {
        var told = "Told of " + EMAIL + ", +91 " + MOBILE + " and 0123456789abcdef0123456789abcdef";
        var e = new UnavailableException(
                Failure.because(told).serviceMessage(told).reference(EMAIL).httpStatus(503));

        assertThat(leaks(List.of(
                        e.toString(),
                        e.getReason(),
                        e.getServiceMessage(),
                        e.getFailure().toString())))
                .isEmpty();
        assertThat(e.getMessage()).doesNotContain("0123456789abcdef0123456789abcdef");
        assertThat(e.getReference()).as("exactly as given, for the route").isEqualTo(EMAIL);
    }

    private static String json(String reference) {
        return Enkash.json(reference, 1, "250.00")
                .replace("asha1@example.in", EMAIL)
                .replace("9100000001", MOBILE);
    }
}

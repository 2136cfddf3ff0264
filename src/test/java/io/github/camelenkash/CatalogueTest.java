package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.Declaration;
import java.beans.Introspector;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools and people are told of the component agrees with the contract, and with what the code does. */
class CatalogueTest {

    /** The public interface: names that route authors write. Kept by hand; renaming one breaks somebody's route. */
    private static final Set<String> OPTIONS = words("""
            environment
            apiUrl tokenUrl marketplaceUrl ssoUrl
            partnerId companyId cardAccountId incentiveAccountId partnerName
            program page
            username password clientId clientSecret
            credentialsRetryAfter
            encryption secretKey payloadCodec
            marketplaceTokenUrl marketplaceUsername marketplacePassword marketplaceClientId marketplaceClientSecret
            marketplaceEncryption marketplaceSecretKey orderMethod coinsEncryption
            referenceField referencePolicy
            tokenMaxAge
            connectTimeout responseTimeout callTimeout maxConnections maxResponseSize maxRetryAfter
            sslContextParameters proxyHost proxyPort allowInsecure
            client
            ledgerUrl ledgerUsername ledgerPassword ledgerDataSource ledger allowVolatileLedger
            ledgerScope checkFirst paidStatuses
            lease
            unknownPolicy settleWindow settleDelay settleInCall purgeAfter
            dryRun
            bulkSize fundExisting
            pathOverrides
            outputType pageSize pageParameters dateWindow
            filter startAt lookBack timeZone maxMessagesPerPoll stateRepository stateKey maxSeen
            lowBalance rearmBalance firstPoll
            """);

    /** What every polling consumer of Camel's has; on endpoints only. */
    private static final Set<String> SCHEDULER = words("""
            initialDelay delay timeUnit useFixedDelay repeatCount
            scheduler schedulerProperties startScheduler scheduledExecutorService runLoggingLevel
            greedy sendEmptyMessageWhenIdle pollStrategy
            backoffMultiplier backoffIdleThreshold backoffErrorThreshold
            exceptionHandler exchangePattern
            """);

    private static final Set<String> SECRETS =
            words("username password clientSecret secretKey ledgerUsername ledgerPassword marketplaceUsername"
                    + " marketplacePassword marketplaceClientSecret marketplaceSecretKey");

    private static final Set<String> INPUT_HEADERS = words("CamelEnkashReference CamelEnkashCardId");

    private static final Set<String> OUTPUT_HEADERS = words("""
            CamelEnkashOutcome CamelEnkashTransactionId CamelEnkashOtbBalance CamelEnkashResponseCode
            CamelEnkashResponseMessage CamelEnkashHttpStatus CamelEnkashFound CamelEnkashSucceededCount
            CamelEnkashFailedCount CamelEnkashUnknownCount CamelEnkashBalanceState
            """);

    private static final CamelCatalog CATALOG = new DefaultCamelCatalog();
    private static JsonNode catalogue;

    @BeforeAll
    static void readTheCatalogue() throws Exception {
        CATALOG.addComponent("enkash", EnkashComponent.class.getName());
        catalogue = new ObjectMapper().readTree(CATALOG.componentJSonSchema("enkash"));
    }

    @Test
    void theCatalogueHasTheComponent() {
        var component = catalogue.get("component");

        assertThat(component.get("scheme").asText()).isEqualTo("enkash");
        assertThat(component.get("syntax").asText()).isEqualTo("enkash:operation");
        assertThat(component.get("javaType").asText()).isEqualTo(EnkashComponent.class.getName());
        assertThat(component.get("artifactId").asText()).isEqualTo("camel-enkash");
        assertThat(component.get("groupId").asText()).isEqualTo("io.github.camel-enkash");
        assertThat(component.get("firstVersion").asText()).isEqualTo("0.1.0");
        assertThat(component.get("remote").asBoolean()).isTrue();
        assertThat(component.get("lenientProperties").asBoolean()).isFalse();
        assertThat(component.get("description").asText()).isNotBlank();
    }

    @Test
    void aRunningCamelFindsTheSameCatalogue() throws Exception {
        try (var context = new DefaultCamelContext();
                InputStream packed = getClass().getResourceAsStream("/META-INF/io/github/camelenkash/enkash.json")) {
            assertThat(new ObjectMapper().readTree(packed)).isEqualTo(catalogue);
            assertThat(context.getComponent("enkash")).isInstanceOf(EnkashComponent.class);
        }
    }

    @Test
    void everyOptionOfTheInterfaceIsOnTheEndpointAndOnTheComponent() {
        var camelsOwn =
                Set.of("operation", "lazyStartProducer", "bridgeErrorHandler", "autowiredEnabled", "configuration");
        var endpoint = names("properties");
        endpoint.removeAll(camelsOwn);
        var component = names("componentProperties");
        component.removeAll(camelsOwn);

        assertThat(endpoint).isEqualTo(with(OPTIONS, SCHEDULER.toArray(String[]::new)));
        assertThat(component).isEqualTo(with(OPTIONS, "useGlobalSslContextParameters"));
    }

    @Test
    void everyHeaderOfTheInterfaceIsInTheCatalogue() {
        assertThat(names("headers")).isEqualTo(with(INPUT_HEADERS, OUTPUT_HEADERS.toArray(String[]::new)));
        entries("headers").forEach(header -> {
            assertThat(header.get("description").asText()).isNotBlank();
            assertThat(header.get("javaType").asText()).isNotEqualTo("Object");
        });
        assertThat(labelled("headers", "in")).isEqualTo(INPUT_HEADERS);
        assertThat(labelled("headers", "out")).isEqualTo(OUTPUT_HEADERS);
    }

    @Test
    void theConstantsAreTheHeadersOfTheCatalogue() {
        assertThat(sorted(Arrays.stream(EnkashConstants.class.getFields()).map(CatalogueTest::value)))
                .isEqualTo(with(names("headers"), EnkashConstants.SOURCE)); // an exchange property
    }

    @Test
    void whatIsSecretSaysSoOnEndpointAndComponent() {
        for (var section : List.of("properties", "componentProperties")) {
            assertThat(sorted(entries(section)
                            .filter(option -> option.get("secret").asBoolean())
                            .map(option -> option.get("name").asText())))
                    .isEqualTo(SECRETS);
        }
    }

    @Test
    void everythingIsDescribed() {
        for (var section : List.of("properties", "componentProperties", "headers")) {
            entries(section).forEach(entry -> {
                var description = entry.get("description").asText();
                assertThat(description)
                        .as(entry.get("name").asText())
                        .isNotBlank()
                        .doesNotContain("{@");
                if (!SCHEDULER.contains(entry.get("name").asText())) {
                    assertThat(description).endsWith(".");
                }
            });
        }
    }

    @Test
    void thePathIsAnEnumOfTheOperationsAsTheyAreWritten() {
        var operation = catalogue.get("properties").get("operation");

        assertThat(operation.get("kind").asText()).isEqualTo("path");
        assertThat(operation.get("required").asBoolean()).isTrue();
        assertThat(texts(operation.get("enum")))
                .isEqualTo(
                        Arrays.stream(EnkashOperation.values()).map(Enum::name).toList());
    }

    @Test
    void enumsAreSpelledAsInTheInterface() {
        assertThat(choices("environment")).containsExactlyInAnyOrder("sandbox", "uat", "production", "custom");
        assertThat(choices("program")).containsExactlyInAnyOrder("reward", "incentive");
        assertThat(choices("page")).containsExactlyInAnyOrder("employee_rewards", "reward_account");
        assertThat(choices("encryption")).containsExactlyInAnyOrder("request", "none");
        assertThat(choices("referencePolicy")).containsExactlyInAnyOrder("required", "source");
        assertThat(choices("referenceField"))
                .containsExactlyInAnyOrder("both", "uniqueReferenceNumber", "uniqueReferenceNum");
        assertThat(choices("outputType")).containsExactlyInAnyOrder("list", "streamList");
        assertThat(choices("firstPoll")).containsExactlyInAnyOrder("report", "arm");
        assertThat(choices("marketplaceEncryption")).containsExactlyInAnyOrder("request", "none");
        assertThat(choices("coinsEncryption")).containsExactlyInAnyOrder("request", "none");
        assertThat(choices("orderMethod")).containsExactlyInAnyOrder("GET", "POST");
        assertThat(choices("unknownPolicy")).containsExactlyInAnyOrder("resend", "park");
    }

    @Test
    void theDefaultsOfTheCatalogueAreThoseOfTheCode() throws Exception {
        var fresh = new EnkashConfiguration();
        try (var context = new DefaultCamelContext()) {
            context.start();
            for (var option : entries("properties").toList()) {
                var name = option.get("name").asText();
                if (!OPTIONS.contains(name)) {
                    continue;
                }
                var getter = getter(name);
                var inCode = getter.invoke(fresh);
                if (option.has("defaultValue")) {
                    var told = context.getTypeConverter()
                            .mandatoryConvertTo(
                                    inCode.getClass(),
                                    option.get("defaultValue").asText());
                    assertThat(told).as(name).isEqualTo(inCode);
                } else {
                    assertThat(inCode).as(name).isIn(null, false, 0);
                }
            }
        }
    }

    @Test
    void everySetterIsAnOptionAndEveryOptionHasAGetterAndASetter() {
        var fields = sorted(Arrays.stream(EnkashConfiguration.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(UriParam.class))
                .map(field -> field.getName()));

        assertThat(fields).isEqualTo(OPTIONS);
        assertThat(setters(EnkashConfiguration.class)).isEqualTo(OPTIONS);
        assertThat(setters(EnkashEndpoint.class))
                .as("what an endpoint does is fixed by its URI; when it polls is Camel's")
                .isEqualTo(words("delay"));
        assertThat(setters(EnkashComponent.class)).isEqualTo(words("configuration useGlobalSslContextParameters"));
        for (var option : OPTIONS) {
            assertThat(getter(option)).as(option).isNotNull();
        }
    }

    @Test
    void aCopyOfTheOptionsIsWholeAndSeparate() throws Exception {
        var original = new EnkashConfiguration();
        original.setApiUrl("https://a.example.in");
        var copy = original.copy();

        for (var option : OPTIONS) {
            assertThat(getter(option).invoke(copy)).isEqualTo(getter(option).invoke(original));
        }
        copy.setApiUrl("https://b.example.in");
        assertThat(original.getApiUrl()).isEqualTo("https://a.example.in");
    }

    /** What each operation is: its section of the wire contract, its path there, and whether it moves value. */
    @ParameterizedTest
    @CsvSource({
        "allocate,     7.2, create-allocate-points,             true,  true",
        "unallocate,   7.2, create-allocate-points,             true,  true",
        "bulkAllocate, 7.3, bulk-create-allocate-points-json,   true,  true",
        "balance,      7.1, cardAccount/get,                    false, false",
        "transactions, 7.4, transaction/all,                    false, false",
        "transaction,  7.4, transaction/all,                    false, false",
        "cards,        7.5, search,                             false, false",
        "card,         7.5, search,                             false, false",
        "sso,          7.6, sso-token,                          false, false",
        "catalog,      10.2, ,                                  false, false",
        "product,      10.3, ,                                  false, false",
        "denominations, 10.4, /api/v0/partner/search-config/{productCatalogId}, false, false",
        "cart,         10.5, /api/v0/cart,                      false, false",
        "addToCart,    10.5, /api/v0/cart,                      false, false",
        "updateCart,   10.5, /api/v0/cart,                      false, false",
        "createOrder,  10.6, /api/v0/partner/create-order,      true,  true",
        "orders,       10.7, /api/v0/partner/search-order,      false, false",
        "order,        10.8, /api/v0/partner/fetch-order-details/{partnerOrderReferenceId}, false, false",
        "createEvent,  11.1, /api/v0/enkash-coins/create-coins-config, false, false",
        "event,        11.2, /api/v0/enkash-coins/{coinConfigId}, false, false",
        "updateEvent,  11.3, /api/v0/enkash-coins/{coinConfigId}, false, false",
        "allocateCoins, 11.4, /api/v0/enkash-coins/allocate-coin, true, true",
        "coinBalance,  11.5, /api/v0/coins/balance,             false, false",
        "movement,     ,    ,                                   false, true",
        "movements,    ,    ,                                   false, true",
        "settle,       ,    ,                                   false, true",
        "close,        ,    ,                                   false, true",
        "probe,        ,    ,                                   false, true"
    })
    void anOperationDeclaresItsCall(String name, String section, String path, boolean movesValue, boolean ledger) {
        var operation = EnkashOperation.valueOf(name);
        var declaration = operation.performer().declaration(new EnkashConfiguration());

        assertThat(declaration.map(Declaration::section).orElse(null)).isEqualTo(section);
        assertThat(declaration.map(Declaration::path).orElse(null))
                .isEqualTo(path == null || path.startsWith("/") ? path : "/api/v0/partner/enKashCard/" + path);
        declaration.ifPresent(call -> assertThat(call.operation()).isEqualTo(name));
        assertThat(operation.movesValue()).isEqualTo(movesValue);
        assertThat(operation.performer().needsLedger()).isEqualTo(ledger);
    }

    @Test
    void theTableAboveHasEveryOperation() throws Exception {
        var rows = getClass()
                .getDeclaredMethod(
                        "anOperationDeclaresItsCall",
                        String.class,
                        String.class,
                        String.class,
                        boolean.class,
                        boolean.class)
                .getAnnotation(CsvSource.class)
                .value();

        assertThat(Arrays.stream(rows).map(row -> row.substring(0, row.indexOf(','))))
                .containsExactly(
                        Arrays.stream(EnkashOperation.values()).map(Enum::name).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enkash:allocate",
                "enkash:allocate?program=incentive&referencePolicy=source",
                "enkash:bulkAllocate?bulkSize=500&fundExisting=false&dryRun=true",
                "enkash:sso?page=reward_account",
                "enkash:balance?callTimeout=5s&environment=uat",
                "enkash:transactions?filter.status=SUCCESS&filter.direction=CR&delay=5s&maxMessagesPerPoll=10",
                "enkash:balance?lowBalance=50000&rearmBalance=60000.50&firstPoll=arm&backoffMultiplier=3",
                "enkash:cards?outputType=streamList&pageSize=100&pageParameters=pageNo=page,pageSize=size",
                "enkash:allocate?ledger=#myLedger&client=#myClient&sslContextParameters=#tls"
            })
    void camelsToolsAcceptWhatIsRight(String uri) {
        var result = CATALOG.validateEndpointProperties(uri);

        assertThat(result.isSuccess())
                .as("%s", result.summaryErrorMessage(false))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enkash:alocate",
                "enkash:allocate?program=bonus",
                "enkash:allocate?compnyId=X",
                "enkash:allocate?bulkSize=many",
                "enkash:allocate?dryRun=perhaps",
                "enkash:cards?outputType=flood"
            })
    void camelsToolsFindWhatIsWrong(String uri) {
        assertThat(CATALOG.validateEndpointProperties(uri).isSuccess()).isFalse();
    }

    @Test
    void camelsToolsKnowTheProperties() {
        for (var option : OPTIONS) {
            var example = catalogue.get("componentProperties").get(option);
            var value = example.has("enum")
                    ? example.get("enum").get(0).asText()
                    : switch (example.get("type").asText()) {
                        case "boolean" -> "true";
                        case "integer" -> "1";
                        case "duration" -> "5s";
                        case "object" -> "#bean:x";
                        default -> "x";
                    };
            var line = "camel.component.enkash." + option + "=" + value;
            assertThat(CATALOG.validateConfigurationProperty(line).isSuccess())
                    .as(line)
                    .isTrue();
        }
        assertThat(CATALOG.validateConfigurationProperty("camel.component.enkash.compnyId=X")
                        .isSuccess())
                .isFalse();
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(List.of(text.trim().split("\\s+")));
    }

    private static Set<String> sorted(Stream<String> words) {
        return words.collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> with(Set<String> words, String... more) {
        var all = new TreeSet<>(words);
        all.addAll(List.of(more));
        return all;
    }

    private static TreeSet<String> names(String section) {
        var names = new TreeSet<String>();
        catalogue.get(section).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The entries of a section, each with its name as a member. */
    private static Stream<JsonNode> entries(String section) {
        return catalogue.get(section).properties().stream()
                .map(entry -> ((com.fasterxml.jackson.databind.node.ObjectNode) entry.getValue())
                        .put("name", entry.getKey()));
    }

    private static Set<String> labelled(String section, String label) {
        return sorted(entries(section)
                .filter(entry -> entry.get("label").asText().equals(label))
                .map(entry -> entry.get("name").asText()));
    }

    private static List<String> choices(String option) {
        return texts(catalogue.get("properties").get(option).get("enum"));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> setters(Class<?> type) {
        return sorted(Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && method.getName().startsWith("set")
                        && method.getParameterCount() == 1)
                .map(method -> Introspector.decapitalize(method.getName().substring(3))));
    }

    private static Method getter(String option) {
        var suffix = Character.toUpperCase(option.charAt(0)) + option.substring(1);
        return Arrays.stream(EnkashConfiguration.class.getMethods())
                .filter(method -> method.getName().equals("get" + suffix)
                        || method.getName().equals("is" + suffix))
                .findFirst()
                .orElse(null);
    }

    private static String value(java.lang.reflect.Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static io.github.camelenkash.Enkash.cause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.sandbox.Sandbox;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.ResolveEndpointFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong option is found when a route starts, and the error names it. No test here reaches any server. */
class ConfigurationTest {

    private final Enkash enkash = Enkash.bare().with(ConfigurationTest::everything);

    @AfterEach
    void close() {
        enkash.close();
    }

    private static void everything(EnkashConfiguration c) {
        c.setApiUrl("https://api.example.in");
        c.setSsoUrl("https://web.example.in");
        c.setPartnerId("CRMDEMO01");
        c.setCompanyId("CEKDEMO001");
        c.setCardAccountId("CADEMO01");
        c.setIncentiveAccountId("CADEMO02");
        c.setPartnerName("hrms");
        c.setUsername("9000000001");
        c.setPassword("the-password");
        c.setClientId("CEKDEMO001");
        c.setClientSecret("the-client-secret");
    }

    @Test
    void aRouteStartsWithoutAskingAnybody() {
        assertThat(starting("enkash:allocate")).isNull();
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                missing("apiUrl", "api-url", c -> c.setApiUrl(null)),
                missing("partnerId", "partner-id", c -> c.setPartnerId(null)),
                missing("partnerId", "partner-id", c -> c.setPartnerId(" ")),
                missing("companyId", "company-id", c -> c.setCompanyId(null)),
                missing("cardAccountId", "card-account-id", c -> c.setCardAccountId(null)),
                missing("username", "username", c -> c.setUsername(null)),
                missing("password", "password", c -> c.setPassword("")),
                missing("clientId", "client-id", c -> c.setClientId(null)),
                missing("clientSecret", "client-secret", c -> c.setClientSecret(null)));
    }

    private static Arguments missing(String option, String property, Consumer<EnkashConfiguration> without) {
        return Arguments.of(option, property, without);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("missing")
    void aMissingOptionIsNamedWithThePropertyToSet(
            String option, String property, Consumer<EnkashConfiguration> without) {
        enkash.with(without);

        for (var operation : new String[] {"allocate", "bulkAllocate"}) {
            assertThat(refused("enkash:" + operation))
                    .contains("'" + option + "' is not set")
                    .contains("camel.component.enkash." + property)
                    .contains("No points moved");
        }
    }

    @Test
    void theAccountOfTheOtherProgrammeIsNamedToo() {
        enkash.with(c -> c.setIncentiveAccountId(null));

        assertThat(starting("enkash:allocate")).isNull();
        assertThat(refused("enkash:allocate?program=incentive")).contains("'incentiveAccountId' is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"balance", "transactions", "cards"})
    void aReadWithoutAnAccountIsRefusedByNameBeforeItIsSent(String operation) {
        enkash.with(c -> c.setCardAccountId(null));

        var exchange = enkash.send("enkash:" + operation, null);

        assertThat(cause(exchange.getException(), InvalidRequestException.class))
                .hasMessageContaining("'cardAccountId' is not set");
    }

    @Test
    void singleSignOnNeedsItsHostAndThePartnersName() {
        enkash.with(c -> c.setSsoUrl(null));
        assertThat(cause(enkash.send("enkash:sso", "EKC1").getException(), InvalidRequestException.class))
                .hasMessageContaining("'ssoUrl'");

        assertThat(cause(
                        enkash.send("enkash:sso?ssoUrl=https://web.example.in&partnerName=", "EKC1")
                                .getException(),
                        InvalidRequestException.class))
                .hasMessageContaining("'partnerName'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enkash:alocate", "enkash:ALLOCATE", "enkash:allocate/x", "enkash:pay"})
    void anUnknownOperationListsTheKnownOnes(String uri) {
        var thrown = catchThrowable(() -> enkash.context().getEndpoint(uri));

        assertThat(thrown).isInstanceOf(ResolveEndpointFailedException.class);
        assertThat(thrown.getMessage()).contains("Unknown operation");
        for (var operation : EnkashOperation.values()) {
            assertThat(thrown.getMessage()).contains(operation.name());
        }
    }

    @Test
    void anUnknownOptionAndASecondOperationAreRefusedByCamel() {
        for (var uri : new String[] {"enkash:allocate?compnyId=X", "enkash:balance?operation=allocate"}) {
            assertThat(catchThrowable(() -> enkash.context().getEndpoint(uri)))
                    .isInstanceOf(ResolveEndpointFailedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiUrl=http://api.example.in",
                "tokenUrl=http://api.example.in/oauth/token",
                "marketplaceUrl=http://market.example.in",
                "apiUrl=http://127.example.in",
                "apiUrl=http://10.0.0.1"
            })
    void plainHttpLeavesThisMachineOnlyWhereThatIsAllowed(String option) {
        assertThat(refused("enkash:balance?" + option))
                .contains("'" + option.substring(0, option.indexOf('=')) + "'")
                .contains("plain http")
                .contains("allowInsecure=true");
        assertThat(starting("enkash:balance?allowInsecure=true&" + option)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"})
    void plainHttpToThisMachineIsFine(String url) {
        assertThat(starting("enkash:balance?apiUrl=" + url)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api.example.in", "ftp://api.example.in", "https://", "https://user:pw@api.example.in", "x y"})
    void whatIsNoUrlIsRefusedByName(String url) {
        enkash.with(c -> c.setApiUrl(url));

        assertThat(refused("enkash:allocate")).contains("'apiUrl'").doesNotContain("user:pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lease=60s", "lease=59s", "lease=10s", "callTimeout=2m"})
    void aLeaseMustOutliveACall(String option) {
        assertThat(refused("enkash:allocate?" + option)).contains("'lease'").contains("'callTimeout'");
        assertThat(starting("enkash:balance?" + option)).isNull();
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                contradiction(Environment.sandbox, "apiUrl", c -> c.setApiUrl("https://api.example.in")),
                contradiction(Environment.sandbox, "apiUrl", c -> c.setApiUrl("https://127.example.in")),
                contradiction(Environment.sandbox, "tokenUrl", c -> {
                    c.setApiUrl("http://127.0.0.1:1");
                    c.setTokenUrl("https://api.example.in/oauth/token");
                }),
                contradiction(Environment.sandbox, "ssoUrl", c -> {
                    c.setApiUrl("http://127.0.0.1:1");
                    c.setSsoUrl("https://home.enkash.com");
                }),
                contradiction(Environment.production, "apiUrl", c -> c.setApiUrl("http://127.0.0.1:1")),
                contradiction(Environment.production, "apiUrl", c -> c.setApiUrl("http://LocalHost:1")),
                contradiction(Environment.production, "apiUrl", c -> c.setApiUrl("http://[::1]:1")),
                contradiction(Environment.production, "apiUrl", c -> c.setApiUrl("https://pay-en-uat.enkash.in")),
                contradiction(
                        Environment.production,
                        "tokenUrl",
                        c -> c.setTokenUrl("https://EKPAYOUT-uat.enkash.in/oauth/token")),
                contradiction(
                        Environment.production,
                        "marketplaceUrl",
                        c -> c.setMarketplaceUrl("https://marketplace-uat.enkash.in")),
                contradiction(Environment.production, "ssoUrl", c -> c.setSsoUrl("https://invoice-uat.enkash.in")),
                contradiction(Environment.uat, "apiUrl", c -> c.setApiUrl("http://127.0.0.1:1")),
                contradiction(Environment.uat, "ssoUrl", c -> c.setSsoUrl("https://home.enkash.com")));
    }

    private static Arguments contradiction(
            Environment environment, String option, Consumer<EnkashConfiguration> wrong) {
        return Arguments.of(environment, option, wrong);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("contradictions")
    void aUrlOfAnotherEnvironmentRefusesToStart(
            Environment environment, String option, Consumer<EnkashConfiguration> wrong) {
        enkash.with(c -> c.setEnvironment(environment)).with(wrong);

        for (var operation : new String[] {"balance", "allocate"}) {
            assertThat(refused("enkash:" + operation))
                    .contains("'" + option + "'")
                    .contains("'environment' says " + environment)
                    .contains("Make the two agree");
        }
    }

    @ParameterizedTest
    @EnumSource(Environment.class)
    void everyEnvironmentStartsWithWhatBelongsToIt(Environment environment) {
        enkash.with(c -> {
            c.setEnvironment(environment);
            c.setSsoUrl(null);
            c.setAllowVolatileLedger(true);
            if (environment == Environment.uat) {
                c.setApiUrl(null);
            }
            if (environment == Environment.sandbox) {
                c.setApiUrl("http://127.0.0.1:1");
            }
        });

        assertThat(starting("enkash:allocate")).isNull();
    }

    @Test
    void productionDemandsItsUrls() {
        enkash.with(c -> {
            c.setEnvironment(Environment.production);
            c.setApiUrl(null);
        });

        assertThat(refused("enkash:balance")).contains("'apiUrl' is not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"allocate", "unallocate", "bulkAllocate", "movement"})
    void productionWithoutADurableLedgerRefusesToMovePoints(String operation) {
        enkash.with(c -> c.setEnvironment(Environment.production));

        assertThat(refused("enkash:" + operation))
                .contains("environment=production")
                .contains("ledgerUrl, ledgerDataSource or ledger")
                .contains("allowVolatileLedger=true");
        assertThat(starting("enkash:balance")).as("reads need no ledger").isNull();
        assertThat(starting("enkash:" + operation + "?allowVolatileLedger=true"))
                .isNull();
    }

    @Test
    void aLedgerThatForgetsIsNoDurableOne() {
        enkash.context().getRegistry().bind("forgetful", new InMemoryLedger());
        enkash.with(c -> c.setEnvironment(Environment.production));

        assertThat(refused("enkash:allocate?ledger=#forgetful")).contains("outlives the process");
    }

    @Test
    void aLedgerOfOnesOwnThatLastsIsEnough() {
        var memory = new InMemoryLedger();
        var lasting = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(),
                new Class<?>[] {Ledger.class},
                (proxy, method, arguments) ->
                        method.getName().equals("isVolatile") ? false : method.invoke(memory, arguments));
        enkash.context().getRegistry().bind("lasting", lasting);
        enkash.with(c -> c.setEnvironment(Environment.production));

        assertThat(starting("enkash:allocate?ledger=#lasting")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bulkSize=0",
                "bulkSize=-1",
                "settleInCall=-1",
                "settleWindow=-1",
                "settleDelay=0",
                "purgeAfter=-1",
                "lease=-1",
                "maxConnections=0",
                "maxResponseSize=0",
                "callTimeout=0",
                "responseTimeout=-1",
                "connectTimeout=0",
                "tokenMaxAge=0",
                "maxRetryAfter=-1",
                "credentialsRetryAfter=-1",
                "proxyHost=proxy.example.in",
                "pathOverrides=allocate",
                "pathOverrides=alocate=/x",
                "pathOverrides=allocate=x.example.in/x"
            })
    void aValueThatMakesNoSenseIsRefusedByName(String option) {
        var name = option.substring(0, option.indexOf('='));

        assertThat(refused("enkash:bulkAllocate?" + option))
                .contains(name.equals("proxyHost") ? "'proxyPort'" : "'" + name + "'");
    }

    @Test
    void twoSandboxesAreOneTooMany() {
        try (var one = Sandbox.builder().build();
                var other = Sandbox.builder().build()) {
            enkash.context().getRegistry().bind("one", one);
            enkash.context().getRegistry().bind("other", other);
            enkash.with(c -> {
                c.setEnvironment(Environment.sandbox);
                c.setApiUrl(null);
                c.setSsoUrl(null);
            });

            assertThat(refused("enkash:balance")).contains("2 sandboxes");
        }
    }

    @Test
    void aLazyProducerFailsTheExchangeInsteadOfTheStart() {
        enkash.with(c -> c.setPartnerId(null));
        enkash.routes(routes -> routes.from("direct:lazy").to("enkash:allocate?lazyStartProducer=true"));

        var exchange = enkash.send("direct:lazy", award("HR-1", 1, 10));

        assertThat(cause(exchange.getException(), InvalidRequestException.class))
                .hasMessageContaining("'partnerId'");
    }

    @Test
    void anEndpointThatIsNoConsumerCannotStartARoute() {
        enkash.routes(routes -> routes.from("enkash:cards").to("mock:x"));

        assertThat(catchThrowable(enkash::template)).rootCause().hasMessageContaining("cannot start a route");
    }

    @Test
    void optionsOfAnEndpointDoNotLeakToItsNeighboursOrTheComponent() {
        var endpoint = enkash.context()
                .getEndpoint("enkash:allocate?companyId=OTHER&callTimeout=5s&dryRun=true", EnkashEndpoint.class);
        var neighbour = enkash.context().getEndpoint("enkash:allocate", EnkashEndpoint.class);

        assertThat(endpoint.getConfiguration().getCompanyId()).isEqualTo("OTHER");
        assertThat(endpoint.getConfiguration().getCallTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(neighbour.getConfiguration().getCompanyId()).isEqualTo("CEKDEMO001");
        assertThat(neighbour.getConfiguration().isDryRun()).isFalse();
        assertThat(enkash.configuration().getCompanyId()).isEqualTo("CEKDEMO001");
    }

    @Test
    void durationsAreWrittenAsAnywhereInCamel() {
        for (var duration : new String[] {"5s", "5000", "PT5S"}) {
            assertThat(enkash.context()
                            .getEndpoint("enkash:balance?callTimeout=" + duration, EnkashEndpoint.class)
                            .getConfiguration()
                            .getCallTimeout())
                    .isEqualTo(Duration.ofSeconds(5));
        }
    }

    /** The message of the refusal to start a route to this endpoint. */
    private String refused(String uri) {
        var thrown = starting(uri);
        assertThat(thrown).as("%s should not start", uri).isNotNull();
        assertThat(thrown.toString()).doesNotContain("the-password").doesNotContain("the-client-secret");
        return cause(thrown, InvalidRequestException.class).getMessage();
    }

    private Throwable starting(String uri) {
        return catchThrowable(() -> {
            var endpoint = enkash.context().getEndpoint(uri);
            enkash.template();
            endpoint.createProducer().start();
        });
    }
}

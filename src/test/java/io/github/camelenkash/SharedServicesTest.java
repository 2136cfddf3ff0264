package io.github.camelenkash;

import static io.github.camelenkash.Enkash.answer;
import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.OfflineService;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.client.ClientSettings;
import io.github.camelenkash.client.Credentials;
import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.RawServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What endpoints have in common, who closes it, and what is left after a stop. */
class SharedServicesTest {

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

    @Test
    void endpointsThatAreSetUpAlikeShareOneLogin() throws Exception {
        enkash.template();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var tasks = IntStream.range(0, 32)
                    .mapToObj(i -> threads.submit(() -> enkash.send(
                            List.of("enkash:balance", "enkash:cards", "enkash:transactions", "enkash:allocate")
                                    .get(i % 4),
                            i % 4 == 3 ? award("HR-" + i, i, 10) : null)))
                    .toList();
            for (var task : tasks) {
                assertThat(task.get(20, TimeUnit.SECONDS).getException()).isNull();
            }
        } finally {
            threads.shutdown();
        }

        enkash.ask("enkash:allocate?program=incentive&dryRun=false&bulkSize=7", award("HR-X", 99, 1), Object.class);
        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    @Test
    void otherCredentialsHaveALoginOfTheirOwn() {
        try (var server = RawServer.start();
                var two = Enkash.at(server)) {
            server.always(RawServer.json("{\"code\":0,\"payload\":{}}"));
            for (var option :
                    List.of("", "?password=other", "?clientSecret=other", "?username=other", "?clientId=other")) {
                two.send("enkash:balance" + option, null);
                two.send("enkash:cards" + option, null);
            }

            assertThat(server.tokenCalls()).hasSize(5);
        }
    }

    @Test
    void otherServersHaveALoginOfTheirOwn() {
        try (var server = RawServer.start();
                var other = RawServer.start();
                var two = Enkash.at(server)) {
            two.send("enkash:cards", null);
            two.send("enkash:cards?apiUrl=" + other.url(), null);
            two.send("enkash:cards?apiUrl=" + other.url(), null);

            assertThat(server.tokenCalls()).hasSize(1);
            assertThat(other.tokenCalls()).hasSize(1);
            assertThat(other.calls()).hasSize(2);
        }
    }

    @Test
    void endpointsShareWhatTheyRemember() {
        enkash.ask("enkash:allocate", award("HR-1", 1, 10), MovementReceipt.class);

        assertThat(enkash.ask("enkash:allocate?settleInCall=1s", award("HR-1", 1, 10), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.ALREADY_PAID);
        var rows = answer(enkash.send("enkash:bulkAllocate", List.of(award("HR-1", 1, 10))), List.class);
        assertThat(((RowResult) rows.get(0)).outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(enkash.send("enkash:movement", "HR-1").getMessage().getHeader(EnkashConstants.FOUND))
                .isEqualTo(true);
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void aLedgerInMemoryIsWarnedOfOnceAtStart() {
        try (var log = new CapturedLog()) {
            enkash.routes(routes -> {
                routes.from("direct:a").to("enkash:allocate");
                routes.from("direct:b").to("enkash:bulkAllocate?bulkSize=5");
                routes.from("direct:c").to("enkash:movement");
                routes.from("direct:d").to("enkash:balance");
            });
            enkash.template();

            assertThat(log.lines())
                    .filteredOn(line -> line.contains(" WARN ") && line.contains("memory only"))
                    .hasSize(1);
        }
    }

    @Test
    void readingWarnsOfNoLedger() {
        try (var log = new CapturedLog()) {
            enkash.ask("enkash:balance", null, RewardAccount.class);

            assertThat(log.lines()).noneMatch(line -> line.contains(" WARN "));
        }
    }

    @Test
    void aClientThatIsLentIsUsedAndNeverClosed() {
        var options = sandbox.options();
        var settings = ClientSettings.builder()
                .apiUrl(options.get("apiUrl"))
                .onboarding(new Onboarding(
                        options.get("partnerId"),
                        options.get("companyId"),
                        options.get("cardAccountId"),
                        options.get("incentiveAccountId"),
                        options.get("partnerName"),
                        options.get("ssoUrl")))
                .credentials(new Credentials(
                        options.get("username"),
                        options.get("password"),
                        options.get("clientId"),
                        options.get("clientSecret")))
                .build();
        try (var client = EnkashClient.create(settings)) {
            for (int round = 0; round < 2; round++) {
                try (var borrower = Enkash.bare()) {
                    borrower.context().getRegistry().bind("mine", client);
                    borrower.ask("enkash:balance?client=#mine", null, RewardAccount.class);
                    borrower.ask("enkash:allocate?client=#mine", award("HR-" + round, 1, 10), MovementReceipt.class);
                }
            }

            assertThat(client.read(new BalanceCall(), Input.nothing(), Program.reward))
                    .isNotNull();
            assertThat(sandbox.books().logins()).isEqualTo(1);
        }
    }

    @Test
    void aLentClientNeedsNoSandboxBesidesIt() {
        try (var server = RawServer.start();
                var lender = Enkash.at(server);
                var borrower = Enkash.bare().with(c -> c.setEnvironment(Environment.sandbox))) {
            borrower.context().getRegistry().bind("mine", client(lender));
            borrower.send("enkash:cards?client=#mine", null);

            assertThat(server.calls()).hasSize(1);
            assertThat(borrower.context().getRegistry().findByType(OfflineService.class))
                    .isEmpty();
        }
    }

    @Test
    void whatTheComponentMadeIsClosedWithIt() {
        var client = client(enkash);
        assertThat(client.read(new BalanceCall(), Input.nothing(), Program.reward))
                .isNotNull();

        enkash.close();

        assertThat(catchThrowable(() -> client.read(new BalanceCall(), Input.nothing(), Program.reward)))
                .isNotNull();
    }

    private static EnkashClient client(Enkash enkash) {
        enkash.template();
        try {
            return enkash.context()
                    .getEndpoint("enkash:balance", EnkashEndpoint.class)
                    .service()
                    .client();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A context that stopped forgets its components and beans, so a restart is a new context around what is kept. */
    @Test
    void oneComponentServesOneContextAfterTheOther() {
        var component = new EnkashComponent();
        component.getConfiguration().setEnvironment(Environment.sandbox);
        for (int round = 1; round < 4; round++) {
            var context = new DefaultCamelContext();
            try {
                context.getRegistry().bind("theSandbox", sandbox);
                context.addComponent("enkash", component);
                context.start();
                var receipt = context.createProducerTemplate()
                        .requestBody("enkash:allocate", award("HR-" + round, round, 10), MovementReceipt.class);
                assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
            } finally {
                context.stop();
            }
        }
        assertThat(sandbox.books().logins()).as("a stop ends the session").isEqualTo(3);
    }

    @Test
    void aContextPausesAndGoesOn() {
        enkash.routes(routes -> routes.from("direct:pay").routeId("pay").to("enkash:allocate"));
        enkash.ask("direct:pay", award("HR-1", 1, 10), MovementReceipt.class);

        for (int round = 2; round < 4; round++) {
            enkash.context().suspend();
            enkash.context().resume();
            assertThat(enkash.ask("direct:pay", award("HR-" + round, 1, 10), MovementReceipt.class)
                            .outcome())
                    .isEqualTo(Outcome.PAID);
        }
        assertThat(sandbox.books().logins()).as("a pause costs no login").isEqualTo(1);
    }

    @Test
    void aRouteStopsAndStartsAgain() throws Exception {
        enkash.routes(routes -> routes.from("direct:pay").routeId("pay").to("enkash:allocate"));
        enkash.ask("direct:pay", award("HR-1", 1, 10), MovementReceipt.class);

        enkash.context().getRouteController().stopRoute("pay");
        enkash.context().getRouteController().startRoute("pay");

        assertThat(enkash.ask("direct:pay", award("HR-1", 1, 10), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.ALREADY_PAID);
        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    @Test
    void theComponentStopsAndStartsAgain() {
        var component = enkash.context().getComponent("enkash", EnkashComponent.class);
        enkash.ask("enkash:balance", null, RewardAccount.class);

        for (int round = 0; round < 2; round++) {
            component.stop();
            component.start();
            // Producers ask for what they share when they start.
            assertThat(enkash.ask("enkash:balance?callTimeout=" + (40 + round) + "s", null, RewardAccount.class))
                    .isNotNull();
        }
    }

    @Test
    void aRefusedLoginIsNotTriedAgainByAComponentThatStartsAgain() {
        var component = enkash.context().getComponent("enkash", EnkashComponent.class);
        enkash.with(c -> c.setPassword("not-the-password"));
        for (int round = 0; round < 4; round++) {
            var exchange = enkash.send("enkash:balance?callTimeout=" + (40 + round) + "s", null);
            assertThat(Enkash.failure(exchange, CredentialsException.class)).isNotNull();
            component.stop();
            component.start();
        }

        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    @Test
    void theSandboxOfTheRegistryIsFoundAndLeftRunning() {
        enkash.ask("enkash:allocate", award("HR-1", 1, 10), MovementReceipt.class);
        enkash.close();

        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
        assertThat(sandbox.url()).isNotBlank();
        try (var again = Enkash.at(sandbox)) {
            assertThat(again.ask("enkash:balance", null, RewardAccount.class)).isNotNull();
        }
    }

    @Test
    void aSandboxThatIsNotStartedYetIsStarted() {
        try (var idle = Sandbox.builder().build();
                var other = Enkash.at(idle)) {
            assertThat(other.ask("enkash:balance", null, RewardAccount.class).cardAccountId())
                    .isEqualTo("CADEMO01");
        }
    }

    @Test
    void withoutOneASandboxIsStartedSharedAndStopped() {
        URI url;
        var alone = Enkash.bare().with(c -> c.setEnvironment(Environment.sandbox));
        try {
            alone.ask("enkash:allocate", award("HR-1", 1, 10), MovementReceipt.class);
            assertThat(alone.ask("enkash:balance", null, RewardAccount.class).availableBalance())
                    .isEqualByComparingTo("999990");
            var started = alone.context().getRegistry().findSingleByType(OfflineService.class);
            assertThat(started).isInstanceOf(Sandbox.class);
            assertThat(((Sandbox) started).books().credits("HR-1")).isEqualTo(1);
            assertThat(((Sandbox) started).books().logins()).isEqualTo(1);
            url = URI.create(((Sandbox) started).url());
            assertThat(url.getHost()).isEqualTo("127.0.0.1");
        } finally {
            alone.close();
        }

        assertThat(alone.context().getRegistry().findByType(OfflineService.class))
                .isEmpty();
        assertThat(catchThrowable(() -> new java.net.Socket(url.getHost(), url.getPort()).close()))
                .isInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void whereTheContextSeesOtherClassesTheSandboxIsFoundByOurs() {
        try (var isolated = Enkash.bare().with(c -> c.setEnvironment(Environment.sandbox))) {
            isolated.context().setApplicationContextClassLoader(new ClassLoader(null) {});
            var before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(null);
            try {
                assertThat(isolated.ask("enkash:balance", null, RewardAccount.class))
                        .isNotNull();
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
    }

    @Test
    void twoComponentsLiveSideBySide() {
        var second = new EnkashComponent();
        enkash.context().addComponent("enkash2", second);
        second.getConfiguration().setEnvironment(Environment.sandbox);
        second.getConfiguration().setProgram(Program.incentive);

        assertThat(enkash.ask("enkash:balance", null, RewardAccount.class).cardAccountId())
                .isEqualTo("CADEMO01");
        assertThat(enkash.ask("enkash2:balance", null, RewardAccount.class).cardAccountId())
                .isEqualTo("CADEMO02");
    }

    @Test
    void tlsSettingsOfTheContextAreUsedWhereThatIsAskedFor() {
        var global = new SSLContextParameters();
        var own = new SSLContextParameters();
        var context = new DefaultCamelContext();
        try {
            context.setSSLContextParameters(global);
            context.getRegistry().bind("own", own);
            var component = context.getComponent("enkash", EnkashComponent.class);

            assertThat(tls(context, "enkash:balance")).isNull();
            component.setUseGlobalSslContextParameters(true);
            assertThat(tls(context, "enkash:cards")).isSameAs(global);
            assertThat(tls(context, "enkash:cards?sslContextParameters=#own")).isSameAs(own);
        } finally {
            context.stop();
        }
    }

    private static SSLContextParameters tls(DefaultCamelContext context, String uri) {
        return context.getEndpoint(uri, EnkashEndpoint.class).getConfiguration().getSslContextParameters();
    }

    @Test
    void theSameTlsSettingsShareOneClient() {
        enkash.context().getRegistry().bind("tls", new SSLContextParameters());

        enkash.ask("enkash:balance?sslContextParameters=#tls", null, RewardAccount.class);
        enkash.ask("enkash:cards?sslContextParameters=#tls", null, List.class);

        assertThat(sandbox.books().logins()).isEqualTo(1);
    }
}

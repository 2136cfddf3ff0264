package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.ContextReloadStrategy;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.support.SimpleEventNotifierSupport;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password or client secret that is changed at EnKash: a reload of the context is enough, and costs one login. */
class RotationTest {

    private static final String OLD = "sandbox-password";
    private static final String NEW = "rotated-password";
    /** By a template, by a template with a client of its own, and by a dynamic endpoint of a route. */
    private static final List<String> BY_URI =
            List.of("enkash:balance", "enkash:cards?callTimeout=41s", "direct:dynamic");

    @TempDir
    private Path folder;

    private final Main main = new Main();
    private final AtomicReference<String> vault = new AtomicReference<>(OLD);
    private Sandbox before;
    private Map<String, String> options;
    private Sandbox sandbox;
    private ProducerTemplate template;

    @BeforeEach
    void start() {
        before = Sandbox.started();
        options = before.options();
        sandbox = before;
    }

    @AfterEach
    void stop() {
        main.stop();
        sandbox.close();
    }

    /** EnKash with other credentials, under the same address; it knows no token and no login of before. */
    private void changedAtEnkash(Map<String, String> onboarding) {
        int port = before.port();
        before.close();
        sandbox = Sandbox.builder().port(port).onboarding(onboarding).start();
        // Reading finds out that the connections of before are dead, and that the token is.
        assertThat(template.request("enkash:balance", exchange -> {}).getException())
                .isInstanceOf(CredentialsException.class);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "{{secret}}", "#property:secret", "{{vault:password}}", "{{secret:enkash/password}}"
            })
    void aChangedPasswordWorksAfterAReloadWithOneLoginAndTheLedgerIsKept(String how) throws Exception {
        run(how.equals("password") ? OLD : how);
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);

        changedAtEnkash(Map.of("password", NEW));
        for (int i = 0; i < 5; i++) {
            assertThat(refusal("HR-2")).isInstanceOf(CredentialsException.class);
        }
        assertThat(sandbox.books().refusedLogins()).as("the old password, once").isEqualTo(1);

        vault.set(NEW);
        mount(NEW);
        write(how.equals("password") ? NEW : how, NEW);
        reload();

        assertThat(pay("HR-1")).as("the ledger is the same").isEqualTo(Outcome.ALREADY_PAID);
        assertThat(pay("HR-2")).isEqualTo(Outcome.PAID);
        assertThat(pay("HR-3")).isEqualTo(Outcome.PAID);
        assertThat(before.books().credits("HR-1")).isEqualTo(1);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-2", 1, "HR-3", 1));
        assertThat(sandbox.books().logins()).isEqualTo(2);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }

    @Test
    void aChangedClientSecretIsAnotherKeyOfEncryptionTooAndWorksAfterAReload() throws Exception {
        run(OLD);
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);
        var secret = "00112233445566778899aabbccddeeff00112233";
        changedAtEnkash(Map.of("clientSecret", secret));

        write(OLD, OLD, Map.of("client-secret", secret));
        reload();

        assertThat(pay("HR-2")).isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().logins()).isEqualTo(2);
    }

    @Test
    void aReloadThatChangesNothingCostsNoLogin() throws Exception {
        run(OLD);
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);
        for (int i = 0; i < 3; i++) {
            reload();
            assertThat(pay("HR-" + (i + 2))).isEqualTo(Outcome.PAID);
        }

        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(component().status()).hasSize(1);
    }

    /** The third wrong login would lock the account. */
    @Test
    void howeverOftenAWrongPasswordIsReloadedItIsTriedOnce() throws Exception {
        run(OLD);
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);
        changedAtEnkash(Map.of("password", NEW));

        write("mistyped-password", OLD);
        for (int i = 0; i < 5; i++) {
            reload();
            assertThat(refusal("HR-2")).isInstanceOf(CredentialsException.class);
        }
        assertThat(sandbox.books().refusedLogins()).isEqualTo(2);

        write(NEW, OLD);
        reload();
        assertThat(pay("HR-2")).isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(2);
        assertThat(component().tokens()).singleElement().satisfies(token -> assertThat(token.refused())
                .isFalse());
    }

    @Test
    void aVaultThatFailsDuringAReloadLeavesTheOldLoginAtWork() throws Exception {
        run("{{vault:password}}");
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);

        vault.set(null);
        try (var log = new CapturedLog()) {
            reload();
            assertThat(pay("HR-2")).isEqualTo(Outcome.PAID);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("The option password of enkash cannot be read anew"));
        }
        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    /** Half of a login is a wrong login, and would count as one of three. */
    @Test
    void anOptionThatCannotBeReadLeavesTheOthersOfTheLoginAsTheyWereToo() throws Exception {
        vault.set(options.get("clientSecret"));
        run(OLD, Map.of("client-secret", "{{vault:secret}}"));
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);

        vault.set(null);
        write(NEW, OLD, Map.of("client-secret", "{{vault:secret}}"));
        reload();
        assertThat(pay("HR-2")).isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(sandbox.books().refusedLogins()).isZero();

        // At the next reload they are all read.
        vault.set(options.get("clientSecret"));
        reload();
        assertThat(refusal("HR-3")).isInstanceOf(CredentialsException.class);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }

    /** Camel tells of a reload before it reads its properties. */
    @Test
    void anEndpointThatAnotherThreadMakesAsAReloadBeginsDoesNotReadTheLoginTooSoon() throws Exception {
        run(OLD);
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);
        changedAtEnkash(Map.of("password", NEW));
        var context = main.getCamelContext();
        var made = new AtomicReference<Endpoint>();
        context.getManagementStrategy().addEventNotifier(new SimpleEventNotifierSupport() {
            {
                setIgnoreCamelContextEvents(false);
            }

            @Override
            public void notify(CamelEvent event) {
                if (event instanceof CamelEvent.CamelContextReloadingEvent) {
                    made.set(CompletableFuture.supplyAsync(() -> context.getEndpoint("enkash:cards"))
                            .join());
                }
            }
        });

        write(NEW, OLD);
        reload();

        assertThat(made.get()).isNotNull();
        assertThat(pay("HR-2")).isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }

    private void run(String password) throws Exception {
        run(password, Map.of());
    }

    /** Camel keeps endpoints that no route names, and templates and routes keep producers for them. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverAsksByUriHasTheNewLoginAfterAReload(boolean ofARouteToo) throws Exception {
        run(OLD);
        for (var uri : BY_URI) {
            assertThat(failure(uri)).isNull();
        }
        changedAtEnkash(Map.of("password", NEW));
        if (!ofARouteToo) {
            main.getCamelContext().getRouteController().stopRoute("pay");
            main.getCamelContext().removeRoute("pay");
        }

        write(NEW, OLD);
        reload();
        for (var uri : BY_URI) {
            assertThat(failure(uri)).as(uri).isNull();
        }
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
        assertThat(component().tokens()).isNotEmpty().allSatisfy(token -> assertThat(token.refused())
                .isFalse());
        assertThat(health()).as("one for each client").hasSize(2).containsOnly(HealthCheck.State.UP);
    }

    @Test
    void reloadsThatChangeNothingLeaveWhatTemplatesUseAtWork() throws Exception {
        run(OLD);
        assertThat(pay("HR-1")).isEqualTo(Outcome.PAID);
        assertThat(failure("enkash:cards?callTimeout=41s")).isNull();
        for (int i = 0; i < 3; i++) {
            reload();
            assertThat(component().status()).as("clients in use").hasSize(2);
            assertThat(health()).hasSize(2).containsOnly(HealthCheck.State.UP);
        }

        assertThat(failure("enkash:cards?callTimeout=41s")).isNull();
        assertThat(pay("HR-2")).isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().logins()).as("each client one").isEqualTo(2);
    }

    @Test
    void anEndpointThatABeanHoldsGoesOnWithTheNewLogin() throws Exception {
        run(OLD);
        var held = main.getCamelContext().getEndpoint("enkash:balance");
        assertThat(template.request(held, exchange -> {}).getException()).isNull();
        changedAtEnkash(Map.of("password", NEW));

        write(NEW, OLD);
        for (int i = 0; i < 3; i++) {
            reload();
            assertThat(template.request(held, exchange -> {}).getException()).isNull();
        }
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
        assertThat(sandbox.books().logins()).isEqualTo(2);
    }

    @Test
    void anEndpointWithALoginOfItsOwnKeepsIt() throws Exception {
        run(OLD);
        var own = "enkash:balance?password=RAW(" + OLD + ")&username=RAW(9000000009)";
        assertThat(failure(own)).as("nobody's").isInstanceOf(CredentialsException.class);

        write(NEW, OLD, Map.of("username", "9000000009"));
        reload();
        assertThat(failure(own)).isInstanceOf(CredentialsException.class);
        assertThat(sandbox.books().refusedLogins())
                .as("not tried again, nor mixed")
                .isEqualTo(1);
    }

    private List<HealthCheck.State> health() {
        return HealthCheckHelper.getHealthCheckRepository(main.getCamelContext(), "producers").stream()
                .filter(check -> check.getId().contains("enkash"))
                .map(check -> check.call().getState())
                .toList();
    }

    private Exception failure(String uri) {
        return template.request(uri, exchange -> {}).getException();
    }

    /** As Kubernetes does with a secret: a file for each of its keys. */
    private void mount(String password) throws IOException {
        Files.createDirectories(folder.resolve("enkash"));
        Files.writeString(folder.resolve("enkash/password"), password);
    }

    private void run(String password, Map<String, String> others) throws Exception {
        mount(OLD);
        write(password, OLD, others);
        main.configure().setContextReloadEnabled(true);
        main.setPropertyPlaceholderLocations("file:" + folder.resolve("application.properties"));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                starting.getCamelContext().getPropertiesComponent().addPropertiesFunction(new Vault());
                starting.getCamelContext().getPropertiesComponent().addPropertiesFunction(new MountedSecret());
            }
        });
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:pay").routeId("pay").to("enkash:allocate");
                from("direct:dynamic").setProperty("what", constant("cards")).toD("enkash:${exchangeProperty.what}");
            }
        });
        main.start();
        template = main.getCamelContext().createProducerTemplate();
    }

    private void write(String password, String secret) throws IOException {
        write(password, secret, Map.of());
    }

    private void write(String password, String secret, Map<String, String> others) throws IOException {
        var properties = new TreeMap<String, String>();
        options.forEach((name, value) -> properties.put("camel.component.enkash." + name, value));
        // In the other spelling, which is as good.
        properties.put("camel.component.enkash.client-secret", options.get("clientSecret"));
        properties.remove("camel.component.enkash.clientSecret");
        properties.put("camel.component.enkash.password", password);
        properties.put("camel.component.enkash.environment", "custom");
        properties.put("camel.component.enkash.ledger-url", "jdbc:h2:file:" + folder.resolve("ledger"));
        properties.put("camel.health.producers-enabled", "true");
        properties.put("secret", secret);
        others.forEach((name, value) -> properties.put("camel.component.enkash." + name, value));
        var lines = new ArrayList<String>();
        properties.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(folder.resolve("application.properties"), lines);
    }

    private void reload() {
        var strategy = main.getCamelContext().hasService(ContextReloadStrategy.class);
        strategy.onReload("test");
        assertThat(strategy.getLastError()).isNull();
    }

    private EnkashComponent component() {
        return main.getCamelContext().getComponent("enkash", EnkashComponent.class);
    }

    private Outcome pay(String reference) {
        return template.requestBody("direct:pay", award(reference, 1, 10), MovementReceipt.class)
                .outcome();
    }

    private Exception refusal(String reference) {
        return template.request("direct:pay", exchange -> exchange.getMessage().setBody(award(reference, 1, 10)))
                .getException();
    }

    /** As a vault is: a function of properties. */
    private final class Vault extends ServiceSupport implements PropertiesFunction {

        @Override
        public String getName() {
            return "vault";
        }

        @Override
        public String apply(String remainder) {
            var value = vault.get();
            if (value == null) {
                throw new IllegalStateException("the vault is sealed");
            }
            return value;
        }
    }

    /** As {@code secret:} of camel-kubernetes reads where {@code camel.kubernetes-config.mount-path-secrets} leads. */
    private final class MountedSecret extends ServiceSupport implements PropertiesFunction {

        @Override
        public String getName() {
            return "secret";
        }

        @Override
        public String apply(String remainder) {
            try {
                return Files.readString(folder.resolve(remainder));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

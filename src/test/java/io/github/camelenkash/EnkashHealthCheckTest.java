package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Program;
import io.github.camelenkash.client.EnkashClient;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.Result;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.health.ProducersHealthCheckRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What health checks say of EnKash, how seldom they ask, and that they never cost a login. */
class EnkashHealthCheckTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final AtomicLong now = new AtomicLong();
    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
        var producers = new ProducersHealthCheckRepository();
        producers.setEnabled(true);
        HealthCheckHelper.getHealthCheckRegistry(enkash.context()).register(producers);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void itIsUpWhereTheBalanceCanBeRead() {
        enkash.routes(routes -> routes.from("direct:pay").to("enkash:allocate"));
        enkash.template();

        assertThat(readiness()).singleElement().satisfies(result -> {
            assertThat(result.getState()).isEqualTo(State.UP);
            assertThat(result.getCheck().getId()).isEqualTo("producer:enkash-127.0.0.1:" + sandbox.port() + "-reward");
            assertThat(result.getDetails()).containsEntry("program", "reward");
        });
    }

    @Test
    void endpointsThatShareAClientShareACheckAndAProgrammeHasItsOwn() {
        enkash.routes(routes -> routes.from("direct:pay")
                .to("enkash:allocate")
                .to("enkash:balance")
                .to("enkash:balance?program=incentive"));
        enkash.template();

        assertThat(readiness()).extracting(Result::getState).containsExactly(State.UP, State.UP);
        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    @Test
    void clientsOfOneHostAreToldApart() {
        enkash.routes(routes -> routes.from("direct:pay").to("enkash:cards").to("enkash:balance?callTimeout=41s"));
        enkash.template();

        assertThat(readiness())
                .extracting(result -> result.getCheck().getId())
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void aRestartBringsEnkashNotBackSoItSaysNothingOfLiveness() {
        enkash.routes(routes -> routes.from("direct:pay").to("enkash:allocate"));
        enkash.template();

        assertThat(HealthCheckHelper.invokeLiveness(enkash.context())).noneMatch(EnkashHealthCheckTest::isOurs);
        assertThat(sandbox.books().logins()).isZero();
    }

    @Test
    void itGoesWithTheComponent() {
        var component = enkash.context().getComponent("enkash", EnkashComponent.class);
        enkash.routes(routes -> routes.from("direct:pay").to("enkash:allocate"));
        enkash.template();
        var checks = HealthCheckHelper.getHealthCheckRepository(enkash.context(), "producers");
        assertThat(checks.stream()).hasSize(1);

        component.stop();

        assertThat(checks.stream()).isEmpty();
    }

    @Test
    void aRefusedLoginIsDownWithOneLoginHoweverOftenAndFromHoweverManySidesItIsAsked() throws Exception {
        enkash.with(options -> options.setPassword("not-the-password"));
        enkash.routes(routes -> routes.from("direct:pay").to("enkash:balance"));
        enkash.template();
        var check = check();
        var threads = Executors.newFixedThreadPool(16);
        var together = new CountDownLatch(16);
        try {
            var probes = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> {
                        together.countDown();
                        together.await();
                        for (int probe = 0; probe < 20; probe++) {
                            now.addAndGet(Duration.ofSeconds(11).toNanos());
                            check.call();
                        }
                        return null;
                    }))
                    .toList();
            for (var probe : probes) {
                probe.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        var result = check.call();
        assertThat(result.getState()).isEqualTo(State.DOWN);
        assertThat(result.getMessage()).hasValue("EnKash refused the login");
        assertThat(result.getDetails()).containsEntry("failure", "CredentialsException");
        assertThat(result.getError()).as("its cause may hold anything").isEmpty();
        assertThat(result.toString()).doesNotContain("not-the-password");
        assertThat(readiness()).extracting(Result::getState).containsExactly(State.DOWN);
        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    @Test
    void itAsksForTheBalanceOnceInAWhile() {
        var check = check();
        for (int second = 0; second < 30; second++) {
            assertThat(check.call().getState()).isEqualTo(State.UP);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(sandbox.books().calls(Operation.ACCOUNT)).isEqualTo(3);
        assertThat(sandbox.books().logins()).isEqualTo(1);
    }

    @Test
    void itGoesDownWithEnkashAndUpAgain() {
        var check = check();
        assertThat(check.call().getState()).isEqualTo(State.UP);

        sandbox.faults().next(Fault.SERVER_ERROR, 100, Operation.ACCOUNT);
        assertThat(check.call().getState())
                .as("what was found serves for a while")
                .isEqualTo(State.UP);
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        var down = check.call();
        assertThat(down.getState()).isEqualTo(State.DOWN);
        assertThat(down.getMessage()).isPresent();
        assertThat(down.getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 500);

        sandbox.faults().reset();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(check.call().getState()).isEqualTo(State.UP);
    }

    @Test
    void withoutAnAccountTheLoginIsWhatIsAsked() {
        var options = sandbox.options();
        enkash.with(c -> {
            c.setEnvironment(Environment.custom);
            c.setApiUrl(options.get("apiUrl"));
            c.setPartnerId(options.get("partnerId"));
            c.setCompanyId(options.get("companyId"));
            c.setUsername(options.get("username"));
            c.setPassword(options.get("password"));
            c.setClientId(options.get("clientId"));
            c.setClientSecret(options.get("clientSecret"));
        });

        assertThat(check().call().getState()).isEqualTo(State.UP);
        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(sandbox.books().calls(Operation.ACCOUNT)).isZero();
    }

    @Test
    void aClientThatWasClosedIsDownAndNoException() {
        var check = check();
        enkash.close();

        assertThat(check.call().getState()).isEqualTo(State.DOWN);
    }

    /** A check of the component's client whose clock stands still. */
    private EnkashHealthCheck check() {
        return new EnkashHealthCheck("producer:enkash", client(), Program.reward, now::get);
    }

    private EnkashClient client() {
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

    private Collection<Result> readiness() {
        return HealthCheckHelper.invokeReadiness(enkash.context(), "full").stream()
                .filter(EnkashHealthCheckTest::isOurs)
                .toList();
    }

    private static boolean isOurs(Result result) {
        return result.getCheck().getId().startsWith("producer:");
    }
}

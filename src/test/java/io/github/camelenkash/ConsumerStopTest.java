package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.sandbox.BookedCard;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ServiceStatus;
import org.apache.camel.StatefulService;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.processor.state.FileStateRepository;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumers that are stopped, suspended, slowed down or left with a broken store while they are at work. */
class ConsumerStopTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ALL = 10;
    private static final int IN_THE_MIDDLE = 4;

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private final Instant start = Instant.now().minus(1, ChronoUnit.HOURS);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch reached = new CountDownLatch(1);
    private Sandbox sandbox;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
    }

    private void arrive(int from, int to) {
        BookedCard card =
                sandbox.books().openCard("asha" + from + "@example.in", "900000012" + from, "Ms", "A", "F", "0");
        for (int i = from; i < to; i++) {
            sandbox.books().arrive(card.cardId(), "HR-" + i, "10", start.plusSeconds(60 + i));
        }
    }

    /** Its fifth exchange waits in the route until {@code goOn} completes. */
    private Enkash node(PollStore.Node store, CompletableFuture<?> goOn) {
        return store.on(Enkash.at(sandbox)).routes(routes -> routes.from(
                        "enkash:transactions?initialDelay=0&delay=20&startAt=" + start)
                .routeId("watch")
                .process(exchange -> {
                    if (done.size() == IN_THE_MIDDLE) {
                        reached.countDown();
                        goOn.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                    }
                    done.add(exchange.getMessage().getBody(Transaction.class).reference());
                }));
    }

    private static ScheduledPollConsumer consumer(Enkash enkash, String route) {
        return (ScheduledPollConsumer) enkash.context().getRoute(route).getConsumer();
    }

    @ParameterizedTest
    @EnumSource(PollStore.class)
    void aStopInMidBatchFinishesTheExchangeUnderWayAndTheNextNodeTakesTheRest(PollStore kind) throws Exception {
        arrive(0, ALL);
        var store = kind.open(folder);
        var goOn = new CompletableFuture<Void>();
        try (var first = node(store, goOn)) {
            first.context().start();
            assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            var consumer = (StatefulService) consumer(first, "watch");
            var stopping = CompletableFuture.runAsync(first::close);
            await().atMost(PATIENCE)
                    .until(() -> first.context().getStatus() == ServiceStatus.Stopping && !consumer.isRunAllowed()
                            || consumer.getStatus() == ServiceStatus.Suspended);
            goOn.complete(null);
            stopping.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(done).as("what was under way ended, nothing else began").hasSize(IN_THE_MIDDLE + 1);

        try (var second = node(store, goOn)) {
            second.context().start();
            await().atMost(PATIENCE).until(() -> done.size() >= ALL);
        }
        assertThat(done).hasSize(ALL).doesNotHaveDuplicates();
    }

    @Test
    void aSuspendInMidBatchEndsTheBatchAndAResumeGoesOnWithTheRest() throws Exception {
        arrive(0, ALL);
        var goOn = new CompletableFuture<Void>();
        try (var enkash = node(PollStore.MEMORY_REPOSITORY.open(folder), goOn)) {
            enkash.context().start();
            assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            var suspending = CompletableFuture.runAsync(() -> suspend(enkash));
            await().atMost(PATIENCE).until(() -> consumer(enkash, "watch").isSuspendingOrSuspended());
            goOn.complete(null);
            suspending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(done).hasSize(IN_THE_MIDDLE + 1);

            enkash.context().getRouteController().resumeRoute("watch");
            await().atMost(PATIENCE).until(() -> done.size() >= ALL);
        }
        assertThat(done).hasSize(ALL).doesNotHaveDuplicates();
    }

    private static void suspend(Enkash enkash) {
        try {
            enkash.context().getRouteController().suspendRoute("watch");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRouteThatIsStoppedAndStartedAgainGoesOnWhereItWas() throws Exception {
        arrive(0, 5);
        try (var enkash = node(PollStore.MEMORY_REPOSITORY.open(folder), CompletableFuture.completedFuture(null))) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 5);
            enkash.context().getRouteController().stopRoute("watch");
            arrive(5, ALL);
            enkash.context().getRouteController().startRoute("watch");
            await().atMost(PATIENCE).until(() -> done.size() >= ALL);
        }
        assertThat(done).hasSize(ALL).doesNotHaveDuplicates();
    }

    /** As a bean of an application, which nobody starts; without a start it would not know what its file holds. */
    @Test
    void aFileRepositoryThatNobodyStartedKnowsAfterARestartWhatItKept() {
        arrive(0, 5);
        PollStore.Node bean = enkash -> enkash.with(c -> {
            var repository = new FileStateRepository();
            repository.setFileStore(folder.resolve("state").toFile());
            c.setStateRepository(repository);
        });
        var ready = CompletableFuture.<Void>completedFuture(null);
        try (var first = node(bean, ready)) {
            first.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 5);
        }
        arrive(5, ALL);
        try (var second = node(bean, ready)) {
            second.context().start();
            await().atMost(PATIENCE).until(() -> done.size() >= ALL);
        }
        assertThat(done).hasSize(ALL).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyARepositoryThatWasNotStartedIsStartedAndStopped(boolean startedBefore) {
        var repository = new MemoryStateRepository();
        if (startedBefore) {
            repository.start();
        }
        try (var enkash = node(e -> e.with(c -> c.setStateRepository(repository)), new CompletableFuture<>())) {
            enkash.context().start();
            assertThat(repository.isStarted()).isTrue();
        }
        assertThat(repository.isStopped()).isEqualTo(!startedBefore);
    }

    @Test
    void idlePollsAndFailingOnesAreBackedOff() {
        try (var enkash = PollStore.MEMORY_REPOSITORY
                .open(folder)
                .on(Enkash.at(sandbox))
                .routes(routes -> {
                    var backOff = "&initialDelay=0&delay=5&backoffMultiplier=1000000";
                    routes.from("enkash:transactions?backoffIdleThreshold=3" + backOff)
                            .routeId("idle")
                            .to("mock:idle");
                    routes.from("enkash:balance?lowBalance=1&backoffErrorThreshold=2" + backOff)
                            .routeId("failing")
                            .to("mock:failing");
                })) {
            sandbox.faults().next(Fault.SERVER_ERROR, 100, Operation.ACCOUNT);
            enkash.context().start();
            // The counter moves at each turn of the scheduler that is left out.
            await().atMost(PATIENCE)
                    .until(() -> consumer(enkash, "idle").getBackoffCounter() > 20
                            && consumer(enkash, "failing").getBackoffCounter() > 20);
        }
        assertThat(sandbox.books().calls(Operation.TRANSACTIONS)).isEqualTo(3);
        assertThat(sandbox.books().calls(Operation.ACCOUNT)).isEqualTo(2);
    }

    @Test
    void anIdlePollSendsAnEmptyMessageWhereThatIsAskedFor() {
        var bodies = Collections.synchronizedList(new ArrayList<Object>());
        try (var enkash = PollStore.MEMORY_REPOSITORY
                .open(folder)
                .on(Enkash.at(sandbox))
                .routes(routes -> routes.from(
                                "enkash:transactions?initialDelay=0&delay=20&sendEmptyMessageWhenIdle=true&startAt="
                                        + start)
                        .process(exchange -> bodies.add(
                                exchange.getMessage().getBody() == null
                                        ? "nothing"
                                        : exchange.getMessage()
                                                .getBody(Transaction.class)
                                                .reference())))) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> bodies.contains("nothing"));
            arrive(0, 1);
            await().atMost(PATIENCE).until(() -> bodies.contains("HR-0"));
            int before = bodies.size();
            await().atMost(PATIENCE).until(() -> bodies.size() > before);
        }
        assertThat(bodies).containsOnlyOnce("HR-0");
    }

    @Test
    void whatEndsOnAnotherThreadAndCannotBeWrittenDownIsInTheLog() {
        sandbox.books().setAvailableBalance("5");
        var broken = new MemoryStateRepository() {
            @Override
            public void setState(String key, String value) {
                throw new IllegalStateException("the disk is full");
            }
        };
        var told = Collections.synchronizedList(new ArrayList<Object>());
        try (var log = new CapturedLog();
                var enkash = Enkash.at(sandbox)
                        .with(c -> c.setStateRepository(broken))
                        .routes(routes -> {
                            routes.from("enkash:balance?initialDelay=0&delay=20&lowBalance=10")
                                    .to("seda:later");
                            routes.from("seda:later")
                                    .process(exchange -> told.add(exchange.getMessage()
                                            .getBody(RewardAccount.class)
                                            .availableBalance()));
                        })) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> told.size() > 1);

            assertThat(log.lines()).anyMatch(line -> line.contains("WARN") && line.contains("the disk is full"));
        }
    }
}

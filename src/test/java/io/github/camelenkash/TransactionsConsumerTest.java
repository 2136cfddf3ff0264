package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Assumption;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each new transaction starts one exchange, in order, across failures and restarts. */
class TransactionsConsumerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MANY = 5_000;
    private static final int BURST = 100;

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private final Instant start = Instant.now().minus(2, ChronoUnit.HOURS);
    private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private Sandbox sandbox;
    private BookedCard card;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
    }

    private void arrive(String reference, Instant time) {
        sandbox.books().arrive(card.cardId(), reference, "10", time);
    }

    /** A node that polls often; {@code step} may fail an exchange. */
    private Enkash node(PollStore.Node store, String options, Step step) {
        return store.on(Enkash.at(sandbox)).routes(routes -> route(routes, options, step));
    }

    private void route(RouteBuilder routes, String options, Step step) {
        routes.from("enkash:transactions?initialDelay=0&delay=20&startAt=" + start + options)
                .routeId("watch")
                .process(exchange -> {
                    var reference = reference(exchange);
                    delivered.add(reference);
                    step.on(exchange, reference);
                    done.add(reference);
                });
    }

    private static String reference(Exchange exchange) {
        return exchange.getMessage().getBody(Transaction.class).reference();
    }

    private interface Step {
        void on(Exchange exchange, String reference) throws Exception;
    }

    private static final Step FINE = (exchange, reference) -> {};

    private PollStore.Node inMemory() {
        return PollStore.MEMORY_REPOSITORY.open(folder);
    }

    @ParameterizedTest
    @EnumSource(PollStore.class)
    void ofFiveThousandThatArriveDuringPollsEachIsDoneOnceAcrossAFailureAndARestart(PollStore kind) throws Exception {
        sandbox.behaviour().set(Assumption.TRANSACTIONS_PAGE_SIZE, 700);
        var store = kind.open(folder);
        var failures = new AtomicInteger();
        Step failsTwice = (exchange, reference) -> {
            if (reference.equals("HR-1234") && failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("not now");
            }
        };
        var arrivals = new Thread(this::arriveInBursts);

        var first = node(store, "&maxMessagesPerPoll=400&greedy=true", failsTwice);
        first.context().start();
        arrivals.start();
        await().atMost(PATIENCE).until(() -> done.size() > MANY / 3);
        first.close(); // within a batch, most likely: each has up to 400
        int before = done.size();

        try (var second = node(store, "&maxMessagesPerPoll=400&greedy=true", failsTwice)) {
            second.context().start();
            arrivals.join();
            // Says how far it came, should it not come to the end.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(done).hasSizeGreaterThanOrEqualTo(MANY));
            // One more look, for what would be delivered twice.
            long calls = sandbox.books().calls(Operation.TRANSACTIONS);
            await().atMost(PATIENCE).until(() -> sandbox.books().calls(Operation.TRANSACTIONS) > calls + 40);
        }

        assertThat(before).isLessThan(MANY);
        assertThat(done).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(failures).hasValue(3);
        assertThat(delivered).hasSize(MANY + 2);
    }

    /** In each burst half have one and the same time, and a tenth is dated long before it is visible. */
    private void arriveInBursts() {
        var last = Instant.EPOCH;
        for (int burst = 0; burst < MANY / BURST; burst++) {
            var now = Instant.now();
            // More in a millisecond than an answer holds could be asked for by no window, and is another test's
            // subject.
            while (now.isBefore(last.plusMillis(3))) {
                Thread.onSpinWait();
                now = Instant.now();
            }
            last = now;
            for (int i = 0; i < BURST; i++) {
                int number = burst * BURST + i;
                var time = i % 10 == 9 ? now.minus(i, ChronoUnit.SECONDS) : i % 2 == 0 ? now : Instant.now();
                arrive("HR-" + number, time);
            }
        }
    }

    @Test
    void theyComeInTheOrderOfTheirTimesWithTheBatchOfEach() {
        var batch = new ArrayList<String>();
        for (int i = 9; i >= 0; i--) {
            arrive("HR-" + i, start.plusSeconds(60 + i));
        }
        try (var enkash = node(
                inMemory(),
                "&maxMessagesPerPoll=4",
                (exchange, reference) -> batch.add(reference + " "
                        + exchange.getProperty(Exchange.BATCH_INDEX) + "/" + exchange.getProperty(Exchange.BATCH_SIZE)
                        + " "
                        + exchange.getProperty(Exchange.BATCH_COMPLETE)))) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 10);
        }

        assertThat(batch)
                .containsExactly(
                        "HR-0 0/4 false",
                        "HR-1 1/4 false",
                        "HR-2 2/4 false",
                        "HR-3 3/4 true",
                        "HR-4 0/4 false",
                        "HR-5 1/4 false",
                        "HR-6 2/4 false",
                        "HR-7 3/4 true",
                        "HR-8 0/2 false",
                        "HR-9 1/2 true");
    }

    @Test
    void aFailedOneIsDeliveredAgainBeforeThoseBehindIt() {
        for (int i = 0; i < 5; i++) {
            arrive("HR-" + i, start.plusSeconds(60 + i));
        }
        var failures = new AtomicInteger();
        try (var enkash = node(inMemory(), "&greedy=true", (exchange, reference) -> {
            if (reference.equals("HR-2") && failures.incrementAndGet() <= 3) {
                throw new IllegalStateException("not now");
            }
        })) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 5);
        }

        assertThat(done).containsExactly("HR-0", "HR-1", "HR-2", "HR-3", "HR-4");
        assertThat(delivered).containsExactly("HR-0", "HR-1", "HR-2", "HR-2", "HR-2", "HR-2", "HR-3", "HR-4");
    }

    @Test
    void whatTheRouteHandlesIsDone() {
        arrive("HR-0", start.plusSeconds(60));
        arrive("HR-1", start.plusSeconds(61));
        try (var enkash = PollStore.MEMORY_REPOSITORY
                .open(folder)
                .on(Enkash.at(sandbox))
                .routes(routes -> {
                    routes.errorHandler(routes.deadLetterChannel("direct:dead"));
                    routes.from("direct:dead").process(exchange -> delivered.add("dead " + reference(exchange)));
                    route(routes, "", (exchange, reference) -> {
                        if (reference.equals("HR-0")) {
                            throw new IllegalStateException("never");
                        }
                    });
                })) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.contains("HR-1"));
        }

        assertThat(delivered).containsExactly("HR-0", "dead HR-0", "HR-1");
    }

    @Test
    void whatEndsOnAnotherThreadIsDoneWhenThatEndsIt() {
        arrive("HR-0", start.plusSeconds(60));
        arrive("HR-1", start.plusSeconds(61));
        var failures = new AtomicInteger();
        try (var enkash = inMemory().on(Enkash.at(sandbox)).routes(routes -> {
            routes.from("enkash:transactions?initialDelay=0&delay=20&startAt=" + start)
                    .to("seda:later");
            routes.from("seda:later").process(exchange -> {
                delivered.add(reference(exchange));
                if (reference(exchange).equals("HR-0") && failures.incrementAndGet() == 1) {
                    throw new IllegalStateException("not now");
                }
                done.add(reference(exchange));
            });
        })) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 2);
        }

        assertThat(done).containsExactlyInAnyOrder("HR-0", "HR-1");
        assertThat(delivered).hasSize(3);
    }

    @Test
    void onlyWhatTheFilterNamesIsDelivered() {
        arrive("HR-0", start.plusSeconds(60));
        sandbox.books().arrive(card.cardId(), "HR-1", "99", start.plusSeconds(61));
        try (var enkash = node(inMemory(), "&filter.amountFrom=50&filter.direction=CR", FINE)) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 1);
        }

        assertThat(done).containsExactly("HR-1");
    }

    @Test
    void withoutAnIdOrADateTheyAreToldApartByAllTheRest() {
        sandbox.behaviour()
                .set(Assumption.TRANSACTION_ID_NAME, "")
                .set(Assumption.TIME_FORM, Assumption.TimeForm.ABSENT);
        arrive("HR-0", start.plusSeconds(60));
        arrive("HR-0", start.plusSeconds(60));
        arrive("HR-1", start.plusSeconds(61));
        try (var enkash = node(inMemory(), "", FINE)) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 3);
            arrive("HR-2", Instant.now());
            await().atMost(PATIENCE).until(() -> done.size() == 4);
        }

        assertThat(done).containsExactlyInAnyOrder("HR-0", "HR-0", "HR-1", "HR-2");
    }

    @ParameterizedTest
    @EnumSource
    void datesInAnyFormMissNone(Assumption.TimeForm form) {
        sandbox.behaviour().set(Assumption.TIME_FORM, form);
        var store = inMemory();
        arrive("HR-0", Instant.now().minusSeconds(900));
        try (var first = node(store, "", FINE)) {
            first.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 1);
        }
        arrive("HR-1", Instant.now().minusSeconds(1800)); // late
        arrive("HR-2", Instant.now());
        try (var second = node(store, "", FINE)) {
            second.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 3);
        }

        assertThat(done).containsExactlyInAnyOrder("HR-0", "HR-1", "HR-2");
    }

    @Test
    void moreOfOneMomentThanAnAnswerHoldsIsAnErrorAndNothingIsSkipped() {
        sandbox.behaviour().set(Assumption.TRANSACTIONS_PAGE_SIZE, 3);
        var moment = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
        for (int i = 0; i < 5; i++) {
            arrive("HR-" + i, moment);
        }
        var errors = Collections.synchronizedList(new ArrayList<String>());
        try (var enkash = inMemory().on(Enkash.at(sandbox)).routes(routes -> {
            routes.onException(Exception.class)
                    .handled(true)
                    .process(exchange -> errors.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)
                            .getMessage()));
            route(routes, "&bridgeErrorHandler=true", FINE);
        })) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> !errors.isEmpty());
            assertThat(done).isEmpty();
            assertThat(errors.get(0)).contains("cannot be narrowed more").contains("Nothing was skipped");

            sandbox.behaviour().set(Assumption.TRANSACTIONS_PAGE_SIZE, 5);
            await().atMost(PATIENCE).until(() -> done.size() == 5);
        }
        assertThat(done).doesNotHaveDuplicates();
    }

    @Test
    void pagesAreAskedForWhereTheOptionsSayHow() {
        sandbox.behaviour()
                .set(Assumption.TRANSACTIONS_PAGE_SIZE, 3)
                .set(Assumption.PAGING, Assumption.Paging.PAGE_NUMBER);
        var moment = Instant.now().minusSeconds(60);
        for (int i = 0; i < 10; i++) {
            arrive("HR-" + i, moment);
        }
        try (var enkash = node(inMemory(), "&pageSize=3&pageParameters=pageNo=page,pageSize=size", FINE)) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 10);
        }
        assertThat(done).doesNotHaveDuplicates();
    }

    @Test
    void moreThanItMayRememberShortensTheLookBackAndMissesNone() {
        try (var log = new CapturedLog();
                var enkash = node(inMemory(), "&maxSeen=100", FINE)) {
            for (int i = 0; i < 500; i++) {
                arrive("HR-" + i, start.plusSeconds(60 + i));
            }
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 500);
            arrive("HR-500", Instant.now());
            await().atMost(PATIENCE).until(() -> done.size() == 501);

            assertThat(log.lines()).anyMatch(line -> line.contains("WARN") && line.contains("maxSeen"));
        }
        assertThat(done).doesNotHaveDuplicates();
    }

    @Test
    void whatCannotBeReadIsAnErrorForTheRouteAndTheNextPollGoesOn() {
        arrive("HR-0", Instant.now());
        sandbox.faults().next(Fault.SERVER_ERROR, 3, Operation.TRANSACTIONS);
        var errors = new AtomicInteger();
        try (var enkash = inMemory().on(Enkash.at(sandbox)).routes(routes -> {
            routes.onException(UnavailableException.class).handled(true).process(exchange -> errors.incrementAndGet());
            route(routes, "&bridgeErrorHandler=true", FINE);
        })) {
            enkash.context().start();
            await().atMost(PATIENCE).until(() -> done.size() == 1);
        }
        assertThat(errors).hasValue(3);
    }
}

package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is measured, and that measuring names nobody, costs nobody a login and is not needed by anybody. */
class MetersTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
        enkash.context().getRegistry().bind("meters", MeterRegistry.class, registry);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void callsAreCountedByOperationAndOutcomeAndTimedByOperation() {
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        enkash.send("enkash:allocate", award("HR-1", 1, 20));
        sandbox.faults().next(Fault.SERVER_ERROR, 1, Operation.ACCOUNT);
        enkash.send("enkash:balance", null);

        assertThat(calls("allocate", CallOutcome.ANSWERED)).isEqualTo(2);
        assertThat(calls("allocate", CallOutcome.INVALID)).isEqualTo(1);
        assertThat(calls("balance", CallOutcome.UNAVAILABLE)).isEqualTo(1);
        assertThat(registry.get(Meters.CALLS).counters()).hasSize(3);
        var timer = registry.get(Meters.DURATION).tag("operation", "allocate").timer();
        assertThat(timer.count()).isEqualTo(3);
        assertThat(timer.totalTime(java.util.concurrent.TimeUnit.NANOSECONDS)).isPositive();
    }

    @Test
    void pollsOfConsumersAreCallsToo() {
        enkash.routes(routes -> {
            routes.from("enkash:balance?lowBalance=5&initialDelay=0&repeatCount=1")
                    .to("mock:low");
            routes.from("enkash:transactions?initialDelay=0&repeatCount=1").to("mock:new");
        });
        enkash.template();

        org.awaitility.Awaitility.await().untilAsserted(() -> {
            assertThat(calls("balance", CallOutcome.ANSWERED)).isEqualTo(1);
            assertThat(calls("transactions", CallOutcome.ANSWERED)).isEqualTo(1);
        });
    }

    @Test
    void movementsAreCountedByStateAndTheOldestUnknownIsTold() {
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        assertThat(movements(State.PAID)).isEqualTo(1);
        assertThat(value(Meters.OLDEST_UNKNOWN)).isZero();

        // Each with a clock of its own, so that nothing of the last reading serves.
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE);
        enkash.send("enkash:allocate?settleInCall=0", award("HR-2", 2, 10));
        var later = later();

        assertThat(movements(later, State.PAID)).isEqualTo(1);
        assertThat(movements(later, State.UNKNOWN)).isEqualTo(1);
        assertThat(movements(later, State.PARKED)).isZero();
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(value(later(), Meters.OLDEST_UNKNOWN))
                .isPositive());
    }

    @Test
    void clientsOfOneLedgerCountItsMovementsOnce() {
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        enkash.send("enkash:allocate?callTimeout=41s", award("HR-2", 2, 10));

        assertThat(enkash.context()
                        .getComponent("enkash", EnkashComponent.class)
                        .status())
                .hasSize(2);
        assertThat(movements(State.PAID)).isEqualTo(2);
    }

    @Test
    void componentsOfOneContextAreMeasuredTogether() {
        var other = new EnkashComponent();
        other.setConfiguration(enkash.configuration().copy());
        enkash.context().addComponent("enkash-other", other);
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        enkash.send("enkash-other:allocate", award("HR-2", 2, 10));

        assertThat(calls("allocate", CallOutcome.ANSWERED)).isEqualTo(2);
        assertThat(movements(State.PAID)).isEqualTo(2);
    }

    @Test
    void theLedgerIsAskedOnceInAWhileHoweverOftenAMeterIsRead() {
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        var now = new AtomicLong();
        var own = new SimpleMeterRegistry();
        // Kept in a variable: gauges hold it weakly.
        var meters = new Meters(own, enkash.context(), now::get);
        assertThat(movements(own, State.PAID)).isEqualTo(1);

        enkash.send("enkash:allocate", award("HR-2", 2, 10));
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(movements(own, State.PAID)).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(movements(own, State.PAID)).isEqualTo(2);
        assertThat(meters).isNotNull();
    }

    /** A ledger that answers after half a minute: a scrape reads eight gauges of it, and must not take four minutes. */
    @Test
    void aScrapeAsksASlowLedgerOnce() {
        var now = new AtomicLong();
        var asked = new AtomicInteger();
        var ledger = new InMemoryLedger();
        enkash.with(options -> options.setLedger((Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("count")) {
                        now.addAndGet(Duration.ofSeconds(30).toNanos());
                        asked.incrementAndGet();
                    }
                    return method.invoke(ledger, arguments);
                })));
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        var own = new SimpleMeterRegistry();
        var meters = new Meters(own, enkash.context(), now::get);

        assertThat(own.getMeters().stream().filter(Gauge.class::isInstance).map(Gauge.class::cast))
                .hasSizeGreaterThan(5)
                .allSatisfy(gauge -> assertThat(gauge.value()).isNotNegative());
        assertThat(asked).hasValue(1);
        assertThat(meters).isNotNull();
    }

    @Test
    void aRegistryThatOutlivesTheContextShowsTheNextOne() {
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        enkash.send("enkash:allocate", award("HR-2", 2, 10));
        assertThat(movements(State.PAID)).isEqualTo(2);
        enkash.close();
        assertThat(registry.getMeters()).noneMatch(Gauge.class::isInstance);

        enkash = Enkash.at(sandbox);
        enkash.context().getRegistry().bind("meters", MeterRegistry.class, registry);
        enkash.send("enkash:allocate", award("HR-3", 3, 10));
        assertThat(movements(State.PAID)).as("in the ledger of this one").isEqualTo(1);
        assertThat(calls("allocate", CallOutcome.ANSWERED))
                .as("a count goes on")
                .isEqualTo(3);
    }

    @Test
    void aContextThatStopsTakesNoMetersOfAnotherOneAway() {
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        try (var other = Enkash.at(sandbox)) {
            other.context().getRegistry().bind("meters", MeterRegistry.class, registry);
            other.send("enkash:cards", null);
        }

        assertThat(movements(State.PAID)).isEqualTo(1);
        enkash.send("enkash:cards", null);
        assertThat(calls("cards", CallOutcome.ANSWERED)).isEqualTo(2);
    }

    @Test
    void aRegistryThatRefusesAMeterMakesNoFailureOfAPayment() {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                if (id.getName().equals(Meters.CALLS)) {
                    throw new IllegalArgumentException("no more series");
                }
                return id;
            }
        });

        var receipt = Enkash.answer(enkash.send("enkash:allocate", award("HR-1", 1, 10)), MovementReceipt.class);

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(registry.find(Meters.CALLS).counters()).isEmpty();
    }

    @Test
    void aLedgerThatCannotBeAskedIsAGapAndHidesNothingElse() throws Exception {
        var source = new org.h2.jdbcx.JdbcDataSource();
        source.setURL("jdbc:h2:mem:meters;DB_CLOSE_DELAY=-1");
        enkash.with(options -> options.setLedgerDataSource(source));
        enkash.send("enkash:allocate", award("HR-1", 1, 10));
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }

        assertThat(movements(State.PAID)).isNaN();
        assertThat(value(Meters.OLDEST_UNKNOWN)).isNaN();
        assertThat(value(Meters.TOKEN_AGE)).isNotNegative();
    }

    @Test
    void aTokenHasAnAgeAndARefusedLoginIsToldWithoutAnotherOne() {
        enkash.send("enkash:cards", null);
        assertThat(value(Meters.TOKEN_AGE)).isNotNegative();
        assertThat(value(Meters.LOGIN_REFUSED)).isZero();

        enkash.send("enkash:cards?password=wrong", null);
        for (int scrape = 0; scrape < 10; scrape++) {
            // Each with a clock of its own, so that nothing of the last reading serves.
            assertThat(value(later(), Meters.LOGIN_REFUSED)).isEqualTo(1);
        }
        assertThat(sandbox.books().logins()).isEqualTo(2);
    }

    @Test
    void everyLabelIsTheNameOfAConstant() {
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE);
        enkash.send("enkash:allocate?settleInCall=0", award("HR-1", 1, 10));
        enkash.send("enkash:card", Map.of("mobile", "9100000001"));
        enkash.send("enkash:bulkAllocate", List.of(award("HR-3", 3, 10)));
        var constants = Stream.of(
                        Arrays.stream(EnkashOperation.values()).map(Enum::name),
                        Arrays.stream(CallOutcome.values()).map(CallOutcome::label),
                        Arrays.stream(State.values()).map(state -> state.name().toLowerCase(Locale.ROOT)))
                .flatMap(names -> names)
                .collect(Collectors.toSet());

        var meters = registry.getMeters().stream().map(Meter::getId).toList();
        assertThat(meters).hasSizeGreaterThan(20).allMatch(id -> id.getName().startsWith("enkash."));
        assertThat(meters.stream().flatMap(id -> id.getTags().stream()).map(Tag::getKey))
                .containsOnly("operation", "outcome", "state");
        assertThat(meters.stream().flatMap(id -> id.getTags().stream()).map(Tag::getValue))
                .isSubsetOf(constants);
    }

    @Test
    void ofSeveralRegistriesTheOneCountsThatHandsOnToTheOthers() {
        var composite = new CompositeMeterRegistry();
        composite.add(registry);
        enkash.context().getRegistry().bind("composite", MeterRegistry.class, composite);

        enkash.send("enkash:cards", null);

        assertThat(calls("cards", CallOutcome.ANSWERED)).isEqualTo(1);
    }

    @Test
    void withoutARegistryNothingIsMeasured() {
        enkash.context().getRegistry().unbind("meters");

        assertThat(MetersBinding.in(enkash.context())).isSameAs(CallListener.NONE);
        assertThat(Enkash.answer(enkash.send("enkash:allocate", award("HR-1", 1, 10)), Object.class))
                .isNotNull();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void withoutMicrometerNothingIsMeasured() throws Exception {
        var asked = new HashSet<String>();
        try (var context = new DefaultCamelContext()) {
            context.setClassResolver(new DefaultClassResolver(context) {
                @Override
                public Class<?> resolveClass(String name) {
                    asked.add(name);
                    return name.startsWith("io.micrometer.") ? null : super.resolveClass(name);
                }
            });
            context.getRegistry().bind("meters", MeterRegistry.class, registry);

            assertThat(MetersBinding.in(context)).isSameAs(CallListener.NONE);
            assertThat(asked).isEqualTo(Set.of("io.micrometer.core.instrument.MeterRegistry"));
        }
    }

    private double calls(String operation, CallOutcome outcome) {
        return registry.get(Meters.CALLS)
                .tags("operation", operation, "outcome", outcome.label())
                .counter()
                .count();
    }

    /** Meters that have not read the ledger yet; of a context that outlives the test's statement, so not collected. */
    private SimpleMeterRegistry later() {
        var later = new SimpleMeterRegistry();
        var meters = new Meters(later, enkash.context(), System::nanoTime);
        enkash.context().getRegistry().bind("later-" + System.nanoTime(), meters);
        return later;
    }

    private double movements(State state) {
        return movements(registry, state);
    }

    private static double movements(SimpleMeterRegistry registry, State state) {
        return registry.get(Meters.MOVEMENTS)
                .tag("state", state.name().toLowerCase(Locale.ROOT))
                .gauge()
                .value();
    }

    private double value(String gauge) {
        return value(registry, gauge);
    }

    private static double value(SimpleMeterRegistry registry, String gauge) {
        return registry.get(gauge).gauge().value();
    }
}

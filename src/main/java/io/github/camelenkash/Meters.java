package io.github.camelenkash;

import io.github.camelenkash.client.TokenState;
import io.github.camelenkash.ledger.Standing;
import io.github.camelenkash.ledger.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Meters of one Camel context, in the Micrometer registry that stands in its registry. Every label is the name of a
 * constant (operation, outcome, state), so there are few series and none of them tells of a person, a reference or an
 * account. Reading a meter asks the ledger, at most once in a while, and never EnKash.
 */
final class Meters extends ServiceSupport implements CallListener {

    static final String CALLS = "enkash.calls";
    static final String DURATION = "enkash.call.duration";
    static final String MOVEMENTS = "enkash.movements";
    static final String OLDEST_UNKNOWN = "enkash.oldest.unknown.seconds";
    static final String TOKEN_AGE = "enkash.token.age.seconds";
    static final String LOGIN_REFUSED = "enkash.login.refused";

    /** Counting reads an index of the whole ledger; one scrape reads all gauges. */
    private static final Duration LEDGER_SERVES = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final CamelContext context;
    private final LongSupplier nanoTime;
    private final Map<EnkashOperation, Timer> timers = new EnumMap<>(EnkashOperation.class);
    /** Those of this context: another context that uses the registry has its own, or will make them. */
    private final List<Gauge> gauges = new ArrayList<>();

    private final ReentrantLock asking = new ReentrantLock();
    private volatile Reading last;

    /**
     * What the ledgers said.
     *
     * @param standing null where one of them could not be asked
     * @param tokens null where one of them could not be asked
     */
    private record Reading(Standing standing, List<TokenState> tokens, long at) {}

    Meters(MeterRegistry registry, CamelContext context, LongSupplier nanoTime) {
        this.registry = registry;
        this.context = context;
        this.nanoTime = nanoTime;
        for (var operation : EnkashOperation.values()) {
            timers.put(
                    operation,
                    Timer.builder(DURATION)
                            .description("How long calls of the component took")
                            .tag("operation", operation.name())
                            .register(registry));
        }
        for (var state : State.values()) {
            gauge(
                    MOVEMENTS,
                    "Movements in the ledger",
                    Tags.of("state", state.name().toLowerCase(Locale.ROOT)),
                    meters -> meters.movements(state));
        }
        gauge(OLDEST_UNKNOWN, "How long the oldest unknown movement is unknown; 0 without one", Meters::oldestUnknown);
        gauge(TOKEN_AGE, "How old the oldest token in use is; not a number without one", Meters::tokenAge);
        gauge(LOGIN_REFUSED, "Logins that EnKash refused and that are not tried again", Meters::loginsRefused);
    }

    private void gauge(String name, String description, ToDoubleFunction<Meters> value) {
        gauge(name, description, Tags.empty(), value);
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<Meters> value) {
        if (registry.find(name).tags(tags).gauge() == null) {
            gauges.add(Gauge.builder(name, this, value)
                    .description(description)
                    .tags(tags)
                    .register(registry));
        }
    }

    /** A registry may outlive the context, and would show the next one nothing of these. Counts go on. */
    @Override
    protected void doStop() {
        gauges.forEach(registry::remove);
        gauges.clear();
    }

    /** The one of this context, whichever component asks first: a second one would find the gauges taken. */
    static CallListener in(CamelContext context) {
        var extension = context.getCamelContextExtension();
        synchronized (extension) {
            var present = extension.getContextPlugin(Meters.class);
            if (present != null && present.isStarted()) {
                return present;
            }
            var registry = registry(context);
            if (registry == null) {
                return CallListener.NONE;
            }
            var meters = new Meters(registry, context, System::nanoTime);
            meters.start();
            // The context holds it, because gauges hold what they measure weakly, and stops it.
            extension.addContextPlugin(Meters.class, meters);
            return meters;
        }
    }

    /** The only one, or the one that hands on to the others. */
    private static MeterRegistry registry(CamelContext context) {
        var single = context.getRegistry().findSingleByType(MeterRegistry.class);
        if (single != null) {
            return single;
        }
        return context.getRegistry().findByType(MeterRegistry.class).stream()
                .filter(CompositeMeterRegistry.class::isInstance)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void ended(EnkashOperation operation, CallOutcome outcome, long nanos) {
        timers.get(operation).record(Duration.ofNanos(nanos));
        Counter.builder(CALLS)
                .description("Calls of the component")
                .tag("operation", operation.name())
                .tag("outcome", outcome.label())
                .register(registry)
                .increment();
    }

    private double movements(State state) {
        var standing = standing();
        return standing == null ? Double.NaN : standing.movements().getOrDefault(state, 0L);
    }

    private double oldestUnknown() {
        var standing = standing();
        if (standing == null) {
            return Double.NaN;
        }
        return standing.oldestUnknown() == null ? 0 : standing.oldestUnknown().toMillis() / 1000.0;
    }

    /** What the ledgers hold; null where one of them cannot be asked. */
    private Standing standing() {
        return reading().standing();
    }

    /** One asks, and whoever comes meanwhile waits for what he learns: no scrape asks a slow ledger twice. */
    private Reading reading() {
        if (!serves(last)) {
            asking.lock();
            try {
                if (!serves(last)) {
                    var standing = asked(EnkashComponent::standing, Standing.NOTHING, Standing::and);
                    var tokens = asked(EnkashComponent::tokens, List.<TokenState>of(), Meters::both);
                    // As of now: how long the ledger took must not count, or the next gauge would ask again.
                    last = new Reading(standing, tokens, nanoTime.getAsLong());
                }
            } finally {
                asking.unlock();
            }
        }
        return last;
    }

    private boolean serves(Reading reading) {
        return reading != null && nanoTime.getAsLong() - reading.at() < LEDGER_SERVES.toNanos();
    }

    private <T> T asked(Function<EnkashComponent, T> question, T none, BinaryOperator<T> and) {
        try {
            return EnkashComponent.in(context).values().stream().map(question).reduce(none, and);
        } catch (RuntimeException e) {
            // Whoever reads meters must get the others; a gap in this one is an alert of its own.
            return null;
        }
    }

    private static <T> List<T> both(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private double tokenAge() {
        var tokens = reading().tokens();
        return tokens == null
                ? Double.NaN
                : tokens.stream()
                        .filter(TokenState::present)
                        .mapToDouble(token -> token.age().toMillis() / 1000.0)
                        .max()
                        .orElse(Double.NaN);
    }

    private double loginsRefused() {
        var tokens = reading().tokens();
        return tokens == null
                ? Double.NaN
                : tokens.stream().filter(TokenState::refused).count();
    }
}

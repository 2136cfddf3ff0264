package io.github.camelenkash;

import io.github.camelenkash.client.TokenState;
import io.github.camelenkash.ledger.Standing;
import io.github.camelenkash.ledger.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Meters of one Camel context, in the Micrometer registry that stands in its registry. Every label is the name of a
 * constant (operation, outcome, state), so there are few series and none of them tells of a person, a reference or an
 * account. Reading a meter asks the ledger, at most once in a while, and never EnKash.
 */
final class Meters implements CallListener {

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
    private volatile Reading last;

    /** @param standing null where a ledger could not be asked */
    private record Reading(Standing standing, long at) {}

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
            Gauge.builder(MOVEMENTS, this, meters -> meters.movements(state))
                    .description("Movements in the ledger")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge(OLDEST_UNKNOWN, "How long the oldest unknown movement is unknown; 0 without one", Meters::oldestUnknown);
        gauge(TOKEN_AGE, "How old the oldest token in use is; not a number without one", Meters::tokenAge);
        gauge(LOGIN_REFUSED, "Logins that EnKash refused and that are not tried again", Meters::loginsRefused);
    }

    private void gauge(String name, String description, ToDoubleFunction<Meters> value) {
        Gauge.builder(name, this, value).description(description).register(registry);
    }

    /** The one of this context, whichever component asks first: a second one would find the gauges taken. */
    static CallListener in(CamelContext context) {
        var extension = context.getCamelContextExtension();
        synchronized (extension) {
            var present = extension.getContextPlugin(Meters.class);
            if (present != null) {
                return present;
            }
            var registry = registry(context);
            if (registry == null) {
                return CallListener.NONE;
            }
            // The context holds it: gauges hold what they measure weakly.
            var meters = new Meters(registry, context, System::nanoTime);
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
        var reading = last;
        long now = nanoTime.getAsLong();
        if (reading == null || now - reading.at() >= LEDGER_SERVES.toNanos()) {
            reading = new Reading(askedStanding(), now);
            last = reading;
        }
        return reading.standing();
    }

    private Standing askedStanding() {
        try {
            return components().map(EnkashComponent::standing).reduce(Standing.NOTHING, Standing::and);
        } catch (RuntimeException e) {
            // Whoever reads meters must get the others; a gap in this one is an alert of its own.
            return null;
        }
    }

    private double tokenAge() {
        return tokens().stream()
                .filter(TokenState::present)
                .mapToDouble(token -> token.age().toMillis() / 1000.0)
                .max()
                .orElse(Double.NaN);
    }

    private double loginsRefused() {
        return tokens().stream().filter(TokenState::refused).count();
    }

    private List<TokenState> tokens() {
        return components().flatMap(component -> component.tokens().stream()).toList();
    }

    private Stream<EnkashComponent> components() {
        return EnkashComponent.in(context).values().stream();
    }
}

package io.github.camelenkash.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Remembers movements for as long as the process lives, and obeys the same tables as a durable ledger. Good for trying
 * things out; a crash forgets what was paid, so {@code environment=production} refuses it unless
 * {@code allowVolatileLedger=true}.
 */
public final class InMemoryLedger implements Ledger {

    /** Controls are looked for among the youngest; older ones prove less. */
    private static final int CONTROLS_KEPT = 256;

    private static final Comparator<Movement> YOUNGEST_FIRST =
            Comparator.comparing(Movement::sentAt).reversed().thenComparing(movement -> movement.key()
                    .reference());

    private final Map<MovementKey, Movement> rows = new ConcurrentHashMap<>();
    private final Map<String, NavigableSet<Movement>> controls = new ConcurrentHashMap<>();
    private final Clock clock;

    public InMemoryLedger() {
        this(Clock.systemUTC());
    }

    /** With a clock that a test or a simulation turns. */
    public InMemoryLedger(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public Optional<Movement> find(MovementKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public boolean replace(Movement before, Movement after) {
        var written = new boolean[1];
        rows.compute(after.key(), (key, present) -> {
            written[0] = isExpected(before, present);
            return written[0] ? after : present;
        });
        if (written[0] && isControl(after)) {
            remember(after);
        }
        return written[0];
    }

    private static boolean isExpected(Movement before, Movement present) {
        if (before == null || present == null) {
            return before == present;
        }
        return present.state() == before.state()
                && present.attempt() == before.attempt()
                && Objects.equals(present.owner(), before.owner());
    }

    private static boolean isControl(Movement movement) {
        return movement.state() == State.PAID
                && movement.sentAt() != null
                && movement.receipt().closedBy() == null;
    }

    private void remember(Movement paid) {
        var known = controls.computeIfAbsent(
                group(paid.key(), paid.content().operation(), paid.content().account()),
                group -> new ConcurrentSkipListSet<>(YOUNGEST_FIRST));
        known.add(paid);
        while (known.size() > CONTROLS_KEPT) {
            known.pollLast();
        }
    }

    private static String group(MovementKey scope, String operation, String account) {
        return String.join("\n", scope.scope(), scope.partner(), scope.company(), operation, account);
    }

    @Override
    public List<Movement> list(MovementKey scope, State state, Instant notChangedSince, int limit) {
        return rows.values().stream()
                .filter(movement -> movement.state() == state && isIn(scope, movement))
                .filter(movement -> !movement.changedAt().isAfter(notChangedSince))
                .sorted(Comparator.comparing(Movement::changedAt))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Movement> control(MovementKey scope, String operation, String account, int shortestReference) {
        return controls.getOrDefault(group(scope, operation, account), java.util.Collections.emptyNavigableSet()).stream()
                .filter(movement -> movement.key().reference().length() >= shortestReference)
                .findFirst();
    }

    @Override
    public Map<State, Long> count(MovementKey scope) {
        var counts = new EnumMap<State, Long>(State.class);
        rows.values().stream()
                .filter(movement -> isIn(scope, movement))
                .forEach(movement -> counts.merge(movement.state(), 1L, Long::sum));
        return counts;
    }

    private static boolean isIn(MovementKey scope, Movement movement) {
        var key = movement.key();
        return key.scope().equals(scope.scope())
                && Objects.equals(key.partner(), scope.partner())
                && Objects.equals(key.company(), scope.company());
    }

    @Override
    public boolean isVolatile() {
        return true;
    }

    @Override
    public void close() {
        // Nothing to release: what it remembers goes with it.
    }
}

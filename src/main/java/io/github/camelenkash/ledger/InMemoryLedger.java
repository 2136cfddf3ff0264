package io.github.camelenkash.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * Remembers movements for as long as the process lives, and obeys the same tables as a durable ledger. Good for trying
 * things out; a crash forgets what was paid, so {@code environment=production} refuses it unless
 * {@code allowVolatileLedger=true}.
 */
public final class InMemoryLedger implements Ledger {

    private static final Comparator<Movement> OLDEST_FIRST = Comparator.comparing(Movement::changedAt)
            .thenComparing(movement -> movement.key().reference())
            .thenComparing(movement -> movement.key().kind().name());

    private final Map<MovementKey, Movement> rows = new ConcurrentHashMap<>();
    private final Map<Group, Controls> controls = new ConcurrentHashMap<>();
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
            controls.computeIfAbsent(Group.of(after), group -> new Controls()).add(after);
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

    @Override
    public List<Movement> list(MovementKey scope, State state, Instant notChangedSince, Movement after, int limit) {
        return rows.values().stream()
                .filter(movement -> movement.state() == state && isIn(scope, movement))
                .filter(movement -> !movement.changedAt().isAfter(notChangedSince))
                .filter(movement -> after == null || OLDEST_FIRST.compare(movement, after) > 0)
                .sorted(OLDEST_FIRST)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Movement> controls(Movement unknown) {
        var known = controls.get(Group.of(unknown));
        return known == null ? List.of() : known.of(unknown);
    }

    @Override
    public Optional<Movement> lastPaid(MovementKey scope, String operation, String account, boolean byAnswer) {
        var known = controls.get(new Group(scope.scope(), scope.partner(), scope.company(), operation, account));
        return known == null ? Optional.empty() : known.last(byAnswer);
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

    /** Movements that can be controls of one another. */
    private record Group(String scope, String partner, String company, String operation, String account) {

        static Group of(Movement movement) {
            var key = movement.key();
            var content = movement.content();
            return new Group(key.scope(), key.partner(), key.company(), content.operation(), content.account());
        }
    }

    /** The controls of one group, by when they were sent. */
    private static final class Controls {

        private final NavigableMap<Moment, Movement> bySending = new ConcurrentSkipListMap<>();

        void add(Movement paid) {
            bySending.put(new Moment(paid.sentAt(), paid.key().reference()), paid);
        }

        List<Movement> of(Movement unknown) {
            int length = unknown.key().reference().length();
            var noShorter = neighbours(unknown, length);
            if (noShorter.isEmpty()) {
                noShorter = among(bySending.descendingMap(), length).limit(1).toList();
            }
            // A long reference may be a far neighbour; the nearest of any length are lost before this one is.
            var controls = new ArrayList<Movement>();
            if (!noShorter.isEmpty()) {
                controls.addAll(neighbours(unknown, 1));
                controls.removeAll(noShorter);
                controls.addAll(noShorter);
            }
            return controls;
        }

        private List<Movement> neighbours(Movement unknown, int shortest) {
            var before = among(
                            bySending
                                    .headMap(Moment.justAfter(unknown.sentAt()), false)
                                    .descendingMap(),
                            shortest)
                    .filter(movement -> !movement.changedAt().isAfter(unknown.sentAt()))
                    .findFirst();
            var after = among(bySending.tailMap(Moment.at(unknown.doubt().effectUntil()), true), shortest)
                    .filter(movement -> !movement.doubt().earlierAttempt())
                    .findFirst();
            return Stream.concat(before.stream(), after.stream()).toList();
        }

        Optional<Movement> last(boolean byAnswer) {
            return bySending.descendingMap().values().stream()
                    .filter(movement -> !byAnswer || !movement.receipt().settled())
                    .findFirst();
        }

        private static Stream<Movement> among(Map<Moment, Movement> movements, int shortest) {
            return movements.values().stream()
                    .filter(movement -> movement.key().reference().length() >= shortest);
        }
    }

    /** A point in time, made distinct by the reference. */
    private record Moment(Instant at, String reference) implements Comparable<Moment> {

        static Moment at(Instant at) {
            return new Moment(at, "");
        }

        static Moment justAfter(Instant at) {
            return new Moment(at.plusNanos(1), "");
        }

        @Override
        public int compareTo(Moment other) {
            int order = at.compareTo(other.at);
            return order != 0 ? order : reference.compareTo(other.reference);
        }
    }
}

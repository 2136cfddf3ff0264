package io.github.camelenkash;

import io.github.camelenkash.client.KeyedTransaction;
import io.github.camelenkash.ledger.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which transactions a consumer is done with: all before a horizon, and after it those whose keys are in a set. The
 * horizon follows the youngest transaction that is done, {@code lookBack} behind it, never passes one that is under way,
 * and never goes back. Kept in a {@link StateStore}; each change is written when it happens.
 *
 * <p>For many threads: a route may finish exchanges on threads of its own.
 */
final class SeenTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionsConsumer.class);

    /** The set is written in parts, so that one more key does not rewrite all of it. */
    private static final int SLOTS = 64;

    private static final String CURSOR = "cursor";
    private static final List<String> SLOT_NAMES = Stream.concat(
                    Stream.of(CURSOR), IntStream.range(0, SLOTS).mapToObj(Integer::toString))
            .toList();

    /** A date without a zone may be off by as much as this. */
    private static final Duration FARTHEST_ZONE = Duration.ofHours(14);
    /** How far the horizon stays behind the local clock while nothing happens: two clocks differ by less. */
    private static final Duration IDLE = Duration.ofHours(12);

    private static final Duration WORTH_WRITING = Duration.ofHours(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final StateStore store;
    private final String consumer;
    private final Duration lookBack;
    private final int mostKeys;
    private final ZoneId zone;

    private final List<Map<String, Instant>> slots =
            Stream.<Map<String, Instant>>generate(HashMap::new).limit(SLOTS).toList();
    private final Map<String, Open> open = new HashMap<>();
    /** The times of {@link #open} and how often there is each. */
    private final NavigableMap<Instant, Integer> openTimes = new TreeMap<>();

    private final Map<String, String> unsaved = new HashMap<>();
    private SeenCursor cursor;
    private Instant youngest;
    private Instant askedUpTo;
    private Instant horizonSaved;
    private int size;
    private long poll;

    private static final Comparator<Dated> DELIVERY = Comparator.comparing(
                    Dated::time, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(
                    dated -> dated.row().transaction().transactionId(), Comparator.nullsLast(Comparator.naturalOrder()));

    private record Dated(KeyedTransaction row, Instant time) {}

    /** A transaction that is new and not done: under way in the route, or to be delivered again. */
    private record Open(Instant time, boolean underWay, long poll) {}

    /**
     * Keeps the keys of one consumer.
     *
     * @param mostKeys how many keys to keep at the most; more shorten the look-back
     * @param zone zone of dates that name none, or null where it is unknown
     */
    SeenTransactions(StateStore store, String consumer, Duration lookBack, int mostKeys, ZoneId zone) {
        this.store = store;
        this.consumer = consumer;
        this.lookBack = lookBack;
        this.mostKeys = mostKeys;
        this.zone = zone;
    }

    /**
     * Reads what was kept, or begins.
     *
     * @param start where to begin; transactions before it are none of this consumer's
     */
    void load(Instant start) {
        lock.lock();
        try {
            var texts = store.read(consumer, SLOT_NAMES);
            cursor = texts.containsKey(CURSOR)
                    ? SeenCursor.read(texts.get(CURSOR))
                    // Dates in answers may be cut to seconds, and must not look older for it.
                    : new SeenCursor(start.truncatedTo(ChronoUnit.SECONDS), null, false);
            for (int i = 0; i < SLOTS; i++) {
                slots.get(i).clear();
                slots.get(i).putAll(SeenCursor.keys(texts.getOrDefault(Integer.toString(i), "")));
            }
            open.clear();
            openTimes.clear();
            size = slots.stream().mapToInt(Map::size).sum();
            if (zone != null && cursor.uncertain()) {
                // Its horizon was reckoned in dates that may be off by this.
                cursor = new SeenCursor(cursor.start(), earlier(cursor.horizon()), false);
            }
            youngest = cursor.horizon() == null ? null : cursor.horizon().plus(lookBack);
            if (!texts.containsKey(CURSOR)) {
                // Before anything is asked: a restart must not begin later than this start did.
                write(CURSOR);
            }
            horizonSaved = cursor.horizon();
        } finally {
            lock.unlock();
        }
    }

    private static Instant earlier(Instant horizon) {
        return horizon == null ? null : horizon.minus(FARTHEST_ZONE);
    }

    /** Begins a poll. Writes first what could not be written before. */
    void beginPoll() {
        lock.lock();
        try {
            poll++;
            save();
        } finally {
            lock.unlock();
        }
    }

    /** From when on to ask EnKash. */
    Instant askFrom() {
        lock.lock();
        try {
            if (cursor.horizon() == null) {
                return cursor.start();
            }
            var from = cursor.horizon().minus(uncertainty());
            return from.isAfter(cursor.start()) ? from : cursor.start();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The transactions of a window that are to be delivered: not done, not under way, not of before. In the order of
     * their times and then of their ids; those without a readable time come last, and count as of now. From here on the
     * horizon waits for them.
     *
     * @param windowEnd end of the window where more windows follow, else null: the horizon must not pass what was not
     *     asked for yet
     */
    List<KeyedTransaction> takeNew(List<KeyedTransaction> window, Instant windowEnd, Instant now) {
        lock.lock();
        try {
            askedUpTo = windowEnd;
            var fresh = new ArrayList<Dated>();
            for (var row : window) {
                var time = TransactionTime.read(row.transaction().time(), zone);
                if (isNew(row, time, now)) {
                    fresh.add(new Dated(row, time == null ? null : time.instant()));
                }
            }
            fresh.sort(DELIVERY);
            for (var row : fresh) {
                opened(row.row().key(), new Open(row.time() == null ? now : row.time(), false, poll));
            }
            return fresh.stream().map(Dated::row).toList();
        } finally {
            lock.unlock();
        }
    }

    private boolean isNew(KeyedTransaction row, TransactionTime time, Instant now) {
        if (time != null && time.uncertain() && !cursor.uncertain()) {
            LOG.warn(
                    "EnKash dates transactions without a time zone; each poll looks back {} hours more because of that. Set"
                            + " timeZone to the zone of EnKash's dates",
                    FARTHEST_ZONE.toHours());
            cursor = cursor.withUncertain();
        }
        var slot = slot(row.key());
        if (slot.containsKey(row.key())) {
            if (time == null && slot.get(row.key()).isBefore(now.minus(lookBack.dividedBy(2)))) {
                // Without a date it stays known for as long as EnKash shows it.
                slot.put(row.key(), now);
                write(slotName(row.key()));
            }
            return false;
        }
        var known = open.get(row.key());
        return known == null ? time == null || !isOfBefore(time) : !known.underWay();
    }

    private boolean isOfBefore(TransactionTime time) {
        boolean beforeHorizon =
                cursor.horizon() != null && time.instant().isBefore(cursor.horizon());
        // The start is a real moment, which a date of an unknown zone cannot be compared with; EnKash's filter can.
        return beforeHorizon || (!time.uncertain() && time.instant().isBefore(cursor.start()));
    }

    /** A transaction goes into the route. */
    void underWay(KeyedTransaction row) {
        change(row, true);
    }

    /** The route did not finish it; it is new again. */
    void failed(KeyedTransaction row) {
        change(row, false);
    }

    private void change(KeyedTransaction row, boolean underWay) {
        lock.lock();
        try {
            open.computeIfPresent(row.key(), (key, was) -> new Open(was.time(), underWay, was.poll()));
        } finally {
            lock.unlock();
        }
    }

    /** The route is done with it. */
    void done(KeyedTransaction row, Instant now) {
        lock.lock();
        try {
            var was = closed(row.key());
            if (was == null || slot(row.key()).put(row.key(), was.time()) != null) {
                return;
            }
            size++;
            var latest = askedUpTo == null ? now.plus(uncertainty()) : askedUpTo.minus(uncertainty());
            follow(was.time().isAfter(latest) ? latest : was.time());
            if (size > mostKeys) {
                prune();
                shorten();
            }
            slot(row.key()).values().removeIf(this::isForgotten);
            write(slotName(row.key()), CURSOR);
        } finally {
            lock.unlock();
        }
    }

    /** Everything up to now was asked for, and nothing failed. */
    void polledToTheEnd(Instant now) {
        lock.lock();
        try {
            // What failed earlier and was not seen again is not there any more.
            open.entrySet().stream()
                    .filter(row -> !row.getValue().underWay() && row.getValue().poll() < poll)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(this::closed);
            follow(now.minus(IDLE).minus(uncertainty()));
            prune();
            if (cursor.horizon() != null
                    && (horizonSaved == null || cursor.horizon().isAfter(horizonSaved.plus(WORTH_WRITING)))) {
                write(CURSOR);
            }
        } finally {
            lock.unlock();
        }
    }

    private void follow(Instant time) {
        youngest = youngest == null || time.isAfter(youngest) ? time : youngest;
        raise(youngest.minus(lookBack));
    }

    /** Lifts the horizon, though not over what is under way or is to be delivered again. */
    private void raise(Instant to) {
        boolean waits = !openTimes.isEmpty() && openTimes.firstKey().isBefore(to);
        var horizon = waits ? openTimes.firstKey() : to;
        if (cursor.horizon() == null || horizon.isAfter(cursor.horizon())) {
            cursor = cursor.withHorizon(horizon);
        }
    }

    private Duration uncertainty() {
        return cursor.uncertain() ? FARTHEST_ZONE : Duration.ZERO;
    }

    private void opened(String key, Open row) {
        closed(key);
        open.put(key, row);
        openTimes.merge(row.time(), 1, Integer::sum);
    }

    private Open closed(String key) {
        var row = open.remove(key);
        if (row != null) {
            openTimes.computeIfPresent(row.time(), (time, count) -> count == 1 ? null : count - 1);
        }
        return row;
    }

    private boolean isForgotten(Instant time) {
        return time.isBefore(cursor.horizon());
    }

    private void prune() {
        if (cursor.horizon() != null) {
            slots.forEach(slot -> slot.values().removeIf(this::isForgotten));
            size = slots.stream().mapToInt(Map::size).sum();
        }
    }

    /** Too many within the look-back: a shorter look-back loses nothing but lateness, a full memory loses everything. */
    private void shorten() {
        if (size <= mostKeys) {
            return;
        }
        var times = new ArrayList<Instant>(size);
        slots.forEach(slot -> times.addAll(slot.values()));
        times.sort(null);
        raise(times.get(size - mostKeys + mostKeys / 10));
        prune();
        LOG.warn(
                "More than {} transactions within lookBack={}: for now only transactions from {} on are looked for, and one"
                        + " that becomes visible later than that is missed. Raise maxSeen or lower lookBack",
                mostKeys,
                lookBack,
                cursor.horizon());
    }

    private Map<String, Instant> slot(String key) {
        return slots.get(Math.floorMod(key.hashCode(), SLOTS));
    }

    private static String slotName(String key) {
        return Integer.toString(Math.floorMod(key.hashCode(), SLOTS));
    }

    private void write(String... names) {
        for (var name : names) {
            unsaved.put(name, "");
        }
        save();
    }

    private void save() {
        if (unsaved.isEmpty()) {
            return;
        }
        unsaved.replaceAll((name, text) ->
                name.equals(CURSOR) ? cursor.text() : SeenCursor.text(slots.get(Integer.parseInt(name))));
        store.write(consumer, unsaved);
        horizonSaved = unsaved.containsKey(CURSOR) ? cursor.horizon() : horizonSaved;
        unsaved.clear();
    }
}

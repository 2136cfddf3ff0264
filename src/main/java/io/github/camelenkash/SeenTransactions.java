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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which transactions a consumer is done with: all before a horizon, and after it those whose keys are in a set. The
 * horizon follows the youngest transaction that is done, {@code lookBack} behind it, never passes one that is not done,
 * and never goes back. Kept in a {@link StateStore}; each change is written when it happens.
 *
 * <p>For many threads: a route may finish exchanges on threads of its own.
 */
final class SeenTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionsConsumer.class);

    private static final String CURSOR = "cursor";
    /** A date without a zone may be off by as much as this. */
    private static final Duration FARTHEST_ZONE = Duration.ofHours(14);
    /** How far the horizon stays behind the local clock while nothing happens: two clocks differ by less. */
    private static final Duration IDLE = Duration.ofHours(12);

    private static final Duration WORTH_WRITING = Duration.ofHours(1);

    private static final Comparator<Dated> DELIVERY = Comparator.comparing(
                    Dated::time, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(
                    dated -> dated.row().transaction().transactionId(),
                    Comparator.nullsLast(Comparator.naturalOrder()));

    private final ReentrantLock lock = new ReentrantLock();
    private final StateStore store;
    private final String consumer;
    private final Duration lookBack;
    private final int mostKeys;
    private final ZoneId zone;

    private final SeenKeys keys = new SeenKeys();
    private final OpenTransactions open = new OpenTransactions();
    private final Map<String, String> unsaved = new HashMap<>();
    private SeenCursor cursor;
    private Instant youngest;
    private Instant askedUpTo;
    private Instant horizonSaved;
    private long poll;

    private record Dated(KeyedTransaction row, Instant time) {}

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
        locked(() -> {
            var texts = store.read(
                    consumer,
                    Stream.concat(Stream.of(CURSOR), SeenKeys.NAMES.stream()).toList());
            keys.read(texts);
            open.clear();
            boolean begins = !texts.containsKey(CURSOR);
            // Dates in answers may be cut to seconds, and must not look older for it.
            cursor = begins
                    ? new SeenCursor(beginning(start).truncatedTo(ChronoUnit.SECONDS), null, false)
                    : SeenCursor.read(texts.get(CURSOR));
            if (zone != null && cursor.uncertain()) {
                // Its horizon was reckoned in dates that may be off by this.
                var horizon = cursor.horizon() == null ? null : cursor.horizon().minus(FARTHEST_ZONE);
                cursor = cursor.withHorizon(horizon).withUncertain(false);
            }
            youngest = cursor.horizon() == null ? null : cursor.horizon().plus(lookBack);
            horizonSaved = cursor.horizon();
            if (begins) {
                // Before anything is asked: a restart must not begin later than this start did.
                write(CURSOR);
            }
            return null;
        });
    }

    /** Keys without a cursor are what a crash left of a store that is no database: go on there, and not from now on. */
    private Instant beginning(Instant start) {
        var oldest = keys.oldest();
        if (oldest == null || !oldest.isBefore(start)) {
            return start;
        }
        LOG.warn(
                "The place of {} is lost while transactions from {} on are remembered: it goes on from there, and some may"
                        + " be delivered again",
                consumer,
                oldest);
        return oldest;
    }

    /** Begins a poll. Writes first what could not be written before. */
    void beginPoll() {
        locked(() -> {
            poll++;
            write();
            return null;
        });
    }

    /** From when on to ask EnKash. */
    Instant askFrom() {
        return locked(this::from);
    }

    private Instant from() {
        var from = cursor.horizon() == null ? cursor.start() : cursor.horizon().minus(uncertainty());
        return from.isAfter(cursor.start()) ? from : cursor.start();
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
        return locked(() -> {
            askedUpTo = windowEnd;
            var fresh = new ArrayList<Dated>();
            for (var row : window) {
                var time = TransactionTime.read(row.transaction().time(), zone);
                if (isNew(row.key(), time, now)) {
                    fresh.add(new Dated(row, time == null ? null : time.instant()));
                }
            }
            fresh.sort(DELIVERY);
            var asked = from();
            for (var row : fresh) {
                var time = row.time();
                open.add(row.row().key(), time == null ? now : time, time == null ? asked : time, poll);
            }
            return fresh.stream().map(Dated::row).toList();
        });
    }

    private boolean isNew(String key, TransactionTime time, Instant now) {
        if (time != null && time.uncertain() && !cursor.uncertain()) {
            LOG.warn(
                    "EnKash dates transactions without a time zone; each poll looks back {} hours more because of that. Set"
                            + " timeZone to the zone of EnKash's dates",
                    FARTHEST_ZONE.toHours());
            cursor = cursor.withUncertain(true);
        }
        var seen = keys.get(key);
        if (seen != null) {
            if (time == null && seen.isBefore(now.minus(lookBack.dividedBy(2)))) {
                // Without a date it stays known for as long as EnKash shows it.
                keys.put(key, now);
                write(SeenKeys.slotOf(key));
            }
            return false;
        }
        var known = open.get(key);
        return known == null ? time == null || !isOfBefore(time) : !known.underWay();
    }

    private boolean isOfBefore(TransactionTime time) {
        // The start is a real moment, which a date of an unknown zone cannot be compared with; EnKash's filter can.
        return cursor.isPassed(time.instant())
                || (!time.uncertain() && time.instant().isBefore(cursor.start()));
    }

    /** A transaction goes into the route. */
    void underWay(KeyedTransaction row) {
        locked(() -> {
            open.underWay(row.key(), true);
            return null;
        });
    }

    /** The route did not finish it; it is new again. */
    void failed(KeyedTransaction row) {
        locked(() -> {
            open.underWay(row.key(), false);
            return null;
        });
    }

    /**
     * The route is done with it.
     *
     * @throws RuntimeException if that could not be kept; {@link #beginPoll()} tries again
     */
    void done(KeyedTransaction row, Instant now) {
        locked(() -> {
            var was = open.remove(row.key());
            if (was != null) {
                keys.put(row.key(), was.time());
                // A date in the future would hide everything until then.
                var latest = askedUpTo == null ? now.plus(uncertainty()) : askedUpTo.minus(uncertainty());
                follow(was.time().isAfter(latest) ? latest : was.time());
                shorten();
                var slot = SeenKeys.slotOf(row.key());
                keys.forget(slot, cursor::isPassed);
                write(slot, CURSOR);
            }
            return null;
        });
    }

    /** Everything up to now was asked for, and nothing failed. */
    void polledToTheEnd(Instant now) {
        locked(() -> {
            open.forgetBefore(poll);
            follow(now.minus(IDLE).minus(uncertainty()));
            keys.forget(cursor::isPassed);
            if (horizonSaved == null || cursor.isPassed(horizonSaved.plus(WORTH_WRITING))) {
                write(CURSOR);
            }
            return null;
        });
    }

    /** How many keys are held. */
    int size() {
        return locked(keys::size);
    }

    private void follow(Instant time) {
        youngest = youngest == null || time.isAfter(youngest) ? time : youngest;
        raise(youngest.minus(lookBack));
    }

    /** Lifts the horizon, though not over what is not done. */
    private void raise(Instant to) {
        var oldest = open.oldest();
        var horizon = oldest != null && oldest.isBefore(to) ? oldest : to;
        if (cursor.horizon() == null || cursor.horizon().isBefore(horizon)) {
            cursor = cursor.withHorizon(horizon);
        }
    }

    private Duration uncertainty() {
        return cursor.uncertain() ? FARTHEST_ZONE : Duration.ZERO;
    }

    /** Too many within the look-back: a shorter look-back loses nothing but lateness, a full memory loses everything. */
    private void shorten() {
        if (keys.size() <= mostKeys) {
            return;
        }
        keys.forget(cursor::isPassed);
        if (keys.size() <= mostKeys) {
            return;
        }
        raise(keys.timeAfter(keys.size() - mostKeys + mostKeys / 10));
        keys.forget(cursor::isPassed);
        LOG.warn(
                "More than {} transactions within lookBack={}: for now only transactions from {} on are looked for, and one"
                        + " that becomes visible later than that is missed. Raise maxSeen or lower lookBack",
                mostKeys,
                lookBack,
                cursor.horizon());
    }

    private void write(String... names) {
        for (var name : names) {
            unsaved.put(name, "");
        }
        if (!unsaved.isEmpty()) {
            unsaved.replaceAll((name, text) -> name.equals(CURSOR) ? cursor.text() : keys.text(name));
            store.write(consumer, unsaved);
            horizonSaved = unsaved.containsKey(CURSOR) ? cursor.horizon() : horizonSaved;
            unsaved.clear();
        }
    }

    private <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}

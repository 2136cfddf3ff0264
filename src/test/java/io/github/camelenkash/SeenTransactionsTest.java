package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.client.KeyedTransaction;
import io.github.camelenkash.ledger.InMemoryStateStore;
import io.github.camelenkash.ledger.StateStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories: late, equal, undated and failing transactions, crashes anywhere; none is skipped, none done twice. */
class SeenTransactionsTest {

    private static final Duration LOOK_BACK = Duration.ofMinutes(30);
    private static final Instant START = Instant.parse("2031-01-24T08:00:00Z");
    private static final String CONSUMER = "enkash/transactions/test";

    /** A transaction at EnKash: when it happened there, and from when on the search shows it. */
    private record Booked(String id, Instant time, Instant visible, String written) {}

    /** How EnKash writes dates. */
    private enum Dates {
        OFFSET,
        INDIA_WITHOUT_ZONE,
        NEW_YORK_WITHOUT_ZONE,
        SECONDS,
        NONE;

        String write(Instant time) {
            return switch (this) {
                case OFFSET -> time.atOffset(ZoneOffset.ofHours(5)).toString();
                case INDIA_WITHOUT_ZONE -> local(time, "Asia/Kolkata");
                case NEW_YORK_WITHOUT_ZONE -> local(time, "America/New_York");
                case SECONDS -> time.truncatedTo(ChronoUnit.SECONDS).toString();
                case NONE -> null;
            };
        }

        private static String local(Instant time, String zone) {
            return time.atZone(ZoneId.of(zone)).toLocalDateTime().toString();
        }
    }

    /** One consumer's life with its machine, which may crash. */
    private static final class Life {

        private final Random random;
        private final Dates dates;
        private final List<Booked> booked = new ArrayList<>();
        private final Map<String, Integer> done = new HashMap<>();
        private final StateStore store = new InMemoryStateStore();
        private Instant now = START;
        private SeenTransactions seen;

        Life(long seed) {
            random = new Random(seed);
            dates = Dates.values()[(int) (seed % Dates.values().length)];
            restart();
        }

        void restart() {
            seen = new SeenTransactions(store, CONSUMER, LOOK_BACK, 100_000, null);
            seen.load(now);
        }

        void pass() {
            now = now.plusSeconds(random.nextInt(120)).plusMillis(random.nextInt(1000));
            // Now and then nothing happens for days.
            if (random.nextInt(60) == 0) {
                now = now.plus(Duration.ofDays(2));
            }
            for (int i = random.nextInt(8); i > 0; i--) {
                var time = random.nextInt(3) == 0 && !booked.isEmpty()
                        ? booked.get(booked.size() - 1).time()
                        : now;
                var visible = random.nextInt(4) == 0 ? now.plusSeconds(random.nextInt(1200)) : now;
                if (Duration.between(time, visible).compareTo(LOOK_BACK.minusMinutes(3)) < 0) {
                    booked.add(new Booked("T" + booked.size(), time, visible, dates.write(time)));
                }
            }
        }

        /** The search, with its dates as EnKash keeps them. */
        private List<KeyedTransaction> search(Instant from, Instant to) {
            var rows = new ArrayList<KeyedTransaction>();
            for (var row : booked) {
                if (!row.visible().isAfter(now)
                        && !row.time().isBefore(from)
                        && row.time().isBefore(to)) {
                    rows.add(keyed(row.id(), row.written()));
                }
            }
            return rows;
        }

        /** Polls in one or two windows. */
        void poll(boolean failing) {
            seen.beginPoll();
            var from = seen.askFrom();
            var middle = random.nextBoolean() && from.isBefore(now)
                    ? from.plus(Duration.between(from, now).dividedBy(2))
                    : null;
            if (middle != null && !deliver(search(from, middle), middle, failing)) {
                return;
            }
            if (deliver(search(middle == null ? from : middle, Instant.MAX), null, failing)) {
                seen.polledToTheEnd(now);
            }
        }

        private boolean deliver(List<KeyedTransaction> window, Instant end, boolean failing) {
            var batch = seen.takeNew(window, end, now);
            for (var row : batch.subList(0, failing ? random.nextInt(batch.size() + 1) : batch.size())) {
                seen.underWay(row);
                if (failing && random.nextInt(10) == 0) {
                    seen.failed(row);
                    return false;
                }
                done.merge(row.transaction().transactionId(), 1, Integer::sum);
                seen.done(row, now);
            }
            return !failing;
        }
    }

    private static KeyedTransaction keyed(String id, String time) {
        return new KeyedTransaction(id, new Transaction(id, null, null, null, null, null, null, null, time, Map.of()));
    }

    @Test
    void inRandomHistoriesNoneIsSkippedAndNoneIsDoneTwice() {
        for (long seed = 0; seed < 400; seed++) {
            var life = new Life(seed);
            for (int step = 0; step < 120; step++) {
                life.pass();
                life.poll(life.random.nextInt(3) == 0);
                if (life.random.nextInt(10) == 0) {
                    life.restart();
                }
            }
            life.now = life.now.plusSeconds(1300);
            life.poll(false);

            assertThat(life.done.keySet())
                    .as("seed %d, dates %s", seed, life.dates)
                    .containsExactlyInAnyOrderElementsOf(
                            life.booked.stream().map(Booked::id).toList());
            assertThat(life.done.values())
                    .as("seed %d, dates %s", seed, life.dates)
                    .containsOnly(1);
        }
    }

    @Test
    void aTransactionOfTheFutureHidesNothing() {
        var seen = new SeenTransactions(new InMemoryStateStore(), CONSUMER, LOOK_BACK, 1000, null);
        seen.load(START);
        deliver(seen, START, keyed("T0", "2099-01-01T00:00:00Z"));

        assertThat(deliver(seen, START.plusSeconds(60), keyed("T1", "2031-01-24T08:00:30Z")))
                .containsExactly("T1");
    }

    @Test
    void theMemoryIsBounded() {
        var seen = new SeenTransactions(new InMemoryStateStore(), CONSUMER, Duration.ofDays(365), 1000, null);
        seen.load(START);
        for (int i = 0; i < 3_000; i++) {
            var time = START.plusSeconds(i);
            assertThat(deliver(seen, time, keyed("T" + i, time.toString()))).hasSize(1);
        }

        assertThat(seen.size()).isLessThanOrEqualTo(1000);
        assertThat(deliver(
                        seen,
                        START.plusSeconds(3_000),
                        keyed("T1", START.plusSeconds(1).toString())))
                .as("known before, though forgotten by now")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatCouldNotBeKeptIsKeptBeforeTheNextPoll(boolean back) {
        var store = new Moody();
        var seen = new SeenTransactions(store, CONSUMER, LOOK_BACK, 1000, null);
        seen.load(START);
        store.down = true;
        var row = keyed("T0", START.toString());
        var fresh = seen.takeNew(List.of(row), null, START);
        seen.underWay(row);
        assertThat(fresh).hasSize(1);
        assertThat(catchThrowable(() -> seen.done(row, START))).isInstanceOf(IllegalStateException.class);
        store.down = !back;

        assertThat(catchThrowable(seen::beginPoll) == null).isEqualTo(back);
        assertThat(seen.takeNew(List.of(row), null, START)).isEmpty();
        var restarted = new SeenTransactions(store, CONSUMER, LOOK_BACK, 1000, null);
        restarted.load(START);
        assertThat(restarted.takeNew(List.of(row), null, START)).hasSize(back ? 0 : 1);
    }

    /** A file that was cut in a crash; from now on would miss what came since. */
    @Test
    void keysWithoutTheirCursorAreWhereItGoesOn() {
        var store = new InMemoryStateStore();
        var seen = new SeenTransactions(store, CONSUMER, LOOK_BACK, 1000, null);
        seen.load(START);
        deliver(seen, START, keyed("T0", START.toString()));
        var kept = new HashMap<>(store.read(CONSUMER, SeenKeys.NAMES));
        var cut = new InMemoryStateStore();
        cut.write(CONSUMER, kept);

        var later = START.plus(Duration.ofDays(1));
        var restarted = new SeenTransactions(cut, CONSUMER, LOOK_BACK, 1000, null);
        restarted.load(later);

        assertThat(restarted.askFrom()).isEqualTo(START);
        assertThat(deliver(
                        restarted,
                        later,
                        keyed("T0", START.toString()),
                        keyed("T1", START.plusSeconds(60).toString())))
                .containsExactly("T1");
    }

    private static List<String> deliver(SeenTransactions seen, Instant now, KeyedTransaction... rows) {
        seen.beginPoll();
        var ids = new ArrayList<String>();
        for (var row : seen.takeNew(List.of(rows), null, now)) {
            seen.underWay(row);
            seen.done(row, now);
            ids.add(row.transaction().transactionId());
        }
        seen.polledToTheEnd(now);
        return ids;
    }

    /** A store that can be down. */
    private static final class Moody implements StateStore {

        private final StateStore store = new InMemoryStateStore();
        private boolean down;

        @Override
        public Map<String, String> read(String consumer, Collection<String> slots) {
            return store.read(consumer, slots);
        }

        @Override
        public void write(String consumer, Map<String, String> texts) {
            if (down) {
                throw new IllegalStateException("down");
            }
            store.write(consumer, texts);
        }

        @Override
        public boolean isVolatile() {
            return true;
        }
    }
}

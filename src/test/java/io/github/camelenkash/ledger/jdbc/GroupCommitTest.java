package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.Ledger.Change;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.Rows;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Callers that write at the same time share commits, and none of them sees any of it. */
@Timeout(120)
class GroupCommitTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A writer that stops at the first commit of each lane until it is let go, so that others gather. */
    private static final class Gate implements GroupCommit.Writer {
        final int lanes;
        final CountDownLatch entered;
        final CountDownLatch open = new CountDownLatch(1);
        final List<Integer> commits = Collections.synchronizedList(new ArrayList<>());
        private final Function<List<Change>, boolean[]> together;
        private GroupCommit commit;

        Gate(Function<List<Change>, boolean[]> together) {
            this(1, together);
        }

        Gate(int lanes, Function<List<Change>, boolean[]> together) {
            this.lanes = lanes;
            this.entered = new CountDownLatch(lanes);
            this.together = together;
        }

        GroupCommit commit() {
            commit = new GroupCommit(this, lanes);
            return commit;
        }

        /** A real commit takes longer than to gather one. */
        private void letOtherLanesTakeTheRest() {
            if (lanes > 1) {
                Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> commit.waiting() == 0);
            }
        }

        @Override
        public boolean one(Change change) {
            enter(1);
            return true;
        }

        @Override
        public boolean[] all(List<Change> changes) {
            enter(changes.size());
            return together.apply(changes);
        }

        private void enter(int changes) {
            boolean first = entered.getCount() > 0;
            commits.add(changes);
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (!first) {
                letOtherLanesTakeTheRest();
            }
        }
    }

    /** How many callers it takes until all lanes are taken: one for the first, and enough for each of the others. */
    private static int callersIn(int lanes) {
        return 1 + (lanes - 1) * GroupCommit.ENOUGH;
    }

    /** In each lane a commit under way, and so many callers behind them; then the gate opens. */
    private List<Future<Boolean>> gather(Gate gate, int behind) throws InterruptedException {
        var commit = gate.commit();
        var callers = new ArrayList<Future<Boolean>>();
        for (int lane = 0; lane < gate.lanes; lane++) {
            for (int i = 0; i < (lane == 0 ? 1 : GroupCommit.ENOUGH); i++) {
                var reference = "first-" + lane + "-" + i;
                callers.add(threads.submit(() -> commit.write(change(reference))));
            }
            // One lane after the other, or they would share one.
            int toCome = gate.lanes - lane - 1;
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> gate.entered.getCount() == toCome);
        }
        for (int i = 0; i < behind; i++) {
            var reference = "behind-" + i;
            callers.add(threads.submit(() -> commit.write(change(reference))));
        }
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> commit.waiting() == behind);
        gate.open.countDown();
        return callers;
    }

    @Test
    void thoseWhoComeDuringACommitShareTheNextOne() throws Exception {
        var gate = new Gate(changes -> {
            var written = new boolean[changes.size()];
            for (int i = 0; i < written.length; i++) {
                written[i] = !changes.get(i).after().key().reference().equals("behind-3");
            }
            return written;
        });

        var callers = gather(gate, 10);

        for (int i = 0; i < callers.size(); i++) {
            assertThat(callers.get(i).get()).as("caller %d", i).isEqualTo(i != 4);
        }
        assertThat(gate.commits).containsExactly(1, 10);
    }

    /** Lanes that end at the same moment may share those who wait, each of them in one commit at the most. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void withSeveralLanesAsManyCommitAtATimeAndTheOthersShareWhatFollows(int lanes) throws Exception {
        var gate = new Gate(lanes, changes -> {
            var written = new boolean[changes.size()];
            for (int i = 0; i < written.length; i++) {
                written[i] = !changes.get(i).after().key().reference().equals("behind-3");
            }
            return written;
        });

        var callers = gather(gate, 100);

        int inLanes = callersIn(lanes);
        for (int i = 0; i < inLanes; i++) {
            assertThat(callers.get(i).get()).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            var written = callers.get(inLanes + i).get();
            if (i != 3) {
                assertThat(written).as("caller %d", i).isTrue();
            }
        }
        assertThat(gate.commits.get(0)).isEqualTo(1);
        assertThat(gate.commits.subList(1, lanes)).containsOnly(GroupCommit.ENOUGH);
        assertThat(gate.commits).hasSizeBetween(lanes + 1, 2 * lanes);
        assertThat(gate.commits.stream().mapToInt(Integer::intValue).sum()).isEqualTo(inLanes + 100);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void withSeveralLanesNobodyIsLeftWaitingByACommitThatFails(int lanes) throws Exception {
        var gate = new Gate(lanes, changes -> {
            throw new UnavailableException(Failure.because("The database is gone"));
        });

        var callers = gather(gate, 50);

        int failed = 0;
        for (var caller : callers) {
            try {
                assertThat(caller.get(30, TimeUnit.SECONDS)).isTrue();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(UnavailableException.class);
                failed++;
            }
        }
        // One that is alone in its commit is written by itself.
        long alone = gate.commits.stream().filter(changes -> changes == 1).count();
        assertThat(failed).isEqualTo(callers.size() - (int) alone).isGreaterThan(50 - lanes);
    }

    /** They would be one more commit for the database, and are in the next one nearly as soon. */
    @Test
    void fewCallersBesideACommitWaitForItAndEnoughOfThemDoNot() throws Exception {
        var gate = new Gate(2, changes -> {
            var written = new boolean[changes.size()];
            Arrays.fill(written, true);
            return written;
        });
        var commit = gate.commit();
        var callers = new ArrayList<Future<Boolean>>();
        callers.add(threads.submit(() -> commit.write(change("first"))));
        Awaitility.await().until(() -> gate.entered.getCount() == 1);
        for (int i = 1; i < GroupCommit.ENOUGH; i++) {
            var reference = "few-" + i;
            int waiting = i;
            callers.add(threads.submit(() -> commit.write(change(reference))));
            Awaitility.await().until(() -> commit.waiting() == waiting);
        }
        assertThat(gate.entered.getCount()).as("the second lane is free").isEqualTo(1);

        callers.add(threads.submit(() -> commit.write(change("enough"))));

        Awaitility.await().until(() -> gate.entered.getCount() == 0);
        gate.open.countDown();
        for (var caller : callers) {
            assertThat(caller.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(gate.commits).containsExactly(1, GroupCommit.ENOUGH);
    }

    @Test
    void aCommitThatFailsFailsForEachOfThemAndForNobodyElse() throws Exception {
        var gate = new Gate(changes -> {
            throw new UnavailableException(Failure.because("The database is gone"));
        });

        var callers = gather(gate, 5);

        assertThat(callers.get(0).get()).isTrue();
        var seen = new ArrayList<Throwable>();
        for (var caller : callers.subList(1, 6)) {
            assertThatThrownBy(caller::get)
                    .hasCauseInstanceOf(UnavailableException.class)
                    .hasMessageContaining("The database is gone")
                    .satisfies(e -> seen.add(e.getCause()));
        }
        assertThat(seen).doesNotHaveDuplicates();
    }

    @Test
    void anErrorInTheOneWhoCommitsLeavesNobodyWaiting() throws Exception {
        var gate = new Gate(changes -> {
            throw new OutOfMemoryError("for a test");
        });

        for (var caller : gather(gate, 5).subList(1, 6)) {
            assertThatThrownBy(caller::get).hasCauseInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void whatTheDatabaseRefusesTogetherIsWrittenOneByOne() throws Exception {
        var gate = new Gate(changes -> null);

        var callers = gather(gate, 5);

        for (var caller : callers) {
            assertThat(caller.get()).isTrue();
        }
        assertThat(gate.commits).containsExactly(1, 5, 1, 1, 1, 1, 1);
    }

    @Test
    void noCommitHasMoreThanSoManyChanges() throws Exception {
        var gate = new Gate(changes -> new boolean[changes.size()]);

        for (var caller : gather(gate, 300).subList(1, 301)) {
            assertThat(caller.get()).isFalse();
        }
        assertThat(gate.commits).containsExactly(1, 128, 128, 44);
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void manyCallersWriteEachItsOwnRowsAndOneRefusedRowHindersNone(LedgerStore store) throws Exception {
        var database = store.create(folder);
        try (var ledger = JdbcLedger.open(database.url(), database.username(), database.password())) {
            var calls = new ArrayList<Callable<Boolean>>();
            for (int caller = 0; caller < 32; caller++) {
                var name = "caller-" + caller;
                calls.add(() -> {
                    for (int i = 0; i < 25; i++) {
                        var sent = sent(key(name + "-" + i), "250");
                        if (!ledger.replace(null, sent)
                                || ledger.replace(null, sent)
                                || !ledger.replace(sent, Rows.paid(sent, "ECT" + i, null, Instant.now()))) {
                            return false;
                        }
                    }
                    return true;
                });
            }
            // More digits than the column has.
            calls.add(() -> {
                assertThatThrownBy(() -> ledger.replace(null, sent(key("refused"), "12345678901234567890123")))
                        .isInstanceOf(UnavailableException.class);
                return true;
            });

            for (var call : threads.invokeAll(calls)) {
                assertThat(call.get()).isTrue();
            }

            assertThat(ledger.count(key("any"))).containsOnly(Map.entry(State.PAID, 32L * 25));
        }
    }

    /** Each commit takes a connection, so connections that are held hold commits, and those that are taken count them. */
    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void callersThatComeDuringACommitOfTheDatabaseShareTheNextOne(LedgerStore store) throws Exception {
        var database = store.create(folder);
        int lanes = Dialect.of(database.url()).lanes();
        var holding = new AtomicBoolean();
        var commits = new AtomicInteger();
        var open = new CountDownLatch(1);
        var connections = FakeConnections.of(source(database), Map.of("getConnection", call -> {
            if (holding.get()) {
                commits.incrementAndGet();
                assertThat(open.await(60, TimeUnit.SECONDS)).isTrue();
            }
            return call.proceed();
        }));
        int callers = 40;
        try (var ledger = JdbcLedger.open(connections)) {
            holding.set(true);
            var written = new ArrayList<FutureTask<Boolean>>();
            var running = new ArrayList<Thread>();
            for (int i = 0; i < callers; i++) {
                var row = sent(key("caller-" + i), "250");
                written.add(new FutureTask<>(() -> ledger.replace(null, row)));
                running.add(new Thread(written.get(i)));
                running.get(i).start();
                if (i % GroupCommit.ENOUGH == 0 && i / GroupCommit.ENOUGH < lanes) {
                    // One lane after the other, or they would share one.
                    int inHand = i / GroupCommit.ENOUGH + 1;
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(5))
                            .atMost(30, TimeUnit.SECONDS)
                            .until(() -> commits.get() == inHand);
                }
            }
            Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> {
                assertThat(commits).hasValue(lanes);
                // Those with a connection wait for it until an end; the others wait without one.
                assertThat(running).allMatch(thread -> switch (thread.getState()) {
                    case WAITING, TIMED_WAITING -> true;
                    default -> false;
                });
            });
            open.countDown();
            for (var one : written) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(commits.get()).isBetween(lanes + 1, lanes == 1 ? 2 : callers / 2);
            holding.set(false);
            assertThat(ledger.count(key("any"))).containsOnly(Map.entry(State.SENT, (long) callers));
        }
    }

    private static DataSource source(LedgerStore.Database database) {
        if (database.username() == null) {
            var h2 = new JdbcDataSource();
            h2.setUrl(database.url());
            return h2;
        }
        var postgres = new PGSimpleDataSource();
        postgres.setUrl(database.url());
        postgres.setUser(database.username());
        postgres.setPassword(database.password());
        return postgres;
    }

    private static Change change(String reference) {
        return new Change(null, sent(key(reference), "250"));
    }

    private static MovementKey key(String reference) {
        return new MovementKey("scope", "CRM000001", "CEK000001", Kind.points, reference);
    }

    private static Movement sent(MovementKey key, String points) {
        var order = LedgerContract.order(key.reference(), points);
        return Rows.claim(null, key, order, "node-1", Duration.ofMinutes(2), Instant.now());
    }
}

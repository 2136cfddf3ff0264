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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** A writer that stops at its first commit until it is let go, so that others gather. */
    private static final class Gate implements GroupCommit.Writer {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
        final List<Integer> commits = new ArrayList<>();
        private final Function<List<Change>, boolean[]> together;

        Gate(Function<List<Change>, boolean[]> together) {
            this.together = together;
        }

        @Override
        public boolean one(Change change) {
            commits.add(1);
            entered.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return true;
        }

        @Override
        public boolean[] all(List<Change> changes) {
            commits.add(changes.size());
            return together.apply(changes);
        }
    }

    /** One caller in the middle of its commit, and so many behind it; then the gate opens. */
    private List<Future<Boolean>> gather(Gate gate, int behind) throws InterruptedException {
        var commit = new GroupCommit(gate, 1);
        var callers = new ArrayList<Future<Boolean>>();
        callers.add(threads.submit(() -> commit.write(change("first"))));
        gate.entered.await();
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

            assertThat(ledger.count(key("any"))).containsOnly(java.util.Map.entry(State.PAID, 32L * 25));
        }
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

package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.Kind;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.Rows;
import java.lang.Thread.State;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 writes with threads of its own; nothing that the ledger writes returns before they are done with it. */
class H2DurabilityTest {

    @TempDir
    private Path folder;

    private JdbcConnectionPool pool;

    @BeforeAll
    static void registerFiles() {
        HeldFiles.register();
    }

    @BeforeEach
    void openPool() {
        pool = JdbcConnectionPool.create("jdbc:h2:held:" + folder.resolve("ledger"), "", "");
    }

    @AfterEach
    void closePool() {
        pool.dispose();
    }

    /** A thread that is asked to stop, as Camel's are when the time for an orderly end is over. */
    @Test
    void aCallOfAnInterruptedThreadReturnsWhenItsRowIsInTheFile() throws Exception {
        try (var ledger = JdbcLedger.open(pool)) {
            ledger.now();
            HeldFiles.hold();

            var early =
                    returnsEarly(() -> ledger.replace(null, claimed(ledger, "R-1")), H2DurabilityTest::aFlushWaits, 5);

            assertThat(early).isFalse();
        }
    }

    /** Then H2 cannot be asked when its threads are done. */
    @Test
    void aCallReturnsWhenItsRowIsInTheFileAlsoIfThePoolHidesThatItIsH2() throws Exception {
        var hiding = FakeConnections.of(pool, Map.of("unwrap", call -> {
            throw new SQLException("No wrapper");
        }));
        try (var ledger = JdbcLedger.open(hiding)) {
            ledger.now();
            HeldFiles.hold();

            var early = returnsEarly(() -> ledger.replace(null, claimed(ledger, "R-1")), HeldFiles::isWriting, 0);

            assertThat(early).isFalse();
        }
    }

    /** What the operating system still has in memory is lost when the power is. */
    @Test
    void aCallReturnsWhenItsRowIsOnTheDisk() throws SQLException {
        try (var ledger = JdbcLedger.open(pool)) {
            var sent = claimed(ledger, "R-DISK");
            int before = HeldFiles.forced();
            ledger.replace(null, sent);
            int between = HeldFiles.forced();
            ledger.replace(sent, Rows.paid(sent, "ECT1", null, ledger.now()));

            assertThat(between).isGreaterThan(before);
            assertThat(HeldFiles.forced()).isGreaterThan(between);
        }
    }

    /** H2's own thread may take up what was committed before the checkpoint does, and leaves it nothing to do. */
    @Test
    void aCallReturnsWhenItsRowIsInTheFileAlsoIfH2WritesItByItself() throws Exception {
        var held = new AtomicBoolean();
        var slow = FakeConnections.of(pool, Map.of("prepareStatement", call -> {
            var statement = call.proceed();
            if (held.get() && statement.toString().contains("CHECKPOINT")) {
                await().until(HeldFiles::isWriting);
                held.set(false);
            }
            return statement;
        }));
        try (var ledger = JdbcLedger.open(slow)) {
            ledger.now();
            HeldFiles.hold();
            held.set(true);

            var early = returnsEarly(
                    () -> ledger.replace(null, claimed(ledger, "R-1")), () -> !held.get() && aFlushWaits(), 5);

            assertThat(early).isFalse();
        }
    }

    /**
     * Whether a call returns while what it wrote is held up. It is released once the call has returned, or waits for it.
     *
     * @param waits whether it waits for what is held up
     * @param interrupts how often the caller is asked to stop before
     */
    private static boolean returnsEarly(Runnable call, BooleanSupplier waits, int interrupts) throws Exception {
        var early = new AtomicReference<Boolean>();
        var caller = new Thread(() -> {
            call.run();
            early.set(HeldFiles.isWriting());
        });
        caller.start();
        try {
            for (int i = 0; i <= interrupts; i++) {
                await().until(() -> HeldFiles.isWriting()
                        && (caller.getState() == State.TERMINATED
                                || caller.getState() == State.WAITING && waits.getAsBoolean()));
                if (i < interrupts) {
                    caller.interrupt();
                }
            }
        } finally {
            HeldFiles.release();
        }
        caller.join();
        return early.get();
    }

    /** A thread that has nothing to flush waits for a time only. */
    private static boolean aFlushWaits() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(
                        thread -> thread.getName().equals("enkash-ledger-flush") && thread.getState() == State.WAITING);
    }

    private static Movement claimed(JdbcLedger ledger, String reference) {
        var key = new MovementKey("scope", "CRM000001", "CEK000001", Kind.points, reference);
        return Rows.claim(
                null, key, LedgerContract.order(reference, "1"), "node-1", Duration.ofMinutes(2), ledger.now());
    }
}

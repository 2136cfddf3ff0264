package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.Kind;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.Rows;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
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

            var early = returnsEarly(() -> {
                Thread.currentThread().interrupt();
                ledger.replace(null, claimed(ledger, "R-1"));
            });

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

            var early = returnsEarly(() -> ledger.replace(null, claimed(ledger, "R-1")));

            assertThat(early).isFalse();
        }
    }

    /** H2's own thread may take up what was committed before the checkpoint does, and leaves it nothing to do. */
    @Test
    void aCallReturnsWhenItsRowIsInTheFileAlsoIfH2WritesItByItself() throws Exception {
        var writesByItself = new AtomicBoolean();
        var slow = FakeConnections.of(pool, Map.of("prepareStatement", call -> {
            var statement = call.proceed();
            if (writesByItself.get() && statement.toString().contains("CHECKPOINT")) {
                await().until(HeldFiles::isWriting);
            }
            return statement;
        }));
        try (var ledger = JdbcLedger.open(slow)) {
            ledger.now();
            HeldFiles.hold();
            writesByItself.set(true);

            var early = returnsEarly(() -> ledger.replace(null, claimed(ledger, "R-1")));

            assertThat(early).isFalse();
        }
    }

    /** Whether a call returns while what it wrote is held up; releases it in any case. */
    private static boolean returnsEarly(Runnable call) throws Exception {
        var early = new AtomicReference<Boolean>();
        var caller = new Thread(() -> {
            call.run();
            early.set(HeldFiles.isWriting());
        });
        caller.start();
        try {
            await().until(() -> HeldFiles.isWriting()
                    && (caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TERMINATED));
        } finally {
            HeldFiles.release();
        }
        caller.join();
        return early.get();
    }

    private static Movement claimed(JdbcLedger ledger, String reference) {
        var key = new MovementKey("scope", "CRM000001", "CEK000001", Kind.points, reference);
        return Rows.claim(
                null, key, LedgerContract.order(reference, "1"), "node-1", Duration.ofMinutes(2), ledger.now());
    }
}

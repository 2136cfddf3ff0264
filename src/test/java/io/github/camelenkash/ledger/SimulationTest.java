package io.github.camelenkash.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thousands of random histories: nothing is ever paid twice, and in the end everything is paid. A failure names its seed;
 * {@code -Denkash.simulation.seed=N} plays that one history again, {@code -Denkash.simulation.histories=N} plays more.
 */
class SimulationTest {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationTest.class);

    /** The first seed; another one with each wish for other histories. */
    private static final long FIRST = Long.getLong("enkash.simulation.first", 1);

    private static final int HISTORIES = Integer.getInteger("enkash.simulation.histories", 2000);

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "actor");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void nothingIsPaidTwiceAndInTheEndEverythingIsPaid() throws InterruptedException {
        var tally = new History.Tally();
        var only = Long.getLong("enkash.simulation.seed");
        for (long seed = only != null ? only : FIRST; seed < (only != null ? only + 1 : FIRST + HISTORIES); seed++) {
            try {
                new History(seed, threads, tally).play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Denkash.simulation.seed=" + seed + " plays this again", e);
            }
        }
        LOG.info("{}", tally);

        assertThat(tally.histories).isPositive();
    }

    @Test
    void aSeedPlaysTheSameHistoryEachTime() throws InterruptedException {
        List<String> tallies = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            var tally = new History.Tally();
            for (long seed = 1; seed <= 20; seed++) {
                new History(seed, threads, tally).play();
            }
            tallies.add(tally.toString());
        }

        assertThat(tallies.get(0)).isEqualTo(tallies.get(1)).contains("20 histories");
    }
}

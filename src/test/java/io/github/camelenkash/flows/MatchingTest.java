package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.flows.Difference.Kind;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many awards: the comparison is exact, and what it holds does not grow with them. */
class MatchingTest {

    private static final int ROWS = 30_000;
    /** Half of three sides of so many rows, of a hundred bytes each, would be as much. */
    private static final long MOST_KEPT_BYTES = 5_000_000;

    @Test
    void manyAwardsAreComparedExactlyAndNotKept() throws Exception {
        var counts = new EnumMap<Kind, Long>(Kind.class);
        try (var tables = new ReconcileTables()) {
            fill(tables);
            long before = usedAfterCollecting();
            var kept = new long[] {Long.MAX_VALUE};
            long agreed = new Matching(tables, difference -> {
                        counts.merge(difference.kind(), 1L, Long::sum);
                        if (difference.reference().equals("HR-15000")) {
                            kept[0] = usedAfterCollecting() - before;
                        }
                    })
                    .run();

            assertThat(agreed).isEqualTo(ROWS - 3 * ROWS / 1000);
            assertThat(kept[0]).isLessThan(MOST_KEPT_BYTES);
        }
        assertThat(counts)
                .isEqualTo(Map.of(
                        Kind.NOT_PAID, 30L,
                        Kind.AMOUNT_DIFFERS, 30L,
                        Kind.CREDITED_TWICE, 30L));
    }

    private static void fill(ReconcileTables tables) throws Exception {
        var points = new BigDecimal("100");
        try (var hr = tables.hr();
                var ledger = tables.ledger();
                var enkash = tables.enkash()) {
            for (int i = 0; i < ROWS; i++) {
                var reference = "HR-" + i;
                hr.add(reference, (long) i + 2, i % 1000 == 1 ? BigDecimal.ONE : points);
                if (i % 1000 == 0) {
                    continue;
                }
                ledger.add(reference, "PAID", true, points, "bonus.csv line " + i, true, true);
                for (int times = i % 1000 == 2 ? 2 : 1; times > 0; times--) {
                    enkash.add(reference, true, points, "ECT" + i + "-" + times, "2026-03-05T10:00:00Z", true);
                }
            }
        }
        tables.filled();
    }

    private static long usedAfterCollecting() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

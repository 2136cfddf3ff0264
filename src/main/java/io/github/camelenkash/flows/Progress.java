package io.github.camelenkash.flows;

import io.github.camelenkash.flows.FileProgress.Phase;
import io.github.camelenkash.flows.report.RowTally;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Follows one file. Its {@link #now()} may be read by any thread; the others are the route's, row by row, and now and then
 * they pass the word on. There is no thread of its own: a file that does not get on has nothing to tell.
 */
final class Progress {

    private final String name;
    private final LongSupplier nanoseconds;
    private final ProgressTeller teller;
    private long rows;
    private long started;
    private volatile FileProgress now;

    /**
     * Follows a file that has not begun.
     *
     * @param name as it may be shown
     * @param nanoseconds a clock that never goes back
     */
    Progress(String name, LongSupplier nanoseconds, ProgressTeller teller) {
        this.name = name;
        this.nanoseconds = nanoseconds;
        this.teller = teller;
        begin(Phase.LOOKING, 0);
    }

    void begin(Phase phase, long rows) {
        this.rows = rows;
        started = nanoseconds.getAsLong();
        now = new FileProgress(name, phase, 0, rows, BigDecimal.ZERO, Map.of(), Duration.ZERO);
    }

    /** One more row is done. */
    void row(RowTally tally) {
        long time = nanoseconds.getAsLong();
        now = new FileProgress(
                name,
                now.phase(),
                now.rowsDone() + 1,
                rows,
                tally.points().getOrDefault("PAID", BigDecimal.ZERO),
                Collections.unmodifiableMap(new LinkedHashMap<>(tally.rows())),
                Duration.ofNanos(time - started));
        teller.tell(now, time);
    }

    FileProgress now() {
        return now;
    }
}

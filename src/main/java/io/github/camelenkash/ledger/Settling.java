package io.github.camelenkash.ledger;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * Looks after all movements that no call holds any more. In memory is one page of rows; a run takes no longer than a
 * lease and the look-up that is under way then, and the next one goes on behind it. So whatever stays unknown does not
 * keep the others from being looked at.
 */
final class Settling {

    static final int PAGE = 200;

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Settler settler;
    private final Waiting waiting;
    /** The last row that a run began to look at before its time was over; null where the next one begins anew. */
    private volatile Movement stoppedAt;

    Settling(MovementSettings settings, Ledger ledger, Settler settler, Waiting waiting) {
        this.settings = settings;
        this.ledger = ledger;
        this.settler = settler;
        this.waiting = waiting;
    }

    /**
     * Looks at every row once, or at as many as there is time for.
     *
     * @param stop whether to end early
     */
    SettleReport run(BooleanSupplier stop) {
        return new Run(stop).run();
    }

    private final class Run {

        private final BooleanSupplier stop;
        private final long end = waiting.nanoTime() + settings.lease().toNanos();
        private final Movement start = stoppedAt;
        private SettleReport report = SettleReport.NOTHING;

        Run(BooleanSupplier stop) {
            this.stop = stop;
        }

        SettleReport run() {
            takeOver();
            // From where the last run stopped to the youngest, then from the oldest to where it stopped.
            boolean whole = lap(start, ledger.now()) && (start == null || lap(null, start.changedAt()));
            if (whole) {
                stoppedAt = null;
            }
            return report;
        }

        /** Makes unknown what was sent by somebody who let the lease run out. */
        private void takeOver() {
            var since = ledger.now();
            Movement last = null;
            do {
                var page = ledger.list(settings.all(), State.SENT, since, last, PAGE);
                page.forEach(settler::takeOver);
                last = page.size() < PAGE ? null : page.get(PAGE - 1);
            } while (last != null && !isOver());
        }

        /** Whether it came to the end of the rows. */
        private boolean lap(Movement from, Instant notChangedSince) {
            var last = from;
            while (true) {
                var page = ledger.list(settings.all(), State.UNKNOWN, notChangedSince, last, PAGE);
                for (var row : page) {
                    if (isOver()) {
                        return false;
                    }
                    // Before the look, or a row that cannot be looked at would stop every run.
                    stoppedAt = row;
                    report = report.with(settler.settle(row).state());
                    if (from == null && start != null && row.key().equals(start.key())) {
                        return true;
                    }
                }
                if (page.size() < PAGE) {
                    return true;
                }
                last = page.get(PAGE - 1);
            }
        }

        private boolean isOver() {
            boolean timeIsOver = report.looked() > 0 && end - waiting.nanoTime() <= 0;
            return timeIsOver || stop.getAsBoolean();
        }
    }
}

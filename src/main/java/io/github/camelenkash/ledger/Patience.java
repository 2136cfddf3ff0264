package io.github.camelenkash.ledger;

import java.time.Duration;

/** How long one call waits for the settling of what it sent; the time begins with the first look. */
final class Patience {

    private final Waiting waiting;
    private final long delayNanos;
    private final long wholeNanos;
    private boolean begun;
    private long until;

    Patience(Waiting waiting, MovementSettings settings) {
        this.waiting = waiting;
        this.delayNanos = settings.settleDelay().toNanos();
        this.wholeNanos = settings.settleInCall().toNanos();
    }

    /** From now on the time runs, unless it runs already. */
    void begin() {
        if (!begun) {
            begun = true;
            until = waiting.nanoTime() + wholeNanos;
        }
    }

    /** Whether the time is over. */
    boolean isOver() {
        return left() <= 0;
    }

    /**
     * Lets the delay between two looks pass.
     *
     * @return false if the time is over, or the thread is asked to stop
     */
    boolean pause() {
        if (isOver()) {
            return false;
        }
        try {
            waiting.pause(Duration.ofNanos(Math.min(left(), delayNanos)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long left() {
        return until - waiting.nanoTime();
    }
}

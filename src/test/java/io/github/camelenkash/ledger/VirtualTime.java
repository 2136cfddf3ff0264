package io.github.camelenkash.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** One time for everything in a test: the ledger's clock, and the pauses, which pass at once. */
class VirtualTime extends Clock implements Waiting {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private Runnable duringPause = () -> {};
    private boolean interrupted;

    synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** What happens in the world while somebody pauses. */
    void duringEachPause(Runnable event) {
        duringPause = event;
    }

    /** The next pause ends with an interrupt. */
    void interruptTheNextPause() {
        interrupted = true;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (interrupted) {
            interrupted = false;
            throw new InterruptedException("asked to stop");
        }
        pass(duration);
        duringPause.run();
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public long nanoTime() {
        return Duration.between(START, instant()).toNanos();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongSupplier;

/**
 * The database's clock, so that all nodes agree when a lease is over. It is asked now and then and carried on by this
 * process's monotonic clock in between, which no change of the local time disturbs.
 */
final class DatabaseClock {

    /** Two clocks drift apart by far less than a lease in this time. */
    private static final long SAMPLE_LIFE_NANOS = Duration.ofSeconds(30).toNanos();
    /** The clock may be behind the database's by this much, for as long as a sample is used. */
    private static final long LONGEST_ROUND_TRIP_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int TRIES = 5;

    private final Connections connections;
    private final LongSupplier monotonic;
    private volatile Sample sample;

    DatabaseClock(Connections connections) {
        this(connections, System::nanoTime);
    }

    DatabaseClock(Connections connections, LongSupplier monotonic) {
        this.connections = connections;
        this.monotonic = monotonic;
    }

    private record Sample(Instant time, long nanoTime) {}

    /**
     * The time.
     *
     * @throws UnavailableException if the database does not tell it, or so slowly that it is no longer true
     */
    Instant now() {
        var known = sample;
        if (known == null || monotonic.getAsLong() - known.nanoTime() > SAMPLE_LIFE_NANOS) {
            known = ask();
            sample = known;
        }
        return known.time().plusNanos(monotonic.getAsLong() - known.nanoTime());
    }

    private Sample ask() {
        for (int tries = 0; tries < TRIES; tries++) {
            var taken = take();
            if (taken != null) {
                return taken;
            }
        }
        throw new UnavailableException(
                Failure.because("The ledger's database takes longer than a second to tell the time, " + TRIES
                                + " times in succession")
                        .next("Nothing is sent without a clock. Redelivery is safe once the database is quick again"));
    }

    /** Null for a sample that was on its way for so long, or across such a pause of this process, that it is stale. */
    private Sample take() {
        return connections.reading(connection -> {
            try (var statement = connection.createStatement()) {
                long asked = monotonic.getAsLong();
                try (var row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
                    row.next();
                    var time = row.getObject(1, OffsetDateTime.class).toInstant();
                    // Taken after the answer: this clock may be behind the database's by the way back, never ahead.
                    long answered = monotonic.getAsLong();
                    return answered - asked > LONGEST_ROUND_TRIP_NANOS ? null : new Sample(time, answered);
                }
            }
        });
    }
}

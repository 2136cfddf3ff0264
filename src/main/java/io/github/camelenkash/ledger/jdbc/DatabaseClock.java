package io.github.camelenkash.ledger.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * The database's clock, so that all nodes agree when a lease is over. It is asked now and then and carried on by this
 * process's monotonic clock in between, which no change of the local time disturbs.
 */
final class DatabaseClock {

    /** Two clocks drift apart by far less than a lease in this time. */
    private static final long SAMPLE_LIFE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Connections connections;
    private volatile Sample sample;

    DatabaseClock(Connections connections) {
        this.connections = connections;
    }

    private record Sample(Instant time, long nanoTime) {}

    Instant now() {
        var known = sample;
        long nanoTime = System.nanoTime();
        if (known == null || nanoTime - known.nanoTime() > SAMPLE_LIFE_NANOS) {
            known = ask();
            sample = known;
        }
        return known.time().plusNanos(System.nanoTime() - known.nanoTime());
    }

    private Sample ask() {
        return connections.with(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
                row.next();
                var time = row.getObject(1, OffsetDateTime.class).toInstant();
                // Taken after the answer: this clock may be behind the database's by the way back, never ahead.
                return new Sample(time, System.nanoTime());
            }
        });
    }
}

package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.api.UnavailableException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Remembers logins in the ledger's database, so that a refusal holds across restarts and nodes. */
final class JdbcLoginMemory implements LoginMemory {

    /** Longer than a login takes; a node that dies while it tries keeps the others waiting for no longer than this. */
    private static final Duration OWNERSHIP = Duration.ofMinutes(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Connections connections;
    private final DatabaseClock clock;

    JdbcLoginMemory(Connections connections, DatabaseClock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    @Override
    public boolean refused(String fingerprint, Duration retryAfter) {
        var refusedAt = time(fingerprint, "refused_at");
        return refusedAt != null && (retryAfter == null || clock.now().isBefore(refusedAt.plus(retryAfter)));
    }

    @Override
    public boolean hasWorked(String fingerprint) {
        return time(fingerprint, "worked_at") != null;
    }

    @Override
    public void rememberRefusal(String fingerprint) {
        write(fingerprint, "refused_at = ?, worked_at = NULL");
    }

    @Override
    public void rememberSuccess(String fingerprint) {
        write(fingerprint, "worked_at = ?, refused_at = NULL");
    }

    /**
     * A claim of limited time rather than a lock: no connection is held while EnKash is asked.
     *
     * @throws UnavailableException if another node has been trying for too long
     */
    @Override
    public <T> T alone(String fingerprint, Supplier<T> login) {
        insertIfAbsent(fingerprint);
        var owner = UUID.randomUUID().toString();
        long end = System.nanoTime() + OWNERSHIP.toNanos();
        while (!claim(fingerprint, owner)) {
            if (end - System.nanoTime() <= 0 || !paused()) {
                throw new UnavailableException(
                        Failure.because("Another node is trying this login, and has not said yet whether it works"));
            }
        }
        try {
            return login.get();
        } finally {
            release(fingerprint, owner);
        }
    }

    private static boolean paused() {
        try {
            return !new CountDownLatch(1).await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean claim(String fingerprint, String owner) {
        var now = clock.now();
        return update(
                "UPDATE enkash_login SET owner = ?, owned_until = ? WHERE fingerprint = ?"
                        + " AND (owner IS NULL OR owned_until < ?)",
                statement -> {
                    statement.setString(1, owner);
                    set(statement, 2, now.plus(OWNERSHIP));
                    statement.setString(3, fingerprint);
                    set(statement, 4, now);
                });
    }

    private void release(String fingerprint, String owner) {
        update(
                "UPDATE enkash_login SET owner = NULL, owned_until = NULL WHERE fingerprint = ? AND owner = ?",
                statement -> {
                    statement.setString(1, fingerprint);
                    statement.setString(2, owner);
                });
    }

    private void write(String fingerprint, String assignments) {
        insertIfAbsent(fingerprint);
        var now = clock.now();
        update("UPDATE enkash_login SET " + assignments + " WHERE fingerprint = ?", statement -> {
            set(statement, 1, now);
            statement.setString(2, fingerprint);
        });
    }

    private void insertIfAbsent(String fingerprint) {
        try {
            update(
                    "INSERT INTO enkash_login (fingerprint) SELECT ? WHERE NOT EXISTS"
                            + " (SELECT 1 FROM enkash_login WHERE fingerprint = ?)",
                    statement -> {
                        statement.setString(1, fingerprint);
                        statement.setString(2, fingerprint);
                    });
        } catch (UnavailableException e) {
            // Two nodes at the same moment: the other one's row serves as well.
            if (!(e.getCause() instanceof SQLException sql)
                    || !MovementWriter.DUPLICATE_KEY.equals(sql.getSQLState())) {
                throw e;
            }
        }
    }

    private Instant time(String fingerprint, String column) {
        return connections.reading(connection -> {
            try (var statement =
                    connection.prepareStatement("SELECT " + column + " FROM enkash_login WHERE fingerprint = ?")) {
                statement.setString(1, fingerprint);
                try (var row = statement.executeQuery()) {
                    var time = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                    return time == null ? null : time.toInstant();
                }
            }
        });
    }

    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    private boolean update(String sql, Parameters parameters) {
        return connections.writing(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                return statement.executeUpdate() == 1;
            }
        });
    }

    private static void set(PreparedStatement statement, int index, Instant instant) throws SQLException {
        statement.setObject(index, instant.atOffset(ZoneOffset.UTC), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
    }
}

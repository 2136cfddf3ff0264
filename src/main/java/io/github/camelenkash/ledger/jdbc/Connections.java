package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Connections of the ledger's own. Each piece of work is one commit; a connection that would join a route's transaction is
 * refused, because what the route rolls back would be forgotten although it was sent.
 */
final class Connections implements AutoCloseable {

    /** Serialization failure, deadlock, and H2's lock timeout. */
    private static final Set<String> WAITED_IN_VAIN = Set.of("40001", "40P01", "HYT00");

    private final DataSource dataSource;
    private final boolean owned;
    private final Flush flush;

    /**
     * Uses a source of connections.
     *
     * @param owned whether to close it with the ledger
     */
    Connections(DataSource dataSource, boolean owned) {
        this(dataSource, owned, committed -> {});
    }

    private Connections(DataSource dataSource, boolean owned, Flush flush) {
        this.dataSource = dataSource;
        this.owned = owned;
        this.flush = flush;
    }

    /** The same connections, for a database where a commit is not all. */
    Connections flushedBy(Flush flush) {
        return new Connections(dataSource, owned, flush);
    }

    /** What follows each commit, so that it is durable. */
    @FunctionalInterface
    interface Flush {
        void after(Connection committed) throws SQLException;
    }

    /** Work on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Reads: whatever it writes may not be durable. */
    <T> T reading(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            commitsByItself(connection);
            return work.on(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** Does work whose statements commit each by itself. */
    <T> T writing(Work<T> work) {
        return reading(connection -> {
            var result = work.on(connection);
            flush.after(connection);
            return result;
        });
    }

    /** Does work as one commit, or not at all. */
    <T> T inOneCommit(Work<T> work) {
        return writing(connection -> inOneCommit(connection, work));
    }

    /** As {@link #inOneCommit}; null where the database refused what was to be written, and nothing of it was. */
    <T> T inOneCommitUnlessRefused(Work<T> work) {
        return writing(connection -> {
            try {
                return inOneCommit(connection, work);
            } catch (SQLException e) {
                if (isRefusal(e)) {
                    return null;
                }
                throw e;
            }
        });
    }

    /**
     * Of a value (class 22), by a constraint (23), or because another one holds the row (a deadlock, a lock that was not had
     * in time): it is a statement that failed, before the commit.
     */
    private static boolean isRefusal(SQLException e) {
        var state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || WAITED_IN_VAIN.contains(state));
    }

    private static <T> T inOneCommit(Connection connection, Work<T> work) throws SQLException {
        commitsByItself(connection);
        connection.setAutoCommit(false);
        try {
            var result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            // Before auto-commit comes back, which would commit the half of it.
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void commitsByItself(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw Dialect.refused(
                    "gives connections that belong to a transaction already",
                    "Give the ledger a DataSource of its own that no transaction manager handles");
        }
    }

    private static UnavailableException unreachable(SQLException e) {
        // The driver's message may name hosts and values; its state does not.
        return new UnavailableException(
                Failure.because("The ledger's database failed (SQL state " + e.getSQLState() + ")")
                        .next("Nothing is sent without a ledger row. Redelivery is safe once the database is back"),
                e);
    }

    @Override
    public void close() {
        if (owned && dataSource instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("The ledger's connections could not be closed", e);
            }
        }
    }
}

package io.github.camelenkash.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The floor of a durable movement: its two commits and nothing else, each caller with a connection and prepared statements
 * of its own.
 */
final class JdbcLoop implements Contender {

    private final Place place;
    private final String url;
    /** What makes a commit durable where the database does not do it by itself, or null. */
    private final String flush;

    private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Statements> statements = ThreadLocal.withInitial(this::open);

    private record Statements(PreparedStatement insert, PreparedStatement update, PreparedStatement flush) {

        void flushed() throws SQLException {
            if (flush != null) {
                flush.execute();
            }
        }
    }

    JdbcLoop(Place place, String url, String flush) throws SQLException {
        this.place = place;
        this.url = url;
        this.flush = flush;
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS bench_movement (reference VARCHAR(100) PRIMARY KEY,"
                            + " state VARCHAR(10), points NUMERIC(19, 2), fingerprint VARCHAR(100), transaction_id VARCHAR(100))");
        }
    }

    private Statements open() {
        try {
            var connection = DriverManager.getConnection(url);
            opened.add(connection);
            return new Statements(
                    connection.prepareStatement("INSERT INTO bench_movement VALUES (?, 'SENT', 250, ?, NULL)"),
                    connection.prepareStatement("UPDATE bench_movement SET state = 'PAID', transaction_id = 'ECTBENCH1'"
                            + " WHERE reference = ? AND state = 'SENT'"),
                    flush == null ? null : connection.prepareStatement(flush));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int call(long number) throws SQLException {
        var own = statements.get();
        var reference = place.reference(number);
        own.insert().setString(1, reference);
        own.insert().setString(2, "0123456789abcdef0123456789abcdef0123456789abcdef");
        own.insert().executeUpdate();
        own.flushed();
        own.update().setString(1, reference);
        if (own.update().executeUpdate() != 1) {
            throw new SQLException("The row is gone");
        }
        own.flushed();
        return 0;
    }

    /** The threads of a round end with it, so their connections do, too. */
    @Override
    public void rest() {
        close();
    }

    @Override
    public void close() {
        for (var connection = opened.poll(); connection != null; connection = opened.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

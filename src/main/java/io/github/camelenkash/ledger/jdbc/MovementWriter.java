package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.ledger.Ledger.Change;
import io.github.camelenkash.ledger.MovementKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Writes changes of movements on a connection, and says of each whether it was the row's turn. Commits nothing. */
final class MovementWriter {

    private static final Comparator<MovementKey> BY_KEY = Comparator.comparing(MovementKey::reference)
            .thenComparing(MovementKey::kind)
            .thenComparing(MovementKey::scope)
            .thenComparing(MovementKey::partner)
            .thenComparing(MovementKey::company);

    /** SQL state of a unique key that is there already. */
    static final String DUPLICATE_KEY = "23505";

    private static final Shape UPDATE = new Shape(
            MovementRows.UPDATE,
            (statement, change) -> MovementRows.update(statement, change.before(), change.after()));
    private static final Shape UPDATE_OUTCOME = new Shape(
            MovementRows.UPDATE_OUTCOME,
            (statement, change) -> MovementRows.updateOutcome(statement, change.before(), change.after()));

    private final Shape insert;
    private final Shape insertPlain;
    /** Whether many rows go to the database together; no longer once a driver did not say what became of each. */
    private volatile boolean together;

    /** A statement, and how a change becomes its parameters. */
    private record Shape(String sql, Filling filling) {}

    @FunctionalInterface
    private interface Filling {
        void fill(PreparedStatement statement, Change change) throws SQLException;
    }

    MovementWriter(Dialect dialect) {
        this.insert = new Shape(
                dialect.unlessThere(MovementRows.INSERT),
                (statement, change) -> MovementRows.insert(statement, change.after()));
        this.insertPlain = new Shape(
                dialect.unlessThere(MovementRows.INSERT_PLAIN),
                (statement, change) -> MovementRows.insertPlain(statement, change.after()));
        this.together = dialect.isRemote();
    }

    /** Writes one, if its row is still the one before. */
    boolean write(Connection connection, Change change) throws SQLException {
        var shape = isNew(change) ? inserting(List.of(change)) : updating(List.of(change));
        try (var statement = connection.prepareStatement(shape.sql())) {
            return write(statement, shape, change);
        }
    }

    /** Writes many, in a transaction of the caller's. */
    boolean[] write(Connection connection, List<Change> changes) throws SQLException {
        // Always in the order of the keys, or two nodes with the same rows could wait for each other.
        var order = IntStream.range(0, changes.size())
                .boxed()
                .sorted(Comparator.comparing(i -> changes.get(i).after().key(), BY_KEY))
                .toList();
        var written = new boolean[changes.size()];
        if (together && !writeTogether(connection, changes, order, written)) {
            together = false;
            connection.rollback();
        }
        if (!together) {
            writeInTurn(connection, changes, order, written);
        }
        return written;
    }

    private void writeInTurn(Connection connection, List<Change> changes, List<Integer> order, boolean[] written)
            throws SQLException {
        var inserting = inserting(changes);
        var updating = updating(changes);
        try (var inserts = connection.prepareStatement(inserting.sql());
                var updates = connection.prepareStatement(updating.sql())) {
            for (int i : order) {
                var change = changes.get(i);
                written[i] = isNew(change) ? write(inserts, inserting, change) : write(updates, updating, change);
            }
        }
    }

    /**
     * One way to the database and back for all inserts, and one for all updates.
     *
     * @return false if the driver did not count: then nobody knows which were written
     */
    private boolean writeTogether(Connection connection, List<Change> changes, List<Integer> order, boolean[] written)
            throws SQLException {
        return batch(connection, inserting(changes), changes, order, MovementWriter::isNew, written)
                && batch(connection, updating(changes), changes, order, change -> !isNew(change), written);
    }

    private static boolean batch(
            Connection connection,
            Shape shape,
            List<Change> changes,
            List<Integer> order,
            Predicate<Change> which,
            boolean[] written)
            throws SQLException {
        var chosen = order.stream().filter(i -> which.test(changes.get(i))).toList();
        if (chosen.isEmpty()) {
            return true;
        }
        try (var statement = connection.prepareStatement(shape.sql())) {
            for (int i : chosen) {
                shape.filling().fill(statement, changes.get(i));
                statement.addBatch();
            }
            var counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                written[chosen.get(i)] = counts[i] == 1;
            }
            // A driver that makes one statement of many, as reWriteBatchedInserts asks for, does not count.
            return Arrays.stream(counts).allMatch(count -> count >= 0);
        }
    }

    private static boolean write(PreparedStatement statement, Shape shape, Change change) throws SQLException {
        shape.filling().fill(statement, change);
        try {
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            // How H2 says that the key is there. The statement is undone, and what else is in the commit stays.
            if (isNew(change) && DUPLICATE_KEY.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** One statement for all that are new, so that they can be written in the order of their keys. */
    private Shape inserting(List<Change> changes) {
        return changes.stream().filter(MovementWriter::isNew).allMatch(change -> MovementRows.isPlain(change.after()))
                ? insertPlain
                : insert;
    }

    private static Shape updating(List<Change> changes) {
        return changes.stream()
                        .filter(change -> !isNew(change))
                        .allMatch(change -> MovementRows.isOutcome(change.before(), change.after()))
                ? UPDATE_OUTCOME
                : UPDATE;
    }

    private static boolean isNew(Change change) {
        return change.before() == null;
    }
}

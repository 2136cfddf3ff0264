package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads movements by their keys. */
final class MovementReader {

    private static final String FIND =
            "SELECT " + MovementRows.COLUMNS + " FROM enkash_movement WHERE " + MovementRows.KEY;

    /**
     * PostgreSQL's. {@code OFFSET 0} keeps each key a look-up of its own by the primary key: a join could be planned while
     * the table is small, as a walk over all of it, and that plan be kept while the table grows.
     */
    static final String FIND_ALL = "SELECT " + MovementRows.COLUMNS
            + " FROM unnest(?, ?, ?, ?, ?) AS wanted (in_scope, of_partner, of_company, of_kind, named) CROSS JOIN LATERAL"
            + " (SELECT * FROM enkash_movement WHERE scope = in_scope AND partner = of_partner AND company = of_company"
            + " AND kind = of_kind AND reference = named OFFSET 0) AS movement";

    private static final List<Function<MovementKey, String>> PARTS = List.of(
            MovementKey::scope,
            MovementKey::partner,
            MovementKey::company,
            key -> key.kind().name(),
            MovementKey::reference);

    private final boolean together;

    MovementReader(Dialect dialect) {
        this.together = dialect.isRemote();
    }

    /** The row of a key, or none. */
    List<Movement> find(Connection connection, MovementKey key) throws SQLException {
        return find(connection, List.of(key), false);
    }

    /** The rows of several keys, in no order. */
    List<Movement> find(Connection connection, List<MovementKey> keys) throws SQLException {
        return find(connection, keys, together);
    }

    private static List<Movement> find(Connection connection, List<MovementKey> keys, boolean together)
            throws SQLException {
        try (var statement = connection.prepareStatement(together ? FIND_ALL : FIND)) {
            if (together) {
                keys(connection, statement, keys);
                return read(statement);
            }
            var found = new ArrayList<Movement>(keys.size());
            for (var key : keys) {
                MovementRows.key(statement, 1, key);
                found.addAll(read(statement));
            }
            return found;
        }
    }

    /** The parameters of {@link #FIND_ALL}: a column of each part. */
    static void keys(Connection connection, PreparedStatement statement, List<MovementKey> keys) throws SQLException {
        for (int i = 0; i < PARTS.size(); i++) {
            var part = keys.stream().map(PARTS.get(i)).toArray();
            statement.setArray(i + 1, connection.createArrayOf("varchar", part));
        }
    }

    /** All rows that a query answers with. */
    static List<Movement> read(PreparedStatement query) throws SQLException {
        var movements = new ArrayList<Movement>();
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                movements.add(MovementRows.read(rows));
            }
        }
        return movements;
    }
}

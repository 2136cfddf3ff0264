package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.ledger.StateStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Remembers movements in a database, durably: what it has written is there after a crash. */
public final class JdbcLedger implements Ledger {

    private static final String SCOPE = "scope = ? AND partner = ? AND company = ?";
    /** The state is no parameter: PostgreSQL has an index for the paid ones, and one for all others. */
    private static final String LIST = "SELECT " + MovementRows.COLUMNS
            + " FROM enkash_movement WHERE state = '%s' AND changed_at <= ? AND " + SCOPE;
    /** Where a page goes on; the first condition is what the index can begin at. */
    private static final String AFTER =
            " AND changed_at >= ? AND (changed_at > ? OR reference > ? OR (reference = ? AND kind > ?))";

    /** All columns of the index, also those of which there is one value: else H2 sorts every row for each page. */
    private static final String IN_ORDER =
            " ORDER BY state, scope, partner, company, changed_at, reference, kind" + " FETCH FIRST ? ROWS ONLY";

    private static final String CONTROL =
            "SELECT " + MovementRows.COLUMNS + " FROM enkash_movement WHERE state = 'PAID'"
                    + " AND operation = ? AND account = ? AND " + SCOPE + " AND CHAR_LENGTH(reference) >= ?"
                    + " AND sent_at IS NOT NULL AND closed_by IS NULL";
    /** All columns of the index, as in {@link #IN_ORDER}. */
    private static final String FIRST_SENT = " ORDER BY state, operation, account, sent_at FETCH FIRST 1 ROWS ONLY";

    private static final String LAST_SENT =
            " ORDER BY state DESC, operation DESC, account DESC, sent_at DESC FETCH FIRST 1 ROWS ONLY";

    static final String PAID_BEFORE = CONTROL + " AND changed_at <= ? AND sent_at <= ?" + LAST_SENT;
    static final String SENT_AFTER = CONTROL + " AND sent_at >= ? AND NOT earlier_attempt" + FIRST_SENT;
    private static final String SENT_LAST = CONTROL + LAST_SENT;
    static final String LAST_PAID = CONTROL + " AND (settled = FALSE OR settled = ?)" + LAST_SENT;

    /** State by state, because each is counted in an index. */
    private static final String COUNT = Arrays.stream(State.values())
            .map(state ->
                    "SELECT '" + state + "', COUNT(*) FROM enkash_movement WHERE state = '" + state + "' AND " + SCOPE)
            .collect(Collectors.joining(" UNION ALL "));

    private final Connections connections;
    private final DatabaseClock clock;
    private final MovementReader reader;
    private final MovementWriter writer;
    /** H2 can keep a database in memory, which is a ledger that forgets. */
    private final boolean inMemory;

    private final boolean moved;
    /** Where the database is, if that depends on this process; else null. */
    private final Path file;

    private final GroupCommit commits;

    JdbcLedger(Connections connections, Dialect dialect, String url, boolean moved) {
        this.inMemory = H2File.isInMemory(url);
        this.file = H2File.dependingOnProcess(url).orElse(null);
        this.moved = moved;
        this.connections = connections;
        this.clock = new DatabaseClock(connections);
        this.reader = new MovementReader(dialect);
        this.writer = new MovementWriter(dialect);
        this.commits = new GroupCommit(new Commits(), dialect.lanes());
    }

    /** What the commits do that callers share. */
    private final class Commits implements GroupCommit.Writer {
        @Override
        public boolean one(Change change) {
            return connections.writing(connection -> writer.write(connection, change));
        }

        @Override
        public boolean[] all(List<Change> changes) {
            return connections.inOneCommitUnlessRefused(connection -> writer.write(connection, changes));
        }
    }

    /**
     * Opens a ledger by its URL, with a pool of its own.
     *
     * @param url {@code jdbc:h2:file:…} or {@code jdbc:postgresql://…}
     * @param username login, or null
     * @param password its password, or null
     */
    public static JdbcLedger open(String url, String username, String password) {
        return LedgerDatabase.open(url, username, password);
    }

    /** Opens a ledger on connections of somebody else's; they are not closed with it. */
    public static JdbcLedger open(DataSource dataSource) {
        return LedgerDatabase.open(dataSource);
    }

    /** Where it is, if that {@linkplain H2File#dependingOnProcess depends on this process}. */
    public Optional<Path> fileOfThisProcess() {
        return Optional.ofNullable(file);
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public Optional<Movement> find(MovementKey key) {
        return connections.reading(connection -> reader.find(connection, key)).stream()
                .findFirst();
    }

    @Override
    public Map<MovementKey, Movement> findAll(List<MovementKey> keys) {
        return connections.reading(connection -> reader.find(connection, keys)).stream()
                // A key that is asked for twice has one row.
                .collect(Collectors.toMap(Movement::key, Function.identity(), (one, same) -> one));
    }

    @Override
    public boolean replace(Movement before, Movement after) {
        return commits.write(new Change(before, after));
    }

    @Override
    public boolean[] replaceAll(List<Change> changes) {
        return connections.inOneCommit(connection -> writer.write(connection, changes));
    }

    @Override
    public List<Movement> list(MovementKey scope, State state, Instant notChangedSince, Movement after, int limit) {
        return connections.reading(connection -> {
            try (var statement = connection.prepareStatement(page(state, after != null))) {
                statement.setObject(1, notChangedSince.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
                int next = MovementRows.scope(statement, 2, scope);
                if (after != null) {
                    next = after(statement, next, after);
                }
                statement.setInt(next, limit);
                return MovementReader.read(statement);
            }
        });
    }

    /** What reads the first page of rows, or a further one. */
    static String page(State state, boolean further) {
        return String.format(LIST, state) + (further ? AFTER : "") + IN_ORDER;
    }

    private static int after(PreparedStatement statement, int first, Movement last) throws SQLException {
        int next = first;
        var key = last.key();
        MovementRows.time(statement, next++, last.changedAt());
        MovementRows.time(statement, next++, last.changedAt());
        statement.setString(next++, key.reference());
        statement.setString(next++, key.reference());
        statement.setString(next++, key.kind().name());
        return next;
    }

    @Override
    public List<Movement> controls(Movement unknown) {
        int length = unknown.key().reference().length();
        return connections.reading(connection -> {
            var noShorter = neighbours(connection, unknown, length);
            if (noShorter.isEmpty()) {
                noShorter = control(connection, SENT_LAST, unknown, length);
            }
            // A long reference may be a far neighbour; the nearest of any length are lost before this one is.
            var controls = new ArrayList<Movement>();
            if (!noShorter.isEmpty()) {
                controls.addAll(neighbours(connection, unknown, 1));
                controls.removeAll(noShorter);
                controls.addAll(noShorter);
            }
            return controls;
        });
    }

    private static List<Movement> neighbours(Connection connection, Movement unknown, int shortest)
            throws SQLException {
        var neighbours = control(connection, PAID_BEFORE, unknown, shortest, unknown.sentAt(), unknown.sentAt());
        neighbours.addAll(control(
                connection, SENT_AFTER, unknown, shortest, unknown.doubt().effectUntil()));
        return neighbours;
    }

    /** None or one; the moments are those of the query. */
    private static List<Movement> control(
            Connection connection, String query, Movement unknown, int shortest, Instant... moments)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, unknown.content().operation());
            statement.setString(2, unknown.content().account());
            int next = MovementRows.scope(statement, 3, unknown.key());
            statement.setInt(next++, shortest);
            for (var moment : moments) {
                MovementRows.time(statement, next++, moment);
            }
            return MovementReader.read(statement);
        }
    }

    @Override
    public Optional<Movement> lastPaid(MovementKey scope, String operation, String account, boolean byAnswer) {
        return connections.reading(connection -> {
            try (var statement = connection.prepareStatement(LAST_PAID)) {
                statement.setString(1, operation);
                statement.setString(2, account);
                int next = MovementRows.scope(statement, 3, scope);
                statement.setInt(next++, 0);
                statement.setBoolean(next, !byAnswer);
                return MovementReader.read(statement).stream().findFirst();
            }
        });
    }

    @Override
    public Map<State, Long> count(MovementKey scope) {
        return connections.reading(connection -> {
            try (var statement = connection.prepareStatement(COUNT)) {
                int next = 1;
                for (int i = 0; i < State.values().length; i++) {
                    next = MovementRows.scope(statement, next, scope);
                }
                var counts = new EnumMap<State, Long>(State.class);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        if (rows.getLong(2) > 0) {
                            counts.put(State.valueOf(rows.getString(1)), rows.getLong(2));
                        }
                    }
                }
                return counts;
            }
        });
    }

    /** Remembers refused logins in the same database. */
    @Override
    public Optional<LoginMemory> logins() {
        return Optional.of(new JdbcLoginMemory(connections, clock));
    }

    /** Keeps how far consumers are in the same database. */
    @Override
    public Optional<StateStore> states() {
        return Optional.of(new JdbcStateStore(connections, inMemory));
    }

    @Override
    public boolean isVolatile() {
        return inMemory;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An H2 file knows where it lives. Whoever moved it for good, and has no other copy in use, stops the process and
     * says so in the database: {@code UPDATE enkash_ledger SET location = NULL}. The next start takes the place where it
     * finds the file for its home.
     */
    @Override
    public boolean isMoved() {
        return moved;
    }

    @Override
    public void close() {
        connections.close();
    }
}

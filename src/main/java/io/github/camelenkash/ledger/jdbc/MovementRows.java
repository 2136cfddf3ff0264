package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.State;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes movements into statements and reads them out of results: the one place that knows the columns. */
final class MovementRows {

    /** The key, for a WHERE clause. */
    static final String KEY = "scope = ? AND partner = ? AND company = ? AND kind = ? AND reference = ?";

    private static final List<String> CONTENT =
            List.of("operation", "account", "fingerprint", "direction", "points", "card_id", "source");
    private static final List<String> CLAIM = List.of("state", "attempt", "owner", "lease_until");
    private static final List<String> DOUBT =
            List.of("earlier_attempt", "wrong_echo", "refusal", "not_funded", "effect_until", "reason");
    private static final List<String> RECEIPT = List.of(
            "receipt_card_id",
            "user_id",
            "transaction_id",
            "otb_balance",
            "response_code",
            "response_message",
            "settled",
            "closed_by");
    private static final List<String> TIMES = List.of("created_at", "sent_at", "changed_at");

    private static final List<String> CHANGING = concat(CONTENT, CLAIM, DOUBT, RECEIPT, TIMES);
    private static final String KEY_COLUMNS = "scope, partner, company, kind, reference, ";

    static final String COLUMNS = KEY_COLUMNS + String.join(", ", CHANGING);

    /**
     * Fenced: only the state, owner and attempt that were read may be replaced. The state stands in an expression, so that
     * PostgreSQL has no other index to look for the row by than that of the keys: one that holds the state would lead over
     * all that had it once.
     */
    private static final String FENCED = " WHERE " + KEY + " AND state || '' = ? AND attempt = ? AND owner = ?";

    /** What puts a new row down, whatever it holds. */
    static final String INSERT = insert(COLUMNS, parameters(CHANGING.size() + 5));
    /** What puts down a row {@linkplain #isPlain without doubt and receipt}, as most are: a third of it is empty. */
    static final String INSERT_PLAIN = insert(
            KEY_COLUMNS + String.join(", ", concat(CONTENT, CLAIM, TIMES))
                    + ", earlier_attempt, wrong_echo, not_funded, settled",
            parameters(CONTENT.size() + CLAIM.size() + TIMES.size() + 5) + ", FALSE, FALSE, FALSE, FALSE");
    /** What replaces all of a row but its key. */
    static final String UPDATE = "UPDATE enkash_movement SET " + String.join(" = ?, ", CHANGING) + " = ?" + FENCED;
    /** What replaces the part of a row that {@linkplain #isOutcome an outcome} changes. */
    static final String UPDATE_OUTCOME = "UPDATE enkash_movement SET state = ?, lease_until = ?, "
            + String.join(" = ?, ", RECEIPT) + " = ?, changed_at = ?" + FENCED;

    private MovementRows() {}

    @SafeVarargs
    private static List<String> concat(List<String>... columns) {
        return Stream.of(columns).flatMap(List::stream).toList();
    }

    private static String parameters(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static String insert(String columns, String values) {
        return "INSERT INTO enkash_movement (" + columns + ") VALUES (" + values + ")";
    }

    /** Whether all that {@link #INSERT_PLAIN} leaves out is empty. */
    static boolean isPlain(Movement row) {
        return row.receipt() == null && row.doubt().equals(Movement.Doubt.NONE);
    }

    /**
     * Whether a change leaves alone what {@link #UPDATE_OUTCOME} leaves out. Only of a row that was being sent, which is
     * written once: any other may have changed in the database without a change of what fences it.
     */
    static boolean isOutcome(Movement before, Movement after) {
        return before.state() == State.SENT
                && before.attempt() == after.attempt()
                && before.owner().equals(after.owner())
                && before.content().equals(after.content())
                && before.doubt().equals(after.doubt())
                && before.createdAt().equals(after.createdAt())
                && Objects.equals(before.sentAt(), after.sentAt());
    }

    static void insert(PreparedStatement statement, Movement row) throws SQLException {
        content(statement, key(statement, 1, row.key()), row);
    }

    static void insertPlain(PreparedStatement statement, Movement row) throws SQLException {
        int next = ordered(statement, key(statement, 1, row.key()), row.content());
        times(statement, claim(statement, next, row), row);
    }

    static void update(PreparedStatement statement, Movement before, Movement after) throws SQLException {
        fence(statement, content(statement, 1, after), before);
    }

    static void updateOutcome(PreparedStatement statement, Movement before, Movement after) throws SQLException {
        statement.setString(1, after.state().name());
        time(statement, 2, after.leaseUntil());
        int next = receipt(statement, 3, after.receipt());
        time(statement, next++, after.changedAt());
        fence(statement, next, before);
    }

    private static void fence(PreparedStatement statement, int first, Movement before) throws SQLException {
        int next = key(statement, first, before.key());
        statement.setString(next++, before.state().name());
        statement.setInt(next++, before.attempt());
        statement.setString(next, before.owner());
    }

    static int key(PreparedStatement statement, int first, MovementKey key) throws SQLException {
        int next = scope(statement, first, key);
        statement.setString(next++, key.kind().name());
        statement.setString(next++, key.reference());
        return next;
    }

    static int scope(PreparedStatement statement, int first, MovementKey key) throws SQLException {
        int next = first;
        statement.setString(next++, key.scope());
        statement.setString(next++, key.partner());
        statement.setString(next++, key.company());
        return next;
    }

    /** All but the key, in the order of {@link #CHANGING}. */
    private static int content(PreparedStatement statement, int first, Movement row) throws SQLException {
        int next = claim(statement, ordered(statement, first, row.content()), row);
        var doubt = row.doubt();
        statement.setBoolean(next++, doubt.earlierAttempt());
        statement.setBoolean(next++, doubt.wrongEcho());
        statement.setString(next++, doubt.refusal());
        statement.setBoolean(next++, doubt.notFunded());
        time(statement, next++, doubt.effectUntil());
        statement.setString(next++, doubt.reason());
        return times(statement, receipt(statement, next, row.receipt()), row);
    }

    private static int ordered(PreparedStatement statement, int first, Movement.Content content) throws SQLException {
        int next = first;
        statement.setString(next++, content.operation());
        statement.setString(next++, content.account());
        statement.setString(next++, content.fingerprint());
        statement.setString(next++, content.direction().name());
        statement.setBigDecimal(next++, content.points());
        statement.setString(next++, content.cardId());
        statement.setString(next++, content.source());
        return next;
    }

    private static int claim(PreparedStatement statement, int first, Movement row) throws SQLException {
        int next = first;
        statement.setString(next++, row.state().name());
        statement.setInt(next++, row.attempt());
        statement.setString(next++, row.owner());
        time(statement, next++, row.leaseUntil());
        return next;
    }

    private static int times(PreparedStatement statement, int first, Movement row) throws SQLException {
        int next = first;
        time(statement, next++, row.createdAt());
        time(statement, next++, row.sentAt());
        time(statement, next++, row.changedAt());
        return next;
    }

    private static int receipt(PreparedStatement statement, int first, Movement.Receipt receipt) throws SQLException {
        int next = first;
        boolean has = receipt != null;
        statement.setString(next++, has ? receipt.cardId() : null);
        statement.setString(next++, has ? receipt.userId() : null);
        statement.setString(next++, has ? receipt.transactionId() : null);
        statement.setBigDecimal(next++, has ? receipt.otbBalance() : null);
        statement.setObject(next++, has ? receipt.responseCode() : null, java.sql.Types.INTEGER);
        statement.setString(next++, has ? receipt.responseMessage() : null);
        statement.setBoolean(next++, has && receipt.settled());
        statement.setString(next++, has ? receipt.closedBy() : null);
        return next;
    }

    static Movement read(ResultSet row) throws SQLException {
        var key = new MovementKey(
                row.getString("scope"),
                row.getString("partner"),
                row.getString("company"),
                Kind.valueOf(row.getString("kind")),
                row.getString("reference"));
        var content = new Movement.Content(
                row.getString("operation"),
                row.getString("account"),
                row.getString("fingerprint"),
                Direction.valueOf(row.getString("direction")),
                row.getBigDecimal("points"),
                row.getString("card_id"),
                row.getString("source"));
        var doubt = new Movement.Doubt(
                row.getBoolean("earlier_attempt"),
                row.getBoolean("wrong_echo"),
                row.getString("refusal"),
                row.getBoolean("not_funded"),
                time(row, "effect_until"),
                row.getString("reason"));
        var state = State.valueOf(row.getString("state"));
        return new Movement(
                key,
                content,
                state,
                row.getInt("attempt"),
                row.getString("owner"),
                time(row, "lease_until"),
                doubt,
                state == State.PAID ? receipt(row) : null,
                time(row, "created_at"),
                time(row, "sent_at"),
                time(row, "changed_at"));
    }

    private static Movement.Receipt receipt(ResultSet row) throws SQLException {
        return new Movement.Receipt(
                row.getString("receipt_card_id"),
                row.getString("user_id"),
                row.getString("transaction_id"),
                row.getBigDecimal("otb_balance"),
                row.getObject("response_code", Integer.class),
                row.getString("response_message"),
                row.getBoolean("settled"),
                row.getString("closed_by"));
    }

    static void time(PreparedStatement statement, int index, Instant instant) throws SQLException {
        // Databases keep microseconds; what is written must be what is read.
        statement.setObject(
                index,
                instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

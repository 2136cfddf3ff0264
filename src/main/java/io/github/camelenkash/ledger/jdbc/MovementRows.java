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

/** Writes movements into statements and reads them out of results: the one place that knows the columns. */
final class MovementRows {

    /** The key, for a WHERE clause. */
    static final String KEY = "scope = ? AND partner = ? AND company = ? AND kind = ? AND reference = ?";

    /** Columns that a change writes, in the order of {@link #content}. */
    private static final List<String> CHANGING = List.of(
            "operation",
            "account",
            "fingerprint",
            "direction",
            "points",
            "card_id",
            "source",
            "state",
            "attempt",
            "owner",
            "lease_until",
            "earlier_attempt",
            "wrong_echo",
            "refusal",
            "not_funded",
            "effect_until",
            "reason",
            "receipt_card_id",
            "user_id",
            "transaction_id",
            "otb_balance",
            "response_code",
            "response_message",
            "settled",
            "closed_by",
            "created_at",
            "sent_at",
            "changed_at");

    static final String COLUMNS = "scope, partner, company, kind, reference, " + String.join(", ", CHANGING);
    static final String PARAMETERS = String.join(", ", Collections.nCopies(CHANGING.size() + 5, "?"));
    /**
     * Fenced: only the state, owner and attempt that were read may be replaced. The state stands in an expression, because
     * PostgreSQL would look for the row by an index that begins with the state, and walk over all that had it once.
     */
    static final String UPDATE = "UPDATE enkash_movement SET " + String.join(" = ?, ", CHANGING) + " = ? WHERE " + KEY
            + " AND state || '' = ? AND attempt = ? AND owner = ?";

    private MovementRows() {}

    static void insert(PreparedStatement statement, Movement row) throws SQLException {
        content(statement, key(statement, 1, row.key()), row);
    }

    static void update(PreparedStatement statement, Movement before, Movement after) throws SQLException {
        int next = key(statement, content(statement, 1, after), after.key());
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

    private static int content(PreparedStatement statement, int first, Movement row) throws SQLException {
        int next = first;
        var content = row.content();
        statement.setString(next++, content.operation());
        statement.setString(next++, content.account());
        statement.setString(next++, content.fingerprint());
        statement.setString(next++, content.direction().name());
        statement.setBigDecimal(next++, content.points());
        statement.setString(next++, content.cardId());
        statement.setString(next++, content.source());
        statement.setString(next++, row.state().name());
        statement.setInt(next++, row.attempt());
        statement.setString(next++, row.owner());
        time(statement, next++, row.leaseUntil());
        var doubt = row.doubt();
        statement.setBoolean(next++, doubt.earlierAttempt());
        statement.setBoolean(next++, doubt.wrongEcho());
        statement.setString(next++, doubt.refusal());
        statement.setBoolean(next++, doubt.notFunded());
        time(statement, next++, doubt.effectUntil());
        statement.setString(next++, doubt.reason());
        next = receipt(statement, next, row.receipt());
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

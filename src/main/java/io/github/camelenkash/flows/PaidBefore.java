package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Remembers which awards were paid lately, to find the same points for the same person under another reference. It holds
 * salted hashes and days, and nobody's name. It is a memory aid and no ledger: what is paid is not paid twice whatever is in
 * here.
 */
final class PaidBefore {

    private final HashedHistory history;

    PaidBefore(HashedHistory history) throws SQLException {
        this.history = history;
        history.prepare(
                "CREATE TABLE IF NOT EXISTS reward_history (award VARCHAR(50), reference VARCHAR(50),"
                        + " paid_on DATE NOT NULL, PRIMARY KEY (award, reference))",
                "CREATE INDEX IF NOT EXISTS reward_history_paid_on ON reward_history (paid_on)");
    }

    /**
     * The last day since when the same person got the same points of the same programme under another reference.
     *
     * @return the day, or null
     */
    LocalDate lastUnderAnotherReference(
            String programme, String person, BigDecimal points, String reference, LocalDate since) throws SQLException {
        try (var query = history.connection()
                .prepareStatement(
                        "SELECT MAX(paid_on) FROM reward_history WHERE award = ? AND reference <> ? AND paid_on >= ?")) {
            query.setString(1, award(programme, person, points));
            query.setString(2, history.hash(reference));
            query.setDate(3, Date.valueOf(since));
            try (var found = query.executeQuery()) {
                found.next();
                var day = found.getDate(1);
                return day == null ? null : day.toLocalDate();
            }
        }
    }

    /** Remembers an award; does nothing if it is known. */
    void remember(String programme, String person, BigDecimal points, String reference, LocalDate today)
            throws SQLException {
        try (var insert = history.connection()
                .prepareStatement("INSERT INTO reward_history (award, reference, paid_on)"
                        + " SELECT ?, ?, CAST(? AS DATE) WHERE NOT EXISTS"
                        + " (SELECT 1 FROM reward_history WHERE award = ? AND reference = ?)")) {
            var award = award(programme, person, points);
            var name = history.hash(reference);
            insert.setString(1, award);
            insert.setString(2, name);
            insert.setDate(3, Date.valueOf(today));
            insert.setString(4, award);
            insert.setString(5, name);
            insert.executeUpdate();
        }
    }

    /** Forgets what is older. */
    void forgetBefore(LocalDate day) throws SQLException {
        try (var delete = history.connection().prepareStatement("DELETE FROM reward_history WHERE paid_on < ?")) {
            delete.setDate(1, Date.valueOf(day));
            delete.executeUpdate();
        }
    }

    private String award(String programme, String person, BigDecimal points) {
        return history.hash(
                programme + "\n" + person + "\n" + points.stripTrailingZeros().toPlainString());
    }
}

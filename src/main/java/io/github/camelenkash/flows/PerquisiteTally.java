package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.sql.SQLException;

/**
 * What each person was paid in a financial year, for those who must tell the tax office about perquisites. It informs and
 * decides nothing. An award counts once under its reference, in the year in which it was sent; what was taken back or paid elsewhere is not
 * known here, nor that a row with a mobile and one with a card are for the same person.
 */
final class PerquisiteTally {

    private final HashedHistory history;

    PerquisiteTally(HashedHistory history) throws SQLException {
        this.history = history;
        history.prepare("CREATE TABLE IF NOT EXISTS reward_perquisite (financial_year INTEGER, person VARCHAR(50),"
                + " reference VARCHAR(50), points NUMERIC(20, 2) NOT NULL,"
                + " PRIMARY KEY (financial_year, person, reference))");
    }

    /** What a person was paid in a year. */
    BigDecimal points(FinancialYear year, String person) throws SQLException {
        try (var query = history.connection()
                .prepareStatement("SELECT COALESCE(SUM(points), 0) FROM reward_perquisite"
                        + " WHERE financial_year = ? AND person = ?")) {
            query.setInt(1, year.start());
            query.setString(2, hash(person));
            try (var sum = query.executeQuery()) {
                sum.next();
                return sum.getBigDecimal(1);
            }
        }
    }

    /** Counts an award; does nothing if it is counted. */
    void add(FinancialYear year, String person, String reference, BigDecimal points) throws SQLException {
        try (var insert = history.connection()
                .prepareStatement("INSERT INTO reward_perquisite (financial_year, person, reference, points)"
                        + " SELECT CAST(? AS INTEGER), ?, ?, CAST(? AS NUMERIC(20, 2)) WHERE NOT EXISTS"
                        + " (SELECT 1 FROM reward_perquisite"
                        + " WHERE financial_year = ? AND person = ? AND reference = ?)")) {
            var who = hash(person);
            var name = history.hash(reference);
            insert.setInt(1, year.start());
            insert.setString(2, who);
            insert.setString(3, name);
            insert.setBigDecimal(4, points);
            insert.setInt(5, year.start());
            insert.setString(6, who);
            insert.setString(7, name);
            insert.executeUpdate();
        }
    }

    /** Forgets the years before one. */
    void forgetBefore(FinancialYear year) throws SQLException {
        try (var delete =
                history.connection().prepareStatement("DELETE FROM reward_perquisite WHERE financial_year < ?")) {
            delete.setInt(1, year.start());
            delete.executeUpdate();
        }
    }

    private String hash(String person) {
        return history.hash("perquisite\n" + person);
    }
}

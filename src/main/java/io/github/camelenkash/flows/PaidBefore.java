package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers which awards were paid lately, over JDBC (H2, PostgreSQL), to find the same points for the same person under
 * another reference. It holds salted hashes and days, and nobody's name: who has the database and its salt can test a guess,
 * and can read nothing. It is a memory aid and no ledger: what is paid is not paid twice whatever is in here.
 */
final class PaidBefore implements AutoCloseable {

    private static final String HMAC = "HmacSHA256";
    private static final int SALT_BYTES = 32;

    private final Connection connection;
    private final byte[] salt;

    /** Connects, and prepares the database the first time. */
    PaidBefore(String url) throws SQLException {
        connection = DriverManager.getConnection(url);
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS reward_history_salt (salt VARCHAR(100) PRIMARY KEY)");
            statement.execute("CREATE TABLE IF NOT EXISTS reward_history (award VARCHAR(50), reference VARCHAR(50),"
                    + " paid_on DATE NOT NULL, PRIMARY KEY (award, reference))");
            statement.execute("CREATE INDEX IF NOT EXISTS reward_history_paid_on ON reward_history (paid_on)");
            var fresh = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(fresh);
            statement.execute("INSERT INTO reward_history_salt SELECT '"
                    + Base64.getEncoder().encodeToString(fresh)
                    + "' WHERE NOT EXISTS (SELECT 1 FROM reward_history_salt)");
            try (var salts = statement.executeQuery("SELECT MIN(salt) FROM reward_history_salt")) {
                salts.next();
                salt = Base64.getDecoder().decode(salts.getString(1));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * The last day since when the same person got the same points of the same programme under another reference.
     *
     * @return the day, or null
     */
    LocalDate lastUnderAnotherReference(
            String programme, String person, BigDecimal points, String reference, LocalDate since) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT MAX(paid_on) FROM reward_history WHERE award = ? AND reference <> ? AND paid_on >= ?")) {
            query.setString(1, award(programme, person, points));
            query.setString(2, hash(reference));
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
        try (var insert = connection.prepareStatement("INSERT INTO reward_history (award, reference, paid_on)"
                + " SELECT ?, ?, CAST(? AS DATE) WHERE NOT EXISTS"
                + " (SELECT 1 FROM reward_history WHERE award = ? AND reference = ?)")) {
            var award = award(programme, person, points);
            var name = hash(reference);
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
        try (var delete = connection.prepareStatement("DELETE FROM reward_history WHERE paid_on < ?")) {
            delete.setDate(1, Date.valueOf(day));
            delete.executeUpdate();
        }
    }

    private String award(String programme, String person, BigDecimal points) {
        return hash(
                programme + "\n" + person + "\n" + points.stripTrailingZeros().toPlainString());
    }

    private String hash(String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(salt, HMAC));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + HMAC, e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

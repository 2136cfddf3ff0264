package io.github.camelenkash.flows;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The database of {@code csvDrop.history}, over JDBC (H2, PostgreSQL), with the salt that names are hashed with. Who has the
 * database and its salt can test a guess, and can read nothing.
 */
final class HashedHistory implements AutoCloseable {

    private static final String HMAC = "HmacSHA256";
    private static final int SALT_BYTES = 32;

    private final Connection connection;
    private final byte[] salt;

    /** Connects, and prepares the database the first time. */
    HashedHistory(String url) throws SQLException {
        connection = connect(url);
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS reward_history_salt (salt VARCHAR(100) PRIMARY KEY)");
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

    /** Without the driver's words, which repeat the URL with the password that may be in it. */
    private static Connection connect(String url) throws SQLException {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            throw new SQLException("The database of the property 'history' cannot be opened", e.getSQLState());
        }
    }

    /** For the one thread that pays the file. */
    Connection connection() {
        return connection;
    }

    /** Prepares what somebody keeps here. */
    void prepare(String... statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    String hash(String text) {
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

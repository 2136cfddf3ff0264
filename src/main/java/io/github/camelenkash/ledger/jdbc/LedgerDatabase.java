package io.github.camelenkash.ledger.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.UnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Opens the database of a ledger: connections, durability, schema. */
final class LedgerDatabase {

    private static final String HISTORY = "enkash_schema_history";
    /** As many as can be in a commit at a time without queueing for long; a movement holds none while it is sent. */
    private static final int MOST_CONNECTIONS = 16;

    /** SQL state of a file that another process has locked. */
    private static final String H2_OPEN_ELSEWHERE = "90020";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private LedgerDatabase() {}

    static JdbcLedger open(String url, String username, String password) {
        var dialect = Dialect.of(url);
        var config = new HikariConfig();
        config.setPoolName("enkash-ledger");
        config.setJdbcUrl(dialect.url(url));
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        dialect.connectionProperties().forEach((name, value) -> {
            // What the URL says counts.
            if (!url.contains(name + "=")) {
                config.addDataSourceProperty(name, value);
            }
        });
        // A database that is down at start is an error of the start, and one that goes away later is not.
        // One try: a wrong password that is tried for ten seconds locks the database's user.
        config.setInitializationFailTimeout(1);
        var dataSource = pool(config);
        try {
            return open(new Connections(dataSource, true), dataSource, dialect);
        } catch (RuntimeException e) {
            dataSource.close();
            throw e;
        }
    }

    private static HikariDataSource pool(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            // The pool's own message repeats the driver's, which may name the URL with its parameters.
            if (isOpenElsewhere(e)) {
                throw new UnavailableException(
                        Failure.because("The ledger's H2 file is open in another process, and belongs to one at a time")
                                .field("ledgerUrl")
                                .next("Nothing is sent. Stop the other process (a running job, or another command) and"
                                        + " do it again, or use PostgreSQL for more than one"),
                        e);
            }
            throw new UnavailableException(
                    Failure.because("The ledger's database cannot be reached, or refuses the login")
                            .field("ledgerUrl")
                            .next("Nothing is sent. Check ledgerUrl, ledgerUsername and ledgerPassword, and that the"
                                    + " driver is on the class path"),
                    e);
        }
    }

    private static boolean isOpenElsewhere(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && H2_OPEN_ELSEWHERE.equals(e.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    static JdbcLedger open(DataSource dataSource) {
        var connections = new Connections(dataSource, false);
        var dialect = connections.reading(
                connection -> Dialect.of(connection.getMetaData().getDatabaseProductName()));
        return open(connections, dataSource, dialect);
    }

    private static JdbcLedger open(Connections connections, DataSource dataSource, Dialect dialect) {
        // A DataSource says only here what it leads to.
        var url = connections.reading(connection -> connection.getMetaData().getURL());
        dialect.checkUrl(url);
        var durable = connections.flushedBy(connections.reading(dialect::makeDurable));
        try {
            Flyway.configure(LedgerDatabase.class.getClassLoader())
                    .dataSource(dataSource)
                    .locations(dialect.migrations().toArray(String[]::new))
                    .table(HISTORY)
                    .callbacks(new PatientMigration())
                    // The schema may hold other tables; ours begin with enkash_.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new UnavailableException(
                    Failure.because("The ledger's tables could not be created or brought up to date")
                            .field("ledgerUrl")
                            .next("Nothing is sent. Check the rights of the ledger's user and the database's log"),
                    e);
        }
        return new JdbcLedger(durable, dialect, url, dialect.moveIn(durable));
    }
}

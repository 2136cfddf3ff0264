package io.github.camelenkash.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The databases that a ledger can live in, for tests whose promise must hold in both:
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource(LedgerStore.class)
 * void nothingIsSentWithoutALedgerRow(LedgerStore store, @TempDir Path folder) {
 *     var database = store.create(folder);
 *     … // options ledgerUrl, ledgerUsername, ledgerPassword
 * }
 * }</pre>
 *
 * <p>One PostgreSQL serves all tests of a JVM, each with a database of its own. A test that stops its server starts one
 * for itself.
 */
public enum LedgerStore {
    /** An H2 file in the test's folder. */
    H2 {
        @Override
        public Database create(Path folder) {
            return new Database("jdbc:h2:file:" + folder.resolve("movements").toAbsolutePath(), null, null);
        }
    },
    /** A new database in a real PostgreSQL, set as one in production but for the flush to the disk: no test cuts the power. */
    POSTGRESQL {
        @Override
        public Database create(Path folder) {
            var server = Shared.SERVER;
            var name = "ledger" + NUMBER.incrementAndGet();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new Database(server.getJdbcUrl(USER, name), USER, USER);
        }
    };

    private static final String USER = "postgres";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** What to set the options {@code ledgerUrl}, {@code ledgerUsername} and {@code ledgerPassword} to. */
    public record Database(String url, String username, String password) {}

    /** A database for one test, empty. */
    public abstract Database create(Path folder);

    /** Starts a PostgreSQL whose commits are durable when they return; whoever starts one closes it. */
    public static EmbeddedPostgres startPostgres() {
        return startPostgres("on");
    }

    private static EmbeddedPostgres startPostgres(String flush) {
        try {
            // The embedded server's own defaults trade durability for speed.
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", flush)
                    .setServerConfig("max_connections", "200")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started by the first test that needs it. */
    private static final class Shared {
        static final EmbeddedPostgres SERVER = startPostgres("off");

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    SERVER.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        }
    }
}

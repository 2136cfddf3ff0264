package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The databases that can hold a ledger, and what each needs for a commit to be durable when it returns. */
enum Dialect {
    /**
     * H2 in a file of one process. H2 writes a commit to the file some time after it returned, and a killed process loses
     * it, so each commit is followed by a {@linkplain H2Flush flush}. {@code WRITE_DELAY=0} would do the same, but it also
     * ends the thread that takes back what is no longer used of the file, which then grows by each commit for ever.
     */
    H2 {
        @Override
        String unlessThere(String insert) {
            // H2 has no ON CONFLICT outside its compatibility modes. It undoes the one statement that repeats a key.
            return insert;
        }

        @Override
        Connections.Flush makeDurable(Connection connection) throws SQLException {
            try (var statement = connection.createStatement()) {
                checkVersion(statement);
                refuseServer(statement);
                if (H2Flush.isPossible(connection)) {
                    statement.execute("SET WRITE_DELAY " + TIDYING_MILLIS);
                    return new H2Flush();
                }
            }
            return H2_WITHOUT_THREADS;
        }

        private void checkVersion(Statement statement) throws SQLException {
            try (var row = statement.executeQuery("SELECT H2VERSION()")) {
                row.next();
                if (losesRows(row.getString(1))) {
                    throw refused(
                            "is opened by H2 " + row.getString(1)
                                    + ", which is known to lose rows when it closes a file",
                            "Use H2 " + FIRST_H2_THAT_KEEPS_ROWS + " or later; a BOM may have chosen the older one");
                }
            }
        }

        /** With AUTO_SERVER, which no connection tells of, H2 writes the server's address into a file of its own. */
        private void refuseServer(Statement statement) throws SQLException {
            String path;
            try (var row = statement.executeQuery("SELECT DATABASE_PATH()")) {
                row.next();
                path = row.getString(1);
            }
            var lock = new File(path + ".lock.db");
            if (path == null || !lock.exists()) {
                return;
            }
            var content = new Properties();
            try (var reader = new FileReader(lock, StandardCharsets.UTF_8)) {
                content.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw refused(
                        "has a lock file that cannot be read: " + lock.getName(),
                        "Delete it if no other process has the ledger open");
            }
            if (content.containsKey("server")) {
                throw server();
            }
        }

        @Override
        boolean moveIn(Connections connections) {
            return Home.moveIn(connections);
        }

        @Override
        void checkUrl(String url) {
            var upper = url.toUpperCase(Locale.ROOT);
            if (upper.startsWith("JDBC:H2:TCP:") || upper.startsWith("JDBC:H2:SSL:") || upper.contains("AUTO_SERVER")) {
                throw server();
            }
            refuseEnding(url);
            if (H2File.isUnclear(url)) {
                throw refused(
                        "is a file whose path is neither absolute nor begins with ./",
                        "Write an absolute path: ledgerUrl = jdbc:h2:file:/var/lib/rewards/movements, which in the ready"
                                + " routes is ledger.file = /var/lib/rewards/movements");
            }
        }

        private void refuseEnding(String url) {
            if (H2File.hasEnding(url)) {
                throw refused(
                        "is named with the ending .mv.db, which H2 adds itself, so it would be another file",
                        "Leave .mv.db out of ledgerUrl, or of ledger.file");
            }
        }

        private InvalidRequestException server() {
            return refused(
                    "names an H2 server or AUTO_SERVER",
                    "An H2 ledger belongs to one process; for more than one use PostgreSQL");
        }

        @Override
        String url(String url) {
            checkUrl(url);
            var without = url.replaceAll("(?i);WRITE_DELAY=0(?=;|$)", "");
            if (without.toUpperCase(Locale.ROOT).contains("WRITE_DELAY")) {
                throw refused("sets a WRITE_DELAY", "Leave it out: the ledger writes each commit to the file itself");
            }
            return without;
        }
    },
    /** PostgreSQL 14 or later, for one node or many. */
    POSTGRESQL {
        @Override
        String unlessThere(String insert) {
            return insert + " ON CONFLICT DO NOTHING";
        }

        /** By default the driver waits for ever for an answer that a silent network has lost. */
        @Override
        Map<String, String> connectionProperties() {
            return Map.of("socketTimeout", "30", "tcpKeepAlive", "true");
        }

        @Override
        List<String> migrations() {
            return List.of(MIGRATIONS + "migration", MIGRATIONS + "postgresql");
        }

        /** While one waits for its flush, others can be written. With more lanes fewer callers share a commit. */
        @Override
        int lanes() {
            return 4;
        }

        @Override
        boolean isRemote() {
            return true;
        }

        @Override
        Connections.Flush makeDurable(Connection connection) throws SQLException {
            if (connection.getMetaData().getDatabaseMajorVersion() < OLDEST_POSTGRESQL) {
                throw refused("is a PostgreSQL older than " + OLDEST_POSTGRESQL, "Use a newer one");
            }
            try (var statement = connection.createStatement();
                    var setting = statement.executeQuery("SHOW synchronous_commit")) {
                setting.next();
                var value = setting.getString(1);
                if (!value.equals("on") && !value.equals("remote_apply")) {
                    throw refused(
                            "has synchronous_commit=" + value,
                            "Set it to on for the ledger's user: ALTER ROLE … SET synchronous_commit = on");
                }
            }
            return committed -> {};
        }
    };

    private static final String MIGRATIONS = "classpath:io/github/camelenkash/ledger/";
    private static final int OLDEST_POSTGRESQL = 14;
    /** Earlier ones lose rows, or the file, when they tidy it at its close (h2database, issues 4123 and 4247). */
    private static final String FIRST_H2_THAT_KEEPS_ROWS = "2.4.240";
    /** H2's own default for a file. */
    private static final int TIDYING_MILLIS = 500;
    /** Slow for a file that is used for long, and right: who commits writes. Other connections may have set it otherwise. */
    private static final Connections.Flush H2_WITHOUT_THREADS = committed -> {
        try (var statement = committed.createStatement()) {
            statement.execute("SET WRITE_DELAY 0");
            statement.execute("CHECKPOINT");
            statement.execute(H2Flush.TO_DISK);
        }
    };

    /** What its driver is to be told besides the URL. */
    Map<String, String> connectionProperties() {
        return Map.of();
    }

    /** Where the steps are that bring its tables up to date. */
    List<String> migrations() {
        return List.of(MIGRATIONS + "migration");
    }

    /** How many commits it can do at a time with profit. H2 does one after the other. */
    int lanes() {
        return 1;
    }

    /** Whether each statement is a way to another process and back. */
    boolean isRemote() {
        return false;
    }

    /**
     * Makes an INSERT one that inserts nothing where the key is there, or fails with {@link MovementWriter#DUPLICATE_KEY}
     * by itself.
     */
    abstract String unlessThere(String insert);

    /**
     * Makes sure that commits can be durable when they return, or refuses the database.
     *
     * @return what must follow each commit
     */
    abstract Connections.Flush makeDurable(Connection connection) throws SQLException;

    /** Refuses a URL by which others could use the database at the same time, where it must be of one process. */
    void checkUrl(String url) {}

    /**
     * Takes a database that belongs to one process into its hands.
     *
     * @return whether it was opened elsewhere than where it lives
     */
    boolean moveIn(Connections connections) {
        return false;
    }

    /** The URL to use for this one, completed where need be. */
    String url(String url) {
        return url;
    }

    static boolean losesRows(String h2Version) {
        return Runtime.Version.parse(h2Version).compareTo(Runtime.Version.parse(FIRST_H2_THAT_KEEPS_ROWS)) < 0;
    }

    /** The dialect of a JDBC URL or of a connection's product name. */
    static Dialect of(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:h2:") || lower.equals("h2")) {
            return H2;
        }
        if (lower.startsWith("jdbc:postgresql:") || lower.equals("postgresql")) {
            return POSTGRESQL;
        }
        throw refused(
                "is neither H2 nor PostgreSQL",
                "Use jdbc:h2:file:… for one process or jdbc:postgresql://… for" + " many");
    }

    static InvalidRequestException refused(String what, String next) {
        return new InvalidRequestException(Failure.because("The ledger's database " + what)
                .field("ledgerUrl")
                .next(next));
    }
}

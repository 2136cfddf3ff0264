package io.github.camelenkash.ledger.jdbc;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an H2 file lives, and which process has it. The file belongs to one process at a time, so whoever held a lease in
 * an earlier process is gone; and a file that was opened elsewhere may be an old copy, which knows less than EnKash does.
 */
final class Home {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcLedger.class);

    private static final String FIND =
            "SELECT process, location, DATABASE_PATH() FROM enkash_ledger WHERE id = 1 FOR UPDATE";
    private static final String TAKE = "UPDATE enkash_ledger SET process = ? WHERE id = 1";
    private static final String SETTLE_DOWN = "UPDATE enkash_ledger SET location = ? WHERE id = 1";
    private static final String END_LEASES = "UPDATE enkash_movement SET lease_until = CURRENT_TIMESTAMP WHERE state ="
            + " 'SENT' AND lease_until > CURRENT_TIMESTAMP";

    private Home() {}

    /**
     * Takes an H2 file into the hands of this process.
     *
     * @return whether it was opened elsewhere than where it lives
     */
    static boolean moveIn(Connections connections) {
        var process = process();
        return connections.inOneCommit(connection -> {
            String lastProcess;
            String home;
            String here;
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery(FIND)) {
                row.next();
                lastProcess = row.getString(1);
                home = row.getString(2);
                here = row.getString(3);
            }
            if (here == null) {
                return false; // in memory, where no other process has been
            }
            if (!process.equals(lastProcess)) {
                endLeases(connection);
                set(connection, TAKE, process);
            }
            if (home == null) {
                set(connection, SETTLE_DOWN, here);
            }
            return isMoved(home, here);
        });
    }

    /** Their holders can send nothing any more. What they sent may still take effect, and that is counted from now. */
    private static void endLeases(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            int ended = statement.executeUpdate(END_LEASES);
            if (ended > 0) {
                LOG.info("{} movements were being sent when the process before this one ended", ended);
            }
        }
    }

    private static boolean isMoved(String home, String here) {
        boolean moved = home != null && !home.equals(here);
        if (moved) {
            LOG.warn(
                    "The ledger lives in {} and was opened in {}. It may be a copy that does not know of every payment, so"
                            + " each reference is looked up at EnKash before it is first sent. If it was moved for good, and"
                            + " no other copy is in use, stop the process and say so in the ledger's database: UPDATE"
                            + " enkash_ledger SET location = NULL",
                    home,
                    here);
        }
        return moved;
    }

    private static void set(Connection connection, String update, String value) throws SQLException {
        try (var statement = connection.prepareStatement(update)) {
            statement.setString(1, value);
            statement.executeUpdate();
        }
    }

    /** The same for all contexts and class loaders of a process, and another one for every other process. */
    private static String process() {
        var self = ProcessHandle.current();
        var start = self.info()
                .startInstant()
                .orElseGet(() -> Instant.ofEpochMilli(
                        ManagementFactory.getRuntimeMXBean().getStartTime()));
        return self.pid() + "@" + start;
    }
}

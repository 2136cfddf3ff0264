package io.github.camelenkash.flows;

import io.github.camelenkash.flows.Difference.EnkashRows;
import io.github.camelenkash.flows.Difference.HrRow;
import io.github.camelenkash.flows.Difference.LedgerRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;

/**
 * The three sides of a reconciliation on disk, in a temporary H2 database, so that memory does not depend on how many
 * awards a month has. Each side is filled once, and then read in the order of the references.
 */
final class ReconcileTables implements AutoCloseable {

    private static final int BATCH = 1000;
    private static final int MOST_IDS = 5;

    private final Path folder;
    private final String url;
    private final Connection connection;
    private final PreparedStatement hr;
    private final PreparedStatement ledger;
    private final PreparedStatement enkash;

    ReconcileTables() throws IOException, SQLException {
        folder = Files.createTempDirectory("reconcile");
        url = "jdbc:h2:file:" + folder.resolve("tables").toAbsolutePath();
        connection = DriverManager.getConnection(url);
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE hr (reference VARCHAR, line BIGINT, points DECIMAL(30, 2))");
            statement.execute(
                    "CREATE TABLE ledger (number BIGINT GENERATED ALWAYS AS IDENTITY, reference VARCHAR,"
                            + " state VARCHAR(20), credit BOOLEAN, points DECIMAL(30, 2), source VARCHAR, in_period BOOLEAN, near BOOLEAN)");
            statement.execute("CREATE TABLE enkash (number BIGINT GENERATED ALWAYS AS IDENTITY, reference VARCHAR,"
                    + " credit BOOLEAN, points DECIMAL(30, 4), id VARCHAR, time VARCHAR, in_period BOOLEAN)");
        }
        connection.setAutoCommit(false);
        hr = connection.prepareStatement("INSERT INTO hr VALUES (?, ?, ?)");
        ledger = connection.prepareStatement(
                "INSERT INTO ledger (reference, state, credit, points, source, in_period, near)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)");
        enkash = connection.prepareStatement(
                "INSERT INTO enkash (reference, credit, points, id, time, in_period) VALUES (?, ?, ?, ?, ?, ?)");
    }

    /** Fills one side. */
    final class Filling implements AutoCloseable {

        private final PreparedStatement insert;
        private int waiting;

        private Filling(PreparedStatement insert) {
            this.insert = insert;
        }

        void add(Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.addBatch();
            if (++waiting == BATCH) {
                close();
            }
        }

        /** Writes what was added, also where something failed: whoever goes on does not begin anew. */
        @Override
        public void close() throws SQLException {
            insert.executeBatch();
            connection.commit();
            waiting = 0;
        }
    }

    /** Values: reference, line, points. */
    Filling hr() {
        return new Filling(hr);
    }

    /** Values: reference, state, whether it is a credit, points, source, whether it is in the period, whether near it. */
    Filling ledger() {
        return new Filling(ledger);
    }

    /** Values: reference, whether it is a credit, points, transaction id, time, whether it is in the period. */
    Filling enkash() {
        return new Filling(enkash);
    }

    /** To be called once each side is filled. */
    void filled() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE INDEX hr_reference ON hr (reference, line)");
            statement.execute("CREATE INDEX ledger_reference ON ledger (reference, number)");
            statement.execute("CREATE INDEX enkash_reference ON enkash (reference, number)");
        }
        connection.commit();
    }

    /** All references of a side, in their order, each with what the side says of it. */
    abstract static class Side<R> implements AutoCloseable {

        private final Connection own;
        protected final ResultSet rows;
        private boolean more;

        /** A connection of its own for each side, because H2 reads an open result to its end before it answers another. */
        private Side(String url, String query) throws SQLException {
            own = DriverManager.getConnection(url);
            var statement = own.createStatement();
            statement.execute("SET LAZY_QUERY_EXECUTION 1");
            rows = statement.executeQuery(query);
            more = rows.next();
        }

        /** The next reference, or null at the end. */
        String reference() throws SQLException {
            return more ? rows.getString("reference") : null;
        }

        /** What the side says of a reference, whose turn it is; null where it has nothing of it. */
        R take(String reference) throws SQLException {
            if (!more || !reference.equals(rows.getString("reference"))) {
                return null;
            }
            return read(reference);
        }

        protected boolean next(String reference) throws SQLException {
            more = rows.next();
            return more && reference.equals(rows.getString("reference"));
        }

        /** Reads all rows of a reference, and stands at the next one afterwards. */
        protected abstract R read(String reference) throws SQLException;

        @Override
        public void close() throws SQLException {
            own.close();
        }
    }

    Side<HrRow> hrRows() throws SQLException {
        return new Side<>(url, "SELECT reference, line, points FROM hr ORDER BY reference, line") {
            @Override
            protected HrRow read(String reference) throws SQLException {
                var points = rows.getBigDecimal("points");
                long line = rows.getLong("line");
                int count = 0;
                do {
                    count++;
                } while (next(reference));
                return new HrRow(line, count, points);
            }
        };
    }

    Side<LedgerRow> ledgerRows() throws SQLException {
        return new Side<>(url, "SELECT * FROM ledger ORDER BY reference, number") {
            @Override
            protected LedgerRow read(String reference) throws SQLException {
                LedgerRow row;
                do {
                    // A movement that changed its state while the ledger was read stands here twice: what was read last
                    // counts.
                    row = new LedgerRow(
                            rows.getString("state"),
                            rows.getBoolean("credit"),
                            rows.getBigDecimal("points"),
                            rows.getString("source"),
                            rows.getBoolean("in_period"),
                            rows.getBoolean("near"));
                } while (next(reference));
                return row;
            }
        };
    }

    Side<EnkashRows> enkashRows() throws SQLException {
        return new Side<>(url, "SELECT * FROM enkash WHERE reference IS NOT NULL ORDER BY reference, number") {
            @Override
            protected EnkashRows read(String reference) throws SQLException {
                int credits = 0;
                int debits = 0;
                BigDecimal credit = null;
                BigDecimal debit = null;
                var ids = new ArrayList<String>();
                var time = rows.getString("time");
                boolean inPeriod = false;
                do {
                    if (rows.getBoolean("credit")) {
                        credit = credits++ == 0 ? rows.getBigDecimal("points") : credit;
                    } else {
                        debit = debits++ == 0 ? rows.getBigDecimal("points") : debit;
                    }
                    if (ids.size() < MOST_IDS && rows.getString("id") != null) {
                        ids.add(rows.getString("id"));
                    }
                    inPeriod |= rows.getBoolean("in_period");
                } while (next(reference));
                return new EnkashRows(credits, debits, credit, debit, ids, time, inPeriod);
            }
        };
    }

    /** Credits that name no reference. */
    ResultSet nameless() throws SQLException {
        return connection
                .createStatement()
                .executeQuery("SELECT points, id, time FROM enkash WHERE reference IS NULL AND credit AND in_period"
                        + " ORDER BY number");
    }

    /** How many rows of a side, and how many points, satisfy a condition of ours. */
    Sum sum(String side, String condition) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT COUNT(*), COALESCE(SUM(points), 0) FROM " + side + " WHERE " + condition)) {
            row.next();
            return new Sum(row.getLong(1), row.getBigDecimal(2));
        }
    }

    record Sum(long count, BigDecimal points) {}

    @Override
    public void close() throws SQLException, IOException {
        connection.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

package io.github.camelenkash.testing;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of a personnel department: a real PostgreSQL, new for each test. */
public final class HrDatabase {

    private final LedgerStore.Database database;

    private HrDatabase(LedgerStore.Database database) {
        this.database = database;
    }

    public static HrDatabase create(Path folder) {
        return new HrDatabase(LedgerStore.POSTGRESQL.create(folder));
    }

    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.username());
        source.setPassword(database.password());
        return source;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    public HrDatabase execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows by column name; numbers as they are written. */
    public List<Map<String, String>> query(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<Map<String, String>>();
            while (result.next()) {
                var row = new LinkedHashMap<String, String>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.put(result.getMetaData().getColumnLabel(i), result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

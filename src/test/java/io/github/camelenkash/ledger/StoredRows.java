package io.github.camelenkash.ledger;

import io.github.camelenkash.ledger.jdbc.JdbcLedger;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A ledger in a database for the tests of a class, empty at the start of each. */
final class StoredRows implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private final LedgerStore store;
    private LedgerStore.Database database;
    private JdbcLedger ledger;
    private Path folder;

    StoredRows(LedgerStore store) {
        this.store = store;
    }

    Ledger ledger() {
        return ledger;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("rows");
        database = store.create(folder);
        ledger = JdbcLedger.open(database.url(), database.username(), database.password());
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("DELETE FROM enkash_movement");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        ledger.close();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

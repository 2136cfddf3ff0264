package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.Ledger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ledger in a real PostgreSQL. */
class PostgresLedgerTest extends LedgerContract {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        // The embedded server's own defaults trade durability for speed.
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Override
    Ledger open() {
        return JdbcLedger.open(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    }

    @Test
    void aServerThatDoesNotCommitDurablyIsRefused() throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE careless LOGIN SUPERUSER");
            statement.execute("ALTER ROLE careless SET synchronous_commit = off");
        }

        assertThatThrownBy(() -> JdbcLedger.open(postgres.getJdbcUrl("careless", "postgres"), "careless", ""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("synchronous_commit");
    }
}

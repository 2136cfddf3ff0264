package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.Ledger;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger in a real PostgreSQL. */
class PostgresLedgerTest extends LedgerContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Ledger open() {
        return POSTGRES.open();
    }

    @Test
    void aServerThatDoesNotCommitDurablyIsRefused() throws SQLException {
        try (var connection = POSTGRES.server().getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE careless LOGIN SUPERUSER");
            statement.execute("ALTER ROLE careless SET synchronous_commit = off");
        }

        assertThatThrownBy(() -> JdbcLedger.open(POSTGRES.url("careless"), "careless", ""))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("synchronous_commit");
    }
}

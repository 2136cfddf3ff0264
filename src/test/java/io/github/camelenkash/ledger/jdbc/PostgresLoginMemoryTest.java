package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.ledger.Ledger;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logins remembered in PostgreSQL, by two nodes. */
class PostgresLoginMemoryTest extends LoginMemoryContract {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @Override
    Ledger node() {
        return POSTGRES.open();
    }
}

package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.ledger.Ledger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real PostgreSQL for the tests of a class, as durable as one in production. */
public final class Postgres implements BeforeAllCallback, AfterAllCallback {

    private static final String USER = "postgres";

    private EmbeddedPostgres server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        // The embedded server's own defaults trade durability for speed.
        server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        server.close();
    }

    public String url() {
        return url(USER);
    }

    public String url(String user) {
        return server.getJdbcUrl(user, USER);
    }

    /** A ledger in it. */
    public Ledger open() {
        return JdbcLedger.open(url(), USER, USER);
    }

    public EmbeddedPostgres server() {
        return server;
    }
}

package io.github.camelenkash.lab;

import static io.github.camelenkash.lab.JobFolder.patiently;

import io.github.camelenkash.testing.LedgerStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A PostgreSQL that is really stopped and started again, on the same data and the same port. Its commits are durable when
 * they return.
 */
final class DatabaseServer implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    /** Starts one. */
    DatabaseServer(Path data) throws IOException {
        this.data = data;
        try (var free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        start();
    }

    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(java.time.Duration.ofMinutes(1))
                .start();
    }

    /** Stops at once, without a checkpoint and without a word to its clients: as {@code pg_ctl stop -m immediate} does. */
    void stop() throws IOException, InterruptedException {
        var pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        var postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
        patiently().until(() -> !postmaster.isAlive());
        // Only frees the data directory: there is nothing left to stop, and that is logged.
        server.close();
    }

    LedgerStore.Database database() {
        return new LedgerStore.Database(server.getJdbcUrl(USER, USER), USER, USER);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

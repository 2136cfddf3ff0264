package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.SftpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Reward files that come and go by a real SFTP server, paid by {@code csv-drop} as it is. */
class SftpDropTest {

    static final String ROUTE = "routes/sftp-drop.camel.yaml";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private SftpServer server;
    private ReadyRoute route;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        server = SftpServer.start(folder.resolve("server"));
        Files.createDirectories(folder.resolve("server/inbox"));
        start(server.knownHosts(folder.resolve("known_hosts")));
    }

    private void start(Path knownHosts) throws Exception {
        route = ReadyRoute.of(DropFolder.ROUTE + ",file:" + ROUTE, sandbox)
                .with("csvDrop.folder", folder.resolve("here"))
                .with("csvDrop.poll", "50")
                .with("csvDrop.settle", "100")
                .with("sftpDrop.folder", folder.resolve("here"))
                .with("sftpDrop.host", "127.0.0.1")
                .with("sftpDrop.port", server.port())
                .with("sftpDrop.username", SftpServer.USER)
                .with("sftpDrop.password", SftpServer.PASSWORD)
                .with("sftpDrop.knownHosts", knownHosts)
                .with("sftpDrop.sent", folder.resolve("sent.txt"))
                .with("sftpDrop.poll", "100")
                .with("sftpDrop.settle", "100")
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        server.close();
    }

    @Test
    void aFileIsFetchedPaidAndItsResultsComeBack() throws Exception {
        upload("pay.csv", HEADER + row("HR-1", "250") + row("HR-2", "-5"));

        assertThat(results(cameBack("done/pay.results.csv")))
                .extracting(line -> line.get("reference") + " " + line.get("outcome"))
                .containsExactly("HR-1 PAID", "HR-2 REFUSED");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));
        assertThat(folder.resolve("server/inbox/pay.csv")).doesNotExist();
        try (var fetched = Files.list(folder.resolve("server/inbox/fetched"))) {
            assertThat(fetched.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .endsWith("-pay.csv");
        }
    }

    @Test
    void theSameFileAgainPaysNobodyAndItsResultsComeBackUnderANumber() throws Exception {
        var content = HEADER + row("HR-1", "250");
        upload("pay.csv", content);
        cameBack("done/pay.results.csv");
        upload("pay.csv", content);

        assertThat(results(cameBack("done/pay-2.results.csv")).get(0)).containsEntry("outcome", "ALREADY_PAID");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void whatIsNoRewardFileComesBackAsRefused() throws Exception {
        upload("bad.csv", "nonsense\n");

        assertThat(results(cameBack("refused/bad.results.csv")).get(0)).containsEntry("outcome", "REFUSED");
    }

    @Test
    void whileTheServerIsAwayResultsWaitAndAreSentLater() throws Exception {
        upload("pay.csv", HEADER + row("HR-1", "250"));
        patiently().until(() -> !Files.exists(folder.resolve("server/inbox/pay.csv")));
        server.close();
        patiently().until(() -> Files.exists(folder.resolve("here/done/pay.results.csv")));
        server.start();

        assertThat(results(cameBack("done/pay.results.csv")).get(0)).containsEntry("outcome", "PAID");
        upload("next.csv", HEADER + row("HR-2", "250"));
        cameBack("done/next.results.csv");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
    }

    @Test
    void aServerWithAnotherKeyIsNotTalkedTo() throws Exception {
        route.close();
        try (var log = new CapturedLog()) {
            var other = SftpServer.start(folder.resolve("other"));
            other.close();
            start(Files.writeString(
                    folder.resolve("others"),
                    Files.readString(other.knownHosts(folder.resolve("other_hosts")))
                            .replace(":" + other.port(), ":" + server.port())));
            upload("pay.csv", HEADER + row("HR-1", "250"));

            patiently().until(() -> log.lines().stream().anyMatch(line -> line.contains("HostKey")));
            assertThat(log.lines())
                    // Below INFO Camel itself prints the properties and URIs of any route.
                    .filteredOn(line -> !line.matches("(?s)org\\.apache\\.camel\\.\\S+ (DEBUG|TRACE) .*"))
                    .noneMatch(line -> line.contains(SftpServer.PASSWORD));
        }
        assertThat(folder.resolve("server/inbox/pay.csv")).exists();
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }

    private void upload(String name, String content) throws IOException {
        Files.writeString(folder.resolve("server/inbox/" + name), content);
    }

    private Path cameBack(String name) {
        var results = folder.resolve("server/results/" + name);
        patiently().until(() -> Files.exists(results));
        return results;
    }
}

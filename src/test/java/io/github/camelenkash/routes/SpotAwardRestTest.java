package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.award;
import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Spot awards from web calls and from a folder: no broker is needed, and none is there. */
class SpotAwardRestTest {

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private ReadyRoute route;
    private int port;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        port = ReadyRoute.freePort();
        route = ReadyRoute.of(SpotAwardTest.ROUTE, sandbox)
                .with("camel.server.enabled", "true")
                .with("camel.server.host", "127.0.0.1")
                .with("camel.server.port", port)
                .with("spotAward.rest", "true")
                .with("spotAward.from", "folder")
                .with("spotAward.folder", folder)
                .with("spotAward.waiting", "file:" + folder.resolve("waiting"))
                .with("spotAward.refused", "file:" + folder.resolve("refused"))
                .with("spotAward.replies", "file:" + folder.resolve("replies"))
                .with("spotAward.poll", "50")
                .with("spotAward.limit", "1000")
                .with("spotAward.retries", "0")
                .start();
    }

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void anAwardIsPaidAndAnsweredWithItsReceipt() throws Exception {
        var answer = post(award("SPOT-1", 1, 500));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json(answer.body()).get("outcome").asText()).isEqualTo("PAID");
        assertThat(answer.headers().map().keySet())
                .as("what the component knows stays inside")
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("camel"));
        assertThat(post(award("SPOT-1", 1, 500)).body()).contains("ALREADY_PAID");
        assertThat(sandbox.books().credits("SPOT-1")).isEqualTo(1);
    }

    @Test
    void anAwardAboveTheLimitWaitsInAFolderUntilItIsApprovedThere() throws Exception {
        var answer = post(award("SPOT-1", 1, 2000));

        assertThat(answer.statusCode()).isEqualTo(202);
        var waiting = onlyFile(folder.resolve("waiting"));
        assertThat(waiting.getFileName().toString()).startsWith("SPOT-1-").endsWith(".json");
        assertThat(sandbox.books().creditsByReference()).isEmpty();

        var approved = Files.readString(waiting).replaceFirst("\\{", "{\"approvedBy\": \"head1\", ");
        put("approved", "SPOT-1.json", approved);
        patiently().until(() -> sandbox.books().credits("SPOT-1") == 1);
        assertThat(json(Files.readString(onlyFile(folder.resolve("replies"))))
                        .get("outcome")
                        .asText())
                .isEqualTo("PAID");
    }

    @Test
    void theStatusTellsWhatTheCallerCanDo() throws Exception {
        assertThat(post("pay Asha 500").statusCode()).isEqualTo(400);
        assertThat(post(award("SPOT-1", "insufficient@example.in", 1, 500)).statusCode())
                .isEqualTo(422);
        assertThat(post(award("SPOT-2", 1, 500)).statusCode()).isEqualTo(200);
        var conflict = post(award("SPOT-2", 1, 501));
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(json(conflict.body()).get("reference").asText()).isEqualTo("SPOT-2");
        sandbox.close();
        try {
            var away = post(award("SPOT-3", 1, 500));
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(json(away.body()).get("reference").asText()).isEqualTo("SPOT-3");
            assertThat(json(away.body()).get("whatToDo").asText()).contains("under the same reference");
        } finally {
            sandbox.start();
        }
        patiently().until(() -> post(award("SPOT-3", 1, 500)).statusCode() == 200);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("SPOT-2", 1, "SPOT-3", 1));
    }

    @Test
    void aFileIsAnAwardToo() throws Exception {
        put("orders", "one.json", award("SPOT-1", 1, 500));

        patiently().until(() -> sandbox.books().credits("SPOT-1") == 1);
        assertThat(Files.readString(onlyFile(folder.resolve("replies")))).contains("PAID");
        assertThat(onlyFile(folder.resolve("orders/done")).getFileName().toString())
                .endsWith("one.json");
    }

    @Test
    void aFileThatIsNoAwardIsPutAsideWithTheReasonInItsReply() throws Exception {
        put("orders", "one.json", "{\"points\": 5}");

        assertThat(onlyFile(folder.resolve("refused"))).hasContent("{\"points\": 5}");
        assertThat(Files.readString(onlyFile(folder.resolve("replies")))).contains("Missing field 'reference'");
    }

    @Test
    void whileEnkashIsAwayAFileStaysWhereItIs() throws Exception {
        sandbox.close();
        try {
            put("orders", "one.json", award("SPOT-1", 1, 500));
            patiently().until(() -> route.failures() > 1);
            assertThat(folder.resolve("orders/one.json")).exists();
        } finally {
            sandbox.start();
        }
        patiently().until(() -> sandbox.books().credits("SPOT-1") == 1);
        onlyFile(folder.resolve("orders/done"));
        assertThat(sandbox.books().credits("SPOT-1")).isEqualTo(1);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/spot-awards"))
                                .header("Content-Type", "application/json")
                                .header("CamelEnkashReference", "INJECTED")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private void put(String place, String name, String content) throws Exception {
        var target = Files.createDirectories(folder.resolve(place));
        Files.move(Files.writeString(target.resolve(name + ".tmp"), content), target.resolve(name));
    }

    private static Path onlyFile(Path folder) {
        patiently().until(() -> Files.isDirectory(folder) && !files(folder).isEmpty());
        var files = files(folder);
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private static java.util.List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}

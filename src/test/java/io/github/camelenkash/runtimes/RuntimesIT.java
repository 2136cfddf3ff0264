package io.github.camelenkash.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.DocumentPage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.FileUtil;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The examples of other runtimes are built and started by the commands of their READMEs, on the jar that {@code mvn install}
 * has put into the local repository. Each reads the balance and pays an award, encrypted and through its ledger, in a sandbox
 * here; after a restart the same award is not paid again.
 *
 * <p>Not among the tests of the build, because what is installed is older than what is being built:
 * {@code mvn install && mvn -Pruntimes failsafe:integration-test failsafe:verify}.
 */
public class RuntimesIT {

    public static final String SPRING_BOOT = "examples/12-spring-boot/src/main/resources/camel/award.camel.yaml";
    public static final String CAMEL_CLI = "examples/14-camel-cli/award.camel.yaml";

    /** Where each example looks for awards. */
    private static final String DROP = "work/awards";

    /** What Camel says in every runtime when the route is there. */
    private static final String STARTED = "Started award (file://" + DROP + ")";

    private static final Path REPOSITORY =
            Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
    private static final Path CLI = Path.of("src/test/camel-cli").toAbsolutePath();
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>camel-enkash</artifactId>\\s*<version>([^<]+)</version>");

    private static final Pattern CAMEL_STARTS =
            Pattern.compile("Apache Camel (\\d+\\.\\d+\\.\\d+) \\([\\w-]+\\) is starting");

    private static String version;

    private Sandbox sandbox;
    private int port;

    @BeforeAll
    static void whatIsInstalledIsWhatWasBuilt() throws IOException {
        var pom = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(pom.find()).isTrue();
        version = pom.group(1);
        var jar = "camel-enkash-" + version + ".jar";
        var installed = REPOSITORY
                .resolve("io/github/camel-enkash/camel-enkash")
                .resolve(version)
                .resolve(jar);
        assertThat(installed).as("run mvn install first").hasSameBinaryContentAs(Path.of("target", jar));
    }

    @BeforeEach
    void aSandboxThatTakesNothingInTheClearAndGivesNothingInTheClear() throws IOException {
        sandbox = Sandbox.started();
        sandbox.behaviour()
                .set(Assumption.ENCRYPTION, Assumption.Encryption.ENFORCED)
                .set(Assumption.ENCRYPTED_RESPONSES, true);
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void springBoot() throws Exception {
        var folder = copy("12-spring-boot");
        var run = typed("12-spring-boot", "mvn -q spring-boot:run");
        paysOnceAcrossARestart(folder, run, "BOOT-2026-E1001", () -> {
            assertThat(health()).isEqualTo(200);
            sandbox.close();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> health() == 503);
            sandbox.start();
        });
    }

    @Test
    void quarkus() throws Exception {
        var folder = copy("13-quarkus");
        try (var build = Terminal.start(folder, REPOSITORY, typed("13-quarkus", "mvn -q package"))) {
            build.done();
        }
        var run = typed("13-quarkus", "java -jar target/quarkus-app/quarkus-run.jar");
        paysOnceAcrossARestart(folder, run, "QUARKUS-2026-E1001", () -> {});
    }

    @Test
    void camelCli() throws Exception {
        var folder = copy("14-camel-cli");
        var run = new ArrayList<>(List.of(
                "java",
                "-Dmaven.repo.local=" + REPOSITORY,
                "-cp",
                classPathOfTheCli(folder),
                CLI.resolve("CamelCli.java").toString()));
        var command = typed("14-camel-cli", "camel run .");
        run.addAll(command.subList(1, command.size()));
        paysOnceAcrossARestart(folder, run, "CLI-2026-E1001", () -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12-spring-boot/pom.xml",
                "12-spring-boot/README.md",
                "13-quarkus/pom.xml",
                "13-quarkus/README.md",
                "14-camel-cli/application.properties",
                "14-camel-cli/README.md"
            })
    void theExamplesNameTheVersionThatIsBuiltHere(String file) throws IOException {
        assertThat(Path.of("examples", file)).content().containsPattern(Pattern.quote(version) + "(?!-SNAPSHOT)");
    }

    /** What a person does between the two starts, besides dropping the file. */
    private interface Deed {
        void act() throws Exception;
    }

    private void paysOnceAcrossARestart(Path folder, List<String> run, String reference, Deed between)
            throws Exception {
        try (var first = Terminal.start(folder, REPOSITORY, run)) {
            first.isReadyWith(STARTED);
            assertThat(claim(folder.getFileName().toString())).endsWith("Camel " + camel(first));
            drop(folder);
            first.prints("The account holds 1000000 points");
            first.prints(reference + " PAID: 250.50 points");
            drop(folder);
            first.prints(reference + " ALREADY_PAID: 250.50 points");
            between.act();
            first.interrupt();
        }
        try (var second = Terminal.start(folder, REPOSITORY, run)) {
            second.isReadyWith(STARTED);
            drop(folder);
            second.prints("The account holds 999749.50 points");
            second.prints(reference + " ALREADY_PAID: 250.50 points");
            second.interrupt();
            assertThat(second.printed()).doesNotContain(" PAID: ");
        }
        assertThat(sandbox.books().credits(reference)).isEqualTo(1);
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
        assertThat(folder.resolve("work/ledger.mv.db")).isNotEmptyFile();
        assertThat(folder.resolve(DROP).resolve("failed")).doesNotExist();
    }

    /** The runtime and its versions, as the README of the project tells them. */
    private static String claim(String example) throws IOException {
        return DocumentPage.of("README.md").rows("runtimes").stream()
                .filter(row -> row.get(2).contains("examples/" + example + "/"))
                .map(row -> row.get(0))
                .findFirst()
                .orElseThrow();
    }

    private static String camel(Terminal terminal) throws IOException {
        var starts = CAMEL_STARTS.matcher(terminal.printed());
        assertThat(starts.find()).as(terminal.printed()).isTrue();
        return starts.group(1);
    }

    /** And waits until the route has dealt with it, which then moves it. */
    private static void drop(Path folder) throws IOException {
        var dropped = folder.resolve(DROP).resolve("award.json");
        Files.copy(folder.resolve("data/award.json"), dropped);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> Files.notExists(dropped));
    }

    /** The words of a command, which must be one that the README of the example names. */
    private static List<String> typed(String example, String command) throws IOException {
        assertThat(Files.readAllLines(Path.of("examples", example, "README.md")))
                .contains(command);
        return List.of(command.split(" "));
    }

    /** The example in a folder of its own, with ports of its own. */
    private Path copy(String example) throws IOException {
        var source = Path.of("examples", example);
        var folder = Path.of("target", "runtimes", example).toAbsolutePath();
        FileUtil.removeDir(folder.toFile());
        try (Stream<Path> files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = source.relativize(file);
                if (name.startsWith("target") || name.startsWith("work")) {
                    continue;
                }
                var text = Files.readString(file);
                if (file.endsWith("application.properties")) {
                    assertThat(text).contains("http://127.0.0.1:8085\n");
                    text = text.replace(":8085\n", ":" + sandbox.port() + "\n").replace("= 8080\n", "= " + port + "\n");
                }
                Files.createDirectories(folder.resolve(name).getParent());
                Files.writeString(folder.resolve(name), text);
            }
        }
        return folder;
    }

    private int health() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(30))
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(new ObjectMapper().readTree(answer.body()).path("components").has("camelHealth"))
                .as(answer.body())
                .isTrue();
        return answer.statusCode();
    }

    private static String classPathOfTheCli(Path folder) throws Exception {
        // Not within: `camel run .` takes every file of its folder.
        var file = folder.resolveSibling("camel-cli.class-path");
        var command = List.of(
                "mvn",
                "-q",
                "-f",
                CLI.resolve("pom.xml").toString(),
                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath",
                "-Dmdep.outputFile=" + file);
        try (var maven = Terminal.start(folder, REPOSITORY, command)) {
            maven.done();
        }
        return Files.readString(file).strip();
    }
}

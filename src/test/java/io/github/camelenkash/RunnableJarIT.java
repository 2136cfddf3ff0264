package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for {@code java -jar} as a user gets it, far from the project: it needs nothing beside it. */
class RunnableJarIT {

    private static final Path EXAMPLE =
            Path.of("examples/01-csv-drop/data/diwali.csv").toAbsolutePath();

    @TempDir
    private Path folder;

    /**
     * How it ended.
     *
     * @param code the exit code
     */
    private record Ended(int code, String out, String err) {}

    private Ended run(String... arguments) throws Exception {
        var line = new ArrayList<>(List.of("-jar", jar().toString()));
        line.addAll(List.of(arguments));
        return java(line);
    }

    private Ended java(List<String> arguments) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(arguments);
        var out = Files.createTempFile(folder, "out", ".txt");
        var err = Files.createTempFile(folder, "err", ".txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Test
    void itExplainsItself() throws Exception {
        var help = run("--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: camel-enkash").contains("Exit codes:");
        assertThat(run("--version").out()).matches("camel-enkash [0-9.]+(-SNAPSHOT)?\\n");
        var wrong = run("pay", "none.csv");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void theReadmeNamesIt() throws Exception {
        assertThat(Path.of("README.md"))
                .content()
                .contains("java -jar target/" + jar().getFileName() + " pay diwali.csv --properties uat.properties\n");
    }

    @Test
    void itValidatesAFile() throws Exception {
        var ended = run("validate", EXAMPLE.toString(), "--json");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).isEmpty();
        assertThat(json(ended).at("/result/problems/0/line").asInt()).isEqualTo(6);
    }

    @Test
    void itPaysAFileWithTheRoutesThatItWasPackedWith() throws Exception {
        try (var sandbox = Sandbox.started()) {
            var lines = new ArrayList<String>();
            lines.add("camel.component.enkash.environment = sandbox");
            sandbox.options().forEach((name, value) -> lines.add("camel.component.enkash." + name + " = " + value));
            Files.write(folder.resolve("mine.properties"), lines);
            Files.copy(EXAMPLE, folder.resolve("diwali.csv"));

            var ended = run("pay", "diwali.csv", "--yes", "--json", "--properties", "mine.properties");
            assertThat(ended.code()).as(ended.err()).isEqualTo(3);
            assertThat(json(ended).at("/result/outcomes/PAID").asInt()).isEqualTo(9);
            assertThat(sandbox.books().creditsByReference().values()).hasSize(9).containsOnly(1);
            assertThat(folder.resolve("diwali.results.csv")).exists();

            var again = run("pay", "diwali.csv", "--yes", "--json", "--properties", "mine.properties");
            assertThat(json(again).at("/result/outcomes/ALREADY_PAID").asInt()).isEqualTo(9);
            assertThat(sandbox.books().creditsByReference().values()).containsOnly(1);
            var movements = run("movements", "--state", "PAID", "--json", "--properties", "mine.properties");
            assertThat(json(movements).at("/result/movements")).hasSize(9);
        }
    }

    @Test
    void aloneItPaysInASandboxOfItsOwn() throws Exception {
        Files.copy(EXAMPLE, folder.resolve("diwali.csv"));
        var ended = run("pay", "diwali.csv", "--yes");
        assertThat(ended.code()).as(ended.err()).isEqualTo(3);
        assertThat(ended.out()).startsWith("diwali.csv is done.\n  enkash      sandbox, http://127.0.0.1:");
    }

    /** The commands of the page about running it, in other folders. */
    @Test
    void takenApartItStartsFromAnArchiveOfItsClasses() throws Exception {
        Files.copy(EXAMPLE, folder.resolve("diwali.csv"));
        var page = Files.readString(Path.of("src/main/docs/running.md"));
        var apart = "rewards/" + jar().getFileName();

        for (var typed : List.of(
                "java -Djarmode=tools -jar target/" + jar().getFileName() + " extract --destination rewards",
                "java -XX:ArchiveClassesAtExit=rewards/start.jsa -jar " + apart + " pay diwali.csv --yes",
                "java -XX:SharedArchiveFile=rewards/start.jsa -jar " + apart + " --properties uat.properties")) {
            assertThat(page).contains("\n" + typed + "\n");
        }
        var extracted =
                java(List.of("-Djarmode=tools", "-jar", jar().toString(), "extract", "--destination", "rewards"));
        assertThat(extracted.code()).as(extracted.err()).isZero();
        var first = java(
                List.of("-XX:ArchiveClassesAtExit=rewards/start.jsa", "-jar", apart, "pay", "diwali.csv", "--yes"));
        assertThat(first.code()).as(first.err()).isEqualTo(3);
        assertThat(first.out()).contains("diwali.csv is done.");
        var later = java(List.of(
                "-XX:SharedArchiveFile=rewards/start.jsa",
                "-Xlog:class+load:file=classes.txt",
                "-jar",
                apart,
                "movements",
                "--state",
                "PAID",
                "--json"));
        assertThat(later.code()).as(later.err()).isZero();
        assertThat(json(later).at("/result/movements")).hasSize(9);
        assertThat(Files.readString(folder.resolve("classes.txt")))
                .contains("io.github.camelenkash.EnkashComponent source: shared objects file (top)");
    }

    @Test
    void itHasEveryReadyRouteAndEachServiceFileAsItWas() throws IOException {
        try (var jar = new JarFile(jar().toFile());
                var routes = Files.list(Path.of("routes"))) {
            assertThat(routes.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".camel.yaml")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(jar.getEntry("BOOT-INF/classes/routes/" + name))
                            .as(name)
                            .isNotNull());
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .anyMatch(name -> name.matches("BOOT-INF/lib/camel-core-[a-z-]+4.*\\.jar"))
                    .noneMatch(name ->
                            name.matches("BOOT-INF/lib/(junit|spring-boot(?!-jarmode-tools)|camel-spring-boot).*"));
        }
    }

    private static JsonNode json(Ended ended) throws IOException {
        assertThat(ended.out().strip()).as(ended.err()).hasLineCount(1);
        return new ObjectMapper().readTree(ended.out());
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-runnable.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }
}

package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.lab.ClusterTest;
import io.github.camelenkash.runtimes.RuntimesIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.util.FileUtil;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each example does what its README says: its commands are typed in their order, and what the run leaves is what lies in
 * {@code expected/}. After a change of an example run this with {@code -Dexamples.write=04-milestones}, look at what changed
 * in {@code expected/}, and commit it.
 */
public class ExamplesTest {

    public static final String LEAVERS = "examples/05-exit-clawback/leavers.camel.yaml";
    public static final String SALES = "examples/08-sales-incentive/sales.camel.yaml";

    /** Examples whose commands other tests type, and those tests. */
    private static final Map<String, Class<?>> ELSEWHERE = Map.of(
            "01-csv-drop", RewardJobTest.class,
            "02-two-nodes", ClusterTest.class,
            "12-spring-boot", RuntimesIT.class,
            "13-quarkus", RuntimesIT.class,
            "14-camel-cli", RuntimesIT.class);

    private static final String WRITE = System.getProperty("examples.write");

    static List<Path> all() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("examples"))) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    static List<Path> here() throws IOException {
        return all().stream()
                .filter(example -> !ELSEWHERE.containsKey(example.getFileName().toString()))
                .filter(example -> WRITE == null || example.endsWith(WRITE))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("here")
    void whatItLeavesIsWhatItsReaderIsTold(Path example) throws Exception {
        // Relative to the project, as the folder in its properties is.
        var folder = Path.of("target", "examples").resolve(example.getFileName());
        FileUtil.removeDir(folder.toFile());
        Files.createDirectories(folder);
        try (var run = new ExampleRun(example, folder)) {
            for (var command : ExampleReadme.of(example).commands()) {
                run.type(command);
            }
            if (example.endsWith(String.valueOf(WRITE))) {
                write(run, example.resolve("expected"));
            }
            var expected = ExampleFiles.in(example.resolve("expected"));
            Awaitility.await().atMost(ExampleJob.PATIENCE).untilAsserted(() -> assertThat(run.left())
                    .isEqualTo(expected));
            run.stop();
            assertThat(run.left()).isEqualTo(expected);
        }
    }

    private static void write(ExampleRun run, Path expected) throws Exception {
        var last = new AtomicReference<Map<String, String>>();
        Awaitility.await()
                .atMost(ExampleJob.PATIENCE)
                .pollInterval(Duration.ofSeconds(8))
                .until(() -> run.left().equals(last.getAndSet(run.left())));
        FileUtil.removeDir(expected.toFile());
        for (var file : last.get().entrySet()) {
            Files.createDirectories(expected.resolve(file.getKey()).getParent());
            Files.writeString(expected.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void eachOfThemIsTriedSomewhere() throws IOException {
        assertThat(all())
                .extracting(example -> example.getFileName().toString())
                .containsAll(ELSEWHERE.keySet());
        assertThat(all())
                .allSatisfy(example -> assertThat(example.resolve("README.md")).isNotEmptyFile());
        assertThat(here()).isNotEmpty().allSatisfy(example -> {
            assertThat(example.resolve("application.properties")).isNotEmptyFile();
            assertThat(ExampleFiles.in(example.resolve("data"))).isNotEmpty();
            assertThat(ExampleFiles.in(example.resolve("expected"))).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("here")
    void itsCommandsAreOnesThatAreTypedHere(Path example) throws IOException {
        assertThat(ExampleReadme.of(example).commands()).isNotEmpty().allMatch(ExampleRun::knows);
    }

    @ParameterizedTest
    @MethodSource("here")
    void whatItsReadmeShowsIsAmongWhatItHasOrLeaves(Path example) throws IOException {
        var readme = ExampleReadme.of(example);
        var files = Stream.concat(
                        ExampleFiles.in(example.resolve("expected")).values().stream(),
                        ExampleFiles.in(example.resolve("data")).values().stream())
                .toList();
        assertThat(Stream.of("text", "csv", "json").flatMap(language -> readme.blocks(language).stream()))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(files).anyMatch(file -> file.contains(block.stripTrailing())));
    }

    @Test
    void theReadmeOfTheProjectListsEachOfThem() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        assertThat(all()).allSatisfy(example -> assertThat(readme)
                .contains("](" + example.toString().replace('\\', '/') + "/README.md)"));
    }
}

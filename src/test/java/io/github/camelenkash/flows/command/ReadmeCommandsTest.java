package io.github.camelenkash.flows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command line that the README shows is run, and ends as the README says it may. */
class ReadmeCommandsTest {

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| .* \\| ([0-9 ]+) \\|");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How each ends here: `diwali.csv` has a wrong row, and nothing of `2026-03.csv` is paid. */
    private static final Map<String, Integer> ENDS = Map.ofEntries(
            Map.entry("run", 0),
            Map.entry("validate", 3),
            Map.entry("dry-run", 3),
            Map.entry("pay", 3),
            Map.entry("approve", 0),
            Map.entry("settle", 0),
            Map.entry("movements", 0),
            Map.entry("close", 0),
            Map.entry("probe", 0),
            Map.entry("reconcile", 3),
            Map.entry("sandbox", 0));

    @TempDir
    private Path temp;

    record Shown(String line, List<Integer> codes) {

        String command() {
            return line.split(" ")[0];
        }
    }

    static List<Shown> lines() throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var table =
                readme.substring(readme.indexOf("<!-- commands:start -->"), readme.indexOf("<!-- commands:end -->"));
        return ROW.matcher(table)
                .results()
                .map(row -> new Shown(
                        row.group(1),
                        Stream.of(row.group(2).split(" ")).map(Integer::valueOf).toList()))
                .toList();
    }

    @Test
    void theReadmeShowsEveryCommand() throws IOException {
        assertThat(lines().stream().map(Shown::command))
                .containsExactlyInAnyOrderElementsOf(EnkashCommand.names())
                .containsExactlyInAnyOrderElementsOf(ENDS.keySet());
    }

    @ParameterizedTest
    @MethodSource("lines")
    void aLineOfTheReadmeRuns(Shown shown) throws Exception {
        try (var sandbox = Sandbox.started()) {
            var folder = new CommandFolder(temp, sandbox, properties(shown.command()));
            Files.copy(Path.of("examples/01-csv-drop/data/diwali.csv"), temp.resolve("diwali.csv"));
            Files.writeString(temp.resolve("2026-03.csv"), "reference,points\nHR-1,5\n");
            prepare(shown.command(), folder, sandbox);

            int code = shown.command().equals("sandbox") ? stopped(arguments(shown)) : run(folder, shown);
            assertThat(code).isEqualTo(ENDS.get(shown.command()));
            assertThat(shown.codes()).contains(code);
        }
    }

    private int run(CommandFolder folder, Shown shown) {
        var ended = folder.run(CommandFolder.saying("y"), arguments(shown).toArray(String[]::new));
        assertThat(ended.err()).doesNotContain("Exception");
        return ended.code();
    }

    private static String[] properties(String command) {
        return switch (command) {
            case "run" -> new String[] {"camel.main.durationMaxIdleSeconds = 1", "csvDrop.sample = none"};
            case "approve" -> new String[] {"csvDrop.approvalAbove = 100"};
            case "close" ->
                new String[] {"camel.component.enkash.settleInCall = 100", "camel.component.enkash.settleWindow = 1"};
            default -> new String[0];
        };
    }

    private static void prepare(String command, CommandFolder folder, Sandbox sandbox) {
        var file = folder.folder().resolve("diwali.csv").toString();
        if (command.equals("approve")) {
            assertThat(folder.run("pay", file, "--yes").code()).isEqualTo(4);
        } else if (command.equals("close")) {
            sandbox.faults()
                    .next(Fault.WRONG_ECHO, 1, Operation.ALLOCATE)
                    .next(Fault.BAD_GATEWAY, 9, Operation.TRANSACTIONS);
            assertThat(folder.run("pay", file, "--yes").code()).isEqualTo(5);
        }
    }

    /** Its words, with the files of this test and any port. */
    private List<String> arguments(Shown shown) {
        var words = new ArrayList<String>();
        for (var word = WORD.matcher(shown.line()); word.find(); ) {
            var text = word.group(1) == null ? word.group(2) : word.group(1);
            words.add(text.endsWith(".csv") ? temp.resolve(text).toString() : text.replace("8085", "0"));
        }
        return words;
    }

    private static int stopped(List<String> arguments) throws Exception {
        var out = new ByteArrayOutputStream();
        var surroundings = new Surroundings(CommandFolder.stream(out), CommandFolder.stream(out), CommandFolder.NOBODY);
        var running = new FutureTask<>(() -> EnkashCommand.execute(surroundings, arguments.toArray(String[]::new)));
        var thread = new Thread(running);
        thread.start();
        await().atMost(PATIENCE).until(() -> CommandFolder.text(out).contains("apiUrl = http://127.0.0.1:"));
        thread.interrupt();
        return running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}

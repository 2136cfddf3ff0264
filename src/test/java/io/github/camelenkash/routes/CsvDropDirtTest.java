package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand rows, one in ten of them dirty: the clean ones are paid once, the dirty ones named, and none is lost. */
class CsvDropDirtTest {

    private static final int ROWS = 10_000;
    private static final List<String> OURS =
            List.of("line", "outcome", "transactionId", "balance", "reason", "whatToDo");

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    @Test
    void everyCleanRowIsPaidOnceEveryDirtyRowIsNamedAndTheCorrectedResultFilePaysTheRest() throws Exception {
        var sandbox = ENKASH.sandbox();
        var file = new DirtyFile(ROWS);
        int dirty = file.dirtOfLine().size();
        try (var drops =
                DropFolder.start(folder, sandbox, Map.of("csvDrop.mostPoints", DirtyFile.MOST_POINTS), Map.of())) {
            var report = drops.drop("dirty.csv", file.text());

            assertThat(report.outcomes()).isEqualTo(Map.of("PAID", (long) ROWS - dirty, "REFUSED", (long) dirty));
            var lines = results(report);
            everyDirtyRowIsNamed(file, lines);
            everyCleanRowIsPaidOnce(file, sandbox);

            var again = drops.drop("dirty.results.csv", corrected(file, lines));
            assertThat(again.outcomes()).isEqualTo(Map.of("ALREADY_PAID", (long) ROWS - dirty, "PAID", (long) dirty));
            var credits = sandbox.books().creditsByReference();
            assertThat(credits).hasSize(ROWS);
            assertThat(new HashSet<>(credits.values())).containsExactly(1);
        }
    }

    private static void everyDirtyRowIsNamed(DirtyFile file, List<Map<String, String>> lines) {
        assertThat(lines.stream().map(line -> Integer.valueOf(line.get("line"))).toList())
                .containsExactlyElementsOf(file.numberOfLine().keySet());
        for (var line : lines) {
            var dirt = file.dirtOfLine().get(Integer.valueOf(line.get("line")));
            assertThat(line.get("outcome"))
                    .as("line %s", line.get("line"))
                    .isEqualTo(dirt == null ? "PAID" : "REFUSED");
            if (dirt != null) {
                assertThat(line.get("reason")).as("line %s", line.get("line")).startsWith(dirt.reason());
                assertThat(line.get("whatToDo")).isNotBlank();
            }
        }
    }

    private static void everyCleanRowIsPaidOnce(DirtyFile file, Sandbox sandbox) {
        var clean = new HashSet<String>();
        file.numberOfLine().forEach((line, number) -> {
            if (!file.dirtOfLine().containsKey(line)) {
                clean.add(DirtyFile.reference(number));
            }
        });
        var credits = sandbox.books().creditsByReference();
        assertThat(credits.keySet()).isEqualTo(clean);
        assertThat(new HashSet<>(credits.values())).containsExactly(1);
    }

    /** As a person does it: the wrong cells are corrected, and all else stays as it came. */
    private static String corrected(DirtyFile file, List<Map<String, String>> lines) {
        var text = new StringBuilder(String.join(",", DirtyFile.HEADER) + "," + String.join(",", OURS) + "\n");
        for (var line : lines) {
            int at = Integer.parseInt(line.get("line"));
            if (file.dirtOfLine().containsKey(at)) {
                text.append(String.join(",", DirtyFile.clean(file.numberOfLine().get(at))));
            } else {
                DirtyFile.HEADER.forEach(
                        name -> text.append(quoted(line.get(name))).append(','));
                text.setLength(text.length() - 1);
            }
            OURS.forEach(name -> text.append(',').append(quoted(line.get(name))));
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}

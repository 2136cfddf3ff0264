package io.github.camelenkash.lab;

import static org.awaitility.Awaitility.await;

import io.github.camelenkash.flows.command.EnkashCommand;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.LedgerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;

/**
 * A folder in which reward jobs are started, killed and started again: what the main job needs of the project, its
 * properties, and {@code inbox/}, into which files are dropped. It pays at a sandbox in the JVM of the test, whose books
 * count the points.
 */
final class JobFolder {

    private final Path home;
    private final Path inbox;
    private final Path properties;
    private int drops;

    /**
     * Copies what the job needs.
     *
     * @param home an empty folder
     * @param more properties that overrule what is set here
     */
    JobFolder(Path home, Sandbox sandbox, LedgerStore.Database ledger, Map<String, String> more) throws IOException {
        this.home = home;
        this.inbox = Files.createDirectories(home.resolve("inbox"));
        for (var file : List.of("routes/application.properties", "routes/csv-drop.camel.yaml")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(Path.of(file), home.resolve(file));
        }
        var all = new LinkedHashMap<String, String>();
        all.put("csvDrop.folder", inbox.toString());
        all.putAll(options(sandbox, ledger));
        all.putAll(more);
        this.properties = write(home.resolve("lab.properties"), all);
    }

    /** The options of a component that pays at this sandbox with this ledger, and whose waits are short. */
    static Map<String, String> options(Sandbox sandbox, LedgerStore.Database ledger) {
        var all = new LinkedHashMap<String, String>();
        all.put("csvDrop.poll", "100");
        all.put("csvDrop.settle", "100");
        all.put("csvDrop.retryDelay", "200");
        var options = new LinkedHashMap<>(sandbox.options());
        options.put("environment", "custom");
        options.put("ledgerUrl", ledger.url());
        if (ledger.username() != null) {
            options.put("ledgerUsername", ledger.username());
            options.put("ledgerPassword", ledger.password());
        }
        // Long enough for a busy machine, and short enough to wait for what a killed process owned.
        options.put("callTimeout", "3s");
        options.put("lease", "5s");
        options.put("settleWindow", "1s");
        options.put("settleDelay", "200ms");
        options.forEach((name, value) -> all.put("camel.component.enkash." + name, value));
        return all;
    }

    static Path write(Path file, Map<String, String> properties) throws IOException {
        var lines = new ArrayList<String>();
        properties.forEach((name, value) -> lines.add(name + " = " + value));
        return Files.write(file, lines);
    }

    /** Starts the main job, as its users do. */
    ChildProcess start() throws IOException {
        return ChildProcess.start(
                EnkashCommand.class.getName(), home, home, ChildProcess.SHORT_LIVED, List.of(properties.toString()));
    }

    /** Starts it where no file may grow beyond so many kilobytes. */
    ChildProcess startWithSmallFiles(int kilobytes) throws IOException {
        var options = new ArrayList<>(ChildProcess.SHORT_LIVED);
        options.add("-XX:-UsePerfData");
        return ChildProcess.startWithSmallFiles(
                kilobytes, EnkashCommand.class.getName(), home, home, options, List.of(properties.toString()));
    }

    Path inbox() {
        return inbox;
    }

    /** Drops a copy of a file under a name of its own. */
    String drop(Path file) throws IOException {
        return drop(inbox, file, "pay" + ++drops);
    }

    static String drop(Path inbox, Path file, String name) throws IOException {
        var copy = Files.copy(file, inbox.resolve(name + ".tmp"));
        Files.move(copy, inbox.resolve(name + ".csv"));
        return name;
    }

    /** Whether a dropped file has ended, well or not. */
    boolean hasEnded(String name) {
        return hasEnded(inbox, name);
    }

    static boolean hasEnded(Path inbox, String name) {
        return !Files.exists(inbox.resolve(name + ".csv"));
    }

    /** Drops a file again and again, as a patient user does, until its result file says of each row that it is paid. */
    void dropUntilEachRowIsPaid(Path file) {
        patiently().until(() -> {
            var name = drop(file);
            patiently().until(() -> hasEnded(name));
            return isEachRowPaid(inbox, name);
        });
    }

    static boolean isEachRowPaid(Path inbox, String name) throws IOException {
        var results = inbox.resolve("done/" + name + ".results.csv");
        return Files.exists(results)
                && Files.readAllLines(results).stream().skip(1).allMatch(line -> line.contains("PAID"));
    }

    /** A file with rewards of one point for so many people, whose references begin with this word. */
    static Path people(Path file, String word, int count) throws IOException {
        return Files.writeString(
                file,
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> "Ms,Asha,F,%s%d@example.in,9%09d,1,%s\n"
                                .formatted(word.toLowerCase(java.util.Locale.ROOT), i, i, reference(word, i)))
                        .collect(Collectors.joining(
                                "", "title,firstName,gender,email,mobile,loadAmount,reference\n", "")));
    }

    static String reference(String word, int number) {
        return word + "-" + number;
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(50));
    }
}

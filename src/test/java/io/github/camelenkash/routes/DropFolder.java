package io.github.camelenkash.routes;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.flows.FileReportListener;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** The route {@code csv-drop} on Camel Main against a sandbox, as its users run it, with a folder to drop files into. */
public final class DropFolder implements AutoCloseable {

    public static final String ROUTE = "routes/csv-drop.camel.yaml";
    public static final String HEADER = "title,firstName,gender,email,mobile,loadAmount,reference\n";

    private static final long PATIENCE_SECONDS = 180;
    /** A file may have ten thousand rows. */
    private static final long PATIENCE_WITH_A_FILE_SECONDS = 600;

    private final BlockingQueue<FileReport> reports = new LinkedBlockingQueue<>();
    private final Main main = new Main();
    private final Path folder;

    private DropFolder(Path folder) {
        this.folder = folder;
    }

    /** Starts with the sandbox; further properties overrule what is set here. */
    public static DropFolder start(
            Path folder, Sandbox sandbox, Map<String, String> properties, Map<String, Object> beans) throws Exception {
        var dropFolder = new DropFolder(folder);
        var main = dropFolder.main;
        main.configure().withRoutesIncludePattern("file:" + ROUTE);
        main.addOverrideProperty("camel.component.enkash.environment", "sandbox");
        main.addOverrideProperty("csvDrop.folder", folder.toString());
        main.addOverrideProperty("csvDrop.poll", "50");
        main.addOverrideProperty("csvDrop.settle", "100");
        main.addOverrideProperty("csvDrop.retryDelay", "10");
        properties.forEach(main::addOverrideProperty);
        // As a properties file has them: Camel lists the names of these, and not of what overrules them.
        properties.forEach(main::addInitialProperty);
        main.bind("sandbox", sandbox);
        main.bind("reports", (FileReportListener) dropFolder.reports::add);
        beans.forEach(main::bind);
        main.start();
        return dropFolder;
    }

    public static DropFolder start(Path folder, Sandbox sandbox) throws Exception {
        return start(folder, sandbox, Map.of(), Map.of());
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    /** A row for a person who is derived from the reference. */
    public static String row(String reference, String amount) {
        return row(reference, reference.toLowerCase(java.util.Locale.ROOT) + "@example.in", amount);
    }

    public static String row(String reference, String email, String amount) {
        var mobile = "9" + String.format("%09d", Math.floorMod(reference.hashCode(), 1_000_000_000));
        return "Ms,Asha,F,%s,%s,%s,%s\n".formatted(email, mobile, amount, reference);
    }

    /** Copies a file into the folder at one stroke and waits until it has ended. */
    public FileReport drop(String name, String content) throws Exception {
        put(name, content);
        return await();
    }

    public void put(String name, String content) throws IOException {
        put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public void put(String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        var copy = Files.write(folder.resolve(name + ".tmp"), content);
        Files.move(copy, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    public FileReport await() throws InterruptedException {
        var report = reports.poll(PATIENCE_WITH_A_FILE_SECONDS, TimeUnit.SECONDS);
        assertThat(report).as("a file ended").isNotNull();
        return report;
    }

    /** Waits for what comes soon, and a good deal longer on a busy machine. */
    public static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** The lines of a result file, each under its column names. */
    public static List<Map<String, String>> results(FileReport report) throws IOException {
        return results(report.results());
    }

    public static List<Map<String, String>> results(Path file) throws IOException {
        try (var csv = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(file)) {
            return csv.stream()
                    .map(line -> (Map<String, String>) new LinkedHashMap<>(line.getFieldsAsMap()))
                    .toList();
        }
    }

    /** Stops it as Ctrl+C does: what is being done is finished first, within limits. */
    @Override
    public void close() {
        main.stop();
    }
}

package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.flows.FileReportListener;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.main.Main;

/**
 * A JVM that pays one file through the ready route {@code csv-drop} by bulk calls, with a ledger in H2, and says how long
 * it took and what its heap held at the most after a collection.
 */
public final class FileProcess {

    static final String MARK = "@file ";

    private static final ObjectMapper JSON = new ObjectMapper();

    private FileProcess() {}

    /**
     * What came of a file.
     *
     * @param seconds from the moment it was dropped until its results were complete
     * @param liveMegabytes what a collection left of the heap, the most of all collections
     * @param outcomes rows by outcome
     * @param results the result file
     */
    record Paid(double seconds, double liveMegabytes, Map<String, Long> outcomes, String results) {}

    /** @param args a {@link Place} as JSON, and the file to pay */
    public static void main(String[] args) throws Exception {
        var place = JSON.readValue(args[0], Place.class);
        var file = Path.of(args[1]);
        var reports = new ArrayBlockingQueue<FileReport>(1);
        var main = new Main();
        main.configure().withRoutesIncludePattern("file:routes/csv-drop.camel.yaml");
        place.options().forEach((name, value) -> main.addOverrideProperty("camel.component.enkash." + name, value));
        var folder = Path.of(place.folder()).resolve(place.run());
        main.addOverrideProperty("camel.component.enkash.ledgerUrl", "jdbc:h2:file:" + folder.resolve("ledger"));
        main.addOverrideProperty("csvDrop.folder", folder.resolve("in").toString());
        main.addOverrideProperty("csvDrop.bulkSize", "500");
        main.addOverrideProperty("csvDrop.settle", "100");
        main.addOverrideProperty("csvDrop.poll", "100");
        main.bind("listener", (FileReportListener) reports::add);
        main.start();
        long start = System.nanoTime();
        Files.move(file, folder.resolve("in").resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        double live = 0;
        FileReport report = null;
        while (report == null) {
            report = reports.poll(200, TimeUnit.MILLISECONDS);
            live = Math.max(live, live());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(MARK
                + JSON.writeValueAsString(
                        new Paid(seconds, live, report.outcomes(), String.valueOf(report.results()))));
        main.stop();
        System.exit(0);
    }

    /** What the last collection left, of all pools of the heap. */
    private static double live() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                        .map(MemoryPoolMXBean::getCollectionUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / 1e6;
    }
}

package io.github.camelenkash.flows;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.github.camelenkash.BulkBody;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM that reads one file again and again in one way, each time it is told to. In this package because the readers are not
 * public.
 */
public final class ReadingProcess {

    /** Before each answer. */
    public static final String MARK = "@reading ";
    /** To read it and take the time. */
    public static final String TIMED = "timed";
    /** To read it and collect the garbage now and then, to see what lives. */
    public static final String WEIGHED = "weighed";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHUNK = 500;
    private static final int WEIGHED_EACH = 100_000;

    private final Path file;
    private boolean weighing;
    private long rows;
    private long touched;
    private long most;

    private ReadingProcess(Path file) {
        this.file = file;
    }

    /** Ways of reading it. */
    public enum Reading {
        /** The floor of reading. */
        PARSER("FastCSV alone, each cell touched"),
        /** The floor of preparing: without a look at what is in the cells. */
        BY_HAND("FastCSV and Jackson by hand: arrays of 500 maps as JSON"),
        /** What a route gets. */
        AWARDS("rows of awards"),
        /** What the bulk route hands on. */
        CHUNKS("rows of awards in chunks of 500, as JSON"),
        /** What the component makes of that, with the checks that the component makes; without the ledger and the call. */
        PREPARED("the same, checked and made into bulk calls by the component"),
        /** What is checked of a file before anything of it is sent. */
        CHECKED("rows of awards, each checked");

        private final String title;

        Reading(String title) {
            this.title = title;
        }

        /** What it is, for people. */
        public String title() {
            return title;
        }
    }

    /**
     * Reading it once.
     *
     * @param cpuSeconds of all threads of the JVM
     * @param allocatedBytes by the thread that read
     * @param liveMegabytes what a collection left, the most of all; 0 where there was none on purpose
     * @param restMegabytes what a collection left when the file was closed: classes, and what the libraries keep
     */
    public record Round(
            long rows,
            double seconds,
            double cpuSeconds,
            double allocatedBytes,
            double liveMegabytes,
            double restMegabytes) {}

    /** @param args a {@link Reading}, and the file */
    public static void main(String[] args) throws Exception {
        var reading = Reading.valueOf(args[0]);
        var process = new ReadingProcess(Path.of(args[1]));
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(MARK + JSON.writeValueAsString(process.round(reading, line.equals(WEIGHED))));
        }
        // Camel's threads are no reason to stay.
        System.exit(0);
    }

    private Round round(Reading reading, boolean weighed) throws Exception {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        weighing = weighed;
        rows = 0;
        most = 0;
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        switch (reading) {
            case PARSER -> parser();
            case BY_HAND -> byHand();
            case AWARDS -> awards();
            case CHUNKS -> chunks(requests -> JSON.writeValueAsBytes(requests));
            case PREPARED -> chunks(requests -> Component.BULK.bytes(requests));
            case CHECKED -> checked();
        }
        var round = new Round(
                rows,
                (System.nanoTime() - start) / 1e9,
                (system.getProcessCpuTime() - cpu) / 1e9,
                threads.getCurrentThreadAllocatedBytes() - allocated,
                most / 1e6,
                weighed ? live() / 1e6 : 0);
        if (touched == 0) {
            throw new IllegalStateException("Nothing was read");
        }
        return round;
    }

    /** A row was read, and something of it was looked at, so that no compiler leaves it out. */
    private void row(long something) {
        touched += something;
        rows++;
        if (weighing && rows % WEIGHED_EACH == WEIGHED_EACH / 2) {
            most = Math.max(most, live());
        }
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void parser() throws Exception {
        try (var records = CsvReader.builder().ofCsvRecord(file)) {
            boolean header = true;
            for (var row : records) {
                long sum = 0;
                for (int i = 0; i < row.getFieldCount(); i++) {
                    sum += row.getField(i).length();
                }
                if (!header) {
                    row(sum);
                }
                header = false;
            }
        }
    }

    private void byHand() throws Exception {
        try (var records = CsvReader.builder().ofNamedCsvRecord(file)) {
            var chunk = new ArrayList<Map<String, String>>(CHUNK);
            for (var row : records) {
                chunk.add(row.getFieldsAsMap());
                row(1);
                if (chunk.size() == CHUNK) {
                    touched += JSON.writeValueAsBytes(chunk).length;
                    chunk.clear();
                }
            }
            touched += JSON.writeValueAsBytes(chunk).length;
        }
    }

    private void awards() throws Exception {
        try (var awards = RewardRows.open(file, RewardSettings.usual())) {
            while (awards.hasNext()) {
                row(awards.next().cells().size());
            }
        }
    }

    /** Makes bytes of a chunk. */
    private interface Writing {
        byte[] bytes(List<Map<String, String>> requests) throws IOException;
    }

    /** Made where it is needed, so that the heap of the others does not hold Camel. */
    private static final class Component {
        static final BulkBody BULK = new BulkBody();
    }

    private void chunks(Writing writing) throws Exception {
        try (var awards = RewardRows.open(file, RewardSettings.usual())) {
            var chunks = new Chunks<>(awards, CHUNK);
            while (chunks.hasNext()) {
                var requests = new ArrayList<Map<String, String>>(CHUNK);
                for (var row : chunks.next()) {
                    requests.add(row.cells());
                    row(1);
                }
                touched += writing.bytes(requests).length;
            }
        }
    }

    private void checked() throws Exception {
        try (var awards = RewardRows.open(file, RewardSettings.usual())) {
            while (awards.hasNext()) {
                row(RowChecks.check(awards.next(), null, "mostPoints").longValue());
            }
        }
    }
}

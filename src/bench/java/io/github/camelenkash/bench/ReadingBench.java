package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.flows.ReadingProcess;
import io.github.camelenkash.flows.ReadingProcess.Reading;
import io.github.camelenkash.flows.ReadingProcess.Round;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How fast the rows of a CSV file are read, prepared for a bulk call, and checked, beside the parser alone and beside the
 * least that can be done by hand. Each in a JVM of its own with a heap of 64 MB, in turns.
 */
final class ReadingBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC");
    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 5;

    private final Path file;
    private final int rows;
    private final Map<Reading, Child> readers = new EnumMap<>(Reading.class);
    private final Map<Reading, List<Round>> timed = new EnumMap<>(Reading.class);
    private final Map<Reading, Round> weighed = new EnumMap<>(Reading.class);

    private ReadingBench(Path file, int rows) {
        this.file = file;
        this.rows = rows;
    }

    /** Measures with a file of so many rows, and gives a table. */
    static String run(Path folder, int rows) throws Exception {
        return new ReadingBench(folder.resolve("reading.csv"), rows).run();
    }

    private String run() throws Exception {
        write();
        try {
            for (var reading : Reading.values()) {
                readers.put(reading, Child.start(ReadingProcess.class, SMALL, reading.name(), file.toString()));
            }
            for (int round = -WARM_UPS; round < ROUNDS; round++) {
                for (var reading : Reading.values()) {
                    var took = ask(reading, ReadingProcess.TIMED);
                    if (round >= 0) {
                        timed.computeIfAbsent(reading, any -> new ArrayList<>()).add(took);
                    }
                }
            }
            for (var reading : Reading.values()) {
                weighed.put(reading, ask(reading, ReadingProcess.WEIGHED));
            }
        } finally {
            readers.values().forEach(Child::close);
        }
        return table();
    }

    private Round ask(Reading reading, String what) throws IOException {
        var round = JSON.readValue(readers.get(reading).ask(what, ReadingProcess.MARK), Round.class);
        if (round.rows() != rows) {
            throw new IllegalStateException(reading + " read " + round.rows() + " of " + rows + " rows");
        }
        return round;
    }

    private void write() throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            out.write("reference,title,firstName,gender,email,mobile,loadAmount\n");
            for (int i = 0; i < rows; i++) {
                out.write("BONUS-2026-" + i + ",Ms,Asha,F,asha" + i + "@example.in," + (9_000_000_000L + i)
                        + ",250.50\n");
            }
        }
    }

    private String table() {
        var text = new StringBuilder();
        text.append("%nReading %,d rows of CSV, one thread, `-Xmx64m`; median of %d rounds, in turns%n%n"
                .formatted(rows, ROUNDS));
        text.append(
                ("| | seconds | CPU seconds | bytes allocated a row | MB live after a collection, at most | of these"
                                + " when the file is closed |%n")
                        .formatted());
        text.append("|---|--:|--:|--:|--:|--:|%n".formatted());
        for (var reading : Reading.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %,.0f | %.1f | %.1f |%n",
                    reading.title(),
                    median(reading, Round::seconds),
                    median(reading, Round::cpuSeconds),
                    median(reading, Round::allocatedBytes) / rows,
                    weighed.get(reading).liveMegabytes(),
                    weighed.get(reading).restMegabytes()));
        }
        text.append("%n".formatted()).append(Targets.table(targets()));
        System.out.println(text);
        return text.toString();
    }

    private List<Targets.Target> targets() {
        return List.of(
                Targets.atMost("rows of awards ÷ FastCSV alone, seconds", ratio(Reading.AWARDS, Reading.PARSER), 2),
                Targets.atMost(
                        "chunks of rows as JSON ÷ FastCSV and Jackson by hand, seconds",
                        ratio(Reading.CHUNKS, Reading.BY_HAND),
                        1.3),
                Targets.atMost(
                        "the same, checked and made into bulk calls ÷ FastCSV and Jackson by hand, seconds",
                        ratio(Reading.PREPARED, Reading.BY_HAND),
                        1.3),
                Targets.atMost("chunks of rows as JSON, MB live", live(Reading.CHUNKS), 8),
                Targets.atMost("the same, checked and made into bulk calls, MB live", live(Reading.PREPARED), 8));
    }

    private double live(Reading reading) {
        return weighed.get(reading).liveMegabytes();
    }

    private double ratio(Reading one, Reading other) {
        return median(one, Round::seconds) / median(other, Round::seconds);
    }

    private double median(Reading reading, ToDoubleFunction<Round> figure) {
        return timed.get(reading).stream().mapToDouble(figure).sorted().toArray()[ROUNDS / 2];
    }
}

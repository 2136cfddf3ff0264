package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pays files of growing size through a ready route in a heap of 64 MB: the time must grow as the file does, and the heap
 * must not. What the server counted must be the rows of the file.
 */
final class FileBench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC");

    private final Path folder;
    private final List<String> lines = new ArrayList<>();

    FileBench(Path folder) {
        this.folder = folder;
    }

    /** Pays a file of each size, and gives a table. */
    String run(List<Integer> sizes) throws Exception {
        lines.add("");
        lines.add("One file through `routes/csv-drop.camel.yaml`, `csvDrop.bulkSize=500`, H2 ledger, `-Xmx64m`");
        lines.add("");
        lines.add(
                "| rows | seconds | rows/s | µs a row | MB live after a collection, at most | paid | counted by the server |");
        lines.add("|--:|--:|--:|--:|--:|--:|--:|");
        var seconds = new TreeMap<Integer, Double>();
        for (int size : sizes) {
            seconds.put(size, pay(size));
        }
        if (seconds.size() > 2) {
            offTheLine(seconds);
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    /** How far the sizes between are off the line through the smallest and the largest, whose start is that of the JVM. */
    private void offTheLine(SortedMap<Integer, Double> seconds) {
        int least = seconds.firstKey();
        int most = seconds.lastKey();
        double perRow = (seconds.get(most) - seconds.get(least)) / (most - least);
        lines.add("");
        seconds.subMap(least + 1, most).forEach((size, taken) -> {
            double line = seconds.get(least) + perRow * (size - least);
            var compared = String.format(
                    Locale.ROOT,
                    "%,d rows took %.1f s, and would %.1f s on the line through the others: so many per cent off",
                    size,
                    taken,
                    line);
            lines.add(Targets.table(List.of(Targets.atMost(compared, Math.abs(taken / line - 1) * 100, 15))));
            System.out.println(lines.get(lines.size() - 1));
        });
    }

    private double pay(int size) throws Exception {
        try (var server = Child.start(FastServer.class, List.of("-Xmx512m"))) {
            int port = Integer.parseInt(server.readLine());
            var place = new Place(port, folder.toAbsolutePath().toString(), null, "file-" + size);
            var file = write(place, size);
            Files.createDirectories(folder.resolve(place.run()).resolve("in"));
            try (var payer = Child.start(FileProcess.class, SMALL, JSON.writeValueAsString(place), file.toString())) {
                var paid = JSON.readValue(payer.read(FileProcess.MARK), FileProcess.Paid.class);
                long credits = Long.parseLong(Child.get(port, "/bench/credits"));
                long results = lines(Path.of(paid.results())) - 1;
                if (credits != size || results != size) {
                    throw new IllegalStateException(
                            size + " rows, " + credits + " credits, " + results + " lines of results: " + paid);
                }
                var line = String.format(
                        Locale.ROOT,
                        "| %,d | %.1f | %,.0f | %.1f | %.1f | %,d | %,d |",
                        size,
                        paid.seconds(),
                        size / paid.seconds(),
                        paid.seconds() / size * 1e6,
                        paid.liveMegabytes(),
                        paid.outcomes().getOrDefault("PAID", 0L),
                        credits);
                System.out.println(line);
                lines.add(line);
                return paid.seconds();
            }
        }
    }

    private static long lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private Path write(Place place, int size) throws IOException {
        var file = Files.createDirectories(folder.resolve(place.run())).resolve("bonus.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("reference,title,firstName,gender,email,mobile,loadAmount\n");
            for (int i = 0; i < size; i++) {
                out.write(place.reference(i) + ",Ms,Asha,F,asha" + i + "@example.in," + (9_000_000_000L + i) + ",1\n");
            }
        }
        return file;
    }
}

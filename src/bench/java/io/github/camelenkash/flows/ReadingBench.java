package io.github.camelenkash.flows;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/**
 * How fast the rows of a CSV file are read: by the parser alone, as rows of awards, and as rows that were checked. In this
 * package because the readers are not public.
 */
public final class ReadingBench {

    private static final int ROUNDS = 5;

    private final Path file;
    private final int rows;

    private ReadingBench(Path file, int rows) {
        this.file = file;
        this.rows = rows;
    }

    /** Reads the file to its end; gives a number that depends on all of it. */
    private interface Reading {
        long read(Path file) throws Exception;
    }

    /** Measures with a file of so many rows, and gives a table. */
    public static String run(Path folder, int rows) throws Exception {
        var bench = new ReadingBench(folder.resolve("reading.csv"), rows);
        bench.write();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "Reading %,d rows of CSV, one thread; median of %d rounds, in turns", rows, ROUNDS));
        lines.add("");
        lines.add("| | seconds | ÷ FastCSV |");
        lines.add("|---|--:|--:|");
        var readings = new Reading[] {ReadingBench::parser, ReadingBench::awards, ReadingBench::checked};
        var names = new String[] {"FastCSV alone, each cell touched", "rows of awards", "rows of awards, each checked"};
        var seconds = new double[readings.length][ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            for (int i = 0; i < readings.length; i++) {
                double took = bench.time(readings[i]);
                if (round >= 0) {
                    seconds[i][round] = took;
                }
            }
        }
        for (int i = 0; i < readings.length; i++) {
            java.util.Arrays.sort(seconds[i]);
            var line = String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f |",
                    names[i],
                    seconds[i][ROUNDS / 2],
                    seconds[i][ROUNDS / 2] / seconds[0][ROUNDS / 2]);
            System.out.println(line);
            lines.add(line);
        }
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private double time(Reading reading) throws Exception {
        long start = System.nanoTime();
        if (reading.read(file) < rows) {
            throw new IllegalStateException("Rows are missing");
        }
        return (System.nanoTime() - start) / 1e9;
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

    private static long parser(Path file) throws IOException {
        long sum = 0;
        try (var records = CsvReader.builder().ofCsvRecord(file)) {
            for (var row : records) {
                for (int i = 0; i < row.getFieldCount(); i++) {
                    sum += row.getField(i).length();
                }
            }
        }
        return sum;
    }

    private static long awards(Path file) throws Exception {
        long sum = 0;
        try (var rows = RewardRows.open(file, RewardSettings.usual())) {
            while (rows.hasNext()) {
                sum += rows.next().cells().size();
            }
        }
        return sum;
    }

    private static long checked(Path file) throws Exception {
        long sum = 0;
        try (var rows = RewardRows.open(file, RewardSettings.usual())) {
            while (rows.hasNext()) {
                sum += RowChecks.check(rows.next(), null, "mostPoints").longValue();
            }
        }
        return sum;
    }
}

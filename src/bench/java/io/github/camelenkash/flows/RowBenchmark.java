package io.github.camelenkash.flows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A row of a CSV file: read, and checked. In this package because the readers are not public. */
@State(Scope.Thread)
public class RowBenchmark {

    private static final int ROWS = 1_000;

    private Path file;
    private RewardRow row;

    /** Writes the file that is read. */
    @Setup
    public void write() throws Exception {
        file = Files.createTempFile("rows", ".csv");
        var text = new StringBuilder("reference,title,firstName,gender,email,mobile,loadAmount\n");
        for (int i = 0; i < ROWS; i++) {
            text.append("BONUS-" + i + ",Ms,Asha,F,asha" + i + "@example.in," + (9_000_000_000L + i) + ",250.50\n");
        }
        Files.writeString(file, text);
        try (var rows = RewardRows.open(file, RewardSettings.usual())) {
            row = rows.next();
        }
    }

    /** Takes it away. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** One row of a file of a thousand. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int read() throws Exception {
        int cells = 0;
        try (var rows = RewardRows.open(file, RewardSettings.usual())) {
            while (rows.hasNext()) {
                cells += rows.next().cells().size();
            }
        }
        return cells;
    }

    /** What is wrong with a row that is right. */
    @Benchmark
    public BigDecimal check() throws Exception {
        return RowChecks.check(row, null, "mostPoints");
    }
}

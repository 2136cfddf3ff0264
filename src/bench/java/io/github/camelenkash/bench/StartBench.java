package io.github.camelenkash.bench;

import io.github.camelenkash.flows.command.EnkashCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * From the start of the JVM to the first row that is paid: the quickstart's job on a file that lies there already, again
 * and again, so that its classes are in the memory of the machine.
 */
final class StartBench {

    /** Looking costs the job some of its processor. */
    private static final long POLL_NANOS = 20_000_000;

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final Path folder;
    private final int runs;

    StartBench(Path folder, int runs) {
        this.folder = folder;
        this.runs = runs;
    }

    String run() throws Exception {
        var seconds = new double[runs];
        for (int i = -1; i < runs; i++) {
            double took = start(Files.createDirectories(folder.resolve("start-" + (i + 1))));
            if (i >= 0) {
                seconds[i] = took;
            }
        }
        Arrays.sort(seconds);
        var line = String.format(
                Locale.ROOT,
                "Start of the runnable project to its first paid row, %d starts after a first one: median %.2f s, fastest"
                        + " %.2f s, slowest %.2f s",
                runs,
                seconds[runs / 2],
                seconds[0],
                seconds[runs - 1]);
        System.out.println(line);
        return System.lineSeparator() + line + System.lineSeparator();
    }

    private double start(Path run) throws Exception {
        try (var server = Child.start(FastServer.class, List.of("-Xmx256m"))) {
            int port = Integer.parseInt(server.readLine());
            var place = new Place(port, run.toAbsolutePath().toString(), null, "start");
            var drop = write(run, place);
            long start = System.nanoTime();
            try (var job = Child.start(EnkashCommand.class, options(place, drop, run))) {
                while (Long.parseLong(Child.get(port, "/bench/credits")) == 0) {
                    job.checkItRuns();
                    if (System.nanoTime() - start > LONGEST_NANOS) {
                        throw new IOException("Nothing was paid");
                    }
                    LockSupport.parkNanos(POLL_NANOS);
                }
                return (System.nanoTime() - start) / 1e9;
            }
        }
    }

    private static List<String> options(Place place, Path drop, Path run) {
        var options = new ArrayList<String>();
        place.options().forEach((name, value) -> options.add("-Dcamel.component.enkash." + name + "=" + value));
        Map.of(
                        "camel.component.enkash.environment",
                        "sandbox",
                        "csvDrop.sample",
                        "",
                        "camel.component.enkash.ledgerUrl",
                        "jdbc:h2:file:" + run.toAbsolutePath() + "/ledger",
                        "csvDrop.folder",
                        drop.toAbsolutePath().toString())
                .forEach((name, value) -> options.add("-D" + name + "=" + value));
        return options;
    }

    private static Path write(Path run, Place place) throws IOException {
        var drop = Files.createDirectories(run.resolve("drop"));
        var text = new StringBuilder("reference,title,firstName,gender,email,mobile,loadAmount\n");
        for (int i = 0; i < 10; i++) {
            text.append(place.reference(i)).append(",Ms,Asha,F,asha" + i + "@example.in,900000000" + i + ",1\n");
        }
        Files.writeString(drop.resolve("bonus.csv"), text);
        return drop;
    }
}

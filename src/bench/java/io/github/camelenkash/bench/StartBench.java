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

    /**
     * A way to start it.
     *
     * @param java what stands behind {@code java} and the options of the run
     */
    private record Way(String title, List<String> java) {}

    String run() throws Exception {
        var ways = ways();
        var seconds = new double[ways.size()][runs];
        for (int i = -1; i < runs; i++) {
            for (int way = 0; way < ways.size(); way++) {
                var run = Files.createDirectories(folder.resolve("start-" + way + "-" + (i + 1)));
                double took = start(run, ways.get(way));
                if (i >= 0) {
                    seconds[way][i] = took;
                }
            }
        }
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("Start of the runnable project to its first paid row, " + runs
                + " starts in turns after a first one; one of these seconds is what a file must not have grown for");
        lines.add("");
        lines.add("| | median s | fastest | slowest |");
        lines.add("|---|--:|--:|--:|");
        var targets = new ArrayList<Targets.Target>();
        for (int way = 0; way < ways.size(); way++) {
            var sorted = seconds[way];
            Arrays.sort(sorted);
            var line = String.format(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f | %.2f |",
                    ways.get(way).title(),
                    sorted[runs / 2],
                    sorted[0],
                    sorted[runs - 1]);
            System.out.println(line);
            lines.add(line);
            targets.add(Targets.atMost(ways.get(way).title() + ", seconds to the first paid row", sorted[runs / 2], 3));
        }
        lines.add("");
        lines.add(Targets.table(targets));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    /** By its class path, as the runnable jar, and as the page about running it has it for a fast start. */
    private List<Way> ways() throws Exception {
        var ways = new ArrayList<Way>();
        ways.add(new Way(
                "`mvn exec:java`'s class path",
                List.of("-cp", System.getProperty("java.class.path"), EnkashCommand.class.getName())));
        var jar = runnableJar();
        ways.add(new Way("`java -jar`", List.of("-jar", jar.toString())));
        var apart = folder.resolve("apart");
        ended(List.of("-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", apart.toString()));
        var archive = apart.resolve("start.jsa");
        var inner = apart.resolve(jar.getFileName()).toString();
        var first = Files.createDirectories(folder.resolve("archive"));
        ended(List.of(
                "-XX:ArchiveClassesAtExit=" + archive,
                "-Dcamel.component.enkash.ledgerUrl=jdbc:h2:file:" + first.toAbsolutePath() + "/ledger",
                "-jar",
                inner,
                "pay",
                write(first, "first").resolve("bonus.csv").toString(),
                "--yes"));
        ways.add(new Way(
                "`java -jar`, taken apart and with an archive of its classes",
                List.of("-XX:SharedArchiveFile=" + archive, "-jar", inner)));
        return ways;
    }

    /** Made by the same Maven run, before the benchmark. */
    private static Path runnableJar() throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of("target"), "*-runnable.jar")) {
            return jars.iterator().next().toAbsolutePath();
        }
    }

    private static void ended(List<String> line) throws IOException, InterruptedException {
        try (var process = Child.java(line)) {
            int code = process.end();
            if (code != 0) {
                throw new IOException("Ended with " + code + ": " + line);
            }
        }
    }

    private double start(Path run, Way way) throws Exception {
        try (var server = Child.start(FastServer.class, List.of("-Xmx256m"))) {
            int port = Integer.parseInt(server.readLine());
            var place = new Place(port, run.toAbsolutePath().toString(), null, "start");
            var drop = write(run, place.run());
            var line = options(place, drop, run);
            line.addAll(way.java());
            long start = System.nanoTime();
            try (var job = Child.java(line)) {
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

    private static Path write(Path run, String prefix) throws IOException {
        var drop = Files.createDirectories(run.resolve("drop"));
        var text = new StringBuilder("reference,title,firstName,gender,email,mobile,loadAmount\n");
        for (int i = 0; i < 10; i++) {
            text.append(prefix + "-" + i).append(",Ms,Asha,F,asha" + i + "@example.in,900000000" + i + ",1\n");
        }
        Files.writeString(drop.resolve("bonus.csv"), text);
        return drop;
    }
}

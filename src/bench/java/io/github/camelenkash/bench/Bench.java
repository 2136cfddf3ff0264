package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.testing.LedgerStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs all contenders against one server, in turns, and writes the tables.
 *
 * <pre>
 * -Dbench.quick            short rounds and few of them
 * -Dbench.only=H2,H2_LOOP  these contenders
 * -Dbench.parts=load       of load, reading, start, aged, micro and files
 * -Dbench.sizes=10000      sizes of the files
 * -Dbench.rounds=3         rounds of each contender under each load
 * -Dbench.milliseconds=2000  how long a round is
 * -Dbench.old=10000000     movements in the old ledger
 * -Dbench.loads=16x0,128x20  these loads: callers and milliseconds of latency
 * </pre>
 */
public final class Bench {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ALL_LOADS = "1x0,16x0,128x0,1x20,16x20,128x20";
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");

    private final boolean quick = Boolean.getBoolean("bench.quick");
    private final int rounds = Integer.getInteger("bench.rounds", quick ? 3 : 7);
    private final long milliseconds = Long.getLong("bench.milliseconds", quick ? 1_000 : 4_000);
    private final Path folder;
    private final Map<Contenders, Child> clients = new EnumMap<>(Contenders.class);
    private final Map<Load, Map<Contenders, List<Round>>> results = new LinkedHashMap<>();
    private Child server;
    private int port;
    private long awards;

    private Bench(Path folder) {
        this.folder = folder;
    }

    /** @param args folder for the results */
    public static void main(String[] args) throws Exception {
        var results = Files.createDirectories(Path.of(args[0]));
        var work = Files.createTempDirectory(results, "work");
        var parts = List.of(System.getProperty("bench.parts", "load,reading,start,aged,micro,files")
                .split(","));
        boolean quick = Boolean.getBoolean("bench.quick");
        var text = new StringBuilder();
        if (parts.contains("load")) {
            text.append(new Bench(work).run(results));
        }
        if (parts.contains("reading")) {
            text.append(ReadingBench.run(work, quick ? 100_000 : 1_000_000));
        }
        if (parts.contains("start")) {
            text.append(new StartBench(work, quick ? 3 : 7).run());
        }
        if (parts.contains("aged")) {
            int old = Integer.getInteger("bench.old", quick ? 200_000 : 10_000_000);
            text.append(new AgedLedgerBench(old, quick ? 3 : 5, quick ? 2 : 5).run(work));
        }
        if (parts.contains("micro")) {
            text.append(Micro.run(quick));
        }
        if (parts.contains("files")) {
            text.append(new FileBench(work).run(sizes()));
        }
        Files.writeString(results.resolve("bench.md"), text);
        System.exit(0);
    }

    private static List<Integer> sizes() {
        var sizes = System.getProperty("bench.sizes", "");
        var usual = Boolean.getBoolean("bench.quick") ? "10000,100000" : "10000,100000,1000000";
        return Arrays.stream((sizes.isBlank() ? usual : sizes).split(","))
                .map(Integer::valueOf)
                .toList();
    }

    private String run(Path target) throws Exception {
        var contenders = contenders();
        try (var postgres =
                contenders.stream().anyMatch(Contenders::isOnPostgres) ? LedgerStore.startPostgres() : null) {
            server = Child.start(FastServer.class, HEAP);
            port = Integer.parseInt(server.readLine());
            for (var contender : contenders) {
                var place = JSON.writeValueAsString(place(contender, postgres));
                clients.put(contender, Child.start(ClientProcess.class, HEAP, contender.name(), place));
            }
            warmUp();
            for (var load : loads()) {
                measure(load);
            }
            long credits = Long.parseLong(Child.get(port, "/bench/credits"));
            return new Report(figures(), credits, awards, rounds, milliseconds).write(target);
        } finally {
            clients.values().forEach(Child::close);
            if (server != null) {
                server.close();
            }
        }
    }

    private static List<Contenders> contenders() {
        var only = System.getProperty("bench.only", "");
        return only.isBlank()
                ? List.of(Contenders.values())
                : Arrays.stream(only.split(",")).map(Contenders::valueOf).toList();
    }

    private static List<Load> loads() {
        var loads = System.getProperty("bench.loads", "");
        return Arrays.stream((loads.isBlank() ? ALL_LOADS : loads).split(","))
                .map(load -> load.split("x"))
                .map(load -> new Load(Integer.parseInt(load[0]), Integer.parseInt(load[1])))
                .toList();
    }

    private Place place(Contenders contender, EmbeddedPostgres postgres) throws Exception {
        String url = null;
        if (contender.isOnPostgres()) {
            var name = "bench_" + contender.name().toLowerCase(java.util.Locale.ROOT);
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            url = postgres.getJdbcUrl("postgres", name);
        }
        return new Place(port, folder.toAbsolutePath().toString(), url, contender.name());
    }

    /** Until the compilers of all JVMs have done most of their work, which counts against whoever has more code. */
    private void warmUp() throws IOException {
        for (int i = 0; i < (quick ? 2 : 9); i++) {
            for (var client : clients.entrySet()) {
                round(client.getKey(), new Load(16, 0), quick ? 1_500 : 3_000);
            }
        }
    }

    private void measure(Load load) throws Exception {
        Child.get(port, "/bench/latency/" + load.latencyMillis());
        var byContender = results.computeIfAbsent(load, key -> new EnumMap<>(Contenders.class));
        for (int i = 0; i < rounds; i++) {
            for (var contender : clients.keySet()) {
                byContender
                        .computeIfAbsent(contender, key -> new ArrayList<>())
                        .add(round(contender, load, milliseconds));
            }
        }
        byContender.forEach((contender, done) -> {
            var figures = new Figures(contender, load.callers(), load.latencyMillis(), done);
            System.out.printf(
                    "%3d callers, %2d ms  %-55s %9.0f/s %7.1f us CPU %7.0f B  errors %d%n",
                    load.callers(),
                    load.latencyMillis(),
                    contender.title(),
                    figures.median(Round::callsPerSecond),
                    figures.median(Round::cpuMicros),
                    figures.median(Round::allocatedBytes),
                    figures.errors());
        });
        Child.get(port, "/bench/latency/0");
    }

    private Round round(Contenders contender, Load load, long duration) throws IOException {
        var answer = clients.get(contender).ask(load.callers() + " " + duration, ClientProcess.MARK);
        var round = JSON.readValue(answer, Round.class);
        if (round.errors() > 0) {
            System.out.println(contender + ": " + round.errors() + " errors, the first: " + round.firstError());
        }
        awards += round.awards();
        return round;
    }

    private List<Figures> figures() {
        var figures = new ArrayList<Figures>();
        results.forEach((load, byContender) -> byContender.forEach(
                (contender, done) -> figures.add(new Figures(contender, load.callers(), load.latencyMillis(), done))));
        return figures;
    }
}

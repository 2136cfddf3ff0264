package io.github.camelenkash.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Writes what was measured: {@code bench.json} and a chart for each load; and makes the tables.
 *
 * @param figures all of it
 * @param counted credits that the server counted
 * @param claimed awards that the contenders say they paid
 * @param rounds rounds of each contender under each load
 * @param milliseconds how long a round took
 */
record Report(List<Figures> figures, long counted, long claimed, int rounds, long milliseconds) {

    /** Writes the figures and the charts, and gives the tables. */
    String write(Path folder) throws IOException {
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(
                        folder.resolve("bench.json").toFile(),
                        Map.of("figures", figures, "creditsCounted", counted, "creditsClaimed", claimed));
        for (var load : loads()) {
            Files.writeString(
                    folder.resolve("requests-" + load.callers() + "-callers-" + load.latencyMillis() + "-ms.svg"),
                    Chart.of(
                            "Requests per second, " + load.callers() + " callers, " + load.latencyMillis()
                                    + " ms latency",
                            under(load)));
        }
        var tables = markdown();
        System.out.println(tables);
        return tables;
    }

    private List<Load> loads() {
        return figures.stream()
                .map(each -> new Load(each.callers(), each.latencyMillis()))
                .distinct()
                .toList();
    }

    private List<Figures> under(Load load) {
        return figures.stream()
                .filter(each -> each.callers() == load.callers() && each.latencyMillis() == load.latencyMillis())
                .toList();
    }

    private String markdown() {
        var text = new StringBuilder();
        text.append("%d processors, Java %s; %d rounds of %.1f s each, in turns; median (least–most)%n%n"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.version"),
                        rounds,
                        milliseconds / 1_000.0));
        for (var load : loads()) {
            text.append("%n%d callers, %d ms latency%n%n".formatted(load.callers(), load.latencyMillis()));
            text.append("| contender | calls/s | awards/s | CPU µs | KB allocated | p50 ms | p99 ms | errors |%n"
                    .formatted());
            text.append("|---|--:|--:|--:|--:|--:|--:|--:|%n".formatted());
            under(load).forEach(each -> text.append(line(each)));
        }
        text.append(
                "%nCredits counted by the server: %d; paid, as the contenders say: %d%n".formatted(counted, claimed));
        text.append("%n".formatted()).append(Targets.table(Targets.of(figures)));
        return text.toString();
    }

    private static String line(Figures each) {
        return "| %s | %s | %.0f | %.1f | %.1f | %.2f | %.2f | %d |%n"
                .formatted(
                        each.contender().title(),
                        spread(each, Round::callsPerSecond),
                        each.median(Round::awardsPerSecond),
                        each.median(Round::cpuMicros),
                        each.median(Round::allocatedBytes) / 1024,
                        each.median(Round::p50Micros) / 1000,
                        each.median(Round::p99Micros) / 1000,
                        each.errors());
    }

    private static String spread(Figures each, ToDoubleFunction<Round> figure) {
        return String.format(
                Locale.ROOT, "%,.0f (%,.0f–%,.0f)", each.median(figure), each.least(figure), each.most(figure));
    }
}

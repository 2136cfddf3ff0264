package io.github.camelenkash.flows.command;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.flows.PreFlightReport;
import io.github.camelenkash.flows.RewardJob;
import io.github.camelenkash.flows.SingleFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Parameters;

/** What the commands share that are about one reward file. */
abstract class FileTask extends Task {

    @Parameters(paramLabel = "FILE", description = "A CSV file or a workbook (.xlsx).")
    private Path file;

    FileTask(Surroundings surroundings) {
        super(surroundings);
    }

    final Path file() {
        if (!Files.isRegularFile(file)) {
            throw wrong("There is no file " + file);
        }
        return file.toAbsolutePath().normalize();
    }

    /** Sends the file through the route of the drop folder. */
    final Answer send(Map<String, String> properties, BiPredicate<String, PreFlightReport> confirmed) throws Exception {
        var named = file();
        try (var session = Session.start(settings(properties), SingleFile.ROUTE)) {
            var whom = RewardJob.whom(session.context());
            var end = SingleFile.pay(session.context(), named, report -> confirmed.test(whom, report));
            var report = end.report();
            var result = new LinkedHashMap<String, Object>();
            result.put("path", end.file());
            result.put("enkash", whom);
            result.putAll(JSON.convertValue(
                    report, JSON.getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
            return new Answer(ExitCode.of(report, end.stoppedBy()), result, lines(report, whom), null);
        }
    }

    private static List<String> lines(FileReport report, String whom) {
        var lines = new ArrayList<String>();
        lines.add(report.name() + " "
                + switch (report.ending()) {
                    case DONE -> "is done.";
                    case REFUSED -> "was refused: " + report.problem() + ".";
                    case WAITING -> "waits: " + report.problem() + ".";
                    case STOPPED -> "was stopped: " + report.problem() + ".";
                });
        lines.add(line("enkash", whom));
        lines.add(line("rows", outcomes(report)));
        if (report.preFlight() != null) {
            lines.add(line("points", points(report.preFlight().pointsToPay()) + " to pay"));
            lines.add(line(
                    "balance",
                    points(report.balanceBefore()) + " before, " + points(report.balanceAfter()) + " after"));
        }
        lines.add(line("results", report.results() == null ? "none" : report.results()));
        if (report.page() != null) {
            lines.add(line("page", report.page()));
        }
        return lines;
    }

    private static String outcomes(FileReport report) {
        return report.outcomes().isEmpty()
                ? "none sent"
                : report.outcomes().entrySet().stream()
                        .map(entry -> entry.getValue() + " "
                                + entry.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    static String line(String what, Object value) {
        return String.format(Locale.ROOT, "  %-11s %s", what, value);
    }

    static String points(BigDecimal points) {
        return points == null ? "not known" : Amounts.shown(points);
    }
}

package io.github.camelenkash.flows.command;

import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.flows.ReconcileReport;
import io.github.camelenkash.flows.SingleFile;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reconcile}: a month's personnel file against the ledger and EnKash. */
@Command(
        name = "reconcile",
        description = {
            "Compares a month's personnel file with the ledger and with EnKash, and lists the differences beside the file.",
            "It moves nothing."
        })
final class ReconcileCommand extends FileTask {

    @Option(
            names = "--month",
            paramLabel = "MONTH",
            description = "The month, such as 2026-03 (default: the one that the file's name begins with).")
    private String month;

    ReconcileCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        var file = file();
        var properties = month == null ? Map.<String, String>of() : Map.of("reconcile.month", checked(month));
        try (var session = Session.start(settings(properties), SingleFile.RECONCILE_ROUTE)) {
            var end = SingleFile.reconcile(session.context(), file);
            return Answer.of(code(end), end.report(), lines(end.report()));
        }
    }

    private String checked(String month) {
        try {
            return YearMonth.parse(month).toString();
        } catch (DateTimeException e) {
            throw wrong("--month is no month such as 2026-03: " + month);
        }
    }

    private static ExitCode code(SingleFile.ReconcileEnd end) {
        return switch (end.report().ending()) {
            case DONE -> end.report().differences().isEmpty() ? ExitCode.DONE : ExitCode.ROWS_REFUSED;
            case REFUSED, WAITING -> ExitCode.REFUSED;
            case STOPPED -> ExitCode.ofStop(end.stoppedBy());
        };
    }

    private static List<String> lines(ReconcileReport report) {
        var lines = new ArrayList<String>();
        lines.add(report.name() + " "
                + switch (report.ending()) {
                    case DONE -> "is reconciled for " + report.month() + ".";
                    case REFUSED, WAITING -> "was refused: " + report.problem() + ".";
                    case STOPPED -> "was stopped: " + report.problem() + ".";
                });
        if (report.ending() == Ending.DONE) {
            lines.add(line("agree", report.agreed() + " references"));
            report.differences().forEach((kind, count) -> lines.add(line("differ", count + " " + kind)));
        }
        lines.add(line("results", report.results() == null ? "none" : report.results()));
        return lines;
    }
}

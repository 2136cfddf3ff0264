package io.github.camelenkash.flows.command;

import io.github.camelenkash.flows.PreFlightReport;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pay}: pays one file as if it had been dropped. */
@Command(
        name = "pay",
        description = {
            "Pays a file: the same checks, ledger and result file as in the drop folder.",
            "The results land beside it. It stays where it is until each of its rows is paid; then it goes to done/."
        })
final class PayCommand extends FileTask {

    @Option(names = "--yes", description = "Does not ask before the first point moves.")
    private boolean yes;

    PayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        if (!yes && !surroundings().terminal().isPresent()) {
            throw wrong("Nobody is there to confirm the payment. Say --yes where no one is to be asked");
        }
        return send(Map.of(), (whom, report) -> yes || isConfirmed(whom, report));
    }

    private boolean isConfirmed(String whom, PreFlightReport report) {
        var err = surroundings().err();
        err.println(line("enkash", whom));
        err.println(line(
                "rows",
                report.rowsToPay() + " to pay, " + report.rowsAlreadyPaid() + " already paid, " + report.rowsRefused()
                        + " refused"));
        err.println(line("points", points(report.pointsToPay()) + " to pay"));
        err.println(line(
                "balance", points(report.balanceBefore()) + " before, " + points(report.balanceAfter()) + " after"));
        err.print("Pay it? [y/N] ");
        err.flush();
        var answer = surroundings().terminal().readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}

package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code settle}: finds out what became of movements. */
@Command(
        name = "settle",
        description =
                "Finds out what became of movements whose outcome is unknown. It never sends; what is to be sent again"
                        + " is when its file is paid again.")
final class SettleCommand extends LedgerTask {

    @Parameters(arity = "0..1", paramLabel = "REFERENCE", description = "One movement instead of all.")
    private String reference;

    @Mixin
    private KindOption kind;

    SettleCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform(Session session) throws Exception {
        var report = json(session.ask("enkash:settle", reference == null ? null : kind.named(reference)));
        boolean open = List.of("unknown", "parked", "toSendAgain").stream()
                .anyMatch(name -> report.path(name).asInt() > 0);
        return Answer.of(open ? ExitCode.UNSETTLED : ExitCode.DONE, report, List.of(told(report)));
    }

    private static String told(JsonNode report) {
        return "Looked at " + report.path("looked") + ": " + report.path("paid") + " paid, " + report.path("refused")
                + " refused, " + report.path("toSendAgain") + " to be sent again, " + report.path("parked")
                + " parked for a person, " + report.path("unknown") + " unknown still. Purged " + report.path("purged")
                + ".";
    }
}

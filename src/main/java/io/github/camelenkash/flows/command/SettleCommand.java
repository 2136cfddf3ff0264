package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
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

    private static final Set<String> ENDED = Set.of("PAID", "REFUSED");

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
        if (reference != null && report.path("looked").asInt() == 0) {
            return asItIs(report, json(session.ask("enkash:movement", kind.named(reference))));
        }
        boolean open = List.of("unknown", "parked", "toSendAgain").stream()
                .anyMatch(name -> report.path(name).asInt() > 0);
        return Answer.of(open ? ExitCode.UNSETTLED : ExitCode.DONE, report, List.of(told(report)));
    }

    /** Its outcome is not unknown, so there was nothing to look up. */
    private Answer asItIs(JsonNode report, JsonNode movement) {
        if (movement.isNull()) {
            return Answer.of(
                    ExitCode.DONE, report, List.of("The ledger knows no movement of the reference " + reference + "."));
        }
        var result = new LinkedHashMap<String, Object>();
        report.fields().forEachRemaining(member -> result.put(member.getKey(), member.getValue()));
        result.put("movement", movement);
        var state = movement.path("state").asText();
        return Answer.of(
                ENDED.contains(state) ? ExitCode.DONE : ExitCode.UNSETTLED,
                result,
                List.of(line(movement), state.equals("PAID") ? "It is paid already." : "There is nothing to look up."));
    }

    private static String told(JsonNode report) {
        return "Looked at " + report.path("looked") + ": " + report.path("paid") + " paid, " + report.path("refused")
                + " refused, " + report.path("toSendAgain") + " to be sent again, " + report.path("parked")
                + " parked for a person, " + report.path("unknown") + " unknown still. Purged " + report.path("purged")
                + ".";
    }
}

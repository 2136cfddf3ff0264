package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import picocli.CommandLine.Command;

/** {@code probe}: what works before the first payment. */
@Command(
        name = "probe",
        description = "Checks login, account, encryption, search and echo before the first payment. It moves nothing.")
final class ProbeCommand extends Task {

    ProbeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        try (var session = Session.start(settings(), null)) {
            JsonNode report = JSON.valueToTree(session.ask("enkash:probe", null));
            var lines = new ArrayList<String>();
            var code = ExitCode.DONE;
            for (var check : report.path("checks")) {
                lines.add(FileTask.line(check.path("name").asText(), text(check)));
                if (check.path("result").asText().equals("FAILED")) {
                    code = ExitCode.UNSETTLED;
                }
            }
            return Answer.of(code == ExitCode.DONE ? code : code(session), report, lines);
        }
    }

    /** Whether it was the login: a refused one is remembered, so that asking again costs none. */
    private static ExitCode code(Session session) {
        try {
            session.ask("enkash:balance", null);
        } catch (Exception e) {
            var code = Answer.failed(e).code();
            return code == ExitCode.LOGIN_REFUSED ? code : ExitCode.UNSETTLED;
        }
        return ExitCode.UNSETTLED;
    }

    private static String text(JsonNode check) {
        var text = new StringBuilder(check.path("result").asText());
        for (var member : new String[] {"seen", "whatToDo"}) {
            if (check.hasNonNull(member)) {
                text.append(". ").append(check.get(member).asText());
            }
        }
        return text.toString();
    }
}

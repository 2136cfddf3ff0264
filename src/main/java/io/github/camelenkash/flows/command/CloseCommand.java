package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelenkash.api.InvalidRequestException;
import java.util.List;
import org.apache.camel.CamelExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code close}: writes down what a person decided. */
@Command(
        name = "close",
        description = "Writes down what a person decided of a movement that is parked, or unknown for longer than"
                + " settleWindow.")
final class CloseCommand extends LedgerTask {

    @Parameters(paramLabel = "REFERENCE", description = "The movement.")
    private String reference;

    private enum Verdict {
        PAID,
        NOT_PAID
    }

    @Option(
            names = "--verdict",
            required = true,
            paramLabel = "VERDICT",
            description = "What was found out at EnKash: ${COMPLETION-CANDIDATES}.")
    private Verdict verdict;

    @Option(names = "--who", required = true, paramLabel = "NAME", description = "Who decided.")
    private String who;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "What the verdict rests on.")
    private String why;

    @Option(
            names = "--attempt",
            paramLabel = "NUMBER",
            description =
                    "The attempt that was judged, as `movements` shows it; a later one is not closed. Default: the last.")
    private Integer attempt;

    @Mixin
    private KindOption kind;

    CloseCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform(Session session) throws Exception {
        var body = kind.named(reference);
        var known = json(session.ask("enkash:movement", body));
        if (known.isNull()) {
            throw new RefusedException("The ledger knows no movement of the reference " + reference, null);
        }
        body.put("attempt", attempt == null ? known.path("attempt").asInt() : attempt);
        body.put("verdict", verdict.name());
        body.put("who", who);
        body.put("why", why);
        JsonNode closed;
        try {
            closed = json(session.ask("enkash:close", body));
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof InvalidRequestException no ? new RefusedException(no.getMessage(), no) : e;
        }
        return Answer.of(ExitCode.DONE, closed, List.of(line(closed)));
    }
}

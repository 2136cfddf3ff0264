package io.github.camelenkash.flows.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code movements}: what the ledger has in a state. */
@Command(
        name = "movements",
        description = "Lists movements of the ledger, oldest first; without --state those that are UNKNOWN or PARKED.")
final class MovementsCommand extends LedgerTask {

    /** Those of the ledger. */
    enum State {
        RESERVED,
        SENT,
        UNKNOWN,
        PARKED,
        REFUSED,
        PAID
    }

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            defaultValue = "UNKNOWN,PARKED",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<State> states;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "Only what has not changed for so long, such as 1h.")
    private String olderThan;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many of a state at the most (default: ${DEFAULT-VALUE}).")
    private int limit;

    MovementsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform(Session session) throws Exception {
        var unchangedFor = Time.of("--older-than", olderThan, this).toMillis();
        var found = new ArrayList<JsonNode>();
        for (var state : states) {
            json(session.ask(
                            "enkash:movements",
                            Map.of(
                                    "state",
                                    state.name(),
                                    "unchangedFor",
                                    String.valueOf(unchangedFor),
                                    "limit",
                                    limit)))
                    .forEach(found::add);
        }
        var lines = found.isEmpty()
                ? List.of("There is no such movement.")
                : found.stream().map(LedgerTask::line).toList();
        return Answer.of(ExitCode.DONE, Map.of("movements", found), lines);
    }
}

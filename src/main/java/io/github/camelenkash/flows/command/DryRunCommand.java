package io.github.camelenkash.flows.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** {@code dry-run}: what {@code pay} does, but the movement. */
@Command(
        name = "dry-run",
        description = {
            "Says of each row of a file what paying it would come to: asks EnKash and the ledger, and moves nothing.",
            "The file stays where it is; the results land beside it."
        })
final class DryRunCommand extends FileTask {

    DryRunCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        return send(Map.of("csvDrop.dryRun", "true"), (whom, report) -> true);
    }
}

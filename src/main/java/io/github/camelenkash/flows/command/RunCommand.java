package io.github.camelenkash.flows.command;

import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.flows.RewardJob;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code run}: the main job, until it is stopped. */
@Command(name = "run", description = "Runs the drop folder, or another ready route, until it is stopped. The default.")
final class RunCommand extends Task {

    RunCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        var files = new EnumMap<Ending, Integer>(Ending.class);
        int status = RewardJob.run(
                settings(),
                isJson() ? surroundings().err() : surroundings().out(),
                report -> files.merge(report.ending(), 1, Integer::sum));
        return Answer.of(status == 0 ? ExitCode.DONE : ExitCode.FAILED, Map.of("files", files), List.of());
    }

    @Override
    String failing() {
        return "The job could not start: ";
    }
}

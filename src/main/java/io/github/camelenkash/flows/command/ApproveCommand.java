package io.github.camelenkash.flows.command;

import io.github.camelenkash.flows.Approvals;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code approve}: somebody's word that a file may be paid. */
@Command(
        name = "approve",
        description = {
            "Approves a file that waits, as it is now, for the rows and points of its request.",
            "One in waiting/ of a drop folder is paid at once; another one by the next `pay`."
        })
final class ApproveCommand extends FileTask {

    @Option(names = "--who", required = true, paramLabel = "NAME", description = "Who approves.")
    private String who;

    @Option(
            names = "--prepared-by",
            paramLabel = "NAME",
            description = "Who prepared it, if not whom the request names.")
    private String preparedBy;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "24h",
            description = "How long the approval holds (default: ${DEFAULT-VALUE}).")
    private String holdsFor;

    ApproveCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        var file = file();
        try {
            var approval = Approvals.approve(file, who, preparedBy, duration());
            return Answer.of(
                    ExitCode.DONE,
                    approval,
                    List.of(file.getFileName() + " is approved by " + who + " for " + approval.rows() + " rows and "
                            + points(approval.points()) + " points until " + approval.expires() + "."));
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    file.getFileName() + " does not wait for an approval: there is no request beside it", e);
        } catch (IllegalStateException e) {
            throw new RefusedException(e.getMessage(), e);
        }
    }

    private Duration duration() {
        var duration = Time.of("--for", holdsFor, this);
        if (duration.isZero()) {
            throw wrong("--for must be longer than nothing");
        }
        return duration;
    }
}

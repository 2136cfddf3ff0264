package io.github.camelenkash.flows.command;

import io.github.camelenkash.flows.FileCheck;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code validate}: what is wrong with a file. */
@Command(
        name = "validate",
        description = "Checks a file, row by row. It needs no login, sends nothing, and leaves nothing behind.")
final class ValidateCommand extends FileTask {

    ValidateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Answer perform() throws Exception {
        var check = FileCheck.of(file(), settings());
        var code = check.problem() != null
                ? ExitCode.REFUSED
                : check.rowsRefused() > 0 ? ExitCode.ROWS_REFUSED : ExitCode.DONE;
        return Answer.of(code, check, lines(check));
    }

    private static List<String> lines(FileCheck check) {
        var lines = new ArrayList<String>();
        if (check.problem() != null) {
            lines.add(check.file() + " would be refused: " + check.problem() + ". " + check.whatToDo() + ".");
        }
        for (var problem : check.problems()) {
            lines.add("line " + problem.line() + ": " + problem.reason() + ". " + problem.whatToDo() + ".");
        }
        if (check.rowsRefused() > check.problems().size()) {
            lines.add((check.rowsRefused() - check.problems().size()) + " more rows would be refused.");
        }
        lines.add(check.file() + ": " + check.rows() + " rows, " + check.rowsRefused()
                + " would be refused; the others add up to " + points(check.points()) + " points.");
        return lines;
    }
}

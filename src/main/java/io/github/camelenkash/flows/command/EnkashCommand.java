package io.github.camelenkash.flows.command;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line: reads which command is meant and runs it.
 *
 * <pre>
 * java -jar camel-enkash-runnable.jar validate diwali.csv
 * mvn -q compile exec:java -Dexec.args='validate diwali.csv'
 * </pre>
 *
 * <p>Without a command it runs the main job; with nothing but properties files it does so with these.
 */
@Command(
        name = "camel-enkash",
        mixinStandardHelpOptions = true,
        description = "Pays reward files at EnKash, each row once. Without a command: run.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "%n`camel-enkash COMMAND --help` explains a command.")
public final class EnkashCommand {

    private static final String PROPERTIES = ".properties";
    private static final Set<String> ABOUT = Set.of("-h", "--help", "-V", "--version");

    private EnkashCommand() {}

    /** Runs a command, or the main job. */
    public static void main(String[] arguments) {
        int status = execute(new Surroundings(System.out, System.err, Terminal.ofTheProcess()), arguments);
        if (status != 0) {
            System.exit(status);
        }
        // No exit otherwise: whoever called this (Maven, a test) goes on in the same process.
    }

    /** @return the exit code */
    static int execute(Surroundings surroundings, String... arguments) {
        return line(surroundings).execute(completed(arguments));
    }

    /** The names of all commands. */
    static Set<String> names() {
        return line(new Surroundings(System.out, System.err, Terminal.ofTheProcess()))
                .getSubcommands()
                .keySet();
    }

    private static CommandLine line(Surroundings surroundings) {
        var line = new CommandLine(new EnkashCommand());
        tasks(surroundings).forEach(line::addSubcommand);
        line.setOut(new PrintWriter(surroundings.out(), true));
        line.setErr(new PrintWriter(surroundings.err(), true));
        line.setParameterExceptionHandler((wrong, arguments) -> usage(wrong, arguments, surroundings));
        Stream.concat(Stream.of(line), line.getSubcommands().values().stream())
                .forEach(command -> command.getCommandSpec()
                        // Not by the annotation, by which each command would read it at every start.
                        .versionProvider(new Version())
                        .usageMessage()
                        .exitCodeListHeading("%nExit codes:%n")
                        .exitCodeList(exitCodes()));
        return line;
    }

    private static List<Task> tasks(Surroundings surroundings) {
        return List.of(
                new RunCommand(surroundings),
                new ValidateCommand(surroundings),
                new DryRunCommand(surroundings),
                new PayCommand(surroundings),
                new ApproveCommand(surroundings),
                new SettleCommand(surroundings),
                new MovementsCommand(surroundings),
                new CloseCommand(surroundings),
                new ProbeCommand(surroundings),
                new ReconcileCommand(surroundings),
                new SandboxCommand(surroundings));
    }

    private static Map<String, String> exitCodes() {
        var codes = new LinkedHashMap<String, String>();
        for (var code : ExitCode.values()) {
            codes.put(String.valueOf(code.number()), code.meaning());
        }
        return codes;
    }

    /** The main job needs no name. */
    private static String[] completed(String... arguments) {
        if (arguments.length > 0 && Arrays.stream(arguments).allMatch(argument -> argument.endsWith(PROPERTIES))) {
            return Stream.concat(
                            Stream.of("run"), Arrays.stream(arguments).flatMap(file -> Stream.of("--properties", file)))
                    .toArray(String[]::new);
        }
        boolean named = arguments.length > 0 && (!arguments[0].startsWith("-") || ABOUT.contains(arguments[0]));
        return named
                ? arguments
                : Stream.concat(Stream.of("run"), Arrays.stream(arguments)).toArray(String[]::new);
    }

    private static int usage(ParameterException wrong, String[] arguments, Surroundings surroundings) {
        var line = wrong.getCommandLine();
        surroundings.err().println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        surroundings.err().println("Try '" + line.getCommandSpec().qualifiedName() + " --help'.");
        if (List.of(arguments).contains("--json")) {
            var answer = new Answer(ExitCode.USAGE, null, List.of(), wrong.getMessage());
            surroundings.out().println(Task.json(line.getCommandName(), answer));
        }
        surroundings.err().flush();
        surroundings.out().flush();
        return ExitCode.USAGE.number();
    }
}

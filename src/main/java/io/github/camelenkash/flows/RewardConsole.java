package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import java.io.Console;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Says on the console what became of each dropped file: a block for the first, which shows the way about, then a line. On a
 * terminal a bar shows how far a long one is.
 */
final class RewardConsole implements FileReportListener, FileProgressListener {

    private final PrintStream out;
    private final boolean terminal;
    private TerminalBar bar;
    private Surroundings surroundings;
    private boolean shown;

    /**
     * What the job knows besides the file.
     *
     * @param environment whom it pays through
     * @param url where that is, or null where the component alone knows
     * @param folder where files are dropped
     */
    record Surroundings(String environment, String url, Path folder) {}

    RewardConsole(PrintStream out) {
        this(out, out == System.out && isTerminal() && TerminalBar.isPossible());
    }

    /** @param terminal whether what is written can be overwritten */
    RewardConsole(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    private static boolean isTerminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            // Before JDK 22 there is a console on a terminal only.
            return true;
        }
    }

    @Override
    public boolean isWatched() {
        return terminal;
    }

    @Override
    public synchronized void progressed(FileProgress progress) {
        if (!terminal) {
            return;
        }
        if (bar != null && !bar.isOf(progress)) {
            bar.end();
            bar = null;
        }
        if (bar == null) {
            bar = new TerminalBar(progress, out);
        }
        bar.show(progress);
    }

    /** Tells it about the job, once that has started. */
    synchronized void attach(Surroundings job) {
        surroundings = job;
    }

    /** For a job that has no sample to begin with. Asks EnKash nothing: there is nothing to pay yet. */
    synchronized void ready() {
        block("Ready.", enkash(), line("drop files", surroundings.folder()), line("stop", "Ctrl+C"));
        shown = true;
    }

    /** For a job that runs other routes than the one for files. */
    synchronized void ready(String environment, String url, String routes) {
        block("Ready.", enkash(environment, url), line("routes", routes), line("stop", "Ctrl+C"));
        shown = true;
    }

    @Override
    public synchronized void ended(FileReport report) {
        if (bar != null) {
            bar.end(report.outcomes());
            bar = null;
        }
        var balance = report.balanceAfter();
        // A file that lay there already may have ended before the job has said that it is ready.
        if (shown || surroundings == null) {
            out.println(headline(report) + " Rows: " + outcomes(report) + ". Balance: " + points(balance)
                    + ". Results: " + results(report));
            out.flush();
            return;
        }
        block(
                headline(report),
                enkash(),
                line("balance", points(report.balanceBefore()) + " before, " + points(balance) + " after"),
                line("rows", outcomes(report)),
                line("results", results(report)),
                line("drop files", surroundings.folder()),
                line("stop", "Ctrl+C"));
        shown = true;
    }

    private String enkash() {
        return enkash(surroundings.environment(), surroundings.url());
    }

    private static String enkash(String environment, String url) {
        return url == null ? line("enkash", environment) : line(environment, url);
    }

    private void block(String headline, String... lines) {
        out.println();
        out.println(headline);
        for (var line : lines) {
            out.println(line);
        }
        out.println();
        out.flush();
    }

    private static String line(String what, Object value) {
        return String.format(Locale.ROOT, "  %-11s %s", what, value);
    }

    private static String headline(FileReport report) {
        return switch (report.ending()) {
            case DONE -> report.name() + " is done.";
            case REFUSED -> report.name() + " was refused: " + report.problem() + ".";
            case WAITING -> report.name() + " waits: " + report.problem() + ".";
            case STOPPED -> report.name() + " was stopped: " + report.problem() + ".";
        };
    }

    /** {@code 8 paid, 1 already paid, 1 refused}. */
    private static String outcomes(FileReport report) {
        if (report.outcomes().isEmpty()) {
            return "none sent";
        }
        return ProgressTeller.words(report.outcomes());
    }

    private static String points(BigDecimal balance) {
        return balance == null ? "not known" : Amounts.shown(balance);
    }

    private static String results(FileReport report) {
        return report.results() == null ? "none" : shortened(report.results()).toString();
    }

    /** As a person in the job's folder would write it. */
    static Path shortened(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}

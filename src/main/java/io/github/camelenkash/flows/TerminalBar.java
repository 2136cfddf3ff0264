package io.github.camelenkash.flows;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** The bar of one phase of a file on a terminal. Its library may be absent; nobody else touches that. */
final class TerminalBar {

    private final FileProgress first;
    private final Line line;
    private final ProgressBar bar;

    TerminalBar(FileProgress first, PrintStream out) {
        this.first = first;
        line = new Line(out);
        bar = new ProgressBarBuilder()
                .setTaskName(first.name())
                .setInitialMax(first.rows())
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(line)
                .build();
    }

    /** Whether the library is there. */
    static boolean isPossible() {
        try {
            Class.forName("me.tongfei.progressbar.ProgressBar", false, TerminalBar.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    boolean isOf(FileProgress progress) {
        return first.name().equals(progress.name()) && first.phase() == progress.phase();
    }

    void show(FileProgress progress) {
        show(
                progress.rowsDone(),
                progress.phase() == FileProgress.Phase.LOOKING
                        ? "looked at"
                        : ProgressTeller.words(progress.outcomes()));
    }

    private void show(long rows, String words) {
        bar.setExtraMessage(" " + words);
        bar.stepTo(rows);
    }

    /** Every row was looked at. */
    void end() {
        show(first.rows(), "looked at");
        close();
    }

    /** Leaves how the rows ended. */
    void end(Map<String, Long> outcomes) {
        show(outcomes.values().stream().mapToLong(Long::longValue).sum(), ProgressTeller.words(outcomes));
        close();
    }

    private void close() {
        bar.close();
        line.close();
    }

    /** The library closes a line never where its bar was closed before it was first drawn, and at times twice. */
    private static final class Line extends ConsoleProgressBarConsumer {

        private final AtomicBoolean closed = new AtomicBoolean();

        Line(PrintStream out) {
            super(out);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                super.close();
            }
        }
    }
}

package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on how far a file is: to listeners several times a second, and a line to the log where nobody watches those. */
final class ProgressTeller {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressTeller.class);
    private static final long LISTENERS_NANOSECONDS = Duration.ofMillis(500).toNanos();

    private final Supplier<? extends Collection<FileProgressListener>> listeners;
    private final long interval;
    private long listenersTold;
    private long logged;

    /**
     * Tells of one file.
     *
     * @param interval from one line of the log to the next; zero: there are none
     * @param now in nanoseconds; the first word comes an interval later, so that of a short file there is none
     */
    ProgressTeller(Supplier<? extends Collection<FileProgressListener>> listeners, Duration interval, long now) {
        this.listeners = listeners;
        this.interval = interval.toNanos();
        listenersTold = now;
        logged = now;
    }

    void tell(FileProgress progress, long now) {
        boolean tellListeners = now - listenersTold >= LISTENERS_NANOSECONDS;
        boolean log = interval > 0 && now - logged >= interval;
        if (!tellListeners && !log) {
            return;
        }
        var all = listeners.get();
        if (tellListeners) {
            listenersTold = now;
            all.forEach(listener -> tell(listener, progress));
        }
        if (log) {
            logged = now;
            if (all.stream().noneMatch(FileProgressListener::isWatched)) {
                LOG.info(line(progress));
            }
        }
    }

    private static void tell(FileProgressListener listener, FileProgress progress) {
        try {
            listener.progressed(progress);
        } catch (RuntimeException e) {
            // The file is paid whatever a listener makes of it.
            LOG.error("Not told how far {} is", progress.name(), e);
        }
    }

    /** {@code diwali.csv: 1200 of 10000 rows, 600000 points paid, 85 rows a second; 1190 paid, 10 refused}. */
    static String line(FileProgress progress) {
        var rows = progress.rowsDone() + " of " + progress.rows() + " rows";
        var rate = progress.rowsPerSecond() + " rows a second";
        return progress.name() + ": "
                + switch (progress.phase()) {
                    case LOOKING -> "looked at " + rows + ", " + rate;
                    case PAYING ->
                        rows + ", " + Amounts.shown(progress.pointsPaid()) + " points paid, " + rate + "; "
                                + words(progress.outcomes());
                };
    }

    /** {@code 8 paid, 1 refused}. */
    static String words(Map<String, Long> outcomes) {
        return outcomes.entrySet().stream()
                .map(entry -> entry.getValue() + " " + word(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** As a person says it. */
    static String word(String outcome) {
        return outcome.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

package io.github.camelenkash.flows;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dropped file on its way through the route: its rows, its results, and how far it came. A route reads {@link #rows()}
 * and does the rest through {@link RewardFiles}.
 */
public final class RewardFile {

    private static final Logger LOG = LoggerFactory.getLogger(RewardFile.class);

    private final Path path;
    private final int stopAfterUnknown;
    private final BooleanSupplier leaving;
    private final Map<String, Long> outcomes = new LinkedHashMap<>();
    private FileVersion version;
    private RewardRows rows;
    private ResultFile results;
    private int unknownInSuccession;
    private Ending ending = Ending.DONE;
    private String problem;
    private boolean interrupted;
    private Landing landing;

    /**
     * @param stopAfterUnknown after how many rows in succession without a usable answer nothing more is sent
     * @param leaving whether the application is stopping
     */
    RewardFile(Path path, int stopAfterUnknown, BooleanSupplier leaving) {
        this.path = path;
        this.stopAfterUnknown = stopAfterUnknown;
        this.leaving = leaving;
    }

    /** Begins the result file and reads the file once to its end: what is not a reward file is refused here. */
    void check() throws IOException, RefusedFileException {
        version = FileVersion.of(path);
        results = ResultFile.create(partial());
        RewardRows.count(path);
        rows = RewardRows.open(path);
    }

    /** The results of a run that was killed are kept; this one begins anew. */
    private Path partial() throws IOException {
        var partial =
                path.resolveSibling(name().substring(0, name().length() - ".csv".length()) + ".results.csv.partial");
        if (Files.exists(partial)) {
            Landing.of(folder(Ending.STOPPED), name(), partial);
        }
        return partial;
    }

    private Path folder(Ending of) {
        return path.resolveSibling(of.folder());
    }

    String name() {
        return path.getFileName().toString();
    }

    /** The rows, one by one; they end early when the application is stopping. */
    public Iterator<RewardRow> rows() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !interrupted() && rows.hasNext();
            }

            @Override
            public RewardRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var row = rows.next();
                // After the row was read: what is read from a file that was not written to until now is what was
                // dropped.
                if (!version.isAt(path)) {
                    throw new ChangedFileException(row.line());
                }
                return row;
            }
        };
    }

    private boolean interrupted() {
        if (leaving.getAsBoolean() && rows.hasNext()) {
            interrupted = true;
        }
        return interrupted;
    }

    void paid(RewardRow row, MovementReceipt receipt) {
        end(row, RowEnd.of(receipt));
    }

    void failed(RewardRow row, Exception failure) {
        var end = RowEnd.of(failure, rows.columns());
        if (end.stops() && leaving.getAsBoolean()) {
            interrupted = true;
            return;
        }
        end(row, end);
        if (end.stops()) {
            stop(row.line(), end.reason(), RowEnd.againAfter(failure));
        } else if (unknownInSuccession >= stopAfterUnknown) {
            stop(
                    row.line(),
                    "no usable answer for " + unknownInSuccession + " rows in succession",
                    "Wait until EnKash answers again, then drop the file again: what was sent is looked up first");
        }
    }

    private void end(RewardRow row, RowEnd end) {
        results.write(row.line(), row.shownReference(), end);
        outcomes.merge(end.outcome(), 1L, Long::sum);
        unknownInSuccession = end.outcome().equals(Outcome.UNKNOWN.name()) ? unknownInSuccession + 1 : 0;
    }

    /** The file as a whole is no use. */
    void refuse(RefusedFileException refusal) {
        ending = Ending.REFUSED;
        problem = "line " + refusal.getLine() + ": " + refusal.getMessage();
        var end = new RowEnd(Outcome.REFUSED.name(), null, null, refusal.getMessage(), refusal.getWhatToDo(), false);
        writeOrSay(() -> results.write(refusal.getLine(), "", end));
    }

    /** Something came between: the rows that are left are told so, and are not sent. */
    void stop(Exception cause) {
        LOG.debug("{} stopped", name(), cause);
        if (ending == Ending.STOPPED) {
            return;
        }
        ending = Ending.STOPPED;
        problem = RowEnd.described(cause);
        if (cause instanceof ChangedFileException changed) {
            // Nor can the rows be told that are left.
            writeOrSay(() -> doNotTry(
                    new RewardRow(changed.line(), Map.of(), false),
                    problem + ", here or below",
                    RowEnd.againAfter(cause)));
        } else {
            doNotTryTheRest(problem, RowEnd.againAfter(cause));
        }
    }

    private void stop(long line, String reason, String whatToDo) {
        ending = Ending.STOPPED;
        problem = "line " + line + ": " + reason;
        doNotTryTheRest("sending stopped at line " + line, whatToDo);
    }

    private void doNotTryTheRest(String reason, String whatToDo) {
        if (rows != null) {
            writeOrSay(() -> {
                while (rows.hasNext()) {
                    doNotTry(rows.next(), reason, whatToDo);
                }
            });
        } else if (results != null) {
            writeOrSay(() -> doNotTry(new RewardRow(1, Map.of(), false), reason, whatToDo));
        }
    }

    /** Nothing is sent any more, so results that cannot be written are no reason to stop anything. */
    private void writeOrSay(Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException e) {
            LOG.error("The results of {} are incomplete: {}", name(), RowEnd.described(e));
        }
    }

    private void doNotTry(RewardRow row, String reason, String whatToDo) {
        end(row, RowEnd.notTried("Not tried: " + reason, whatToDo));
    }

    /**
     * Puts the results where the file will be.
     *
     * @return the place of the file, relative to the folder into which it was dropped
     * @throws InterruptedFileException if there are rows left for the next start
     */
    String finish() throws InterruptedFileException {
        boolean complete = close();
        if (interrupted) {
            var interruption = new InterruptedFileException(name());
            LOG.warn(interruption.getMessage());
            throw interruption;
        }
        landing = land(complete ? results.path() : null);
        return path.getParent().relativize(landing.file()).toString();
    }

    private Landing land(Path partial) {
        try {
            return Landing.of(folder(ending), name(), partial);
        } catch (IOException e) {
            LOG.error(
                    "{} stays where it is, because its results cannot be put into their place: {}",
                    name(),
                    e.toString());
            throw new UncheckedIOException(e);
        }
    }

    /**
     * To be called when the file has been moved to its place: another one may have taken its name meanwhile, and was moved
     * instead. It has not been read yet, so it goes back.
     */
    void putBackWhatCameLate() {
        var place = landing.file();
        if (version == null || !Files.exists(place) || version.isAt(place) || Files.exists(path)) {
            return;
        }
        try {
            Files.move(place, path);
        } catch (IOException e) {
            LOG.error("{} was not read: it took the name of a file that had just ended. Drop it again", place, e);
        }
    }

    private boolean close() {
        try {
            if (rows != null) {
                rows.close();
            }
            if (results != null) {
                results.close();
                return true;
            }
        } catch (IOException e) {
            LOG.error("The results of {} could not be completed: {}", name(), RowEnd.described(e));
        }
        return false;
    }

    FileReport report(BigDecimal balanceBefore) {
        return new FileReport(
                name(), ending, Collections.unmodifiableMap(outcomes), balanceBefore, landing.results(), problem);
    }

    @Override
    public String toString() {
        return "RewardFile[" + name() + "]";
    }
}

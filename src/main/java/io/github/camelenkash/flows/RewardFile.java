package io.github.camelenkash.flows;

import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
    private Version version;
    private RewardRows rows;
    private ResultFile results;
    private int unknownInSuccession;
    private Ending ending = Ending.DONE;
    private String problem;
    private boolean interrupted;
    private Landing landing;

    /** What tells a file from another one that has taken its name. */
    private record Version(long size, FileTime modified) {

        static Version of(Path file) throws IOException {
            return new Version(Files.size(file), Files.getLastModifiedTime(file));
        }
    }

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
        version = Version.of(path);
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
                return rows.next();
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
        results.write(row.line(), shownReference(row), end);
        outcomes.merge(end.outcome(), 1L, Long::sum);
        unknownInSuccession = end.outcome().equals(Outcome.UNKNOWN.name()) ? unknownInSuccession + 1 : 0;
    }

    /** As it was given, unless it is made of the person's own address: result files travel further than the rows. */
    private static String shownReference(RewardRow row) {
        var reference = row.reference();
        for (var field : new String[] {"email", "mobile"}) {
            var value = row.cells().getOrDefault(field, "").strip();
            if (!value.isEmpty() && reference.contains(value)) {
                return Masking.clean(reference);
            }
        }
        return reference;
    }

    /** The file as a whole is no use. */
    void refuse(RefusedFileException refusal) {
        ending = Ending.REFUSED;
        problem = "line " + refusal.getLine() + ": " + refusal.getMessage();
        var end = new RowEnd(Outcome.REFUSED.name(), null, null, refusal.getMessage(), refusal.getWhatToDo(), false);
        results.write(refusal.getLine(), "", end);
    }

    /** Something came between: the rows that are left are told so, and are not sent. */
    void stop(Exception cause) {
        LOG.debug("{} stopped", name(), cause);
        if (ending != Ending.STOPPED) {
            ending = Ending.STOPPED;
            problem = RowEnd.described(cause);
            doNotTryTheRest(problem, RowEnd.againAfter(cause));
        }
    }

    private void stop(long line, String reason, String whatToDo) {
        ending = Ending.STOPPED;
        problem = "line " + line + ": " + reason;
        doNotTryTheRest("sending stopped at line " + line, whatToDo);
    }

    private void doNotTryTheRest(String reason, String whatToDo) {
        if (rows == null) {
            return;
        }
        try {
            while (rows.hasNext()) {
                end(rows.next(), RowEnd.notTried("Not tried: " + reason, whatToDo));
            }
        } catch (RuntimeException e) {
            LOG.error("The results of {} are incomplete: {}", name(), RowEnd.described(e));
        }
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
            throw new InterruptedFileException(name());
        }
        if (isChanged()) {
            ending = Ending.STOPPED;
            problem = "the file was changed while it was read; drop it again";
        }
        landing = land(complete ? results.path() : null);
        return path.getParent().relativize(landing.file()).toString();
    }

    private Landing land(Path partial) {
        try {
            return Landing.of(folder(ending), name(), partial);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isChanged() {
        try {
            return version != null && !version.equals(Version.of(path));
        } catch (IOException e) {
            return true;
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

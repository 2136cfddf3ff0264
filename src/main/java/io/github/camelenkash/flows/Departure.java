package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A dropped file on the disk: what lies beside it, whether it is still the same, and where it goes in the end. */
final class Departure {

    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    private final Path path;
    private FileVersion version;
    private Landing landing;
    private boolean staying;
    private boolean named;

    Departure(Path path) {
        this.path = path;
    }

    /** For a file that was not dropped but named: it leaves its place only when it {@linkplain #leave() is paid}. */
    void stay() {
        named = true;
        staying = true;
    }

    /** It is paid, so nobody looks for it where it is. */
    void leave() {
        staying = false;
    }

    /** Notes which file it is, so that another one under its name is noticed. */
    void arrived() throws IOException, TakenFileException {
        try {
            version = FileVersion.of(path);
        } catch (NoSuchFileException e) {
            // It was there a moment ago.
            throw new TakenFileException(path.getFileName().toString());
        }
    }

    /**
     * To be asked after a row was read: what is read from a file that was not written to until now is what was dropped.
     *
     * @param line of the row
     */
    void checkUnchanged(long line) {
        if (!version.isAt(path)) {
            throw new ChangedFileException(line);
        }
    }

    /**
     * Where to gather results. Those of a run that was killed are kept; this one begins anew.
     *
     * @throws TakenFileException if somebody is still writing them, or takes over, too
     */
    Path partial() throws IOException, TakenFileException {
        var partial = Landing.partial(path);
        if (Files.exists(partial) && !ResultFile.takeOver(partial, () -> land(folder(Ending.STOPPED), partial))) {
            throw new TakenFileException(path.getFileName().toString());
        }
        return partial;
    }

    private Landing land(Path folder, Path results) throws IOException {
        return staying
                ? Landing.beside(path, results)
                : Landing.of(folder, path.getFileName().toString(), results);
    }

    private Path folder(Ending of) {
        return path.resolveSibling(of.folder());
    }

    /**
     * Refuses a file whose approval does not hold, and holds one that has none.
     *
     * @param actual what the file is
     * @param above the limit that it exceeds
     */
    void refuseWithoutApproval(Approval actual, boolean fourEyes, BigDecimal above)
            throws RefusedFileException, WaitingFileException {
        var approval = Approvals.beside(path, Approval.SUFFIX);
        if (!Files.exists(approval)) {
            var why = above.signum() == 0
                    ? "Every file"
                    : "A file that pays more than " + Amounts.shown(above) + " points";
            throw new WaitingFileException(why + " needs an approval, and this one has none"
                    + (staying ? "" : "; it lies in " + Ending.WAITING.folder() + "/"));
        }
        String problem;
        try {
            problem = Approval.read(approval).problem(actual, fourEyes, Instant.now());
        } catch (IOException e) {
            problem = e.getMessage();
        }
        if (problem != null) {
            throw new RefusedFileException(
                    1, problem, "Drop the file again without the approval, and have it approved as it is now");
        }
        LOG.info("{} is approved for {} points", path.getFileName(), Amounts.shown(actual.points()));
    }

    /** Moves the results, and an approval, to where the file will be; returns that place. */
    Path land(Ending ending, Path partial) {
        try {
            landing = land(folder(ending), partial);
            var approval = Approvals.beside(path, Approval.SUFFIX);
            if (!staying && Files.exists(approval)) {
                Files.move(approval, Approvals.beside(landing.file(), Approval.SUFFIX));
            }
            if (named && !staying) {
                Files.deleteIfExists(Approvals.beside(path, Approval.REQUEST_SUFFIX));
            }
            return landing.file();
        } catch (IOException e) {
            LOG.error(
                    "{} stays where it is, because its results cannot be put into their place: {}",
                    path.getFileName(),
                    e.toString());
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for an approval, beside the place of the file. */
    void ask(Approval request) {
        try {
            request.write(Approvals.beside(landing.file(), Approval.REQUEST_SUFFIX));
        } catch (IOException e) {
            LOG.error("No approval can be asked for {}: {}", path.getFileName(), e.toString());
            throw new UncheckedIOException(e);
        }
    }

    /** Where the results are, or null where they could not be written. */
    Path results() {
        return landing.results();
    }

    /** Where the page of the file goes. */
    Path page() {
        return landing.page();
    }

    /**
     * Closes something that belongs to the file.
     *
     * @return why it could not be completed, which is logged; null where it was
     */
    Exception close(AutoCloseable opened) {
        try {
            if (opened != null) {
                opened.close();
            }
            return null;
        } catch (Exception e) {
            LOG.error("What belongs to {} could not be completed: {}", path.getFileName(), RowEnd.described(e));
            return e;
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
}

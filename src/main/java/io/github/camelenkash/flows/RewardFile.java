package io.github.camelenkash.flows;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One dropped file on its way through the route: its rows, its results, and how far it came. A route reads
 * {@link #preview()} and then {@link #rows()}, and does the rest through {@link RewardFiles}.
 */
public final class RewardFile {

    private static final Logger LOG = LoggerFactory.getLogger(RewardFile.class);

    private static final Set<String> IN_ORDER = Set.of(Outcome.PAID.name(), Outcome.ALREADY_PAID.name());

    private final Path path;
    private final RewardSettings settings;
    private final BooleanSupplier leaving;
    private final Map<String, Long> outcomes = new LinkedHashMap<>();
    private final Departure departure;
    private String sha256;
    private long count;
    private PreFlight preFlight;
    private PaidBefore history;
    private RewardRows preview;
    private RewardRows rows;
    private ResultFile results;
    private BigDecimal claimed = BigDecimal.ZERO;
    private final Deque<Pending> chunk = new ArrayDeque<>();
    private RewardRow lastOfChunk;
    private int unknownInSuccession;
    private Ending ending = Ending.DONE;
    private String problem;
    private boolean interrupted;
    private Predicate<PreFlightReport> confirmation = report -> true;
    private Exception stoppedBy;

    /** @param leaving whether the application is stopping */
    RewardFile(Path path, RewardSettings settings, BooleanSupplier leaving) {
        this.path = path;
        this.settings = settings;
        this.leaving = leaving;
        departure = new Departure(path);
    }

    /**
     * For a file that was not dropped but named: until each of its rows is paid it stays where it is, with its results
     * beside it.
     *
     * @param confirmed asked once before the first point moves; if not, the file is refused
     */
    void stay(Predicate<PreFlightReport> confirmed) {
        confirmation = confirmed;
        departure.stay();
    }

    /** What stopped it, or null. */
    Exception stoppedBy() {
        return stoppedBy;
    }

    /** Begins the result file and reads the file once to its end: what is not a reward file is refused here. */
    void check() throws IOException, RefusedFileException {
        departure.arrived();
        boolean built = settings.reference() != null;
        try {
            rows = RewardRows.open(path, settings);
        } catch (RefusedFileException e) {
            results = ResultFile.create(departure.partial(), path, List.of(), false);
            throw e;
        }
        results = ResultFile.create(departure.partial(), path, rows.columns().originalHeaders(), built);
        count = RewardRows.count(path, settings);
        sha256 = Approvals.sha256(path);
    }

    /**
     * Begins to look at the rows.
     *
     * @param balance what the account can allocate, or null where that is not known
     * @param people names of those whom EnKash knows, or null where nobody looked
     */
    void begin(BigDecimal balance, Set<String> people) throws IOException, RefusedFileException, SQLException {
        var today = LocalDate.now();
        if (settings.history() != null) {
            history = new PaidBefore(settings.history());
            history.forgetBefore(today.minusDays(settings.likelyDuplicateDays()));
        }
        preFlight = new PreFlight(settings, count, balance, people, history, today);
        preview = RewardRows.open(path, settings);
    }

    /** The rows as they are looked at before the first of them is paid. */
    public Iterator<RewardRow> preview() {
        return walk(preview);
    }

    /** Takes a row into account; see {@link PreFlight#look}. */
    void look(RewardRow row, String state) throws SQLException {
        preFlight.look(row, state);
    }

    /** Refuses the file, or holds it, where it must not be paid; otherwise its rows may be. */
    void decide() throws IOException, RefusedFileException, WaitingFileException {
        close(preview);
        if (interrupted) {
            return;
        }
        try (var again = RewardRows.open(path, settings)) {
            preFlight.countOutPeopleAboveLimit(walk(again));
        }
        preFlight.decide();
        var above = settings.approvalAbove();
        if (above != null && !settings.dryRun() && preFlight.pointsToPay().compareTo(above) > 0) {
            departure.refuseWithoutApproval(approval(null), settings.fourEyes(), above);
        }
        if (!confirmation.test(preFlight.report(sha256))) {
            throw new RefusedFileException(1, "It was not confirmed", "Pay it again, and confirm it");
        }
    }

    private Approval approval(String name) {
        return new Approval(name, sha256, count, preFlight.points(), Approvals.owner(path), null, null);
    }

    /** The rows to pay, one by one; they end early when the application is stopping. */
    public Iterator<RewardRow> rows() {
        return walk(rows);
    }

    private Iterator<RewardRow> walk(Iterator<RewardRow> all) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !interrupted(all) && all.hasNext();
            }

            @Override
            public RewardRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                var row = all.next();
                // After the row was read: what is read from a file that was not written to until now is what was
                // dropped.
                if (departure.isChanged()) {
                    throw new ChangedFileException(row.line());
                }
                return row;
            }
        };
    }

    private boolean interrupted(Iterator<RewardRow> all) {
        if (!interrupted && leaving.getAsBoolean() && all.hasNext()) {
            interrupted = true;
        }
        return interrupted;
    }

    /** The row as a reward request; refuses it where it is not to be sent. */
    Map<String, String> request(RewardRow row) {
        claimed = BigDecimal.ZERO;
        var points = preFlight.check(row);
        preFlight.claim(row, points);
        claimed = points;
        return row.cells();
    }

    void paid(RewardRow row, MovementReceipt receipt) {
        if (receipt.outcome() == Outcome.ALREADY_PAID) {
            preFlight.giveBack(row, claimed);
        } else if (receipt.outcome() == Outcome.PAID) {
            remember(row, receipt);
        }
        var end = RowEnd.of(receipt);
        end(row, preFlight.isLikelyDuplicate(row) && end.reason() == null ? end.butLikelyADuplicate() : end);
    }

    /** The points have moved, so that nothing can be remembered is no reason to call the row a failure. */
    private void remember(RewardRow row, MovementReceipt receipt) {
        if (history == null) {
            return;
        }
        try {
            history.remember(PreFlight.programme(settings), Person.of(row), claimed, row.reference(), LocalDate.now());
        } catch (SQLException e) {
            LOG.error("The payment of line {} of {} will not be known as a likely duplicate", row.line(), name(), e);
        }
    }

    void failed(RewardRow row, Exception failure) {
        if (failure instanceof NotCoveredException) {
            end(row, RowEnd.notTried(failure.getMessage(), "Have the account topped up, then drop the file again"));
            return;
        }
        var end = RowEnd.of(failure, rows.columns());
        if (end.stops() && leaving.getAsBoolean()) {
            interrupted = true;
            return;
        }
        if (end.outcome().equals(Outcome.REFUSED.name())) {
            preFlight.giveBack(row, claimed);
        }
        end(row, end);
        if (end.stops()) {
            stoppedBy = failure;
            stop(row.line(), end.reason(), RowEnd.againAfter(failure));
        } else {
            stopWhereNothingIsAnswered(row);
        }
    }

    private void stopWhereNothingIsAnswered(RewardRow last) {
        if (unknownInSuccession >= settings.stopAfterUnknown()) {
            stop(
                    last.line(),
                    "no usable answer for " + unknownInSuccession + " rows in succession",
                    "Wait until EnKash answers again, then drop the file again: what was sent is looked up first");
        }
    }

    /** The rows to pay, so many at a time; they end early when the application is stopping. */
    public Iterator<List<RewardRow>> chunks(int size) {
        return new Chunks<>(rows(), size);
    }

    /** The rows of a chunk as reward requests; those that are not to be sent are kept with the reason. */
    List<Map<String, String>> requests(List<RewardRow> rows) {
        chunk.clear();
        lastOfChunk = rows.get(rows.size() - 1);
        var requests = new ArrayList<Map<String, String>>();
        for (var row : rows) {
            try {
                requests.add(request(row));
                chunk.add(new Pending(row, claimed, null));
            } catch (InvalidRequestException | NotCoveredException e) {
                chunk.add(new Pending(row, BigDecimal.ZERO, e));
            }
        }
        return requests;
    }

    /** @param results what became of the requests of the chunk, in their order */
    void paid(List<RowResult> results) {
        var result = results.iterator();
        endChunk(pending -> {
            var of = result.next();
            if (of.outcome() == Outcome.REFUSED || of.outcome() == Outcome.NOT_FUNDED) {
                preFlight.giveBack(pending.row(), claimed);
            }
            RowEnd.receipt(of)
                    .ifPresentOrElse(
                            receipt -> paid(pending.row(), receipt),
                            () -> end(pending.row(), RowEnd.of(of, rows.columns())));
        });
        stopWhereNothingIsAnswered(lastOfChunk);
    }

    /** The chunk as a whole was not begun, and the next one would fare no better. */
    void failed(Exception failure) {
        var end = RowEnd.of(failure, rows.columns());
        if (end.stops() && leaving.getAsBoolean()) {
            interrupted = true;
            return;
        }
        endChunk(pending -> end(pending.row(), end));
        stop(lastOfChunk.line(), end.reason(), RowEnd.againAfter(failure));
    }

    private void endChunk(Consumer<Pending> sent) {
        // A row leaves it once its line is written, so that what cannot be written is not told twice.
        for (; !chunk.isEmpty(); chunk.remove()) {
            var pending = chunk.element();
            claimed = pending.claimed();
            if (pending.refusal() == null) {
                sent.accept(pending);
            } else {
                failed(pending.row(), pending.refusal());
            }
        }
    }

    /**
     * A row of the chunk at hand.
     *
     * @param claimed the points set aside for it
     * @param refusal why it is not sent, or null
     */
    private record Pending(RewardRow row, BigDecimal claimed, RuntimeException refusal) {}

    private void end(RewardRow row, RowEnd end) {
        results.write(row, end);
        outcomes.merge(end.outcome(), 1L, Long::sum);
        unknownInSuccession = end.outcome().equals(Outcome.UNKNOWN.name()) ? unknownInSuccession + 1 : 0;
    }

    /** The file as a whole is no use, or must not be paid. */
    void refuse(RefusedFileException refusal) {
        ending = Ending.REFUSED;
        if (preFlight == null) {
            problem = "line " + refusal.getLine() + ": " + refusal.getMessage();
            var end =
                    new RowEnd(Outcome.REFUSED.name(), null, null, refusal.getMessage(), refusal.getWhatToDo(), false);
            writeOrSay(() -> results.write(RewardRow.at(refusal.getLine()), end));
        } else {
            problem = refusal.getMessage();
            tellEachRow(problem, refusal.getWhatToDo());
        }
    }

    /** The file must be approved first. */
    void hold(WaitingFileException waiting) {
        ending = Ending.WAITING;
        problem = waiting.getMessage();
        tellEachRow(problem, "Have the file approved; nothing was sent");
    }

    /** Rows that could not be paid anyway say why; the others say what is in their way. */
    private void tellEachRow(String reason, String whatToDo) {
        writeOrSay(() -> {
            while (rows.hasNext()) {
                var row = rows.next();
                try {
                    preFlight.check(row);
                    doNotTry(row, reason, whatToDo);
                } catch (InvalidRequestException e) {
                    end(row, RowEnd.of(e, rows.columns()));
                }
            }
        });
    }

    /** Something came between: the rows that are left are told so, and are not sent. */
    void stop(Exception cause) {
        LOG.debug("{} stopped", name(), cause);
        if (ending == Ending.STOPPED) {
            return;
        }
        ending = Ending.STOPPED;
        stoppedBy = cause;
        problem = RowEnd.described(cause);
        if (cause instanceof ChangedFileException changed) {
            // Nor can the rows be told that are left.
            writeOrSay(() ->
                    doNotTry(RewardRow.at(changed.line()), problem + ", here or below", RowEnd.againAfter(cause)));
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
            writeOrSay(() -> doNotTry(RewardRow.at(1), reason, whatToDo));
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
        close(preview);
        close(rows);
        close(history);
        boolean complete = results != null && close(results);
        if (interrupted) {
            var interruption = new InterruptedFileException(name());
            LOG.warn(interruption.getMessage());
            throw interruption;
        }
        if (ending == Ending.DONE && IN_ORDER.containsAll(outcomes.keySet())) {
            departure.leave();
        }
        var place = departure.land(ending, complete ? results.path() : null);
        if (ending == Ending.WAITING) {
            departure.ask(approval(place.getFileName().toString()));
        }
        return path.getParent().relativize(place).toString();
    }

    private boolean close(AutoCloseable opened) {
        try {
            if (opened != null) {
                opened.close();
            }
            return true;
        } catch (Exception e) {
            LOG.error("What belongs to {} could not be completed: {}", name(), RowEnd.described(e));
            return false;
        }
    }

    /** See {@link Departure#putBackWhatCameLate}. */
    void putBackWhatCameLate() {
        departure.putBackWhatCameLate();
    }

    FileReport report(BigDecimal balanceBefore) {
        return new FileReport(
                name(),
                ending,
                Collections.unmodifiableMap(outcomes),
                balanceBefore,
                departure.results(),
                problem,
                preFlight == null ? null : preFlight.report(sha256));
    }

    String name() {
        return path.getFileName().toString();
    }

    @Override
    public String toString() {
        return "RewardFile[" + name() + "]";
    }
}

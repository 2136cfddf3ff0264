package io.github.camelenkash.flows;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.flows.report.FilePage;
import io.github.camelenkash.flows.report.FilePage.Figure;
import io.github.camelenkash.flows.report.RowTally;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
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

    /** How many rows are read at a time where nothing is sent in between. */
    private static final int AHEAD = 100;

    private static final Set<String> IN_ORDER = Set.of(Outcome.PAID.name(), Outcome.ALREADY_PAID.name());

    private final Path path;
    private final RewardSettings settings;
    private final Host host;
    private final RowTally tally = new RowTally();
    private final Progress progress;
    private final Departure departure;
    private String sha256;
    private long count;

    private PreFlight preFlight;
    private FileHistory history;
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
    private TakenFileException taken;
    private BigDecimal balanceBefore;
    private BigDecimal balanceAfter;
    private Path page;

    /** Takes a file in hand; reads nothing yet. */
    RewardFile(Path path, RewardSettings settings, Host host) {
        this.path = path;
        this.settings = settings;
        this.host = host;
        departure = new Departure(path);
        progress = new Progress(
                PageFile.shown(name()),
                System::nanoTime,
                new ProgressTeller(host.listeners(), settings.progress(), System.nanoTime()));
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

    /**
     * Begins the result file and reads the file once to its end: what is not a reward file is refused here.
     *
     * @throws TakenFileException if another process has it in hand
     */
    void check() throws IOException, RefusedFileException, TakenFileException {
        departure.arrived();
        var partial = departure.partial();
        sha256 = Approvals.sha256(path);
        boolean built = settings.reference() != null;
        try {
            rows = RewardRows.open(path, settings);
        } catch (RefusedFileException e) {
            begin(partial, List.of(), false);
            throw e;
        }
        begin(partial, rows.columns().originalHeaders(), built);
        count = RewardRows.count(path, settings);
    }

    private void begin(Path partial, List<String> headers, boolean withReference)
            throws IOException, TakenFileException {
        try {
            results = ResultFile.create(partial, path, headers, withReference);
        } catch (FileAlreadyExistsException e) {
            throw new TakenFileException(name());
        }
    }

    /**
     * Begins to look at the rows.
     *
     * @param balance what the account can allocate, or null where that is not known
     * @param people names of those whom EnKash knows, or null where nobody looked
     */
    void begin(BigDecimal balance, Set<String> people) throws IOException, RefusedFileException, SQLException {
        if (settings.history() != null) {
            history = FileHistory.open(settings, host.clock(), count);
        }
        preFlight = new PreFlight(settings, count, balance, people, history, LocalDate.now(host.clock()));
        preview = RewardRows.open(path, settings);
        progress.begin(FileProgress.Phase.LOOKING, count);
    }

    /** The rows as they are looked at before the first of them is paid. */
    public Iterator<RewardRow> preview() {
        return walk(preview, AHEAD);
    }

    /**
     * Takes a row into account; see {@link PreFlight#look}.
     *
     * @param sentAt when it was last sent, or null where it never was
     */
    void look(RewardRow row, String state, String sentAt) throws SQLException {
        preFlight.look(row, state);
        if (history != null && sentAt != null && PreFlight.isInLedger(state)) {
            history.sent(row, Instant.parse(sentAt));
        }
        progress.row(tally);
    }

    /** Refuses a file that cannot be paid by bulk calls. */
    void refuseCards() throws RefusedFileException {
        preFlight.refuseCards();
    }

    /** Refuses the file, or holds it, where it must not be paid; otherwise its rows may be. */
    void decide() throws IOException, RefusedFileException, WaitingFileException, SQLException {
        departure.close(preview);
        if (interrupted) {
            return;
        }
        progress.begin(FileProgress.Phase.PAYING, count);
        if (preFlight.isSomebodyAboveLimit()) {
            try (var again = RewardRows.open(path, settings)) {
                preFlight.countOutPeopleAboveLimit(walk(again, AHEAD));
            }
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
        return walk(rows, 1);
    }

    private Iterator<RewardRow> walk(RewardRows rows, int ahead) {
        var all = new UnchangedRows(rows, ahead, departure);
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
                return all.next();
            }
        };
    }

    private boolean interrupted(Iterator<RewardRow> all) {
        if (!interrupted && host.leaving().getAsBoolean() && all.hasNext()) {
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
        }
        if (receipt.outcome() != Outcome.DRY_RUN) {
            remember(row, receipt.outcome() == Outcome.ALREADY_PAID || receipt.settled());
        }
        var end = RowEnd.of(receipt);
        end(
                row,
                preFlight.isLikelyDuplicate(row) && end.reason() == null ? end.butLikelyADuplicate() : end,
                receipt.points());
    }

    /** The points have moved, so that nothing can be remembered is no reason to call the row a failure. */
    private void remember(RewardRow row, boolean sentBefore) {
        if (history == null) {
            return;
        }
        try {
            history.remember(row, claimed, sentBefore);
        } catch (SQLException e) {
            LOG.error("The payment of line {} of {} is not in the history", row.line(), name(), e);
        }
    }

    void failed(RewardRow row, Exception failure) {
        if (failure instanceof NotCoveredException) {
            end(row, RowEnd.notTried(failure.getMessage(), "Have the account topped up, then drop the file again"));
            return;
        }
        var end = RowEnd.of(failure, rows.columns());
        if (end.stops() && host.leaving().getAsBoolean()) {
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
        return new Chunks<>(walk(rows, size), size);
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
        if (end.stops() && host.leaving().getAsBoolean()) {
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
        end(row, end, PageFile.points(row));
    }

    private void end(RewardRow row, RowEnd end, BigDecimal points) {
        results.write(row, end);
        tally.add(PageFile.row(row, end, points, preFlight != null && preFlight.isLikelyDuplicate(row)));
        progress.row(tally);
        unknownInSuccession = end.outcome().equals(Outcome.UNKNOWN.name()) ? unknownInSuccession + 1 : 0;
    }

    /** The file as a whole is no use, or must not be paid. */
    void refuse(RefusedFileException refusal) {
        ending = Ending.REFUSED;
        if (preFlight == null) {
            problem = "line " + refusal.getLine() + ": " + refusal.getMessage();
            var end =
                    new RowEnd(Outcome.REFUSED.name(), null, null, refusal.getMessage(), refusal.getWhatToDo(), false);
            writeOrSay(() -> end(RewardRow.at(refusal.getLine()), end));
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
        if (cause instanceof TakenFileException other) {
            taken = other;
            return;
        }
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
     * Puts the results where the file will be, and the page beside them.
     *
     * @param before what the account could allocate before the first row, or null where it was not read
     * @param after what it can allocate now, or null where that is not known
     * @return the place of the file, relative to the folder into which it was dropped
     * @throws InterruptedFileException if there are rows left for the next start, or for another process
     */
    String finish(BigDecimal before, BigDecimal after) throws InterruptedFileException {
        departure.close(preview);
        departure.close(rows);
        departure.close(history);
        if (taken != null) {
            throw InterruptedFileException.of(taken);
        }
        boolean complete = results != null && departure.close(results) == null;
        if (interrupted) {
            var interruption = InterruptedFileException.stopping(name());
            LOG.warn(interruption.getMessage());
            throw interruption;
        }
        if (ending == Ending.DONE && IN_ORDER.containsAll(tally.rows().keySet())) {
            departure.leave();
        }
        var place = departure.land(ending, complete ? results.path() : null);
        if (ending == Ending.WAITING) {
            departure.ask(approval(place.getFileName().toString()));
        }
        balanceBefore = before;
        boolean untouched = ending == Ending.REFUSED || ending == Ending.WAITING;
        balanceAfter = after == null && untouched ? before : after;
        page = PageFile.write(departure.page(), path, page());
        return path.getParent().relativize(place).toString();
    }

    private FilePage page() {
        var results = departure.results();
        return new FilePage(
                PageFile.shown(name()),
                ending.name(),
                problem == null ? null : PageFile.shown(problem),
                settings.dryRun(),
                facts(),
                results == null ? null : PageFile.shown(results.getFileName().toString()),
                OffsetDateTime.now(host.clock()).truncatedTo(ChronoUnit.SECONDS),
                balanceBefore,
                balanceAfter,
                PageFile.figures(preFlightReport(), settings),
                tally);
    }

    private List<Figure> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Environment", host.environment());
        facts.put("Programme", settings.constants().get("programme"));
        facts.put("Period", settings.constants().get("period"));
        facts.put("SHA-256 of the file", sha256);
        if (peopleGoneAbove() != null) {
            facts.put(
                    "People above " + settings.perquisiteThreshold().toPlainString() + " points in the financial year"
                            + " since this file",
                    peopleGoneAbove().toString());
        }
        return facts.entrySet().stream()
                .filter(fact -> fact.getValue() != null)
                .map(fact -> new Figure(fact.getKey(), fact.getValue()))
                .toList();
    }

    /** See {@link Departure#putBackWhatCameLate}. */
    void putBackWhatCameLate() {
        departure.putBackWhatCameLate();
    }

    /** Whether each row has its outcome. */
    public boolean isDone() {
        return ending == Ending.DONE && !interrupted;
    }

    /** How far it is; any thread may ask. */
    FileProgress progress() {
        return progress.now();
    }

    /** What became of its rows; for who pays it, and nobody else. */
    RowTally tally() {
        return tally;
    }

    FileReport report() {
        return new FileReport(
                name(),
                ending,
                rowsWereRead() ? tally.rows() : Map.of(),
                balanceBefore,
                departure.results(),
                problem,
                preFlightReport(),
                balanceAfter,
                page,
                peopleGoneAbove());
    }

    private Long peopleGoneAbove() {
        return history == null ? null : history.peopleGoneAbove();
    }

    /** Where they were not, the one line of the results is about the file. */
    private boolean rowsWereRead() {
        return preFlight != null || ending != Ending.REFUSED;
    }

    private PreFlightReport preFlightReport() {
        return preFlight == null ? null : preFlight.report(sha256);
    }

    String name() {
        return path.getFileName().toString();
    }

    @Override
    public String toString() {
        return "RewardFile[" + name() + "]";
    }
}

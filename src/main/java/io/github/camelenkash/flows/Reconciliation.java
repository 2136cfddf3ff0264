package io.github.camelenkash.flows;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.flows.Difference.HrRow;
import io.github.camelenkash.flows.Difference.Kind;
import io.github.camelenkash.flows.report.ReconciliationPage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One personnel file on its way through the reconciliation of its month. */
public final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private static final List<String> COLUMNS = List.of(
            "difference",
            "reference",
            "hrLine",
            "hrPoints",
            "ledgerState",
            "ledgerPoints",
            "ledgerSource",
            "enkashPoints",
            "enkashCredits",
            "enkashDebits",
            "transactionIds",
            "time",
            "whatToDo");

    private final Path path;
    private final RewardSettings settings;
    private final YearMonth month;
    private final ZoneId zone;
    private final Duration margin;
    private final Set<String> paidStatuses;
    private final int pageRows;
    private final Departure departure;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<ReconciliationPage.Row>> shown = new EnumMap<>(Kind.class);
    private ReconcileTables tables;
    private Path partial;
    private CsvWriter writer;
    private Ending ending = Ending.DONE;
    private String problem;
    private Exception stoppedBy;
    private TakenFileException taken;
    private long agreed;
    private List<ReconciliationPage.Total> totals = List.of();

    Reconciliation(
            Path path,
            RewardSettings settings,
            YearMonth month,
            ZoneId zone,
            Duration margin,
            Set<String> paidStatuses,
            int pageRows) {
        this.path = path;
        this.settings = settings;
        this.month = month;
        this.zone = zone;
        this.margin = margin;
        this.paidStatuses = paidStatuses;
        this.pageRows = pageRows;
        departure = new Departure(path);
    }

    private Instant from() {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }

    private Instant to() {
        return month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
    }

    /** From when on transactions are read. */
    Instant readFrom() {
        return from().minus(margin);
    }

    /** Until when transactions are read. */
    Instant readTo() {
        return to().plus(margin);
    }

    /** Begins the file of differences, and reads what should be paid. */
    void readHrFile() throws IOException, RefusedFileException, SQLException, TakenFileException {
        departure.arrived();
        var unfinished = departure.partial();
        var out = begin(unfinished);
        partial = unfinished;
        writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.writeRecord(COLUMNS);
        if (month == null) {
            throw new RefusedFileException(
                    1,
                    "The name of the file does not begin with a month",
                    "Call it like 2026-03.csv, or set " + settings.property("month")
                            + " (for the command: --month 2026-03)");
        }
        RewardRows.count(path, settings);
        tables = new ReconcileTables();
        try (var rows = RewardRows.open(path, settings);
                var filling = tables.hr()) {
            while (rows.hasNext()) {
                var row = rows.next();
                departure.checkUnchanged(row.line());
                var points = points(row);
                if (row.reference().isEmpty() || points == null) {
                    unreadable(row, points);
                } else {
                    filling.add(row.reference(), row.line(), points);
                }
            }
        }
    }

    /** Locked while it is written, so that another process leaves the file alone. */
    private OutputStream begin(Path unfinished) throws IOException, TakenFileException {
        try {
            return ResultFile.open(unfinished, path);
        } catch (FileAlreadyExistsException e) {
            throw new TakenFileException(path.getFileName().toString());
        }
    }

    /** The points of a row, or null where it has none that can be read. */
    private static BigDecimal points(RewardRow row) {
        try {
            return row.flaw() != null ? null : Amounts.positive(row.text(RewardColumns.AMOUNT), RewardColumns.AMOUNT);
        } catch (InvalidRequestException e) {
            return null;
        }
    }

    private void unreadable(RewardRow row, BigDecimal points) throws IOException {
        var reference = row.reference().isEmpty() ? null : row.reference();
        add(new Difference(Kind.UNREADABLE_ROW, reference, new HrRow(row.line(), 1, points), null, null));
    }

    /** Takes in what the ledger knows of an account; all of it where that is null. */
    void ledger(Iterator<Data> movements, String account) throws SQLException {
        try (var filling = tables.ledger()) {
            while (movements.hasNext()) {
                var movement = movements.next().toMap();
                boolean ours = "points".equals(movement.get("kind"))
                        && (account == null || account.equals(movement.get("account")));
                if (ours) {
                    filling.add(
                            movement.get("reference"),
                            movement.get("state"),
                            "CR".equals(movement.get("direction")),
                            movement.get("points"),
                            movement.get("source"),
                            isInPeriod(moment(sent(movement))),
                            isNear(moment(sent(movement))));
                }
            }
        }
    }

    private static String sent(Map<String, Object> movement) {
        var sent = movement.get("sentAt");
        return (sent == null ? movement.get("createdAt") : sent).toString();
    }

    /** Takes in EnKash's transactions. */
    void transactions(Iterator<Transaction> transactions) throws SQLException {
        try (var filling = tables.enkash()) {
            while (transactions.hasNext()) {
                var transaction = transactions.next();
                boolean counts = transaction.status() == null || paidStatuses.contains(transaction.status());
                if (counts && transaction.direction() != null) {
                    filling.add(
                            blankToNull(transaction.reference()),
                            transaction.direction() == Direction.CR,
                            transaction.points(),
                            transaction.transactionId(),
                            transaction.time(),
                            isInPeriod(moment(transaction.time())));
                }
            }
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What has no time that can be read is looked at rather than left out. */
    private boolean isInPeriod(Instant moment) {
        return moment == null || !moment.isBefore(from()) && moment.isBefore(to());
    }

    private boolean isNear(Instant moment) {
        return moment == null || !moment.isBefore(readFrom()) && moment.isBefore(readTo());
    }

    private Instant moment(String time) {
        if (time == null) {
            return null;
        }
        var text = time.strip().replace(' ', 'T');
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noOffset) {
            try {
                return text.indexOf('T') < 0
                        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                        : LocalDateTime.parse(text).atZone(zone).toInstant();
            } catch (DateTimeException unreadable) {
                return null;
            }
        }
    }

    /** Finds the differences and writes them down. */
    void compare() throws SQLException, IOException {
        tables.filled();
        agreed = new Matching(tables, this::add).run();
        var paid = "in_period AND credit AND state = 'PAID'";
        totals = List.of(
                total("Personnel file", tables.sum("hr", "TRUE")),
                total("Ledger, paid in the period", tables.sum("ledger", paid)),
                total("EnKash, credited in the period", tables.sum("enkash", "in_period AND credit")));
    }

    private static ReconciliationPage.Total total(String side, ReconcileTables.Sum sum) {
        return new ReconciliationPage.Total(side, Long.toString(sum.count()), text(sum.points()));
    }

    private void add(Difference difference) throws IOException {
        var kind = difference.kind();
        counts.merge(kind, 1L, Long::sum);
        var hr = difference.hr();
        var ledger = difference.ledger();
        var enkash = difference.enkash();
        writer.writeRecord(cells(
                kind.name(),
                difference.reference(),
                hr == null ? null : hr.line(),
                hr == null ? null : hr.points(),
                ledger == null ? null : ledger.state(),
                ledger == null ? null : ledger.points(),
                ledger == null ? null : ledger.source(),
                enkash == null ? null : enkash.credit() != null ? enkash.credit() : enkash.debit(),
                enkash == null ? null : enkash.credits(),
                enkash == null ? null : enkash.debits(),
                enkash == null ? null : String.join(" ", enkash.ids()),
                enkash == null ? null : enkash.time(),
                kind.whatToDo()));
        var rows = shown.computeIfAbsent(kind, of -> new ArrayList<>());
        if (rows.size() < pageRows) {
            rows.add(new ReconciliationPage.Row(
                    difference.reference() == null ? "" : Masking.reference(difference.reference()),
                    hr == null ? "" : text(hr.points()) + " (line " + hr.line() + ")",
                    ledger == null ? "" : ledger.state() + ", " + text(ledger.points()),
                    enkash == null
                            ? ""
                            : text(enkash.credit() != null ? enkash.credit() : enkash.debit()) + " (" + enkash.credits()
                                    + " CR, " + enkash.debits() + " DR)",
                    enkash == null ? "" : String.join(", ", enkash.ids())));
        }
    }

    private static List<String> cells(Object... values) {
        return Arrays.stream(values)
                .map(value -> value instanceof BigDecimal points ? text(points) : value)
                .map(value -> value == null ? "" : Defused.of(value.toString()))
                .toList();
    }

    private static String text(BigDecimal points) {
        return points == null ? "?" : Amounts.canonical(points);
    }

    void refuse(RefusedFileException refusal) {
        ending = Ending.REFUSED;
        problem = "line " + refusal.getLine() + ": " + refusal.getMessage() + ". " + refusal.getWhatToDo();
    }

    /** Gives up for now. */
    void stop(Exception cause) {
        LOG.debug("{} stopped", path.getFileName(), cause);
        if (cause instanceof TakenFileException other) {
            taken = other;
            return;
        }
        ending = Ending.STOPPED;
        stoppedBy = cause;
        problem = RowEnd.described(cause);
    }

    /** For a file that was not dropped but named: it stays where it is, with what was found beside it. */
    void stay() {
        departure.stay();
    }

    /** What stopped it, or null. */
    Exception stoppedBy() {
        return stoppedBy;
    }

    /** What was found, once it has finished. */
    ReconcileReport report() {
        var differences = new LinkedHashMap<String, Long>();
        counts.forEach((kind, count) -> differences.put(kind.name(), count));
        return new ReconcileReport(
                path.getFileName().toString(),
                month == null ? null : month.toString(),
                ending,
                problem,
                agreed,
                differences,
                departure.results());
    }

    /**
     * Puts what was found where the file will be; returns that place, relative to the folder it was dropped into.
     *
     * @throws InterruptedFileException if the file is left to another process
     */
    String finish() throws IOException, InterruptedFileException {
        var incomplete = departure.close(writer);
        if (incomplete != null && ending == Ending.DONE) {
            stop(incomplete);
        }
        departure.close(tables);
        if (taken != null) {
            throw InterruptedFileException.of(taken);
        }
        if (ending != Ending.DONE && partial != null) {
            writeReason();
        }
        var place = departure.land(ending, partial);
        if (ending == Ending.DONE) {
            writePage(departure.results());
            LOG.info("{} is reconciled: {} references agree, differences {}", path.getFileName(), agreed, counts);
        } else {
            LOG.warn("{} is {}: {}", path.getFileName(), ending.folder(), problem);
        }
        return path.getParent().relativize(place).toString();
    }

    /** What was found so far is not the whole, so the reason is all that is kept. */
    private void writeReason() throws IOException {
        try (var reason = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .build(Files.newBufferedWriter(partial, StandardCharsets.UTF_8))) {
            reason.writeRecord(List.of("outcome", "reason"));
            reason.writeRecord(cells(ending.name(), problem));
        }
    }

    private void writePage(Path csv) throws IOException {
        var name = csv.getFileName().toString();
        var page = new ReconciliationPage(
                Masking.reference(path.getFileName().toString()),
                month.toString(),
                OffsetDateTime.now(zone).truncatedTo(ChronoUnit.SECONDS).toString(),
                Masking.reference(name),
                totals,
                agreed,
                Arrays.stream(Kind.values())
                        .map(kind -> new ReconciliationPage.Kind(
                                kind.name(),
                                kind.title(),
                                kind.meaning(),
                                kind.whatToDo(),
                                counts.getOrDefault(kind, 0L),
                                shown.getOrDefault(kind, List.of())))
                        .toList());
        var html = csv.resolveSibling(name.replaceFirst("\\.results\\.csv$", ".report.html"));
        try (var out = Files.newBufferedWriter(html, StandardCharsets.UTF_8)) {
            page.write(out);
        }
    }

    void putBackWhatCameLate() {
        departure.putBackWhatCameLate();
    }

    @Override
    public String toString() {
        return "Reconciliation[" + month + "]";
    }
}

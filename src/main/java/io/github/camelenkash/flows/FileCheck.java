package io.github.camelenkash.flows;

import io.github.camelenkash.api.InvalidRequestException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a file, as the route {@code csv-drop} would say it before the first payment. It asks nobody, neither
 * EnKash nor the ledger, and writes nothing; so of balance, of people and of what is paid already it says nothing.
 *
 * @param file its name
 * @param problem why it would be refused as a whole, or null
 * @param whatToDo what to do about that, or null
 * @param rows how many rows it has
 * @param rowsRefused how many of them would be refused
 * @param points what the others add up to
 * @param problems the first rows that would be refused, {@link #MOST_LISTED} at the most
 */
public record FileCheck(
        String file,
        String problem,
        String whatToDo,
        long rows,
        long rowsRefused,
        BigDecimal points,
        List<Problem> problems) {

    /** So that a large file which is wrong in each row is no burden. */
    public static final int MOST_LISTED = 1_000;

    /** What the route itself reads; a test compares it with the route. */
    public static final String OTHER_PROPERTIES = "folder, from, poll, settle, bulkSize, retries, retryDelay, sample";

    /**
     * Why a row would be refused.
     *
     * @param line the physical line, counted from 1
     */
    public record Problem(long line, String reason, String whatToDo) {}

    /**
     * Looks at a file.
     *
     * @throws IllegalArgumentException if a property {@code csvDrop.…} is wrong
     * @throws java.io.IOException if the file cannot be read
     */
    public static FileCheck of(Path file, JobSettings job) throws Exception {
        var name = file.getFileName().toString();
        try {
            return check(file, job);
        } catch (RefusedFileException e) {
            return new FileCheck(
                    name,
                    "line " + e.getLine() + ": " + e.getMessage(),
                    e.getWhatToDo(),
                    0,
                    0,
                    BigDecimal.ZERO,
                    List.of());
        }
    }

    private static FileCheck check(Path file, JobSettings job) throws Exception {
        try (var context = job.context()) {
            var files = new RewardFiles();
            files.setCamelContext(context);
            files.setOtherProperties(OTHER_PROPERTIES);
            files.readProperties();
            return check(file, files.settings(), files.isByBulkCalls());
        }
    }

    private static FileCheck check(Path file, RewardSettings settings, boolean byBulkCalls)
            throws IOException, RefusedFileException, SQLException {
        var preFlight = new PreFlight(settings, RewardRows.count(file, settings), null, null, null, LocalDate.now());
        try (var rows = RewardRows.open(file, settings)) {
            while (rows.hasNext()) {
                preFlight.look(rows.next(), null);
            }
        }
        try (var rows = RewardRows.open(file, settings)) {
            preFlight.countOutPeopleAboveLimit(rows);
        }
        RefusedFileException refusal = null;
        try {
            if (byBulkCalls) {
                preFlight.refuseCards();
            }
            preFlight.decide();
        } catch (RefusedFileException e) {
            refusal = e;
        }
        var report = preFlight.report(null);
        return new FileCheck(
                file.getFileName().toString(),
                refusal == null ? null : refusal.getMessage(),
                refusal == null ? null : refusal.getWhatToDo(),
                report.rows(),
                report.rowsRefused(),
                report.points(),
                problems(file, settings, preFlight));
    }

    private static List<Problem> problems(Path file, RewardSettings settings, PreFlight preFlight)
            throws IOException, RefusedFileException {
        var problems = new ArrayList<Problem>();
        try (var rows = RewardRows.open(file, settings)) {
            while (rows.hasNext() && problems.size() < MOST_LISTED) {
                var row = rows.next();
                try {
                    preFlight.check(row);
                } catch (InvalidRequestException e) {
                    var end = RowEnd.of(e, rows.columns());
                    problems.add(new Problem(row.line(), end.reason(), end.whatToDo()));
                }
            }
        }
        return problems;
    }
}

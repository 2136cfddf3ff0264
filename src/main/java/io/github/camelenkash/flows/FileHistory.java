package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/** What {@code csvDrop.history} knows, for one file: who was paid lately, and who was paid how much in the financial year. */
final class FileHistory implements AutoCloseable {

    private final HashedHistory history;
    private final RewardSettings settings;
    private final Clock clock;
    private PaidBefore paidBefore;
    private PerquisiteTally tally;
    private PerquisiteCount count;
    private LongTable sentAt;
    private long peopleGoneAbove;

    private FileHistory(RewardSettings settings, Clock clock) throws SQLException {
        this.settings = settings;
        this.clock = clock;
        history = new HashedHistory(settings.history());
    }

    /**
     * Opens it, and forgets what is too old to matter: awards that look like no duplicate any more, and all financial years
     * but this one and the last.
     *
     * @param rows how many the file has
     */
    static FileHistory open(RewardSettings settings, Clock clock, long rows) throws SQLException {
        var opened = new FileHistory(settings, clock);
        try {
            opened.prepare(rows);
            return opened;
        } catch (SQLException e) {
            opened.close();
            throw e;
        }
    }

    private void prepare(long rows) throws SQLException {
        sentAt = new LongTable(rows);
        paidBefore = new PaidBefore(history);
        paidBefore.forgetBefore(oldestDay());
        tally = new PerquisiteTally(history);
        tally.forgetBefore(year().previous());
        if (settings.perquisiteThreshold() != null) {
            count = new PerquisiteCount(tally, year(), settings.perquisiteThreshold(), rows);
        }
    }

    /** Older awards look like no duplicates. */
    private LocalDate oldestDay() {
        return LocalDate.now(clock).minusDays(settings.likelyDuplicateDays());
    }

    private FinancialYear year() {
        return FinancialYear.of(clock.instant());
    }

    PaidBefore paidBefore() {
        return paidBefore;
    }

    /** Who goes above the threshold with this file; null where there is none. */
    PerquisiteCount perquisites() {
        return count;
    }

    /** How many people the payments of this file have taken above the threshold; null where there is none. */
    Long peopleGoneAbove() {
        return count == null ? null : peopleGoneAbove;
    }

    /** Under the reference of a row something was sent before, by this file or another one. */
    void sent(RewardRow row, Instant at) {
        if (sentAt.get(row.reference()) == 0) {
            sentAt.add(row.reference(), at.toEpochMilli());
        }
    }

    /**
     * A row is paid, and counts once, on the day on which it was sent.
     *
     * @param sentBefore whether not now: that may have been settled when no file was there to count it
     */
    void remember(RewardRow row, BigDecimal points, boolean sentBefore) throws SQLException {
        long before = sentBefore ? sentAt.get(row.reference()) : 0;
        var moment = before == 0 ? clock.instant() : Instant.ofEpochMilli(before);
        var person = Person.of(row);
        var day = LocalDate.ofInstant(moment, clock.getZone());
        if (!day.isBefore(oldestDay())) {
            paidBefore.remember(PreFlight.programme(settings), person, points, row.reference(), day);
        }
        // Counted without a threshold, too, so that one may be set in the middle of a year.
        var year = FinancialYear.of(moment);
        if (year.equals(year())) {
            count(year, person, row.reference(), points);
        } else if (year.equals(year().previous())) {
            tally.add(year, person, row.reference(), points);
        }
    }

    private void count(FinancialYear year, String person, String reference, BigDecimal points) throws SQLException {
        var before = count == null ? null : tally.points(year, person);
        tally.add(year, person, reference, points);
        if (count != null && count.isCrossed(before, tally.points(year, person).subtract(before))) {
            peopleGoneAbove++;
        }
    }

    @Override
    public void close() throws SQLException {
        history.close();
    }
}

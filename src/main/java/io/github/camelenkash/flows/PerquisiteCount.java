package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.sql.SQLException;

/** Counts the people whom a file takes above the threshold of a financial year; who is above it already is not counted. */
final class PerquisiteCount {

    private final PerquisiteTally tally;
    private final FinancialYear year;
    private final BigDecimal threshold;
    private final LongTable centsInFile;
    private long people;

    /** @param mostPeople how many there can be in the file */
    PerquisiteCount(PerquisiteTally tally, FinancialYear year, BigDecimal threshold, long mostPeople) {
        this.tally = tally;
        this.year = year;
        this.threshold = threshold;
        centsInFile = new LongTable(mostPeople);
    }

    /** A row that is still to be paid. */
    void add(String person, BigDecimal points) throws SQLException {
        people -= goesAbove(person) ? 1 : 0;
        centsInFile.add(person, points.movePointRight(2).longValueExact());
        people += goesAbove(person) ? 1 : 0;
    }

    /** None of a person's rows is paid after all. */
    void remove(String person) throws SQLException {
        people -= goesAbove(person) ? 1 : 0;
        centsInFile.add(person, -centsInFile.get(person));
    }

    private boolean goesAbove(String person) throws SQLException {
        long cents = centsInFile.get(person);
        if (cents == 0) {
            return false;
        }
        var before = tally.points(year, person);
        return isCrossed(before, BigDecimal.valueOf(cents, 2));
    }

    /** Whether these points more take somebody above the threshold. */
    boolean isCrossed(BigDecimal before, BigDecimal points) {
        return before.compareTo(threshold) <= 0 && before.add(points).compareTo(threshold) > 0;
    }

    long people() {
        return people;
    }

    FinancialYear year() {
        return year;
    }
}

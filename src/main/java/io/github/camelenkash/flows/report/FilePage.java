package io.github.camelenkash.flows.report;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * All that the page of a file tells. Texts are masked; those that are not known are null.
 *
 * @param name of the file, as it was dropped
 * @param ending {@code DONE}, {@code REFUSED}, {@code STOPPED} or {@code WAITING}
 * @param problem why it did not end well
 * @param dryRun whether nothing was to move
 * @param facts what is known of the file as a whole, in the order in which it is shown
 * @param results the name of the result file
 * @param ended when
 * @param balanceBefore what the account could allocate before the first row
 * @param balanceAfter what it can allocate now
 * @param preFlight what was known before the first point moved; empty where the file did not come so far
 * @param tally what became of the rows
 */
public record FilePage(
        String name,
        String ending,
        String problem,
        boolean dryRun,
        List<Figure> facts,
        String results,
        OffsetDateTime ended,
        BigDecimal balanceBefore,
        BigDecimal balanceAfter,
        List<Figure> preFlight,
        RowTally tally) {

    /**
     * A line of the page.
     *
     * @param label what it is
     * @param value as it is to be read
     */
    public record Figure(String label, String value) {}
}

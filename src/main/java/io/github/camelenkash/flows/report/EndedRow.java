package io.github.camelenkash.flows.report;

import java.math.BigDecimal;

/**
 * One row that has ended, as far as a page may show it. Who makes it has masked its texts.
 *
 * @param line where a person finds it in the file
 * @param columns the columns at fault, or empty
 * @param reference the orderer's name for the award, or empty
 * @param outcome as the result file has it
 * @param points its amount; zero where the row has none that can be read
 * @param reason why it ended so, or empty
 * @param whatToDo what a person does about it, or empty
 * @param likelyDuplicate whether it looks as if it had been paid before under another reference
 */
public record EndedRow(
        long line,
        String columns,
        String reference,
        String outcome,
        BigDecimal points,
        String reason,
        String whatToDo,
        boolean likelyDuplicate) {

    /** The amount as it is shown; nothing where there is none. */
    public String amount() {
        return points.signum() == 0 ? "" : Points.shown(points);
    }
}

package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

/**
 * How far a file is, at a moment. It holds nobody's data.
 *
 * @param name of the file, masked as a log has it
 * @param phase what is being done
 * @param rowsDone how many rows that is done for
 * @param rows how many there are
 * @param pointsPaid what was paid so far
 * @param outcomes how many rows ended how so far
 * @param running since when this phase is on
 */
public record FileProgress(
        String name,
        Phase phase,
        long rowsDone,
        long rows,
        BigDecimal pointsPaid,
        Map<String, Long> outcomes,
        Duration running) {

    /** What is being done with the rows. */
    public enum Phase {
        /** They are looked at; nothing was sent yet. */
        LOOKING,
        /** They are paid, or told why they are not. */
        PAYING
    }

    /** Rounded; 0 in the first moment. */
    public long rowsPerSecond() {
        long milliseconds = running.toMillis();
        return milliseconds == 0 ? 0 : Math.round(rowsDone * 1000.0 / milliseconds);
    }
}

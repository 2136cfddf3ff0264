package io.github.camelenkash.flows;

import java.math.BigDecimal;
import java.util.List;

/**
 * Something that the personnel file, the ledger and EnKash do not agree about.
 *
 * @param kind what it is
 * @param reference the award's, or null for a transaction that has none
 * @param hr the row of the personnel file, or null
 * @param ledger the movement, or null
 * @param enkash the transactions, or null
 */
record Difference(Kind kind, String reference, HrRow hr, LedgerRow ledger, EnkashRows enkash) {

    /** What there is to differ about, the worst first. */
    enum Kind {
        CREDITED_TWICE(
                "Credited twice at EnKash",
                "EnKash has more than one credit of one reference",
                "Take back what is too much with enkash:unallocate, and tell EnKash"),
        TAKEN_BACK_TWICE(
                "Taken back twice at EnKash",
                "EnKash has more than one debit of one reference",
                "Pay back what is too much, and tell EnKash"),
        NOT_IN_LEDGER(
                "At EnKash, not in the ledger",
                "EnKash has moved points that the ledger knows nothing of, or not as paid",
                "Find out who ordered it: another system, a person at EnKash's desk, or an order under another ledger"),
        NOT_AT_ENKASH(
                "Paid in the ledger, not at EnKash",
                "The ledger has a payment that EnKash's transactions do not show",
                "Look it up with enkash:transaction; ask EnKash where it is not found"),
        NOT_IN_HR_FILE(
                "Paid, not in the personnel file",
                "Points were credited that the file does not ask for",
                "Find out who ordered it; take it back where nobody did"),
        NOT_PAID(
                "In the personnel file, not paid",
                "The file asks for an award that neither the ledger nor EnKash has as paid",
                "Drop the row again: what is paid is not paid twice"),
        AMOUNT_DIFFERS(
                "Amounts differ",
                "The same reference stands for different amounts",
                "Find out which is right; pay or take back the rest under a reference of its own"),
        PARKED("Parked", "A person must decide about the movement", "Decide it: see routes/parked-replay.camel.yaml"),
        UNKNOWN(
                "Outcome unknown",
                "It was sent, and what became of it is not known yet",
                "Let enkash:settle find out, then reconcile again"),
        TWICE_IN_HR_FILE(
                "Twice in the personnel file",
                "One reference stands in several rows, and is paid once",
                "Give another award another reference"),
        UNREADABLE_ROW(
                "Rows that cannot be read",
                "A row of the file has no reference, or no amount",
                "Correct the row and drop the file again");

        private final String title;
        private final String meaning;
        private final String whatToDo;

        Kind(String title, String meaning, String whatToDo) {
            this.title = title;
            this.meaning = meaning;
            this.whatToDo = whatToDo;
        }

        String title() {
            return title;
        }

        String meaning() {
            return meaning;
        }

        String whatToDo() {
            return whatToDo;
        }
    }

    /**
     * What the personnel file says of a reference.
     *
     * @param line its first row
     * @param rows how many rows have it
     * @param points those of its first row, or null where that has none that can be read
     */
    record HrRow(long line, int rows, BigDecimal points) {}

    /**
     * What the ledger says of it.
     *
     * @param source file and line that it was ordered from, or null
     * @param inPeriod whether it was sent within the period
     * @param near whether it was sent so near to it that its transaction would have been read
     */
    record LedgerRow(String state, boolean credit, BigDecimal points, String source, boolean inPeriod, boolean near) {

        boolean isPaid() {
            return state.equals("PAID");
        }
    }

    /**
     * What EnKash says of it, of transactions that are no failures.
     *
     * @param credits how many credits
     * @param debits how many debits
     * @param credit points of the first credit, or null
     * @param debit points of the first debit, or null
     * @param ids the first few transactions
     * @param time of the first one, or null
     * @param inPeriod whether one of them happened within the period
     */
    record EnkashRows(
            int credits,
            int debits,
            BigDecimal credit,
            BigDecimal debit,
            List<String> ids,
            String time,
            boolean inPeriod) {}
}

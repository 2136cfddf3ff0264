package io.github.camelenkash.api;

import java.util.List;

/** What a search for one reference came to. */
public sealed interface LookUp {

    /**
     * Transactions that carry exactly this reference; at least one.
     *
     * @param voucherOrder whether it is a voucher order (§10.8): an amount that is not told agrees with any, and the
     *     payment has a status of its own
     */
    record Found(List<Transaction> transactions, boolean voucherOrder) implements LookUp {
        public Found(List<Transaction> transactions) {
            this(transactions, false);
        }
    }

    /** A whole and empty answer. By itself no proof of absence. */
    record Empty() implements LookUp {}

    /**
     * No answer, an error, rows that do not match, or fewer rows than the answer itself counts.
     *
     * @param refused whether EnKash said no to the search itself: then asking again changes nothing, an option is wrong
     */
    record Failed(String reason, boolean refused) implements LookUp {
        public Failed {
            reason = Masking.clean(reason);
        }

        /** A failure that may pass. */
        public Failed(String reason) {
            this(reason, false);
        }
    }

    /** No search exists for this kind (coins). */
    record Impossible() implements LookUp {}
}

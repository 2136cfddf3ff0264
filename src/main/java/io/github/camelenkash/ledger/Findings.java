package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.LookUp;
import java.util.Set;

/** Compares what a look-up found with what was ordered. */
final class Findings {

    private Findings() {}

    /** Why what was found is not what was ordered, or null if it is. */
    static String problem(Movement.Content content, LookUp.Found found, Set<String> paidStatuses) {
        if (found.transactions().size() > 1) {
            return "EnKash has " + found.transactions().size() + " transactions under this reference";
        }
        var transaction = found.transactions().get(0);
        boolean untold = found.voucherOrder() && transaction.points() == null;
        if (!untold && !Amounts.same(transaction.points(), content.points())) {
            return "EnKash has this reference with "
                    + (transaction.points() == null ? "no readable amount" : transaction.points() + " points");
        }
        if (transaction.direction() != content.direction()) {
            return "EnKash has this reference with direction " + transaction.direction();
        }
        if (transaction.account() != null && !transaction.account().equals(content.account())) {
            return "EnKash has this reference on another account";
        }
        if (content.cardId() != null
                && transaction.cardId() != null
                && !content.cardId().equals(transaction.cardId())) {
            return "EnKash has this reference on another card";
        }
        if (transaction.status() != null && !paidStatuses.contains(transaction.status())) {
            return "EnKash has this reference with status " + transaction.status();
        }
        if (found.voucherOrder()
                && transaction.paymentStatus() != null
                && !paidStatuses.contains(transaction.paymentStatus())) {
            return "EnKash has this reference with payment status " + transaction.paymentStatus();
        }
        return null;
    }
}

package io.github.camelenkash.ledger;

import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Order;

/** What a look-up before sending makes of a row: where EnKash has the movement already, it is not sent. */
final class BeforeSending {

    private BeforeSending() {}

    /**
     * The row after it was found.
     *
     * @param before the row, or null if the ledger had none
     */
    static Movement found(
            MovementSettings settings, Ledger ledger, Movement before, Order order, LookUp.Found found) {
        var now = ledger.now();
        var key = settings.key(order.kind(), order.reference());
        var transaction = found.transactions().get(0);
        if (before != null) {
            var problem = Findings.problem(before.content(), found, settings.paidStatuses());
            return problem == null
                    ? Steps.found(before, transaction, now)
                    : Steps.contradicted(before, problem, now);
        }
        var ordered = Steps.claim(null, key, order, settings.owner(), settings.lease(), now);
        var problem = Findings.problem(ordered.content(), found, settings.paidStatuses());
        return problem == null
                ? Steps.foundFirst(key, order, settings.owner(), transaction, now)
                : Steps.contradictedFirst(key, order, settings.owner(), problem, now);
    }
}

package io.github.camelenkash.ledger;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import java.util.Map;

/** What would become of an order by what the ledger knows; nothing is sent, looked up or written. */
final class Rehearsal {

    private final MovementSettings settings;
    private final Ledger ledger;

    Rehearsal(MovementSettings settings, Ledger ledger) {
        this.settings = settings;
        this.ledger = ledger;
    }

    MovementReceipt of(Order order) {
        var row = ledger.find(settings.key(order.kind(), order.reference())).orElse(null);
        if (row == null || row.mayBeSent()) {
            return Receipts.rehearsed(order);
        }
        if (!row.isSameOrder(order)) {
            throw Receipts.conflict(row);
        }
        if (row.state() == State.PAID) {
            return Receipts.of(row, Outcome.ALREADY_PAID, Map.of());
        }
        if (row.state() == State.PARKED) {
            throw Receipts.parked(row);
        }
        throw row.state() == State.SENT && !row.leaseIsOver(ledger.now())
                ? Receipts.inProgress(row)
                : Receipts.unknown(row);
    }
}

package io.github.camelenkash;

import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.TransactionCall;
import io.github.camelenkash.ledger.Desk;

/**
 * {@code settle}: finds out what became of movements whose outcome is unknown. A reference (body or header; of a
 * {@code kind}, default points) names one; without one all are looked after, and with {@code purgeAfter} what was settled
 * long ago is purged.
 */
final class SettlePerformer extends LedgerPerformer {

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var desk = new Desk(service.movements());
        var reference = TransactionCall.referenceIfAny(input);
        if (reference != null) {
            return Reply.of(desk.settle(Fields.kind(input), reference));
        }
        var report = desk.settle();
        var purgeAfter = configuration.getPurgeAfter();
        return Reply.of(purgeAfter == null ? report : report.purged(desk.purge(purgeAfter)));
    }
}

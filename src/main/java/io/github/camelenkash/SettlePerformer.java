package io.github.camelenkash;

import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.TransactionCall;
import io.github.camelenkash.ledger.Desk;

/**
 * {@code settle}: finds out what became of movements whose outcome is unknown. A reference (body or header; of a
 * {@code kind}, default points) names one;
 * without one all are looked after.
 */
final class SettlePerformer extends LedgerPerformer {

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var desk = new Desk(service.movements());
        var reference = TransactionCall.referenceIfAny(input);
        return Reply.of(reference == null ? desk.settle() : desk.settle(Fields.kind(input), reference));
    }
}

package io.github.camelenkash;

import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.TransactionCall;

/** {@code movement}: what the ledger knows of one reference of a {@code kind} (default points). Asks nobody else. */
final class MovementPerformer extends LedgerPerformer {

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var view = service.movements()
                .find(Fields.kind(input), TransactionCall.reference(input))
                .orElse(null);
        return Reply.of(view)
                .header(EnkashConstants.FOUND, view != null)
                .header(EnkashConstants.TRANSACTION_ID, view == null ? null : view.transactionId());
    }
}

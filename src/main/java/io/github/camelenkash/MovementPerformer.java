package io.github.camelenkash;

import io.github.camelenkash.api.Declaration;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.TransactionCall;
import java.util.Optional;

/** {@code movement}: what the ledger knows of one reference. Asks nobody else. */
final class MovementPerformer implements Performer {

    @Override
    public boolean needsLedger() {
        return true;
    }

    @Override
    public Optional<Declaration> declaration(EnkashConfiguration configuration) {
        return Optional.empty();
    }

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var view = service.movements()
                .find(Kind.points, TransactionCall.reference(input))
                .orElse(null);
        return Reply.of(view)
                .header(EnkashConstants.FOUND, view != null)
                .header(EnkashConstants.TRANSACTION_ID, view == null ? null : view.transactionId());
    }
}

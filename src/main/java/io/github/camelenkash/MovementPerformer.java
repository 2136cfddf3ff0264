package io.github.camelenkash;

import io.github.camelenkash.api.Declaration;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
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
        var view = service.movements().find(Kind.points, reference(input)).orElse(null);
        return Reply.of(view)
                .header(EnkashConstants.FOUND, view != null)
                .header(EnkashConstants.TRANSACTION_ID, view == null ? null : view.transactionId());
    }

    private static String reference(Input input) {
        var reference = input.text() != null ? input.text().trim() : input.fallbackReference();
        if (reference == null || reference.isEmpty()) {
            var member = input.fields().get("reference");
            reference = member == null ? null : member.toString();
        }
        if (reference == null || reference.isBlank()) {
            throw new InvalidRequestException(Failure.because("No reference was given to look up in the ledger")
                    .next("Give it as the body, or in the header CamelEnkashReference"));
        }
        return reference;
    }
}

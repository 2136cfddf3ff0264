package io.github.camelenkash;

import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.TransactionCall;
import io.github.camelenkash.ledger.Desk;
import io.github.camelenkash.ledger.Verdict;

/**
 * {@code close}: a person decides a movement. The body names {@code reference} (or the header does), {@code verdict}
 * ({@code PAID} or {@code NOT_PAID}), {@code attempt} (as {@code enkash:movement} shows it), {@code who} and {@code why};
 * {@code kind} says what the reference names, points if it is left out.
 */
final class ClosePerformer extends LedgerPerformer {

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var view = new Desk(service.movements())
                .close(
                        Fields.kind(input),
                        TransactionCall.reference(input),
                        Fields.number(input, "attempt", null),
                        verdict(Fields.text(input, "verdict", null)),
                        Fields.text(input, "who", null),
                        Fields.text(input, "why", null));
        return Reply.of(view).header(EnkashConstants.FOUND, true);
    }

    private static Verdict verdict(String text) {
        for (var verdict : Verdict.values()) {
            if (verdict.name().equalsIgnoreCase(text.trim())) {
                return verdict;
            }
        }
        throw Fields.invalid("verdict", "is neither PAID nor NOT_PAID", "Give one of the two");
    }
}

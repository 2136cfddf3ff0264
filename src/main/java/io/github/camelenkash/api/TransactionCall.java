package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** {@code transaction}: the one transaction of a reference, or null (§7.4). */
public final class TransactionCall implements Reading<Transaction> {

    @Override
    public String operation() {
        return "transaction";
    }

    @Override
    public String path() {
        return new TransactionsCall().path();
    }

    @Override
    public String section() {
        return "7.4";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return TransactionsCall.one(reference(input), onboarding.account(program), onboarding);
    }

    /** Only a row that carries this very reference counts: a search may ignore its filter. */
    @Override
    public Transaction answer(JsonNode payload, Input input, Onboarding onboarding) {
        var reference = reference(input);
        List<Transaction> found = Members.rows(payload).rows().stream()
                .map(Transaction::read)
                .filter(transaction -> reference.equals(transaction.reference()))
                .toList();
        return found.isEmpty() ? null : found.get(0);
    }

    /**
     * What is to be looked up: a plain text body, a member of the body, or else the header.
     *
     * @throws InvalidRequestException if no reference was given
     */
    public static String reference(Input input) {
        var reference = referenceIfAny(input);
        if (reference == null) {
            throw new InvalidRequestException(Failure.because("No reference was given to look up")
                    .next("Give it as the body, or in the header CamelEnkashReference"));
        }
        return reference;
    }

    /** As {@link #reference}, or null if none was given. */
    public static String referenceIfAny(Input input) {
        var text = input.text();
        var reference = text != null ? text : RewardFields.reference(input.fields());
        if (reference == null) {
            reference = input.fallbackReference();
        }
        return reference == null || reference.isBlank() ? null : reference.trim();
    }
}

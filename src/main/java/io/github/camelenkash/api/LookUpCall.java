package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Looks up one reference, for settling (§7.4). Unlike {@code transaction} it does not trust the search: rows that do not
 * match, or a count larger than the rows, make it a failed look-up and never an absence.
 */
public final class LookUpCall {

    private LookUpCall() {}

    /** What to ask; null where no search exists for this kind. */
    public static Request request(Kind kind, String account, String reference, Onboarding onboarding) {
        return kind == Kind.points ? TransactionsCall.one(reference, account, onboarding) : null;
    }

    /** What the payload of a successful answer shows. */
    public static LookUp answer(JsonNode payload, String reference) {
        var rows = Members.rows(payload);
        var transactions = rows.rows().stream().map(Transaction::read).toList();
        var ours = transactions.stream()
                .filter(transaction -> reference.equals(transaction.reference()))
                .toList();
        if (!ours.isEmpty()) {
            return new LookUp.Found(ours);
        }
        if (!transactions.isEmpty()) {
            return new LookUp.Failed("the search answered with transactions of other references");
        }
        if (rows.incomplete()) {
            return new LookUp.Failed("the search counts more transactions than it answered with");
        }
        return new LookUp.Empty();
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Looks up one reference, for settling (§7.4, for orders §10.8). Unlike {@code transaction} it does not trust the search: rows that do not
 * match, or a count larger than the rows, make it a failed look-up and never an absence.
 */
public final class LookUpCall {

    private LookUpCall() {}

    /** What to ask; null where no search exists for this kind. */
    public static Request request(
            Kind kind, String account, String reference, Onboarding onboarding, OrderMethod orderMethod) {
        return switch (kind) {
            case points -> TransactionsCall.one(reference, account, onboarding);
            case orders -> OrderCall.one(reference, orderMethod);
            case coins -> null;
        };
    }

    /** The operations whose path this look-up takes where it was replaced, the best first. */
    public static String[] operations(Kind kind) {
        return kind == Kind.orders ? new String[] {"order"} : new String[] {"transaction", "transactions"};
    }

    /** Whether the documented 404, "entity not found" (§6.3), is an empty answer: an order is fetched, not searched. */
    public static boolean mayFindNothing(Kind kind) {
        return kind == Kind.orders;
    }

    /** What the payload of a successful answer shows; null for an empty one. */
    public static LookUp answer(Kind kind, JsonNode payload, String reference) {
        return kind == Kind.orders ? order(payload, reference) : answer(payload, reference);
    }

    private static LookUp order(JsonNode payload, String reference) {
        if (payload == null || payload.isObject() && payload.isEmpty()) {
            return new LookUp.Empty();
        }
        if (!payload.isObject()) {
            return new LookUp.Failed("the answer is no order");
        }
        var order = VoucherOrder.read(payload);
        return reference.equals(order.reference())
                ? new LookUp.Found(List.of(Transaction.of(order)), true)
                : new LookUp.Failed("the answer is an order of another reference, or of none");
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

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** {@code transactions}: card transactions of the account, filtered (§7.4). */
public final class TransactionsCall implements Reading<List<Transaction>> {

    /** The filters that the page and its example show. */
    private static final Set<String> FILTERS = Set.of(
            "enKashCardId",
            "pgReferenceNumber",
            "pgReferenceNumbers",
            "companyName",
            "cardHolderName",
            "userId",
            "status",
            "enKashTransactionIds",
            "enKashTransactionId",
            "cardTransactionType",
            "amountFrom",
            "amountTo",
            "txnDateFrom",
            "txnDateTo");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public String operation() {
        return "transactions";
    }

    @Override
    public String path() {
        return CardAccountPath.PREFIX + "transaction/all";
    }

    @Override
    public String section() {
        return "7.4";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        var body = CardAccountPath.body(onboarding, program);
        if (input.text() != null) {
            throw new InvalidRequestException(Failure.because("The body of 'transactions' is a text, not a filter")
                    .next("Give a map or JSON object of filters, or nothing; for one reference use enkash:transaction"));
        }
        if (input.cardId() != null) {
            body.put("enKashCardId", input.cardId());
        }
        input.fields().forEach((name, value) -> filter(body, name, value));
        return Request.post(path(), body);
    }

    /** What looks one reference up: the only form of search that can show absence (no card, no array). */
    static Request one(String reference, String account, Onboarding onboarding) {
        var body = CardAccountPath.body(onboarding, account);
        body.put("pgReferenceNumber", reference);
        return Request.post(new TransactionsCall().path(), body);
    }

    @Override
    public List<Transaction> answer(JsonNode payload, Input input, Onboarding onboarding) {
        return Members.rows(payload).rows().stream().map(Transaction::read).toList();
    }

    private static void filter(ObjectNode body, String name, Object value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            return;
        }
        var wireName =
                switch (name) {
                    case "reference", "uniqueReferenceNumber", "uniqueReferenceNum" -> "pgReferenceNumber";
                    case "cardId", "enkashCardId" -> "enKashCardId";
                    case "transactionId" -> "enKashTransactionId";
                    case "direction" -> "cardTransactionType";
                    default -> name;
                };
        if (wireName.equals("companyId") || wireName.equals("cardAccountId")) {
            return; // configuration only
        }
        if (!FILTERS.contains(wireName)) {
            // A filter that the service ignores would answer with far more than was asked for.
            throw new InvalidRequestException(Failure.because("Unknown transaction filter '" + name + "'")
                    .next("Known filters: " + String.join(", ", new java.util.TreeSet<>(FILTERS))));
        }
        body.set(wireName, MAPPER.valueToTree(value));
    }
}

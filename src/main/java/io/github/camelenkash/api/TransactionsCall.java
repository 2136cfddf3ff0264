package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Set;

/** {@code transactions}: card transactions of the account, filtered (§7.4). */
public final class TransactionsCall implements ListReading<Transaction> {

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

    private static final Set<String> AMOUNTS = Set.of("amountFrom", "amountTo");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** ISO 8601, UTC, milliseconds. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

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
            throw new InvalidRequestException(
                    Failure.because("The body of 'transactions' is a text, not a filter")
                            .next(
                                    "Give a map or JSON object of filters, or nothing; for one reference use enkash:transaction"));
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
    public Transaction row(JsonNode row) {
        return Transaction.read(row);
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
        body.set(wireName, AMOUNTS.contains(wireName) ? amount(name, value) : wire(name, value));
    }

    /** A number, also where an option of a URI gives it as a text. */
    private static JsonNode amount(String name, Object value) {
        try {
            return DecimalNode.valueOf(new BigDecimal(value.toString().trim()));
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(Failure.because("The transaction filter '" + name + "' is no number")
                    .field(name)
                    .next("Give it a number such as 250 or 250.50"));
        }
    }

    /** A moment is written as the page writes it; whatever else there is as Jackson does. */
    private static JsonNode wire(String name, Object value) {
        try {
            if (value instanceof Date date) {
                return TextNode.valueOf(MOMENT.format(Instant.ofEpochMilli(date.getTime())));
            }
            return value instanceof Temporal time
                    ? TextNode.valueOf(MOMENT.format(Instant.from(time)))
                    : MAPPER.valueToTree(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            // Without the cause, which may quote the value.
            throw new InvalidRequestException(Failure.because("The transaction filter '" + name
                            + "' cannot be written: it is a " + value.getClass().getName())
                    .field(name)
                    .next("Give it a text, a number, a list of these, or a moment that knows its time zone"));
        }
    }
}

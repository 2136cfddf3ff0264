package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The filter of contract §7.4: every member that is present must agree.
 *
 * @param reference the one reference looked for, or null; apart, because it has an index
 * @param others all the other members
 */
record TransactionFilter(String reference, Predicate<Candidate> others) {

    /** A booking with what only the page knows about it. */
    record Candidate(Booking booking, BookedCard card, String companyName, String status) {}

    /**
     * Reads a filter; an absent or empty member restricts nothing.
     *
     * @param arraysCount whether the two arrays filter ({@link Assumption#ARRAY_FILTERS})
     */
    static TransactionFilter read(JsonNode body, boolean arraysCount) {
        Predicate<Candidate> all = candidate -> true;
        all = all.and(same(
                Json.textIgnoringCase(body, "enKashCardId"), c -> c.booking().cardId()));
        all = all.and(same(Json.text(body, "userId"), c -> c.booking().userId()));
        all = all.and(same(Json.text(body, "companyName"), Candidate::companyName));
        all = all.and(same(Json.text(body, "cardHolderName"), c -> c.card().firstName()));
        all = all.and(same(Json.text(body, "status"), Candidate::status));
        all = all.and(
                same(Json.text(body, "enKashTransactionId"), c -> c.booking().transactionId()));
        all = all.and(
                same(Json.text(body, "cardTransactionType"), c -> c.booking().direction()));
        all = all.and(atLeast(Json.number(body, "amountFrom"), c -> c.booking().amount()));
        all = all.and(atMost(Json.number(body, "amountTo"), c -> c.booking().amount()));
        all = all.and(atLeast(time(body, "txnDateFrom"), c -> c.booking().time()));
        all = all.and(atMost(time(body, "txnDateTo"), c -> c.booking().time()));
        if (arraysCount) {
            all = all.and(
                    oneOf(strings(body, "pgReferenceNumbers"), c -> c.booking().reference()));
            all = all.and(oneOf(
                    strings(body, "enKashTransactionIds"), c -> c.booking().transactionId()));
        }
        return new TransactionFilter(Json.text(body, "pgReferenceNumber"), all);
    }

    /** What a member of the filter is compared with. */
    private interface Member<T> {
        T of(Candidate candidate);
    }

    private static Predicate<Candidate> same(String wanted, Member<String> member) {
        return candidate -> wanted == null || wanted.equals(member.of(candidate));
    }

    private static <T extends Comparable<T>> Predicate<Candidate> atLeast(T wanted, Member<T> member) {
        return candidate -> wanted == null || member.of(candidate).compareTo(wanted) >= 0;
    }

    private static <T extends Comparable<T>> Predicate<Candidate> atMost(T wanted, Member<T> member) {
        return candidate -> wanted == null || member.of(candidate).compareTo(wanted) <= 0;
    }

    private static Predicate<Candidate> oneOf(Set<String> wanted, Member<String> member) {
        return candidate -> wanted == null || wanted.contains(member.of(candidate));
    }

    private static Set<String> strings(JsonNode body, String name) {
        JsonNode array = body.path(name);
        if (array.isMissingNode() || array.isNull()) {
            return null;
        }
        if (!array.isArray()) {
            throw Refusal.status(422, name + " must be an array");
        }
        var strings = new HashSet<String>();
        array.forEach(element -> strings.add(element.asText()));
        return strings;
    }

    private static Instant time(JsonNode body, String name) {
        String text = Json.text(body, name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.status(422, "Invalid " + name);
        }
    }
}

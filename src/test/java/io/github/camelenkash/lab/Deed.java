package io.github.camelenkash.lab;

import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.sandbox.Books;
import io.github.camelenkash.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** The three ways of moving points. Every fault is tried on each. */
enum Deed {
    ALLOCATE("enkash:allocate"),
    UNALLOCATE("enkash:unallocate") {
        @Override
        Object body(String reference, Sandbox sandbox) {
            return Map.of("cardId", richCard(sandbox), "points", "10", "reference", reference);
        }

        @Override
        int times(Books books, String reference) {
            return books.debits(reference);
        }
    },
    BULK_ALLOCATE("enkash:bulkAllocate") {
        @Override
        Object body(String reference, Sandbox sandbox) {
            return List.of(award(reference));
        }

        @Override
        Outcome outcome(Exchange exchange) {
            return ((RowResult) exchange.getMessage().getBody(List.class).get(0)).outcome();
        }
    };

    private static final String RICH = "rich@example.in";

    private final String uri;

    Deed(String uri) {
        this.uri = uri;
    }

    String uri() {
        return uri;
    }

    /** An order; the same reference is always the same order. */
    Object body(String reference, Sandbox sandbox) {
        return award(reference);
    }

    Outcome outcome(Exchange exchange) {
        return Outcome.valueOf(exchange.getMessage().getHeader("CamelEnkashOutcome", String.class));
    }

    /** How often points moved under a reference. */
    int times(Books books, String reference) {
        return books.credits(reference);
    }

    /** For a person of its own, because one bulk call has one row for each. */
    static Map<String, Object> award(String reference) {
        long person = Integer.toUnsignedLong(reference.hashCode()) % 1_000_000_000;
        var award = new LinkedHashMap<String, Object>();
        award.put("title", "Ms");
        award.put("firstName", "Asha");
        award.put("gender", "F");
        award.put("email", "asha" + String.format("%09d", person) + "@example.in");
        award.put("mobile", String.valueOf(9_000_000_000L + person));
        award.put("points", "10");
        award.put("reference", reference);
        return award;
    }

    /** The card that all debits are taken from. */
    private static synchronized String richCard(Sandbox sandbox) {
        var card = sandbox.books().cardOf(RICH);
        return (card != null ? card : sandbox.books().openCard(RICH, "8000000001", "Ms", "Rich", "F", "1000000"))
                .cardId();
    }
}

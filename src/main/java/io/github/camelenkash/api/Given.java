package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Set;

/** What a message gives to the calls of redemption and point management, under any of a member's spellings. */
final class Given {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** More of anything than one order or event holds. */
    private static final int LARGEST_WHOLE = 1_000_000_000;

    private Given() {}

    /** The one thing that a call is about: a plain text body, or a member. The first name is the contract's. */
    static String subject(Input input, String... names) {
        var text = input.text() != null ? input.text().trim() : RewardFields.text(input.fields(), null, names);
        if (text == null || text.isBlank()) {
            throw invalid(names[0], "is missing", "Give it as the body, or as a member of that name");
        }
        return text;
    }

    /** A member as text that must be there. The first name is the contract's. */
    static String required(Input input, String... names) {
        var text = RewardFields.text(input.fields(), null, names);
        if (text == null) {
            throw invalid(names[0], "is missing", "Give it in the body");
        }
        return text;
    }

    /** A member as text, or null. */
    static String text(Input input, String... names) {
        return RewardFields.text(input.fields(), null, names);
    }

    /** A whole number above zero that must be there. */
    static int count(Input input, String name) {
        required(input, name);
        var amount = amount(input, name);
        if (amount.stripTrailingZeros().scale() > 0 || amount.compareTo(BigDecimal.valueOf(LARGEST_WHOLE)) > 0) {
            throw invalid(name, "is not a whole number of a usual size", "Give it as digits");
        }
        return amount.intValueExact();
    }

    /** An amount above zero; null where it is absent. Written without decimals where it has none. */
    static BigDecimal amount(Input input, String name) {
        var value = input.fields().get(name);
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        var amount = Amounts.positive(value, name);
        return amount.stripTrailingZeros().scale() <= 0 ? amount.setScale(0) : amount;
    }

    /** A member as JSON, whatever it holds; null where it is absent. */
    static JsonNode json(String name, Object value) {
        if (value == null
                || value instanceof CharSequence text && text.toString().isBlank()) {
            return null;
        }
        try {
            return MAPPER.valueToTree(value);
        } catch (IllegalArgumentException e) {
            // Without the cause, which may quote the value.
            throw invalid(name, "cannot be written as JSON", "Give it texts, numbers, maps or lists");
        }
    }

    /** Refuses a body that is a text where members belong. */
    static void membersOnly(Input input, String operation) {
        if (input.text() != null) {
            throw new InvalidRequestException(Failure.because("The body of '" + operation + "' is a text")
                    .next("Give a map or a JSON object, or nothing"));
        }
    }

    /** Whether a member is one of those that come from configuration only. */
    static boolean isConfigured(String name) {
        return Set.of("companyId", "cardAccountId").contains(name);
    }

    static InvalidRequestException invalid(String field, String problem, String next) {
        return new InvalidRequestException(Failure.because("The field '" + field + "' " + problem)
                .field(field)
                .next(next));
    }
}

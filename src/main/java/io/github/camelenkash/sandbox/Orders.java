package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Reads orders from bodies and checks them in themselves: 400 for what is missing, 422 for what is invalid (§6.3). */
final class Orders {

    private static final Pattern EMAIL = Pattern.compile("^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$");
    private static final Pattern MOBILE = Pattern.compile("\\d{10}");

    private final Behaviour behaviour;

    Orders(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** The body of §7.2. */
    Order single(JsonNode body) {
        if (!"ALLOCATION".equals(Json.required(body, "transactionCode"))) {
            throw Refusal.status(422, "Invalid transactionCode");
        }
        String direction = Json.required(body, "transactionType");
        String type =
                switch (direction) {
                    case "CR" -> "ALLOCATE_POINT";
                    case "DR" -> "UNALLOCATE_POINT";
                    default -> throw Refusal.status(422, "Invalid transactionType");
                };
        if (!type.equals(Json.required(body, "type"))) {
            throw Refusal.status(422, "Invalid type for transactionType " + direction);
        }
        String cardId = Json.textIgnoringCase(body, "enkashCardId");
        // the guide lets the card stand for the person (§14.17)
        boolean personNeeded = cardId == null;
        return new Order(
                direction,
                cardId,
                email(body, personNeeded),
                mobile(body, personNeeded),
                personNeeded ? Json.required(body, "title") : Json.text(body, "title"),
                personNeeded ? Json.required(body, "firstName") : Json.text(body, "firstName"),
                personNeeded ? Json.required(body, "gender") : Json.text(body, "gender"),
                amount(body),
                reference(body),
                Json.text(body, "remarks"),
                true);
    }

    /** One element of §7.3: always a credit, always by person. */
    Order row(JsonNode row, boolean fundExisting) {
        return new Order(
                "CR",
                null,
                email(row, true),
                mobile(row, true),
                Json.required(row, "title"),
                Json.required(row, "name"),
                null,
                amount(row),
                Json.required(row, "uniqueReferenceNumber"),
                Json.text(row, "remarks"),
                fundExisting);
    }

    private String email(JsonNode body, boolean required) {
        return checked(body, "email", required, EMAIL);
    }

    private String mobile(JsonNode body, boolean required) {
        return checked(body, "mobile", required, MOBILE);
    }

    /** The prepaid cards' rules (§12): rewards state none, so they can be switched off. */
    private String checked(JsonNode body, String name, boolean required, Pattern pattern) {
        String value = required ? Json.required(body, name) : Json.text(body, name);
        if (value != null
                && behaviour.get(Assumption.PERSON_CHECKS)
                && !pattern.matcher(value).matches()) {
            throw Refusal.status(422, "Invalid " + name);
        }
        return value;
    }

    /** Positive for a debit too (§7.2, inferred); 250 and 250.00 have the same number of decimals, none. */
    private BigDecimal amount(JsonNode body) {
        BigDecimal amount = Json.number(body, "loadAmount");
        if (amount == null) {
            throw Refusal.missing("loadAmount");
        }
        if (amount.signum() <= 0) {
            throw Refusal.status(422, "loadAmount must be greater than 0");
        }
        if (amount.stripTrailingZeros().scale() > behaviour.get(Assumption.AMOUNT_DECIMALS)) {
            throw Refusal.status(422, "loadAmount has too many decimals");
        }
        return amount;
    }

    /** Both spellings are read (§14.5); two different ones name two movements, and that is invalid. */
    private static String reference(JsonNode body) {
        String asInTable = Json.text(body, "uniqueReferenceNumber");
        String asInExample = Json.text(body, "uniqueReferenceNum");
        if (asInTable != null && asInExample != null && !asInTable.equals(asInExample)) {
            throw Refusal.status(422, "uniqueReferenceNumber and uniqueReferenceNum differ");
        }
        if (asInTable == null && asInExample == null) {
            throw Refusal.missing("uniqueReferenceNumber");
        }
        return asInTable != null ? asInTable : asInExample;
    }
}

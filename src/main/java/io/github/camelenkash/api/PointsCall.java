package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** What allocate and unallocate share: one path, one body, one answer (§7.2). */
abstract class PointsCall implements Moving {

    private final String operation;
    private final Direction direction;

    PointsCall(String operation, Direction direction) {
        this.operation = operation;
        this.direction = direction;
    }

    /** Refuses a request that does not say enough about the person. */
    abstract void check(RewardFields fields);

    @Override
    public final String operation() {
        return operation;
    }

    @Override
    public final String path() {
        return CardAccountPath.PREFIX + "create-allocate-points";
    }

    @Override
    public final String section() {
        return "7.2";
    }

    @Override
    public final Order order(Input input, Onboarding onboarding, Program program, ReferenceField referenceField) {
        var fields = fields(input.fields());
        var reference = fields.reference() != null ? fields.reference() : input.fallbackReference();
        var account = onboarding.account(program);
        return new Order(
                operation,
                Kind.points,
                reference,
                account,
                direction,
                fields.points(),
                fields.cardId(),
                fields.who(),
                body(fields, reference, account, onboarding, referenceField));
    }

    /** How many points a request of these members would move; refused where {@link #order} would refuse it. */
    public final BigDecimal points(Map<String, ?> members) {
        var fields = fields(members);
        Order.checkReference(fields.reference());
        return fields.points();
    }

    private RewardFields fields(Map<String, ?> members) {
        var fields = RewardFields.of(members);
        fields.require("loadAmount");
        check(fields);
        return fields;
    }

    /** Company and account always, the card when known, and of the person whatever was given (§14 row 17). */
    private JsonNode body(
            RewardFields fields,
            String reference,
            String account,
            Onboarding onboarding,
            ReferenceField referenceField) {
        var body = CardAccountPath.body(onboarding, account)
                .put("transactionCode", "ALLOCATION")
                .put("transactionType", direction.name())
                .put("type", direction.type());
        RewardFields.put(body, "email", fields.email());
        RewardFields.put(body, "mobile", fields.mobile());
        RewardFields.put(body, "title", fields.title());
        RewardFields.put(body, "firstName", fields.singleName());
        RewardFields.put(body, "gender", fields.gender());
        body.put("loadAmount", fields.points());
        referenceField.names().forEach(name -> body.put(name, reference));
        RewardFields.put(body, "enkashCardId", fields.cardId());
        return body;
    }

    @Override
    public final Accepted accepted(JsonNode payload) {
        return new Accepted(
                Members.text(payload, Members.REFERENCE),
                Members.text(payload, Members.CARD_ID),
                Members.text(payload, Members.USER_ID),
                Members.text(payload, Members.TRANSACTION_ID),
                Members.decimal(payload, "otbBalance"),
                Members.raw(payload));
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * {@code allocateCoins}: credits a person with the coins of an event (§11.4). It moves value, so it goes through the
 * ledger; its reference is {@code requestId}. No search for coins is documented: an allocation whose answer is lost
 * cannot be looked up, is never sent again by machine, and waits for a person as {@code PARKED}.
 */
public final class AllocateCoinsCall implements Moving {

    @Override
    public String operation() {
        return "allocateCoins";
    }

    @Override
    public String path() {
        return CoinsPath.PREFIX + "allocate-coin";
    }

    @Override
    public String section() {
        return "11.4";
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    /** The amount is the event's and no part of the order, so the ledger has zero points for it. */
    @Override
    public Order order(Input input, Onboarding onboarding, Program program, ReferenceField referenceField) {
        Given.membersOnly(input, operation());
        var reference = Given.text(input, "requestId", "reference", "uniqueReferenceNumber");
        reference = reference != null ? reference : input.fallbackReference();
        var event = Given.required(input, "event");
        var user = Given.required(input, "userId", "ekUserId");
        var body = CoinsPath.body(onboarding)
                .put("event", event)
                .put("requestId", reference)
                .put("userId", user);
        return new Order(
                operation(),
                Kind.coins,
                reference,
                onboarding.companyId(),
                Direction.CR,
                BigDecimal.ZERO,
                null,
                List.of("user:" + user, "event:" + event),
                body);
    }

    @Override
    public Request request(Order order) {
        return new Request(Request.Method.POST, Request.Host.COINS, path(), Map.of(), order.body());
    }

    @Override
    public Accepted accepted(JsonNode payload) {
        var raw = payload != null && payload.isTextual()
                ? Map.<String, Object>of("payload", payload.textValue())
                : Members.raw(payload);
        return new Accepted(null, null, null, null, null, raw);
    }

    /** The documented success is a text without any reference, so code 0 is all the proof there is. */
    @Override
    public Answer answer(Order order, JsonNode payload, int httpStatus, Integer code, String message) {
        return new Answer.Paid(accepted(payload), httpStatus, code, message);
    }
}

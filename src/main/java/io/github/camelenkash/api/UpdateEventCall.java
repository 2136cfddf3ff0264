package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** {@code updateEvent}: changes a coin event (§11.3). */
public final class UpdateEventCall implements Reading<CoinEvent> {

    @Override
    public String operation() {
        return "updateEvent";
    }

    @Override
    public Request.Method method() {
        return Request.Method.PATCH;
    }

    @Override
    public String path() {
        return CoinsPath.PREFIX + "{coinConfigId}";
    }

    @Override
    public String section() {
        return "11.3";
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        Given.membersOnly(input, operation());
        var id = Given.required(input, "coinConfigId");
        var body = CoinsPath.body(onboarding);
        int before = body.size();
        RewardFields.put(body, "configuration", Given.text(input, "configuration"));
        RewardFields.put(body, "event", Given.text(input, "event"));
        if (Given.amount(input, "amount") != null) {
            body.put("amount", Given.count(input, "amount"));
        }
        if (body.size() == before) {
            throw Given.invalid("amount", "is missing, and so is every other change", "Give what is to change");
        }
        return new Request(method(), Request.Host.COINS, path(), Map.of("coinConfigId", id), Map.of(), body);
    }

    @Override
    public CoinEvent answer(JsonNode payload, Input input, Onboarding onboarding) {
        return CoinEvent.readChanged(payload);
    }
}

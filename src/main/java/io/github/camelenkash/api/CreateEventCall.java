package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** {@code createEvent}: an event that coins can be allocated for (§11.1). */
public final class CreateEventCall implements Reading<CoinEvent> {

    @Override
    public String operation() {
        return "createEvent";
    }

    @Override
    public String path() {
        return CoinsPath.PREFIX + "create-coins-config";
    }

    @Override
    public String section() {
        return "11.1";
    }

    @Override
    public boolean changes() {
        return true;
    }

    /** {@code configuration} has no default, because text and example contradict each other (§14 row 25). */
    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        Given.membersOnly(input, operation());
        var body = CoinsPath.body(onboarding)
                .put("configuration", Given.required(input, "configuration"))
                .put("event", Given.required(input, "event"))
                .put("amount", Given.count(input, "amount"));
        return new Request(Request.Method.POST, Request.Host.COINS, path(), Map.of(), body);
    }

    @Override
    public CoinEvent answer(JsonNode payload, Input input, Onboarding onboarding) {
        return CoinEvent.readChanged(payload);
    }
}

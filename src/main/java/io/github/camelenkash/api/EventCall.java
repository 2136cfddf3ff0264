package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** {@code event}: one coin event by its id (§11.2). */
public final class EventCall implements Reading<CoinEvent> {

    @Override
    public String operation() {
        return "event";
    }

    @Override
    public Request.Method method() {
        return Request.Method.GET;
    }

    @Override
    public String path() {
        return CoinsPath.PREFIX + "{coinConfigId}";
    }

    @Override
    public String section() {
        return "11.2";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return Request.get(Request.Host.COINS, path(), Map.of("coinConfigId", Given.subject(input, "coinConfigId")));
    }

    @Override
    public CoinEvent answer(JsonNode payload, Input input, Onboarding onboarding) {
        return CoinEvent.read(payload);
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/** {@code coinBalance}: a person's coins (§11.5). */
public final class CoinBalanceCall implements Reading<CoinBalance> {

    @Override
    public String operation() {
        return "coinBalance";
    }

    @Override
    public Request.Method method() {
        return Request.Method.GET;
    }

    /** Another prefix than its sisters', as the page has it. */
    @Override
    public String path() {
        return "/api/v0/coins/balance";
    }

    @Override
    public String section() {
        return "11.5";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return new Request(method(), Request.Host.COINS, path(), Map.of("userId", user(input)), null);
    }

    @Override
    public CoinBalance answer(JsonNode payload, Input input, Onboarding onboarding) {
        try {
            if (payload != null && payload.isValueNode() && !payload.isBoolean()) {
                return new CoinBalance(
                        user(input), new BigDecimal(payload.asText().trim()));
            }
        } catch (NumberFormatException e) {
            // the same complaint as for no number at all
        }
        throw new UndecodableException(Failure.because("The answer holds no balance of coins"));
    }

    private static String user(Input input) {
        return Given.subject(input, "userId", "ekUserId");
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code balance}: the company's reward or incentive account (§7.1). */
public final class BalanceCall implements Reading<RewardAccount> {

    @Override
    public String operation() {
        return "balance";
    }

    @Override
    public String path() {
        return CardAccountPath.PREFIX + "cardAccount/get";
    }

    @Override
    public String section() {
        return "7.1";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return Request.post(path(), CardAccountPath.body(onboarding, program));
    }

    @Override
    public RewardAccount answer(JsonNode payload, Input input, Onboarding onboarding) {
        if (payload == null || !payload.isObject()) {
            throw new UndecodableException(Failure.because("The answer holds no reward account"));
        }
        return RewardAccount.read(payload);
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the calls under {@code /api/v0/partner/enKashCard/} share: the path's beginning and the two account fields. */
final class CardAccountPath {

    static final String PREFIX = "/api/v0/partner/enKashCard/";

    private CardAccountPath() {}

    /** A body that opens with the company and the programme's account, both from configuration. */
    static ObjectNode body(Onboarding onboarding, Program program) {
        return body(onboarding, onboarding.account(program));
    }

    static ObjectNode body(Onboarding onboarding, String account) {
        return RewardFields.JSON
                .objectNode()
                .put("companyId", Onboarding.required(onboarding.companyId(), "companyId"))
                .put("cardAccountId", account);
    }
}

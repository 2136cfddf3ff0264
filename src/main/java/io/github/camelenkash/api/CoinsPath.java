package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the calls of point management share (§11): the path's beginning, and the company from configuration. */
final class CoinsPath {

    static final String PREFIX = "/api/v0/enkash-coins/";

    private CoinsPath() {}

    static ObjectNode body(Onboarding onboarding) {
        return RewardFields.JSON
                .objectNode()
                .put("companyId", Onboarding.required(onboarding.companyId(), "companyId"));
    }
}

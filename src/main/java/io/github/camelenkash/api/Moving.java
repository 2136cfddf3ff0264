package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;

/** A call that moves value under a reference. It can be sent with a {@link Permit} only. */
public non-sealed interface Moving extends Declaration {

    /**
     * What is ordered. An {@link Order} cannot be made without a reference.
     *
     * @throws InvalidRequestException if the input lacks something or contradicts itself
     */
    Order order(Input input, Onboarding onboarding, Program program, ReferenceField referenceField);

    /** What to send for an order. */
    default Request request(Order order) {
        return Request.post(path(), order.body());
    }

    /** Reads the payload of an accepted answer. */
    Accepted accepted(JsonNode payload);
}

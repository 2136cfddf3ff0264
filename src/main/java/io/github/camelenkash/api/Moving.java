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

    /**
     * What an answer with 2xx and code 0 comes to. Paid only if it is our reference that is echoed (§14 row 21), unless
     * the contract describes an answer without an echo; then the call says so here.
     */
    default Answer answer(Order order, JsonNode payload, int httpStatus, Integer code, String message) {
        var accepted = accepted(payload);
        return order.reference().equals(accepted.echo())
                ? new Answer.Paid(accepted, httpStatus, code, message)
                : new Answer.WrongEcho(httpStatus, code, message);
    }

    /** Whether an account of the programme funds it, so that its option must be set. */
    default boolean needsAccount() {
        return true;
    }
}

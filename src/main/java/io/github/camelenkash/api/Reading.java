package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that reads and moves nothing, so that it may be repeated freely.
 *
 * @param <A> the answer; null means that the service has no such thing
 */
public non-sealed interface Reading<A> extends Declaration {

    /**
     * What to send.
     *
     * @throws InvalidRequestException if the input lacks something or contradicts itself
     */
    Request request(Input input, Onboarding onboarding, Program program);

    /**
     * Reads the payload of a successful answer, tolerantly (§14).
     *
     * @throws UndecodableException if the payload cannot be what this call answers with
     */
    A answer(JsonNode payload, Input input, Onboarding onboarding);
}

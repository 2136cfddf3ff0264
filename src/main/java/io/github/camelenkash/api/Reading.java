package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call that moves no value. Nearly all of them only read, and may be repeated freely.
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

    /**
     * Whether it changes something (a cart, a coin event): then it is not repeated where its answer is lost, and that
     * its answer is lost is told as an {@link OutcomeUnknownException}.
     */
    default boolean changes() {
        return false;
    }

    /** Whether the documented 404, "entity not found" (§6.3), means that there is no such thing, and not a mistake. */
    default boolean mayFindNothing() {
        return false;
    }
}

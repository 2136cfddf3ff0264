package io.github.camelenkash;

import io.github.camelenkash.api.Declaration;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Onboarding;
import java.util.Optional;

/** Carries one kind of operation out: the step between what a message asks and what it gets. */
interface Performer {

    /**
     * Performs the operation.
     *
     * @throws io.github.camelenkash.api.EnkashException for every outcome that is no answer
     */
    Reply perform(EnkashService service, EnkashConfiguration configuration, Input input);

    /**
     * Refuses, when an endpoint starts, options that the operation cannot work with.
     *
     * @throws io.github.camelenkash.api.InvalidRequestException naming the option
     */
    default void check(EnkashConfiguration configuration, Onboarding onboarding) {}

    /** The call it makes at EnKash; empty where it asks the ledger only. */
    Optional<Declaration> declaration(EnkashConfiguration configuration);

    /** Whether it moves value. */
    default boolean movesValue() {
        return false;
    }

    /** Whether it needs the ledger. */
    default boolean needsLedger() {
        return movesValue();
    }
}

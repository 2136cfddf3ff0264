package io.github.camelenkash;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import java.util.Locale;

/** How a call of the component ended, for whoever counts calls: few words, none of which tells of a person. */
enum CallOutcome {
    /** With an answer, though rows of a bulk call may have failed. */
    ANSWERED,
    /** Refused here, before anything was sent; also a reference that names another movement. */
    INVALID,
    /** EnKash said no. */
    REJECTED,
    /** The login was refused, now or before. */
    CREDENTIALS,
    /** Known not to have acted: EnKash or the ledger is down, or busy. */
    UNAVAILABLE,
    /** Another sender owns the reference. */
    IN_PROGRESS,
    /** Sent, and no usable answer; also a movement that is parked. */
    UNKNOWN,
    /** The answer to a read cannot be understood. */
    UNREADABLE,
    /** In another way, such as a defect. */
    FAILED;

    /** How a call ended that threw this. */
    static CallOutcome of(Throwable thrown) {
        if (thrown instanceof InvalidRequestException || thrown instanceof ReferenceConflictException) {
            return INVALID;
        } else if (thrown instanceof RejectedException) {
            return REJECTED;
        } else if (thrown instanceof CredentialsException) {
            return CREDENTIALS;
        } else if (thrown instanceof UnavailableException) {
            return UNAVAILABLE;
        } else if (thrown instanceof MovementInProgressException) {
            return IN_PROGRESS;
        } else if (thrown instanceof OutcomeUnknownException) {
            return UNKNOWN;
        } else if (thrown instanceof UndecodableException) {
            return UNREADABLE;
        }
        return FAILED;
    }

    /** As metrics, traces and the dev console write it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

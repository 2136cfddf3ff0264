package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import java.time.Duration;
import java.util.Set;

/**
 * How movements are performed and settled; all of it comes from options of the same names.
 *
 * @param scope first part of every key: the environment, or {@code ledgerScope}
 * @param partnerId part of every key
 * @param companyId part of every key
 * @param owner names this process and instance in the rows it claims
 * @param lease how long a sender owns a movement
 * @param callTimeout upper bound of one call; the lease must be longer
 * @param unknownPolicy what to do with a movement believed absent
 * @param settleWindow how long after the last moment at which the send could have taken effect an absence is believed
 * @param settleDelay pause between look-ups
 * @param settleInCall how long a call itself waits for the settling
 * @param paidStatuses statuses of a found transaction that mean paid
 * @param checkFirst whether every first order is looked up before it is sent
 */
public record MovementSettings(
        String scope,
        String partnerId,
        String companyId,
        String owner,
        Duration lease,
        Duration callTimeout,
        UnknownPolicy unknownPolicy,
        Duration settleWindow,
        Duration settleDelay,
        Duration settleInCall,
        Set<String> paidStatuses,
        boolean checkFirst) {

    public MovementSettings {
        if (lease.compareTo(callTimeout) <= 0) {
            throw new InvalidRequestException(Failure.because(
                            "The option 'lease' (" + lease + ") is not longer than 'callTimeout' (" + callTimeout + ")")
                    .next("Make the lease at least twice the call timeout: a sender must not outlive its lease"));
        }
        if (settleDelay.isZero() || settleDelay.isNegative()) {
            throw new InvalidRequestException(Failure.because("The option 'settleDelay' is not longer than nothing")
                    .next("Give it a second: without a pause EnKash would be asked without end"));
        }
        paidStatuses = Set.copyOf(paidStatuses);
    }

    /** The key of a reference. */
    public MovementKey key(Kind kind, String reference) {
        return new MovementKey(scope, partnerId, companyId, kind, reference);
    }

    /** A key that names no movement, for questions about all of them. */
    MovementKey all() {
        return key(Kind.points, "");
    }
}

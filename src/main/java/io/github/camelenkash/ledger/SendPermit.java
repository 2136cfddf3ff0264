package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Permit;
import java.time.Duration;

/** Leave to send what the ledger has just written down durably. */
final class SendPermit extends Permit {

    private SendPermit(long notAfterNanos) {
        super(notAfterNanos);
    }

    /**
     * Counted from the start of the commit, not its end: a commit that took long must not stretch the lease that other
     * nodes see.
     */
    static SendPermit from(long commitStartNanos, Duration lease, Duration callTimeout) {
        return new SendPermit(commitStartNanos + lease.minus(callTimeout).toNanos());
    }
}

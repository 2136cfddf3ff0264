package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Permit;

/** A permit for tests that speak to the client without a ledger; it lives here because only the ledger makes permits. */
public final class TestPermit extends Permit {

    private TestPermit(long notAfterNanos) {
        super(notAfterNanos);
    }

    /** Allows a first byte for a minute. */
    public static Permit open() {
        return new TestPermit(System.nanoTime() + 60_000_000_000L);
    }

    /** Allows nothing any more. */
    public static Permit expired() {
        return new TestPermit(System.nanoTime() - 1);
    }
}

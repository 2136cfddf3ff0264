package io.github.camelenkash.api;

/**
 * Leave to send one movement (or one chunk of a bulk call). Only the ledger makes one, after the row of the movement is
 * durable; the client sends nothing that moves value without one. That is how the compiler keeps a movement from being
 * sent around the ledger.
 *
 * <p>It also carries the moment after which nothing may leave any more: were the first byte sent later, the call could
 * outlast the lease and somebody else could believe the sender dead.
 */
public abstract class Permit {

    private final long notAfterNanos;

    /**
     * Called by the ledger only (an architecture test holds this).
     *
     * @param notAfterNanos the last moment, on the clock of {@link System#nanoTime()}, at which the first byte may leave
     */
    protected Permit(long notAfterNanos) {
        this.notAfterNanos = notAfterNanos;
    }

    /** Whether a first byte may still leave at this moment of {@link System#nanoTime()}. */
    public final boolean allowsFirstByteAt(long nanoTime) {
        return notAfterNanos - nanoTime >= 0;
    }
}

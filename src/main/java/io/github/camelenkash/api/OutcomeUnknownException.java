package io.github.camelenkash.api;

/** Sent, and no usable answer yet; or parked until a person decides (then the outcome is PARKED). */
public final class OutcomeUnknownException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public OutcomeUnknownException(Failure failure) {
        this(failure, null);
    }

    public OutcomeUnknownException(Failure failure, Throwable cause) {
        super(
                failure,
                PointsMoved.UNKNOWN,
                "Redelivery is safe: the ledger looks before anything is sent again; or let enkash:settle find out",
                cause);
    }

    @Override
    Outcome defaultOutcome() {
        return Outcome.UNKNOWN;
    }
}

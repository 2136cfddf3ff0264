package io.github.camelenkash.api;

/** Another sender owns this reference now; it will learn the outcome. */
public final class MovementInProgressException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public MovementInProgressException(Failure failure) {
        this(failure, null);
    }

    public MovementInProgressException(Failure failure, Throwable cause) {
        super(failure, PointsMoved.UNKNOWN, "Redelivery is safe", cause);
    }

    @Override
    Outcome defaultOutcome() {
        return Outcome.UNKNOWN;
    }
}

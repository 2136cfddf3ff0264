package io.github.camelenkash.api;

/** EnKash is known not to have acted: the connection was refused, the login endpoint is down, or a read failed. */
public final class UnavailableException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public UnavailableException(Failure failure) {
        this(failure, null);
    }

    public UnavailableException(Failure failure, Throwable cause) {
        super(failure, PointsMoved.NO, "Redelivery is safe", cause);
    }
}

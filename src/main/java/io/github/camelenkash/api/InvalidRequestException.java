package io.github.camelenkash.api;

/** Refused before anything was sent: a field, an option or a reference is missing or wrong. */
public final class InvalidRequestException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public InvalidRequestException(Failure failure) {
        this(failure, null);
    }

    public InvalidRequestException(Failure failure, Throwable cause) {
        super(failure, PointsMoved.NO, "Correct the request or the option and send it again", cause);
    }
}

package io.github.camelenkash.api;

/** This reference already names another movement (another person, amount, direction or account) that is paid or unsettled. */
public final class ReferenceConflictException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public ReferenceConflictException(Failure failure) {
        this(failure, null);
    }

    public ReferenceConflictException(Failure failure, Throwable cause) {
        super(
                failure,
                PointsMoved.NO,
                "Stop and look: give a new award a reference of its own, or find out which order is right",
                cause);
    }
}

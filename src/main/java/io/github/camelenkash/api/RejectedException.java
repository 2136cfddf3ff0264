package io.github.camelenkash.api;

/** EnKash said no, and nothing moved. The same reference may be used again once the cause is mended. */
public final class RejectedException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public RejectedException(Failure failure) {
        this(failure, null);
    }

    public RejectedException(Failure failure, Throwable cause) {
        super(
                failure,
                PointsMoved.NO,
                "Correct what EnKash complains about, in the request or in the options; the same reference may be used again",
                cause);
    }
}

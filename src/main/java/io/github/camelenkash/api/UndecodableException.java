package io.github.camelenkash.api;

/** The answer to a read cannot be decrypted or parsed. */
public final class UndecodableException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public UndecodableException(Failure failure) {
        this(failure, null);
    }

    public UndecodableException(Failure failure, Throwable cause) {
        super(
                failure,
                PointsMoved.NO,
                "Stop and check the encryption and secretKey options and what answers at the URL",
                cause);
    }
}

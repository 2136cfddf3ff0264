package io.github.camelenkash.api;

/** Login refused, or a fresh token not accepted. The same credentials are not tried again. */
public final class CredentialsException extends EnkashException {

    private static final long serialVersionUID = 1L;

    public CredentialsException(Failure failure) {
        this(failure, null);
    }

    public CredentialsException(Failure failure, Throwable cause) {
        super(
                failure,
                PointsMoved.NO,
                "Correct the credentials; the same ones are not tried again, also after a restart with a durable ledger, until they change or credentialsRetryAfter has passed, because EnKash locks the account at the third wrong login",
                cause);
    }
}

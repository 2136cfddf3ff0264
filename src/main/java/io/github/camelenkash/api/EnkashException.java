package io.github.camelenkash.api;

/**
 * Anything that goes wrong. The subclasses are what a route reacts to; each is top level so that {@code onException} can
 * name it. Every message says what went wrong, on which reference, whether points moved, and what to do next; none holds
 * a secret, a token, a whole mobile number or a whole e-mail address.
 */
public abstract sealed class EnkashException extends RuntimeException
        permits CredentialsException,
                InvalidRequestException,
                MovementInProgressException,
                OutcomeUnknownException,
                ReferenceConflictException,
                RejectedException,
                UnavailableException,
                UndecodableException {

    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final PointsMoved pointsMoved;

    EnkashException(Failure failure, PointsMoved pointsMoved, String advice, Throwable cause) {
        super(failure.message(pointsMoved, advice), cause);
        this.failure = failure;
        this.pointsMoved = pointsMoved;
    }

    /** The reference of the movement or transaction, exactly as given, or null. */
    public String getReference() {
        return failure.reference();
    }

    /** HTTP status of EnKash's answer, or null where there was none. */
    public Integer getHttpStatus() {
        return failure.httpStatus();
    }

    /** EnKash's result code ({@code code} or {@code response_code}), or null. */
    public Integer getCode() {
        return failure.code();
    }

    /** EnKash's message with personal data masked, or null. */
    public String getServiceMessage() {
        return failure.serviceMessage();
    }

    /** The request's field, or the option, at fault; null where it is none of these, or more than one. */
    public String getField() {
        return failure.field();
    }

    /** Whether points moved. */
    public PointsMoved getPointsMoved() {
        return pointsMoved;
    }

    /** What happened, without the advice that {@link #getMessage()} adds. */
    public String getReason() {
        return failure.serviceMessage() == null ? failure.what() : failure.what() + ": " + failure.serviceMessage();
    }

    /** The facts this was made of, for adding to them. */
    public Failure getFailure() {
        return failure;
    }

    /** What to write into {@code CamelEnkashOutcome} for a movement that ended so. */
    public Outcome getOutcome() {
        return failure.outcome() != null ? failure.outcome() : defaultOutcome();
    }

    /** The outcome of this class of failure where the failure names none. */
    Outcome defaultOutcome() {
        return Outcome.REFUSED;
    }
}

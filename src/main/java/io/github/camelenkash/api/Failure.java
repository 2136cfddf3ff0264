package io.github.camelenkash.api;

import java.io.Serializable;

/**
 * The facts of a failure, gathered before it is thrown. Texts that come from outside are cleaned when they are set, so
 * that no exception can carry a mobile number, an e-mail address or a token.
 *
 * @param what what went wrong, in one sentence without a full stop
 * @param reference the movement's reference, as given, or null
 * @param httpStatus HTTP status of the answer, or null where there was none
 * @param code EnKash's result code, or null
 * @param serviceMessage EnKash's own message, cleaned, or null
 * @param field the request's field or the option at fault, or null
 * @param next what to do about it, or null for the advice of the exception's class
 * @param outcome the outcome to report, or null for the one of the exception's class
 */
public record Failure(
        String what,
        String reference,
        Integer httpStatus,
        Integer code,
        String serviceMessage,
        String field,
        String next,
        Outcome outcome)
        implements Serializable {

    public Failure {
        what = Masking.clean(what);
        serviceMessage = Masking.clean(serviceMessage);
    }

    /** Starts with what went wrong; the text is cleaned. */
    public static Failure because(String what) {
        return new Failure(what, null, null, null, null, null, null, null);
    }

    public Failure reference(String value) {
        return new Failure(what, value, httpStatus, code, serviceMessage, field, next, outcome);
    }

    public Failure httpStatus(Integer value) {
        return new Failure(what, reference, value, code, serviceMessage, field, next, outcome);
    }

    public Failure code(Integer value) {
        return new Failure(what, reference, httpStatus, value, serviceMessage, field, next, outcome);
    }

    public Failure serviceMessage(String value) {
        return new Failure(what, reference, httpStatus, code, value, field, next, outcome);
    }

    public Failure field(String value) {
        return new Failure(what, reference, httpStatus, code, serviceMessage, value, next, outcome);
    }

    public Failure next(String value) {
        return new Failure(what, reference, httpStatus, code, serviceMessage, field, value, outcome);
    }

    public Failure outcome(Outcome value) {
        return new Failure(what, reference, httpStatus, code, serviceMessage, field, next, value);
    }

    /** The message a person reads: what, where, did points move, what next. */
    String message(PointsMoved moved, String advice) {
        var text = new StringBuilder(what);
        if (reference != null) {
            text.append(" [reference ").append(Masking.reference(reference)).append(']');
        }
        if (httpStatus != null) {
            text.append(" [HTTP ").append(httpStatus).append(']');
        }
        if (code != null) {
            text.append(" [code ").append(code).append(']');
        }
        if (serviceMessage != null) {
            text.append(" [EnKash says: ").append(serviceMessage).append(']');
        }
        text.append(". ").append(moved.sentence()).append(' ').append(next != null ? next : advice);
        return text.append('.').toString();
    }

    @Override
    public String toString() {
        return "Failure[" + what + ", reference=" + Masking.reference(reference) + "]";
    }
}

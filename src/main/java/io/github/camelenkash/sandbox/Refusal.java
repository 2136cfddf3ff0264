package io.github.camelenkash.sandbox;

/** The server says no: an HTTP status, a result code and a text. No stack trace, for it is an answer, not an error. */
final class Refusal extends RuntimeException {

    static final String INSUFFICIENT = "Insufficient balance in card account";

    private final int status;
    private final int code;

    private Refusal(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** HTTP 200 with code 1: the documented way to fail (§6.2). */
    static Refusal code1(String message) {
        return new Refusal(200, 1, message);
    }

    static Refusal code(int code, String message) {
        return new Refusal(200, code, message);
    }

    /** A status of §6.3; the code in the envelope is Unknown there, 1 is assumed. */
    static Refusal status(int status, String message) {
        return new Refusal(status, 1, message);
    }

    /** A mandatory parameter is missing (§6.3). */
    static Refusal missing(String field) {
        return status(400, field + " is required");
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }
}

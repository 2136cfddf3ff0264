package io.github.camelenkash.client;

/**
 * The answer to a read with what came along with it.
 *
 * @param body the answer; null where the service has no such thing
 * @param httpStatus HTTP status
 * @param code EnKash's result code; 0, or it would not be an answer
 * @param message EnKash's message, cleaned of personal data, or null
 */
public record ReadAnswer<A>(A body, int httpStatus, int code, String message) {

    /** The body may hold personal data and is left out. */
    @Override
    public String toString() {
        return "ReadAnswer[httpStatus=" + httpStatus + ", code=" + code + "]";
    }
}

package io.github.camelenkash.client;

import java.time.Duration;

/**
 * A whole answer, not yet opened.
 *
 * @param status HTTP status
 * @param body the body as it came, empty where there was none
 * @param retryAfter what the answer asks to wait, or null
 */
record Reply(int status, byte[] body, Duration retryAfter) {

    /** Any 2xx; whether it is a success is told by the code in the body (§6.2). */
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body holds personal data and is left out. */
    @Override
    public String toString() {
        return "Reply[status=" + status + ", " + body.length + " bytes]";
    }
}

package io.github.camelenkash.client;

import java.time.Duration;

/** What one token call came to, seen from the wire. What follows from it is the business of {@link Tokens}. */
sealed interface LoginAnswer {

    /**
     * A token.
     *
     * @param value the bearer token
     * @param expiresIn the life that the answer states, or null
     */
    record Granted(String value, Duration expiresIn) implements LoginAnswer {

        @Override
        public String toString() {
            return "Granted[***]";
        }
    }

    /** An answer without a token. */
    record Refused(int httpStatus) implements LoginAnswer {}

    /**
     * 5xx or 429: the service is not well, which says nothing about credentials that have worked before.
     *
     * @param retryAfter what the answer asks for, or null
     */
    record Unwell(int httpStatus, Duration retryAfter) implements LoginAnswer {}

    /** No answer: refused connection, timeout, cut. */
    record None(String reason) implements LoginAnswer {}

    /** No answer, because the client was closed meanwhile, which says nothing of the token endpoint. */
    record Closed() implements LoginAnswer {}
}

package io.github.camelenkash.client;

import java.time.Duration;

/**
 * How the login stands, for health checks. Looking at it never logs in, and it never holds the token.
 *
 * @param present whether a token is at hand that may still be used
 * @param age how old it is, or null where there is none
 * @param refused whether the credentials were refused; nothing will be tried with them
 * @param unavailable whether the token endpoint did not answer last time and is left alone for the moment
 */
public record TokenState(boolean present, Duration age, boolean refused, boolean unavailable) {}

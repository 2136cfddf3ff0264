package io.github.camelenkash.sandbox;

/** What a {@link Fault} may use besides the right answer. */
interface Scene {

    /** The value of a Retry-After header. */
    String retryAfter();

    /** Ends the bearer token of this call. */
    void expireToken();

    /** A failure as this page would tell it. */
    Answer refuse(Refusal refusal);

    /** The text under a key that nobody else has, as base64. */
    String encryptUnderAnotherKey(byte[] plain);
}

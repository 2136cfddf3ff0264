package io.github.camelenkash.client;

import io.github.camelenkash.api.UndecodableException;

/**
 * How bodies are made unreadable on their way, and readable again. The guide for rewards could not be read (§15.3), so
 * the whole of it can be replaced by a bean. Implementations are used by many threads at once.
 */
public interface PayloadCodec {

    /**
     * Makes the whole request body of a JSON text.
     *
     * @param json UTF-8
     */
    byte[] encode(byte[] json);

    /**
     * Gives the plain JSON of a response body: decrypted if it is an encrypted envelope, else the body itself (§5.4).
     *
     * @throws UndecodableException if it is encrypted and cannot be decrypted; the exception must not hold the body
     */
    byte[] decode(byte[] body);
}

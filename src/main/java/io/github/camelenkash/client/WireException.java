package io.github.camelenkash.client;

import java.io.IOException;

/** No whole answer came. What that means depends on whether anything was handed to the socket, and on nothing else. */
final class WireException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean handed;
    private final boolean stale;

    /**
     * @param reason what happened, without anything the server wrote
     * @param handed whether any byte of the request may have left
     * @param stale whether a pooled connection proved dead before any byte of the answer
     */
    WireException(String reason, boolean handed, boolean stale, Throwable cause) {
        super(reason, cause);
        this.handed = handed;
        this.stale = stale;
    }

    boolean handed() {
        return handed;
    }

    boolean stale() {
        return stale;
    }
}

package io.github.camelenkash.flows.command;

/** What was asked for cannot be, and nothing was done. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.github.camelenkash.flows;

/** A file that must be approved before it is paid, and has not been yet. Nothing of it was sent. */
public final class WaitingFileException extends Exception {

    private static final long serialVersionUID = 1L;

    WaitingFileException(String reason) {
        super(reason);
    }
}

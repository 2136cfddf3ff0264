package io.github.camelenkash.flows;

/** The application stops while a file is being paid. The file stays where it is, and is read again at the next start. */
public final class InterruptedFileException extends Exception {

    private static final long serialVersionUID = 1L;

    InterruptedFileException(String name) {
        super("Stopping: " + name + " stays where it is and is read again at the next start; what is paid is not paid"
                + " twice");
    }
}

package io.github.camelenkash.flows;

/**
 * A file is not paid to its end here: the application stops, or another process has the file in hand. It stays where it
 * is, and is read again at the next start, or by that process.
 */
public final class InterruptedFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private InterruptedFileException(String message, Exception cause) {
        super(message, cause);
    }

    static InterruptedFileException stopping(String name) {
        return new InterruptedFileException(
                "Stopping: " + name + " stays where it is and is read again at the next start; what is paid is not paid"
                        + " twice",
                null);
    }

    static InterruptedFileException of(TakenFileException taken) {
        return new InterruptedFileException(taken.getMessage(), taken);
    }
}

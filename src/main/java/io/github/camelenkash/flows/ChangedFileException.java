package io.github.camelenkash.flows;

/** A file was written to while it was being paid: what is read from it now may be half of one row and half of another. */
final class ChangedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;

    /** @param line the first row that was not looked at any more */
    ChangedFileException(long line) {
        super("The file was changed while it was being paid");
        this.line = line;
    }

    long line() {
        return line;
    }
}

package io.github.camelenkash.flows;

/** A file that cannot be used at all. Nothing of it was sent. */
public final class RefusedFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final String whatToDo;

    /**
     * @param line the physical line at fault; 1 where it is the file as a whole
     * @param reason what is wrong with it, in one sentence without a full stop
     * @param whatToDo how to mend it, likewise
     */
    RefusedFileException(long line, String reason, String whatToDo) {
        super(reason);
        this.line = line;
        this.whatToDo = whatToDo;
    }

    /** The physical line at fault, counted from 1. */
    public long getLine() {
        return line;
    }

    /** How to mend it. */
    public String getWhatToDo() {
        return whatToDo;
    }
}

package io.github.camelenkash.api;

/** Whether points moved, as far as a failure can tell. */
public enum PointsMoved {
    /** Nothing moved through this call. */
    NO("No points moved."),
    /** They may have moved, or may still move. */
    UNKNOWN("Whether points moved is not known yet.");

    private final String sentence;

    PointsMoved(String sentence) {
        this.sentence = sentence;
    }

    /** The same in words, for messages. */
    public String sentence() {
        return sentence;
    }
}

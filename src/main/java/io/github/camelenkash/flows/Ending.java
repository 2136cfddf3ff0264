package io.github.camelenkash.flows;

import java.util.Locale;

/** How a dropped file ended, and so in which folder it lands. */
public enum Ending {
    /** Each row has its outcome. */
    DONE,
    /** It cannot be used as it is, and nothing of it was sent. */
    REFUSED,
    /** Something that is not the file's fault came between; the rows that were not sent say so. Drop it again. */
    STOPPED,
    /** It must be approved first, and nothing of it was sent. */
    WAITING;

    /** The folder, next to the files that are dropped. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}

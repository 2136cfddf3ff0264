package io.github.camelenkash.flows;

/** Is told now and then how far a file is, when it is bound in the registry. */
public interface FileProgressListener {

    /** Whether somebody sees it there; where nobody does, the log tells it. */
    boolean isWatched();

    /** A file has got on. Called by who pays it, so it must be quick. */
    void progressed(FileProgress progress);
}

package io.github.camelenkash.flows;

/** Is told of each file that has ended, when it is bound in the registry. Where none is, the log tells it. */
@FunctionalInterface
public interface FileReportListener {

    /** A file has ended and its result file is complete. */
    void ended(FileReport report);
}

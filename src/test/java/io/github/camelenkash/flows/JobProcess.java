package io.github.camelenkash.flows;

import io.github.camelenkash.flows.command.EnkashCommand;
import io.github.camelenkash.lab.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The command in a JVM of its own, as a user starts it: what it prints, and how it ends. */
final class JobProcess implements AutoCloseable {

    private final ChildProcess process;

    private JobProcess(ChildProcess process) {
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param here its working directory
     * @param output a folder for what it prints
     * @param options for the JVM: {@code -D…}, {@code -Xmx…}
     * @param arguments for the job
     */
    static JobProcess start(Path here, Path output, List<String> options, String... arguments) throws IOException {
        return new JobProcess(
                ChildProcess.start(EnkashCommand.class.getName(), here, output, options, List.of(arguments)));
    }

    /** Waits until it has ended by itself. */
    int exitCode() throws InterruptedException {
        return process.exitCode();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    String out() throws IOException {
        return process.out();
    }

    String err() throws IOException {
        return process.err();
    }

    /** As Ctrl+C does. */
    void interrupt() {
        process.interrupt();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}

package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link RewardJob} in a JVM of its own, as a user starts it: what it prints, and how it ends. */
final class JobProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;

    private JobProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
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
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dlog4j2.configurationFile="
                + Path.of("routes/log4j2.properties").toAbsolutePath());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(RewardJob.class.getName());
        command.addAll(List.of(arguments));
        var out = Files.createTempFile(output, "out", ".txt");
        var err = Files.createTempFile(output, "err", ".txt");
        var process = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new JobProcess(process, out, err);
    }

    /** Waits until it has ended by itself. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the job ends by itself")
                .isTrue();
        return process.exitValue();
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** As Ctrl+C does. */
    void interrupt() {
        process.destroy();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java main in a JVM of its own, on the class path of the tests: what it prints, and how it ends. It never outlives the
 * JVM of the tests.
 */
public final class ChildProcess implements AutoCloseable {

    /** For a JVM that lives for seconds: the first compiler only, and no threads for collecting garbage. */
    public static final List<String> SHORT_LIVED =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx192m");

    private static final long PATIENCE_SECONDS = 120;
    /** 128 and the number of SIGKILL. */
    private static final int KILLED = 137;

    private final Process process;
    private final Path out;
    private final Path err;
    private final Thread lastResort;

    private ChildProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts it.
     *
     * @param main the name of the class to run
     * @param here its working directory
     * @param output a folder for what it prints
     * @param options for the JVM: {@code -D…}, {@code -Xmx…}
     * @param arguments for the main
     */
    public static ChildProcess start(String main, Path here, Path output, List<String> options, List<String> arguments)
            throws IOException {
        return start(List.of(), main, here, output, options, arguments);
    }

    /**
     * Starts it where no file may grow beyond so many kilobytes: the operating system refuses to write more, as it does on
     * a full disk, and that needs no rights at all.
     */
    static ChildProcess startWithSmallFiles(
            int kilobytes, String main, Path here, Path output, List<String> options, List<String> arguments)
            throws IOException {
        // A shell counts blocks of 512 bytes.
        var limited = List.of("sh", "-c", "ulimit -f " + 2 * kilobytes + " && exec \"$@\"", "sh");
        return start(limited, main, here, output, options, arguments);
    }

    private static ChildProcess start(
            List<String> wrapper, String main, Path here, Path output, List<String> options, List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(wrapper);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dlog4j2.configurationFile="
                + Path.of("routes/log4j2.properties").toAbsolutePath());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(arguments);
        var out = Files.createTempFile(output, "out", ".txt");
        var err = Files.createTempFile(output, "err", ".txt");
        var process = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new ChildProcess(process, out, err);
    }

    /** Waits until it has ended by itself. */
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the process ends by itself")
                .isTrue();
        return process.exitValue();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ended because somebody killed it, and not because it wanted to. */
    public boolean wasKilled() {
        return !process.isAlive() && process.exitValue() == KILLED;
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    /** As Ctrl+C does. */
    public void interrupt() {
        process.destroy();
    }

    /** As {@code kill -9} does: no shutdown hook, no closing, nothing flushed. It is dead when this returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook is being run.
            return;
        }
    }
}

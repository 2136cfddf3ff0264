package io.github.camelenkash.runtimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A command that runs in a folder, with every process that it starts; what it prints can be waited for. */
final class Terminal implements AutoCloseable {

    /** The first build on a machine fetches all that its runtime is made of. */
    private static final long PATIENCE_SECONDS = 300;

    private static final long SECONDS_OF_AN_ANSWER = 60;

    private final Process process;
    private final Path output;
    private final Thread lastResort = new Thread(this::killAll);

    private Terminal(Process process, Path output) {
        this.process = process;
        this.output = output;
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts a command.
     *
     * @param folder where it runs; what it prints goes to a file beside that
     * @param repository the local Maven repository, for Maven and for Camel's own downloads
     */
    static Terminal start(Path folder, Path repository, List<String> command) throws IOException {
        var output = Files.createTempFile(folder.getParent(), folder.getFileName() + "-", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        var process = builder.start();
        process.getOutputStream().close();
        return new Terminal(process, output);
    }

    /** Waits until it has ended well. */
    void done() throws Exception {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(printed())
                .isTrue();
        assertThat(process.exitValue()).as(printed()).isZero();
    }

    /** Waits until it has printed this line, with which it is ready. */
    void isReadyWith(String text) {
        prints(text, PATIENCE_SECONDS);
    }

    /** Waits until it has printed this, as it does within seconds. */
    void prints(String text) {
        prints(text, SECONDS_OF_AN_ANSWER);
    }

    private void prints(String text, long seconds) {
        Awaitility.await()
                .atMost(seconds, TimeUnit.SECONDS)
                .failFast("it has ended by itself", () -> !process.isAlive())
                .untilAsserted(() -> assertThat(printed()).contains(text));
    }

    /** All that it has printed. */
    String printed() throws IOException {
        return Files.readString(output);
    }

    /** As Ctrl+C, which reaches all that was started. */
    void interrupt() throws Exception {
        var all = process.descendants().toList();
        all.forEach(ProcessHandle::destroy);
        process.destroy();
        for (var one : all) {
            one.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as(printed())
                .isTrue();
    }

    private void killAll() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook is being run.
            return;
        }
    }
}

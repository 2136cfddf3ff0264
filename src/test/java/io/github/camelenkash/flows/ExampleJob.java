package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.awaitility.Awaitility;

/** {@link RewardJob} in this process, with the options of a command of an example's README. */
final class ExampleJob implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final String ARGUMENTS = "exec.args";
    private static final SynchronousQueue<Main> STARTED = new SynchronousQueue<>();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean endsByItself;
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Main main;

    private ExampleJob(JobSettings settings, boolean endsByItself) throws InterruptedException {
        this.endsByItself = endsByItself;
        new Thread(() -> run(settings), "example").start();
        main = STARTED.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(main).as("a job that starts: %s", exitCode).isNotNull();
    }

    private void run(JobSettings settings) {
        try {
            exitCode.complete(
                    RewardJob.run(settings, new PrintStream(out, true, StandardCharsets.UTF_8), report -> {}));
        } catch (Exception e) {
            exitCode.completeExceptionally(e);
        }
    }

    /**
     * Starts it, and waits until it says that it is there.
     *
     * @param options as they stand in the command: {@code -Dexec.args=…}, {@code -Dcamel.main.…=…}
     * @param own what the test sets besides, so that it does not get into the way of others
     */
    static ExampleJob start(List<String> options, Map<String, String> own) throws InterruptedException {
        var properties = new HashMap<String, String>();
        options.forEach(option -> {
            var pair = option.substring("-D".length()).split("=", 2);
            properties.put(pair[0], pair[1]);
        });
        var files = Stream.ofNullable(properties.remove(ARGUMENTS))
                .flatMap(arguments -> Stream.of(arguments.split(" ")))
                .map(Path::of)
                .toList();
        boolean endsByItself = properties.containsKey("camel.main.durationMaxIdleSeconds");
        properties.putAll(own);
        properties.put("camel.main.mainListenerClasses", Listener.class.getName());
        var job = new ExampleJob(new JobSettings(files, properties), endsByItself);
        Awaitility.await().atMost(PATIENCE).until(() -> job.out().contains("Ctrl+C") || job.exitCode.isDone());
        return job;
    }

    /** Makes itself known to the test; Camel Main creates it by its name. */
    public static final class Listener extends MainListenerSupport {

        @Override
        public void afterConfigure(BaseMainSupport main) {
            try {
                STARTED.offer((Main) main, PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    boolean endsByItself() {
        return endsByItself;
    }

    int exitCode() throws Exception {
        return exitCode.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** As Ctrl+C does; one that has ended stays as it is. */
    @Override
    public void close() throws Exception {
        main.completed();
        exitCode();
    }
}

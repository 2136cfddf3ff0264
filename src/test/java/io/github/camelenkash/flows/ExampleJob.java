package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
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
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final boolean endsByItself;
    private final CompletableFuture<Integer> exitCode;
    private final Main main;

    private ExampleJob(boolean endsByItself, List<String> files) throws InterruptedException {
        this.endsByItself = endsByItself;
        exitCode = CompletableFuture.supplyAsync(() -> RewardJob.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                files.toArray(String[]::new)), job -> new Thread(job, "example").start());
        main = STARTED.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(main).as("a job that starts: %s", err).isNotNull();
    }

    /**
     * Starts it, and waits until it says that it is there.
     *
     * @param options as they stand in the command: {@code -Dexec.args=…}, {@code -Dcamel.main.…=…}
     * @param own what the test sets besides, so that it does not get into the way of others
     * @param folder for a file that holds both
     */
    static ExampleJob start(List<String> options, Properties own, Path folder) throws IOException, InterruptedException {
        var overruling = new Properties();
        options.forEach(option -> {
            var pair = option.substring("-D".length()).split("=", 2);
            overruling.setProperty(pair[0], pair[1]);
        });
        var files = new ArrayList<String>();
        if (overruling.containsKey(ARGUMENTS)) {
            files.addAll(List.of(overruling.remove(ARGUMENTS).toString().split(" ")));
        }
        boolean endsByItself = overruling.containsKey("camel.main.durationMaxIdleSeconds");
        overruling.putAll(own);
        overruling.setProperty("camel.main.mainListenerClasses", Listener.class.getName());
        var last = folder.resolve("overruling.properties");
        try (var writer = Files.newBufferedWriter(last)) {
            overruling.store(writer, null);
        }
        files.add(last.toString());
        var job = new ExampleJob(endsByItself, files);
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

    /** What is wrong with it, in its own words. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
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

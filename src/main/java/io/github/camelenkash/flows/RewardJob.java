package io.github.camelenkash.flows;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.Environment;
import io.github.camelenkash.api.OfflineService;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;

/**
 * The main job: runs {@code routes/csv-drop.camel.yaml}, or other ready routes, on Camel Main and says on the console how
 * it goes. {@code io.github.camelenkash.flows.command.EnkashCommand} starts it.
 *
 * <pre>
 * mvn -q compile exec:java                                       the sandbox; a sample file is paid
 * mvn -q compile exec:java -Dexec.args=uat.properties            what that file says, and no sample
 * mvn -q compile exec:java -Dcamel.main.routesIncludePattern=file:routes/spot-award.camel.yaml    another ready route
 * </pre>
 *
 * <p>It reads {@code routes/application.properties}, then the properties files that it is called with, then system
 * properties ({@code -D}); the later of these wins.
 */
public final class RewardJob {

    private final RewardConsole console;
    private RuntimeException failure;

    private RewardJob(PrintStream out) {
        console = new RewardConsole(out);
    }

    /**
     * Runs until it is stopped.
     *
     * @param out where it says how it goes
     * @param more is told of each file, too
     * @return the exit code
     * @throws Exception if it could not start
     */
    public static int run(JobSettings settings, PrintStream out, FileReportListener more) throws Exception {
        return new RewardJob(out).run(settings, more);
    }

    private int run(JobSettings settings, FileReportListener more) throws Exception {
        var main = settings.job(SingleFile.ROUTE);
        main.bind("rewardConsole", console);
        main.bind("rewardListener", more);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport started) {
                try {
                    begin(started.getCamelContext());
                } catch (RuntimeException e) {
                    // Main would log it and leave the routes running.
                    failure = e;
                    main.completed();
                }
            }
        });
        main.run();
        if (failure != null) {
            throw failure;
        }
        return Math.max(0, main.getExitCode());
    }

    private void begin(CamelContext context) {
        warmUp(context);
        if (context.getRoute("csv-drop") == null) {
            // Another ready route, named by camel.main.routesIncludePattern: it has neither a drop folder nor a sample.
            console.ready(
                    environment(context).name(),
                    url(context),
                    context.getRoutes().stream()
                            .map(Route::getId)
                            .filter(id -> !(context.getRoute(id)
                                    .getEndpoint()
                                    .getEndpointUri()
                                    .startsWith("direct:")))
                            .collect(Collectors.joining(", ")));
            return;
        }
        var folder = Path.of(context.resolvePropertyPlaceholders("{{csvDrop.folder:work/rewards}}"))
                .toAbsolutePath();
        console.attach(new RewardConsole.Surroundings(
                environment(context).name(), url(context), RewardConsole.shortened(folder)));
        var sample = Path.of(context.resolvePropertyPlaceholders("{{csvDrop.sample:}}"));
        if (environment(context) == Environment.sandbox && Files.isRegularFile(sample)) {
            drop(sample, folder);
        } else {
            console.ready();
        }
    }

    /** In the time that a file is given to grow no more, the processor would have nothing to do. */
    private static void warmUp(CamelContext context) {
        if (!context.getRegistry().findByType(RewardFiles.class).isEmpty()) {
            context.getExecutorServiceManager()
                    .newThread("RewardWarmUp", RowChecks::warmUp)
                    .start();
        }
    }

    /** Under a name that the route does not look at, until all of it is there. */
    private static void drop(Path sample, Path folder) {
        try {
            Files.createDirectories(folder);
            var target = folder.resolve(sample.getFileName());
            var copy = Files.copy(
                    sample, folder.resolve(sample.getFileName() + ".tmp"), StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whom a context with the component pays through, in words: {@code sandbox, http://127.0.0.1:4711}. */
    public static String whom(CamelContext context) {
        var url = url(context);
        return environment(context) + (url == null ? "" : ", " + url);
    }

    private static Environment environment(CamelContext context) {
        return component(context).getConfiguration().getEnvironment();
    }

    private static EnkashComponent component(CamelContext context) {
        return context.getComponent("enkash", EnkashComponent.class);
    }

    private static String url(CamelContext context) {
        var configured = component(context).getConfiguration().getApiUrl();
        var offline = context.getRegistry().findSingleByType(OfflineService.class);
        if (configured != null) {
            return configured;
        }
        return offline == null ? null : offline.options().get("apiUrl");
    }
}

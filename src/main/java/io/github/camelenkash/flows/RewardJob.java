package io.github.camelenkash.flows;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.Environment;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.OfflineService;
import io.github.camelenkash.api.RewardAccount;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Route;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/**
 * The main job: runs {@code routes/csv-drop.camel.yaml}, or other ready routes, on Camel Main and says on the console how
 * it goes.
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

    private static final Path PROPERTIES = Path.of("routes/application.properties");
    private static final String ROUTES = "routes/csv-drop.camel.yaml";

    private final RewardConsole console;
    private RuntimeException failure;

    private RewardJob(PrintStream out) {
        console = new RewardConsole(out);
    }

    /** Runs until it is stopped. */
    public static void main(String[] args) {
        int status = run(System.out, System.err, args);
        if (status != 0) {
            System.exit(status);
        }
        // No exit otherwise: whoever called this (Maven, a test) goes on in the same process.
    }

    /** @return the exit code */
    static int run(PrintStream out, PrintStream err, String... files) {
        try {
            return new RewardJob(out).run(files);
        } catch (Exception e) {
            err.println("The job could not start: " + reason(e));
            return 1;
        }
    }

    private int run(String... files) throws Exception {
        var main = new Main();
        main.setPropertyPlaceholderLocations(locations(files));
        // Not in the properties: Camel's own command line, which may be given the same file, names its routes itself.
        main.addInitialProperty("camel.main.routesIncludePattern", "file:" + ROUTES);
        main.bind("rewardConsole", console);
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

    private static String locations(String... files) {
        if (!Files.exists(PROPERTIES) || !Files.exists(Path.of(ROUTES))) {
            throw new IllegalArgumentException("There is no " + PROPERTIES + " or no " + ROUTES + " in "
                    + Path.of("").toAbsolutePath() + ". Start it in the folder of the project");
        }
        var locations = Stream.concat(
                        Stream.of(PROPERTIES), Arrays.stream(files).map(Path::of))
                .map(RewardJob::location)
                .collect(Collectors.toList());
        // Where two files set the same property, Camel takes the one that it was told of first.
        Collections.reverse(locations);
        return String.join(",", locations);
    }

    private static String location(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("There is no properties file " + file.toAbsolutePath());
        }
        return "file:" + file;
    }

    private void begin(CamelContext context) {
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
                environment(context).name(), url(context), RewardConsole.shortened(folder), () -> balance(context)));
        var sample = Path.of(context.resolvePropertyPlaceholders("{{csvDrop.sample:}}"));
        if (environment(context) == Environment.sandbox && Files.isRegularFile(sample)) {
            drop(sample, folder);
        } else {
            console.ready();
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

    /** Asked once and without retries: nobody waits for a line on the console. */
    private static BigDecimal balance(CamelContext context) {
        try (var template = context.createProducerTemplate()) {
            var account = template.requestBody("enkash:balance", null, RewardAccount.class);
            return account == null ? null : account.availableBalance();
        } catch (CamelExecutionException | IOException e) {
            return null;
        }
    }

    /** The component's own words where there are any: they name the option at fault. */
    private static String reason(Throwable failure) {
        var deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EnkashException) {
                return cause.getMessage();
            }
            deepest = cause;
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }
}

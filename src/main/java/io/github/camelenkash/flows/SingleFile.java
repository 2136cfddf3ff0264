package io.github.camelenkash.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Sends one file through the steps of the route {@code csv-drop}, without its folder: same checks, ledger and results. The
 * file stays where it is, with its results beside it, until each of its rows is paid; then both go to {@code done/}.
 */
public final class SingleFile {

    /** The ready route that has the steps. */
    public static final String ROUTE = "routes/csv-drop.camel.yaml";

    private static final String STEPS = "direct:csv-drop-file";

    private SingleFile() {}

    /**
     * How it went.
     *
     * @param report the same that a {@link FileReportListener} is told
     * @param file where the file is now
     * @param stoppedBy what stopped it, or null
     */
    public record End(FileReport report, Path file, Exception stoppedBy) {}

    /**
     * Pays a file, or says what would be paid where {@code csvDrop.dryRun} is set.
     *
     * @param context with {@link #ROUTE}, of which nothing has to be started
     * @param confirmed asked once before the first point moves
     * @throws InterruptedFileException if the context is stopping; what is paid is not paid twice
     */
    public static End pay(CamelContext context, Path file, Predicate<PreFlightReport> confirmed) throws Exception {
        var route = context.getRegistry().findSingleByType(RewardFiles.class);
        var reports = new FileReport[1];
        context.getRegistry()
                .bind("singleFile", FileReportListener.class, (FileReportListener) report -> reports[0] = report);
        startSteps(context);
        var named = route.open(file.toFile());
        named.stay(confirmed);
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(named);
        exchange.setVariable("file", named);
        var mover = new Mover(file.toAbsolutePath());
        exchange.getExchangeExtension().addOnCompletion(mover);
        try (var template = context.createProducerTemplate()) {
            template.send(STEPS, exchange);
        }
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        return new End(reports[0], mover.place, named.stoppedBy());
    }

    /** All but what looks into the folder. */
    private static void startSteps(CamelContext context) throws Exception {
        for (var id : context.getRoutes().stream().map(Route::getId).toList()) {
            if (context.getRoute(id).getEndpoint().getEndpointUri().startsWith("direct:")) {
                context.getRouteController().startRoute(id);
            }
        }
    }

    /** Does what the file component does at the end of a dropped file. */
    private static final class Mover extends SynchronizationAdapter {

        private final Path file;
        private Path place;

        Mover(Path file) {
            this.file = file;
            this.place = file;
        }

        @Override
        public void onDone(Exchange exchange) {
            var landing = exchange.getVariable(RewardFiles.LANDING, String.class);
            var target = landing == null ? file : file.resolveSibling(landing);
            try {
                if (!target.equals(file)) {
                    place = Files.move(file, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.github.camelenkash.flows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Sends one file through the steps of a ready route, without its folder: same checks, ledger and results. The file stays
 * where it is, with its results beside it; one that was to be paid goes with them to {@code done/} when each of its rows is.
 */
public final class SingleFile {

    /** The ready route that pays files. */
    public static final String ROUTE = "routes/csv-drop.camel.yaml";

    /** The one that reconciles a month. */
    public static final String RECONCILE_ROUTE = "routes/reconcile.camel.yaml";

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
     * How a reconciliation went.
     *
     * @param stoppedBy what stopped it, or null
     */
    public record ReconcileEnd(ReconcileReport report, Exception stoppedBy) {}

    /**
     * Pays a file, or says what would be paid where {@code csvDrop.dryRun} is set.
     *
     * @param context with {@link #ROUTE}, of which nothing has to be started
     * @param confirmed asked once before the first point moves
     * @throws InterruptedFileException if the context is stopping; what is paid is not paid twice
     */
    public static End pay(CamelContext context, Path file, Predicate<PreFlightReport> confirmed) throws Exception {
        var reports = new ArrayList<FileReport>();
        context.getRegistry().bind("singleFile", FileReportListener.class, (FileReportListener) reports::add);
        var named = context.getRegistry().findSingleByType(RewardFiles.class).open(file.toFile());
        named.stay(confirmed);
        var mover = new Mover(file.toAbsolutePath());
        send(context, "direct:csv-drop-file", named, mover);
        return new End(reports.get(0), mover.place, named.stoppedBy());
    }

    /**
     * Compares a month's personnel file with the ledger and EnKash. Moves nothing.
     *
     * @param context with {@link #RECONCILE_ROUTE}, of which nothing has to be started
     */
    public static ReconcileEnd reconcile(CamelContext context, Path file) throws Exception {
        var named = context.getRegistry().findSingleByType(Reconcile.class).open(file.toFile());
        named.stay();
        send(context, "direct:reconcile-file", named, new Mover(file.toAbsolutePath()));
        return new ReconcileEnd(named.report(), named.stoppedBy());
    }

    private static void send(CamelContext context, String steps, Object file, Mover mover) throws Exception {
        start(context);
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(file);
        exchange.setVariable("file", file);
        exchange.getExchangeExtension().addOnCompletion(mover);
        try (var template = context.createProducerTemplate()) {
            template.send(steps, exchange);
        }
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    /** All but what looks into a folder. */
    private static void start(CamelContext context) throws Exception {
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

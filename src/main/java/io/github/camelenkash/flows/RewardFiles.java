package io.github.camelenkash.flows;

import io.github.camelenkash.EnkashComponent;
import io.github.camelenkash.EnkashConstants;
import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.RowResult;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean that a route pays a reward file with. It reads rows, decides about the file before the first of them is paid,
 * and writes results; what is asked and sent, and when, is in the route. It finds its things in exchange variables:
 * {@code file} (what {@link #open} gave), {@code row} (the row at hand), {@code account} and {@code accountAfter} (the
 * answers of {@code enkash:balance} before the first row and after the last, if the route asks again) and {@code people} (the answer of {@code enkash:cards}, if the route asks for it).
 */
public final class RewardFiles implements CamelContextAware {

    /** The exchange variable in which {@link #finish} leaves the file's place, for the option {@code move}. */
    public static final String LANDING = "landing";

    private static final Logger LOG = LoggerFactory.getLogger(RewardFiles.class);

    private static final String BULK_SIZE = "bulkSize";

    private CamelContext context;
    private String prefix = "csvDrop";
    private List<String> otherProperties = List.of();
    private Map<String, String> defaults = Map.of();
    private final FileCounts counts = new FileCounts();
    private RewardSettings settings;
    /** How many rows go into one call; 1 where nothing is set. */
    private int bulkSize = 1;

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    public String getPrefix() {
        return prefix;
    }

    /** What stands, with a dot, before the name of each property that sets something here. */
    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public String getOtherProperties() {
        return String.join(",", otherProperties);
    }

    /** Names of properties under the same prefix that the route itself uses, separated by commas. */
    public void setOtherProperties(String names) {
        otherProperties = Arrays.stream(names.split(",")).map(String::strip).toList();
    }

    public String getDefaults() {
        return defaults.entrySet().stream()
                .map(set -> set.getKey() + "=" + set.getValue())
                .collect(Collectors.joining(","));
    }

    /** What this route takes for properties that are not set: {@code name=value}, separated by commas. */
    public void setDefaults(String defaults) {
        this.defaults = Arrays.stream(defaults.split(","))
                .map(set -> set.split("=", 2))
                .collect(Collectors.toMap(set -> set[0].strip(), set -> set[1].strip()));
    }

    /**
     * Reads the properties. The route names it as the bean's {@code initMethod}, so that a mistyped one is noticed at start.
     *
     * @throws IllegalArgumentException if there is a property of the prefix that is none, or has no such value
     */
    public void readProperties() {
        var start = prefix + ".";
        var names = Stream.of(
                        context.getPropertiesComponent().loadProperties().stringPropertyNames().stream(),
                        System.getProperties().stringPropertyNames().stream())
                .flatMap(stream -> stream)
                .filter(name -> name.startsWith(start))
                .map(name -> name.substring(start.length()));
        var values = new HashMap<String, String>();
        // The known ones are asked for in any case: Camel does not list all the places that a value may come from.
        Stream.concat(names, RewardSettings.NAMES.stream())
                .forEach(name -> values.put(
                        name,
                        context.resolvePropertyPlaceholders(
                                "{{" + start + name + ":" + defaults.getOrDefault(name, "") + "}}")));
        settings = RewardSettings.of(prefix, otherProperties, values);
        if (otherProperties.contains(BULK_SIZE)) {
            bulkSize = readBulkSize();
        }
    }

    /** The route would find out only in the middle of a file that it is none. */
    private int readBulkSize() {
        var name = prefix + "." + BULK_SIZE;
        try {
            int size = Integer.parseInt(context.resolvePropertyPlaceholders("{{" + name + ":1}}"));
            if (size > 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // falls through to the same complaint as a number below one
        }
        throw new IllegalArgumentException(
                "The property " + name + " is no number of rows, which is a whole one above zero");
    }

    /** Whether rows go out by bulk calls. */
    boolean isByBulkCalls() {
        return bulkSize > 1;
    }

    RewardSettings settings() {
        return settings;
    }

    /** Whether nothing is to move. */
    public boolean isDryRun() {
        return settings.dryRun();
    }

    /** Whether the route is to ask EnKash whom it knows. */
    public boolean isAskingForPeople() {
        return settings.unknownPeople() != RewardSettings.Suspicion.ignore;
    }

    /** Takes a dropped file in hand; reads nothing yet. */
    public RewardFile open(@Body File file) {
        var opened = new RewardFile(
                file.toPath().toAbsolutePath(),
                settings,
                new Host(
                        environment(),
                        () -> context.getRegistry().findByType(FileProgressListener.class),
                        () -> context.isStopping() || context.isStopped(),
                        Clock.systemDefaultZone()));
        counts.opened(opened);
        return opened;
    }

    /** What is in hand and has been done since the start, for consoles and metrics; any thread may ask. */
    public FilesProgress progress() {
        return counts.progress();
    }

    /** Whom the component pays through; null where there is no such component. */
    private String environment() {
        if (!(context.hasComponent("enkash") instanceof EnkashComponent component)) {
            return null;
        }
        var configuration = component.getConfiguration();
        var url = configuration.getApiUrl();
        return configuration.getEnvironment()
                + (url == null ? "" : ", " + URI.create(url).getHost());
    }

    /**
     * Begins the result file, and refuses a file that is none with the right columns down to its last row. One that another
     * process has in hand is left to it, and {@link #finish} fails.
     */
    public void check(@Variable("file") RewardFile file) throws IOException, RefusedFileException, TakenFileException {
        file.check();
    }

    /** Begins to look at the rows, before anything of them is sent. */
    public void begin(
            @Variable("file") RewardFile file,
            @Variable("account") RewardAccount account,
            @Variable("people") List<Card> people)
            throws IOException, RefusedFileException, SQLException {
        file.begin(balance(account), people == null ? null : Person.known(people));
    }

    private static BigDecimal balance(RewardAccount account) {
        return account == null ? null : account.availableBalance();
    }

    /** The reference of a row, to ask the ledger about; null where it has none. */
    public Map<String, String> reference(@Variable("row") RewardRow row) {
        return row.reference().isEmpty() ? null : Map.of("reference", row.reference());
    }

    /** Takes a row into account; the body is what the ledger knows of its reference, or the state of that. */
    public void look(@Variable("file") RewardFile file, @Variable("row") RewardRow row, @Body Object known)
            throws SQLException {
        if (known instanceof Data movement) {
            var members = movement.toMap();
            file.look(row, String.valueOf(members.get("state")), (String) members.get("sentAt"));
        } else {
            file.look(row, known == null ? null : known.toString(), null);
        }
    }

    /** Refuses a file that cannot be paid by bulk calls, after all its rows were looked at. */
    public void checkBulk(@Variable("file") RewardFile file) throws RefusedFileException {
        file.refuseCards();
    }

    /** Refuses the file, or holds it for an approval, where it must not be paid. */
    public void decide(@Variable("file") RewardFile file)
            throws IOException, RefusedFileException, WaitingFileException, SQLException {
        file.decide();
    }

    /** The row as a reward request. */
    public Map<String, String> request(
            Exchange exchange, @Variable("file") RewardFile file, @Variable("row") RewardRow row) {
        // For people who look the movement up in the ledger.
        exchange.setProperty(EnkashConstants.SOURCE, file.name() + " line " + row.line());
        return file.request(row);
    }

    /** Writes down that a row was paid, now or before. */
    public void paid(@Variable("file") RewardFile file, @Variable("row") RewardRow row, @Body MovementReceipt receipt) {
        file.paid(row, receipt);
    }

    /** Writes down why a row was not paid, and stops sending where the next row would fare no better. */
    public void failed(
            @Variable("file") RewardFile file, @Variable("row") RewardRow row, @ExchangeException Exception failure) {
        file.failed(row, failure);
    }

    /** The rows of a chunk as reward requests, without those that must not be paid. */
    public List<Map<String, String>> requests(
            Exchange exchange, @Variable("file") RewardFile file, @Body List<RewardRow> rows) {
        exchange.setProperty(
                EnkashConstants.SOURCE,
                file.name() + " from line " + rows.get(0).line());
        return file.requests(rows);
    }

    /** Writes down what became of each row of the chunk. */
    public void results(@Variable("file") RewardFile file, @Body List<RowResult> results) {
        file.paid(results);
    }

    /** Writes down why no row of the chunk was paid, and stops sending. */
    public void failedChunk(@Variable("file") RewardFile file, @ExchangeException Exception failure) {
        file.failed(failure);
    }

    /** Writes down why the file as a whole is not paid. */
    public void refuse(@Variable("file") RewardFile file, @ExchangeException RefusedFileException refusal) {
        file.refuse(refusal);
    }

    /** Writes down that the file must be approved first. */
    public void hold(@Variable("file") RewardFile file, @ExchangeException WaitingFileException waiting) {
        file.hold(waiting);
    }

    /** Stops sending: each row that is left is written down as not sent. */
    public void stop(@Variable("file") RewardFile file, @ExchangeException Exception cause) {
        file.stop(cause);
    }

    /** Puts a file that was approved back into the folder that it was dropped into; the body is its approval. */
    public void approved(@Body File approval) throws IOException {
        Approvals.putBack(approval.toPath());
    }

    /**
     * Completes the result file and says where the dropped file goes. When Camel has moved it there, whoever listens is
     * told how it went.
     */
    public void finish(
            Exchange exchange,
            @Variable("file") RewardFile file,
            @Variable("account") RewardAccount account,
            @Variable("accountAfter") RewardAccount after)
            throws InterruptedFileException {
        try {
            exchange.setVariable(LANDING, file.finish(balance(account), balance(after)));
        } catch (InterruptedFileException | RuntimeException e) {
            // It stays in the folder and comes again.
            counts.putDown(file);
            throw e;
        }
        var report = file.report();
        counts.ended(file, report);
        WhenMoved.run(exchange, () -> {
            file.putBackWhatCameLate();
            tell(report);
        });
    }

    private void tell(FileReport report) {
        var listeners = context.getRegistry().findByType(FileReportListener.class);
        listeners.forEach(listener -> {
            try {
                listener.ended(report);
            } catch (RuntimeException e) {
                // The file has ended whatever a listener makes of it.
                LOG.error("Not told how {} ended", report.name(), e);
            }
        });
        if (!listeners.isEmpty()) {
            return;
        }
        if (report.ending() == Ending.DONE) {
            LOG.info("{} is done: {}; results: {}", report.name(), report.outcomes(), report.results());
        } else {
            LOG.warn(
                    "{} was {}: {}; {}; results: {}",
                    report.name(),
                    report.ending().folder(),
                    report.problem(),
                    report.outcomes(),
                    report.results());
        }
    }
}

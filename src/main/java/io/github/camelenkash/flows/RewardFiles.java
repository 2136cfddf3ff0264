package io.github.camelenkash.flows;

import io.github.camelenkash.EnkashConstants;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.RewardAccount;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Ordered;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bean that a route pays a reward file with. It reads rows and writes results; what is sent, and when, is in the
 * route. It finds its things in three exchange variables: {@code file} (what {@link #open} gave), {@code row} (the row at
 * hand) and {@code account} (the answer of {@code enkash:balance}, if the route asks for it).
 */
public final class RewardFiles implements CamelContextAware {

    /** The exchange variable in which {@link #finish} leaves the file's place, for the option {@code move}. */
    public static final String LANDING = "landing";

    private static final Logger LOG = LoggerFactory.getLogger(RewardFiles.class);

    private CamelContext context;
    private int stopAfterUnknown = 10;
    private BigDecimal mostPoints;

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    public int getStopAfterUnknown() {
        return stopAfterUnknown;
    }

    /** After how many rows in succession without a usable answer nothing more of a file is sent. */
    public void setStopAfterUnknown(int stopAfterUnknown) {
        if (stopAfterUnknown < 1) {
            throw new IllegalArgumentException("stopAfterUnknown must be 1 or more");
        }
        this.stopAfterUnknown = stopAfterUnknown;
    }

    public String getMostPoints() {
        return mostPoints == null ? null : mostPoints.toPlainString();
    }

    /** The largest amount that one row may have; blank for no limit. */
    public void setMostPoints(String mostPoints) {
        this.mostPoints = mostPoints == null || mostPoints.isBlank() ? null : new BigDecimal(mostPoints.strip());
    }

    /** Takes a dropped file in hand; reads nothing yet. */
    public RewardFile open(@Body File file) {
        return new RewardFile(
                file.toPath().toAbsolutePath(), stopAfterUnknown, () -> context.isStopping() || context.isStopped());
    }

    /** Begins the result file, and refuses a file that is none with the right columns down to its last row. */
    public void check(@Variable("file") RewardFile file) throws IOException, RefusedFileException {
        file.check();
    }

    /** The row as a reward request. */
    public Map<String, String> request(
            Exchange exchange, @Variable("file") RewardFile file, @Variable("row") RewardRow row) {
        // For people who look the movement up in the ledger.
        exchange.setProperty(EnkashConstants.SOURCE, file.name() + " line " + row.line());
        RowChecks.check(row, mostPoints);
        return row.cells();
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

    /** Writes down why the file as a whole is no use. */
    public void refuse(@Variable("file") RewardFile file, @ExchangeException RefusedFileException refusal) {
        file.refuse(refusal);
    }

    /** Stops sending: each row that is left is written down as not sent. */
    public void stop(@Variable("file") RewardFile file, @ExchangeException Exception cause) {
        file.stop(cause);
    }

    /**
     * Completes the result file and says where the dropped file goes. When Camel has moved it there, whoever listens is
     * told how it went.
     */
    public void finish(Exchange exchange, @Variable("file") RewardFile file, @Variable("account") RewardAccount account)
            throws InterruptedFileException {
        exchange.setVariable(LANDING, file.finish());
        var report = file.report(account == null ? null : account.availableBalance());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                file.putBackWhatCameLate();
                tell(report);
            }

            @Override
            public int getOrder() {
                return Ordered.LOWEST;
            }
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

package io.github.camelenkash.flows;

import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.Transaction;
import java.io.File;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;

/**
 * The bean of {@code routes/reconcile.camel.yaml}: takes in what should be paid, what the ledger knows and what EnKash has,
 * and writes down where they differ. It moves nothing.
 */
public final class Reconcile {

    private static final Pattern MONTH = Pattern.compile("(\\d{4}-\\d{2})(?!\\d).*");

    private RewardFiles files;
    private String month = "";
    private ZoneId zone = ZoneId.of("Asia/Kolkata");
    private int marginDays = 3;
    private int pageRows = 200;
    private Set<String> paidStatuses = Set.of("SUCCESS");

    public RewardFiles getFiles() {
        return files;
    }

    /** What knows the columns of the personnel file. */
    public void setFiles(RewardFiles files) {
        this.files = files;
    }

    /** The month, such as 2026-03; blank: the one that the file's name begins with. */
    public void setMonth(String month) {
        this.month = month == null ? "" : month.strip();
        if (!this.month.isEmpty()) {
            YearMonth.parse(this.month);
        }
    }

    /** Whose midnight ends a month, and the zone of dates that name none. */
    public void setZone(String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** How many days before and after the month are looked at for the other half of something within it. */
    public void setMarginDays(int days) {
        if (days < 0 || days > 31) {
            throw new IllegalArgumentException("marginDays must be between 0 and 31");
        }
        marginDays = days;
    }

    /** How many differences of a kind the page shows; the CSV file has all. */
    public void setPageRows(int rows) {
        pageRows = rows;
    }

    /** Statuses of a transaction that mean paid, separated by commas; one without a status counts as paid. */
    public void setPaidStatuses(String statuses) {
        paidStatuses = Arrays.stream(statuses.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    /** Takes a personnel file in hand; reads nothing yet. */
    public Reconciliation open(@Body File file) {
        return new Reconciliation(
                file.toPath().toAbsolutePath(),
                files.settings(),
                month(file.getName()),
                zone,
                Duration.ofDays(marginDays),
                paidStatuses,
                pageRows);
    }

    /** Null where there is none. */
    private YearMonth month(String fileName) {
        var name = MONTH.matcher(fileName);
        var text = !month.isEmpty() ? month : name.matches() ? name.group(1) : "";
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException noMonth) {
            return null;
        }
    }

    /** Reads what should be paid, and refuses a file that does not say. */
    public void readHrFile(@Variable("file") Reconciliation file)
            throws IOException, RefusedFileException, SQLException, TakenFileException {
        file.readHrFile();
    }

    /** Takes in movements. */
    public void ledger(
            @Variable("file") Reconciliation file,
            @Variable("account") RewardAccount account,
            @Body Iterator<Data> movements)
            throws SQLException {
        file.ledger(movements, account.cardAccountId());
    }

    /** The filter that asks for the transactions of the month, and of a few days around it. */
    public Map<String, Object> filter(@Variable("file") Reconciliation file) {
        return Map.of(
                "txnDateFrom", file.readFrom().toString(),
                "txnDateTo", file.readTo().toString());
    }

    /** Takes in transactions. */
    public void transactions(@Variable("file") Reconciliation file, @Body Iterator<Transaction> transactions)
            throws SQLException {
        file.transactions(transactions);
    }

    /** Finds the differences. */
    public void compare(@Variable("file") Reconciliation file) throws SQLException, IOException {
        file.compare();
    }

    /** Writes down why the file is no use. */
    public void refuse(@Variable("file") Reconciliation file, @ExchangeException RefusedFileException refusal) {
        file.refuse(refusal);
    }

    /** Gives up for now. */
    public void stop(@Variable("file") Reconciliation file, @ExchangeException Exception cause) {
        file.stop(cause);
    }

    /** Completes the files and says where the personnel file goes. */
    public void finish(Exchange exchange, @Variable("file") Reconciliation file)
            throws IOException, InterruptedFileException {
        exchange.setVariable(RewardFiles.LANDING, file.finish());
        WhenMoved.run(exchange, file::putBackWhatCameLate);
    }
}

package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.RewardAccount;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the balance of the account and says when it becomes low, and when it has recovered: once each, however often it
 * is asked and however often the process starts, because what was said is kept in a file. Between the two limits nothing
 * is said, so that a balance that goes up and down around one of them sends no mail each time.
 */
public final class BalanceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(BalanceWatch.class);
    private static final int MOST_DAYS = 3650;

    private BigDecimal low;
    private BigDecimal rearm;
    private Path state;
    private ZoneId zone = ZoneId.of("Asia/Kolkata");
    private LocalDate fixedToday;

    /**
     * Something to tell.
     *
     * @param low whether it is low, or has recovered
     * @param subject one line
     * @param text the whole of it
     */
    public record Alert(boolean low, String subject, String text) {}

    /** A balance below this is low. */
    public void setLow(String points) {
        low = new BigDecimal(points.strip());
    }

    /** It has recovered at this; blank: a fifth above {@code low}. */
    public void setRearm(String points) {
        rearm = points == null || points.isBlank() ? null : new BigDecimal(points.strip());
    }

    /** The file that keeps what was said last. */
    public void setState(String path) {
        state = Path.of(path).toAbsolutePath();
    }

    /** Whose calendar counts; India's by default. */
    public void setZone(String zone) {
        this.zone = ZoneId.of(zone);
    }

    /** A day to take for today, for trying it out; blank for the real one. */
    public void setToday(String today) {
        fixedToday = today == null || today.isBlank() ? null : LocalDate.parse(today.strip());
    }

    /** What is to be told, or null. It is to be told again until {@link #told} confirms it. */
    public Alert observe(@Body RewardAccount account) throws IOException {
        var balance = account.availableBalance();
        if (balance == null) {
            LOG.warn("EnKash does not say what the account holds; that does not count as low");
            return null;
        }
        if (!wasLow() && balance.compareTo(low) < 0) {
            return new Alert(
                    true,
                    "EnKash balance is low: " + Amounts.shown(balance) + " points",
                    "The account holds " + Amounts.shown(balance) + " points, which is below "
                            + Amounts.shown(low) + ".\n\n" + forecast(account) + "\n\n"
                            + "The next message comes when it holds "
                            + Amounts.shown(recovered()) + " or more.\n");
        }
        if (wasLow() && balance.compareTo(recovered()) >= 0) {
            return new Alert(
                    false,
                    "EnKash balance has recovered: " + Amounts.shown(balance) + " points",
                    "The account holds " + Amounts.shown(balance) + " points again.\n");
        }
        return null;
    }

    /** Keeps that somebody was told. */
    public void told(@Variable("alert") Alert alert) throws IOException {
        Files.createDirectories(state.getParent());
        // At one stroke, so that a crash leaves the old word or the new one.
        var next = Files.writeString(state.resolveSibling(state.getFileName() + ".tmp"), alert.low() ? "LOW" : "OK");
        Files.move(next, state, StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean wasLow() throws IOException {
        return Files.exists(state) && Files.readString(state).strip().equals("LOW");
    }

    private BigDecimal recovered() {
        return rearm != null ? rearm : low.multiply(new BigDecimal("1.2")).stripTrailingZeros();
    }

    /** This month's pace goes on: simple, and said so. */
    private String forecast(RewardAccount account) {
        var today = fixedToday != null ? fixedToday : LocalDate.now(zone);
        var spent = account.currentMonthAllocationPoint();
        if (spent == null || spent.signum() <= 0) {
            return "Nothing was allocated this month so far, so there is no forecast.";
        }
        var pace = spent.divide(BigDecimal.valueOf(today.getDayOfMonth()), 2, RoundingMode.UP);
        var days = account.availableBalance()
                .max(BigDecimal.ZERO)
                .divide(pace, 0, RoundingMode.DOWN)
                .min(BigDecimal.valueOf(MOST_DAYS))
                .longValue();
        return "Forecast: " + Amounts.shown(spent) + " points were allocated this month, "
                + Amounts.shown(pace) + " a day. At that pace it lasts " + days + (days == 1 ? " day" : " days")
                + ", until " + today.plusDays(days) + ".";
    }
}

package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.TransactionsCall;
import io.github.camelenkash.client.ClientSettings;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Set;

/** Reads the options of consumers, and refuses at start what could only fail at a poll. */
final class ConsumerSettings {

    /** Fewer would not hold what arrives between two polls. */
    private static final int LEAST_SEEN = 100;
    /** The dates are the consumer's own. */
    private static final Set<String> DATES = Set.of("txnDateFrom", "txnDateTo");

    private ConsumerSettings() {}

    /** What must be right before a consumer starts. */
    interface Check {
        void check(EnkashConfiguration configuration, ClientSettings client);
    }

    static void checkTransactions(EnkashConfiguration configuration, ClientSettings client) {
        check(
                configuration.getLookBack() != null
                        && !configuration.getLookBack().isNegative(),
                "lookBack",
                "a time such as 1h");
        check(configuration.getMaxSeen() >= LEAST_SEEN, "maxSeen", "a number of at least " + LEAST_SEEN);
        SettingsReader.dateWindow(configuration);
        SettingsReader.paging(configuration);
        zone(configuration);
        startAt(configuration, Instant.EPOCH);
        if (configuration.getFilter() != null) {
            for (var date : DATES) {
                check(!configuration.getFilter().containsKey(date), "filter." + date, "startAt instead");
            }
            // The call itself knows which filters there are.
            new TransactionsCall()
                    .request(Input.of(configuration.getFilter()), client.onboarding(), configuration.getProgram());
        }
    }

    static void checkBalance(EnkashConfiguration configuration, ClientSettings client) {
        check(configuration.getLowBalance() != null, "lowBalance", "the balance below which to tell, such as 50000");
        var low = amount(configuration.getLowBalance(), "lowBalance");
        check(rearmBalance(configuration).compareTo(low) >= 0, "rearmBalance", "a number of at least lowBalance");
    }

    static BigDecimal lowBalance(EnkashConfiguration configuration) {
        return amount(configuration.getLowBalance(), "lowBalance");
    }

    static BigDecimal rearmBalance(EnkashConfiguration configuration) {
        return configuration.getRearmBalance() == null
                ? lowBalance(configuration)
                : amount(configuration.getRearmBalance(), "rearmBalance");
    }

    private static BigDecimal amount(String text, String option) {
        try {
            return new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            throw wrong(option, "a number such as 50000 or 49999.50");
        }
    }

    /** The zone of dates that name none, or null where it is unknown. */
    static ZoneId zone(EnkashConfiguration configuration) {
        try {
            return configuration.getTimeZone() == null
                    ? null
                    : ZoneId.of(configuration.getTimeZone().trim());
        } catch (DateTimeException e) {
            throw wrong("timeZone", "a zone such as Asia/Kolkata or +05:30");
        }
    }

    /** Where a consumer that nothing is known of begins. */
    static Instant startAt(EnkashConfiguration configuration, Instant now) {
        var text = configuration.getStartAt();
        try {
            return text == null || text.isBlank() || text.trim().equals("now")
                    ? now
                    : // A plus sign in a URI arrives as a space.
                    OffsetDateTime.parse(text.trim().replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw wrong("startAt", "now, or a moment such as 2031-01-01T00:00:00Z");
        }
    }

    /** Under which name a consumer's state is kept: the account's, unless the options name one. */
    static String stateKey(EnkashConfiguration configuration, ClientSettings client, EnkashOperation operation) {
        var onboarding = client.onboarding();
        return String.join(
                "/",
                "enkash",
                operation.name(),
                SettingsReader.scope(configuration, client),
                onboarding.partnerId(),
                onboarding.companyId(),
                onboarding.account(configuration.getProgram()),
                configuration.getStateKey() == null
                        ? ""
                        : configuration.getStateKey().trim());
    }

    private static void check(boolean right, String option, String example) {
        if (!right) {
            throw wrong(option, example);
        }
    }

    private static InvalidRequestException wrong(String option, String example) {
        return new InvalidRequestException(Failure.because("The option '" + option + "' is missing or cannot be used")
                .field(option)
                .next("Give " + example));
    }
}

package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.client.AesPayloadCodec;
import io.github.camelenkash.client.ClientSettings;
import io.github.camelenkash.client.Credentials;
import io.github.camelenkash.client.MarketplaceSettings;
import io.github.camelenkash.client.Paging;
import io.github.camelenkash.ledger.MovementSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Reads the settings of the client and of the movements out of the options, which say the same in Camel's words. */
final class SettingsReader {

    private static final Duration SANDBOX_WINDOW = Duration.ofSeconds(1);
    private static final Duration SANDBOX_DELAY = Duration.ofMillis(200);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration DELAY = Duration.ofSeconds(2);

    private SettingsReader() {}

    static ClientSettings client(EnkashConfiguration configuration, SSLContext sslContext) {
        var settings = ClientSettings.builder()
                .apiUrl(configuration.getApiUrl())
                .tokenUrl(configuration.getTokenUrl())
                .marketplaceUrl(configuration.getMarketplaceUrl())
                .onboarding(onboarding(configuration))
                .credentials(new Credentials(
                        configuration.getUsername(),
                        configuration.getPassword(),
                        configuration.getClientId(),
                        configuration.getClientSecret()))
                .credentialsRetryAfter(configuration.getCredentialsRetryAfter())
                .encryptRequests(configuration.getEncryption() == Encryption.request)
                .secretKey(configuration.getSecretKey())
                .codec(configuration.getPayloadCodec())
                .referenceField(configuration.getReferenceField())
                .tokenMaxAge(configuration.getTokenMaxAge())
                .connectTimeout(configuration.getConnectTimeout())
                .responseTimeout(configuration.getResponseTimeout())
                .callTimeout(configuration.getCallTimeout())
                .maxConnections(configuration.getMaxConnections())
                .maxResponseSize(configuration.getMaxResponseSize())
                .maxRetryAfter(configuration.getMaxRetryAfter())
                .sslContext(sslContext)
                .allowInsecure(configuration.isAllowInsecure())
                .marketplace(marketplace(configuration))
                .encryptCoins(configuration.getCoinsEncryption() == Encryption.request)
                .pathOverrides(pairs(configuration.getPathOverrides()));
        if (configuration.getProxyHost() != null) {
            settings.proxy(
                    configuration.getProxyHost(),
                    configuration.getProxyPort() == null ? 0 : configuration.getProxyPort());
        }
        return settings.build();
    }

    /** A login of its own starts with any of the four; what is not set is the main one's. */
    private static MarketplaceSettings marketplace(EnkashConfiguration configuration) {
        boolean own = configuration.getMarketplaceUsername() != null
                || configuration.getMarketplacePassword() != null
                || configuration.getMarketplaceClientId() != null
                || configuration.getMarketplaceClientSecret() != null;
        var credentials = !own
                ? null
                : new Credentials(
                        orElse(configuration.getMarketplaceUsername(), configuration.getUsername()),
                        orElse(configuration.getMarketplacePassword(), configuration.getPassword()),
                        orElse(configuration.getMarketplaceClientId(), configuration.getClientId()),
                        orElse(configuration.getMarketplaceClientSecret(), configuration.getClientSecret()));
        // A bean replaces every codec. Otherwise the secret is the client's, as everywhere (§5.2).
        var secret = orElse(configuration.getMarketplaceSecretKey(), configuration.getMarketplaceClientSecret());
        return new MarketplaceSettings(
                credentials,
                configuration.getMarketplaceTokenUrl(),
                configuration.getMarketplaceEncryption() == Encryption.request,
                configuration.getPayloadCodec() != null || secret == null ? null : AesPayloadCodec.of(secret),
                configuration.getOrderMethod());
    }

    private static Onboarding onboarding(EnkashConfiguration configuration) {
        return new Onboarding(
                Onboarding.required(configuration.getPartnerId(), "partnerId"),
                Onboarding.required(configuration.getCompanyId(), "companyId"),
                configuration.getCardAccountId(),
                configuration.getIncentiveAccountId(),
                configuration.getPartnerName(),
                configuration.getSsoUrl());
    }

    static MovementSettings movements(EnkashConfiguration configuration, ClientSettings client, String owner) {
        boolean sandbox = configuration.getEnvironment() == Environment.sandbox;
        check(configuration.getBulkSize() > 0, "bulkSize", "a number above zero");
        check(isLong(configuration.getLease()), "lease", "a time such as 2m, longer than callTimeout");
        check(isLong(configuration.getSettleInCall()), "settleInCall", "a time such as 10s, or 0 not to wait");
        check(
                configuration.getSettleWindow() == null || isLong(configuration.getSettleWindow()),
                "settleWindow",
                "a time such as 10m");
        check(
                configuration.getPurgeAfter() == null || isLong(configuration.getPurgeAfter()),
                "purgeAfter",
                "a time such as 400d, or leave it out to keep everything");
        // Without a pause, look-ups would follow each other as fast as EnKash answers.
        check(
                configuration.getSettleDelay() == null
                        || isLong(configuration.getSettleDelay())
                                && !configuration.getSettleDelay().isZero(),
                "settleDelay",
                "a time such as 2s, above zero");
        return new MovementSettings(
                scope(configuration, client),
                client.onboarding().partnerId(),
                client.onboarding().companyId(),
                owner,
                configuration.getLease(),
                client.callTimeout(),
                configuration.getUnknownPolicy(),
                orElse(configuration.getSettleWindow(), sandbox ? SANDBOX_WINDOW : WINDOW),
                orElse(configuration.getSettleDelay(), sandbox ? SANDBOX_DELAY : DELAY),
                configuration.getSettleInCall(),
                words(configuration.getPaidStatuses()),
                configuration.isCheckFirst());
    }

    /** How lists are asked for page by page. */
    static Paging paging(EnkashConfiguration configuration) {
        return Paging.read(configuration.getPageSize(), configuration.getPageParameters());
    }

    static Duration dateWindow(EnkashConfiguration configuration) {
        var window = configuration.getDateWindow();
        check(isLong(window) && window.toMillis() > 0, "dateWindow", "a time such as 1d");
        return window;
    }

    private static boolean isLong(Duration duration) {
        return duration != null && !duration.isNegative();
    }

    private static void check(boolean right, String option, String example) {
        if (!right) {
            throw new InvalidRequestException(Failure.because("The option '" + option + "' is missing or too small")
                    .field(option)
                    .next("Give it " + example));
        }
    }

    static String scope(EnkashConfiguration configuration, ClientSettings client) {
        if (configuration.getLedgerScope() != null) {
            return configuration.getLedgerScope();
        }
        return configuration.getEnvironment() == Environment.custom
                ? Environment.host("apiUrl", client.apiUrl())
                : configuration.getEnvironment().name();
    }

    private static <T> T orElse(T given, T otherwise) {
        return given != null ? given : otherwise;
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    /** The option {@code pathOverrides}. */
    static Map<String, String> pairs(String list) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : list == null ? Set.<String>of() : words(list)) {
            int equals = pair.indexOf('=');
            if (equals < 1 || !isOperation(pair.substring(0, equals).trim())) {
                throw new InvalidRequestException(
                        Failure.because("The option 'pathOverrides' has no known operation in '" + pair + "'")
                                .next("Write operation=path pairs separated by commas, such as"
                                        + " allocate=/api/v0/partner/enKashCard/points/allocate"));
            }
            pairs.put(
                    pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
        }
        return pairs;
    }

    private static boolean isOperation(String name) {
        return Arrays.stream(EnkashOperation.values())
                .anyMatch(operation -> operation.name().equals(name));
    }
}

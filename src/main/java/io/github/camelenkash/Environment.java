package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which EnKash is meant. Fills the URLs that the documents state (§2) and refuses URLs that belong to another
 * environment, so that a test cannot pay for real and production cannot pay into a sandbox.
 */
public enum Environment {
    /** The embedded offline sandbox, found in the registry or started. */
    sandbox(Map.of()),
    /** EnKash's UAT; the hosts are those that neighbouring pages show with the same paths. */
    uat(Map.of(
            "apiUrl", "https://pay-en-uat.enkash.in",
            "tokenUrl", "https://ekpayout-uat.enkash.in/oauth/token",
            "marketplaceUrl", "https://marketplace-uat.enkash.in",
            "ssoUrl", "https://invoice-uat.enkash.in")),
    /** Production. No document states its hosts but the browser's; EnKash gives the others at onboarding. */
    production(Map.of("ssoUrl", "https://home.enkash.com")),
    /** Whatever the options say. */
    custom(Map.of());

    private static final Set<String> UAT_HOSTS = Set.of(
            "pay-en-uat.enkash.in",
            "ekpayout-uat.enkash.in",
            "marketplace-uat.enkash.in",
            "invoice-uat.enkash.in",
            "pay-uat.enkash.in");

    private static final Set<String> PRODUCTION_HOSTS = Set.of("home.enkash.com");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private final Map<String, String> defaults;

    Environment(Map<String, String> defaults) {
        this.defaults = defaults;
    }

    /** Option name to value, for options that are not set. */
    Map<String, String> defaults() {
        return defaults;
    }

    /**
     * Refuses a URL of another environment.
     *
     * @param option the option that holds the URL
     * @param url the URL, or null
     */
    void check(String option, String url) {
        if (url == null || this == custom) {
            return;
        }
        var host = host(option, url);
        boolean loopback = isLoopback(host);
        if (this == sandbox && !loopback) {
            throw refused(option, host, "is not a sandbox's, which lives on loopback only");
        }
        if (this != sandbox && loopback) {
            throw refused(option, host, "is a sandbox's, because it lives on loopback");
        }
        if (this == production && UAT_HOSTS.contains(host)) {
            throw refused(option, host, "belongs to EnKash's UAT");
        }
        if (this == uat && PRODUCTION_HOSTS.contains(host)) {
            throw refused(option, host, "belongs to EnKash's production");
        }
    }

    /** Whether a host can only be this machine; a name such as 127.example.in need not be. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private InvalidRequestException refused(String option, String host, String why) {
        return new InvalidRequestException(Failure.because("The option '" + option + "' names the host " + host
                        + ", which " + why + "; the option 'environment' says " + this)
                .next("Make the two agree"));
    }

    static String host(String option, String url) {
        try {
            var host = URI.create(url.trim()).getHost();
            if (host != null) {
                return host.toLowerCase(Locale.ROOT);
            }
        } catch (IllegalArgumentException e) {
            // falls through to the same complaint as a URL without a host
        }
        throw new InvalidRequestException(Failure.because("The option '" + option + "' is not a URL with a host")
                .next("Write it like https://host.example.in"));
    }
}

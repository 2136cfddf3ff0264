package io.github.camelenkash.client;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Checks of single options; every error names the option and says what to write instead. */
final class Options {

    private Options() {}

    /** An option that nothing works without. */
    static String required(String value, String option) {
        if (value == null || value.isBlank()) {
            throw invalid("The option '" + option + "' is not set", "Set camel.component.enkash." + kebab(option));
        }
        return value;
    }

    /** Below a millisecond HttpClient would read a time as none at all, that is, as for ever. */
    static Duration positive(Duration value, String option) {
        if (value == null || value.isNegative() || value.toMillis() == 0) {
            throw invalid(
                    "The option '" + option + "' must be a positive time, not " + value, "Give it a time such as 10s");
        }
        return value;
    }

    static void positive(long value, String option) {
        if (value <= 0) {
            throw invalid("The option '" + option + "' must be positive, not " + value, "Give it a number above zero");
        }
    }

    /**
     * A URL that requests may be sent to. Plain http would show the bearer token to the network; it may leave this
     * machine only if somebody asked for that.
     */
    static URI url(String value, String option, boolean allowInsecure) {
        var uri = parse(value, option);
        if (uri.getHost() == null
                || !("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))) {
            throw invalid("The option '" + option + "' is not an http(s) URL", "Write it like https://host.example");
        }
        // Credentials in a URL would be shown wherever the URL is.
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw invalid(
                    "The option '" + option + "' holds a user or a fragment",
                    "Write scheme, host, port and path only; credentials have options of their own");
        }
        if ("http".equalsIgnoreCase(uri.getScheme()) && !allowInsecure && !isLoopback(uri.getHost())) {
            throw invalid(
                    "The option '" + option + "' is plain http to another machine",
                    "Use https, or set allowInsecure=true where nothing of value can be overheard");
        }
        return uri;
    }

    /** Goes into a header, so it must not be able to end one. */
    static String headerSafe(String value, String option) {
        if (value != null && !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw invalid(
                    "The option '" + option + "' has spaces, control or non-ASCII characters",
                    "Copy it exactly as EnKash issued it");
        }
        return value;
    }

    /** A URL to which paths are appended, so that it cannot have a query of its own. */
    static void baseUrl(String value, String option, boolean allowInsecure) {
        if (url(value, option, allowInsecure).getRawQuery() != null) {
            throw invalid("The option '" + option + "' has a query", "Write scheme, host, port and path only");
        }
    }

    static InvalidRequestException invalid(String what, String next) {
        return new InvalidRequestException(Failure.because(what).next(next));
    }

    /** The parser's own message would quote the value. */
    private static URI parse(String value, String option) {
        try {
            return new URI(value.trim());
        } catch (URISyntaxException e) {
            throw invalid("The option '" + option + "' is not a URL", "Write it like https://host.example");
        }
    }

    /** Literal forms only: a name that merely resolves to loopback today need not do so tomorrow. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    /** As the option is written in a properties file. */
    private static String kebab(String option) {
        var text = new StringBuilder(option.length() + 4);
        for (char c : option.toCharArray()) {
            if (Character.isUpperCase(c)) {
                text.append('-');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }
}

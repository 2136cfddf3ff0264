package io.github.camelenkash.client;

import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.util.TimeValue;

/** How long an idle connection is kept: somewhat shorter than the server says it keeps it. */
final class KeepAlive {

    private static final String TIMEOUT = "timeout=";

    private KeepAlive() {}

    /** @return null where the connection should be closed at once */
    static TimeValue of(HttpResponse response, int longestSeconds) {
        var header = response.getFirstHeader("Keep-Alive");
        if (header == null || header.getValue() == null) {
            return TimeValue.ofSeconds(longestSeconds);
        }
        for (var part : header.getValue().split(",")) {
            var text = part.trim();
            if (text.regionMatches(true, 0, TIMEOUT, 0, TIMEOUT.length())) {
                try {
                    // The server counts from its side; a second less keeps us from sending into a closing connection.
                    long seconds =
                            Long.parseLong(text.substring(TIMEOUT.length()).trim()) - 1;
                    return seconds <= 0 ? null : TimeValue.ofSeconds(Math.min(seconds, longestSeconds));
                } catch (NumberFormatException unreadable) {
                    return TimeValue.ofSeconds(longestSeconds);
                }
            }
        }
        return TimeValue.ofSeconds(longestSeconds);
    }
}

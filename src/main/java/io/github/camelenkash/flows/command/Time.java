package io.github.camelenkash.flows.command;

import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/** A time as Camel writes it: {@code 24h}, {@code 30m}, or milliseconds. */
final class Time {

    /** Stricter than Camel, which makes something of any text. */
    private static final Pattern TIME = Pattern.compile("\\d{1,9}|(\\d{1,9}(d|h|m|s|ms))+");

    private Time() {}

    /** @param option whose value it is, for the error */
    static Duration of(String option, String text, Task task) {
        if (TIME.matcher(text).matches()) {
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
        }
        throw task.wrong(option + " is no time such as 24h or 30m: " + text);
    }
}

package io.github.camelenkash.flows.command;

import java.time.Duration;
import org.apache.camel.util.TimeUtils;

/** A time as Camel writes it: {@code 24h}, {@code 30m}, or milliseconds. */
final class Time {

    private Time() {}

    /** @param option whose value it is, for the error */
    static Duration of(String option, String text, Task task) {
        try {
            var time = Duration.ofMillis(TimeUtils.toMilliSeconds(text));
            if (!time.isNegative()) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw task.wrong(option + " is no time such as 24h or 30m: " + text);
    }
}

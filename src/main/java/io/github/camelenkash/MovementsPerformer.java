package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.ledger.Desk;
import io.github.camelenkash.ledger.State;
import java.time.Duration;
import java.util.Arrays;
import org.apache.camel.util.TimeUtils;

/**
 * {@code movements}: what is in a state. The body names {@code state} (default {@code UNKNOWN}), {@code unchangedFor} (a
 * duration, default none) and {@code limit} (default 100); a plain text is the state. With {@code outputType=streamList}
 * it gives an iterator of all of them, however many, that reads page by page.
 */
final class MovementsPerformer extends LedgerPerformer {

    private static final int USUAL_LIMIT = 100;
    private static final int LARGEST_LIMIT = 10_000;

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        var text = input.text();
        var state = text != null ? text : Fields.text(input, "state", State.UNKNOWN.name());
        var unchangedFor = text != null ? "0" : Fields.text(input, "unchangedFor", "0");
        var desk = new Desk(service.movements());
        if (configuration.getOutputType() == OutputType.streamList) {
            return Reply.of(desk.stream(state(state), duration(unchangedFor)));
        }
        int limit = text != null ? USUAL_LIMIT : Fields.number(input, "limit", USUAL_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw Fields.invalid("limit", "is not between 1 and " + LARGEST_LIMIT, "Ask for fewer");
        }
        return Reply.of(desk.list(state(state), duration(unchangedFor), limit));
    }

    private static State state(String name) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equalsIgnoreCase(name.trim()))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(Failure.because("There is no state '" + name + "'")
                        .field("state")
                        .next("States: " + Arrays.toString(State.values()))));
    }

    private static Duration duration(String text) {
        try {
            return Duration.ofMillis(TimeUtils.toMilliSeconds(text));
        } catch (IllegalArgumentException e) {
            throw Fields.invalid("unchangedFor", "is no duration", "Write it like 10m or 30s");
        }
    }
}

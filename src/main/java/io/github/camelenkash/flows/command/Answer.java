package io.github.camelenkash.flows.command;

import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.flows.Mistyped;
import java.util.List;
import org.apache.camel.PropertyBindingException;

/**
 * What a command has to say.
 *
 * @param code how it ended
 * @param result what it found out or did, for JSON; null where there is nothing
 * @param lines the same for people
 * @param problem why it is not done, in one line; null where it is
 */
record Answer(ExitCode code, Object result, List<String> lines, String problem) {

    static Answer of(ExitCode code, Object result, List<String> lines) {
        return new Answer(code, result, lines, null);
    }

    static Answer failed(Exception failure) {
        var known = known(failure);
        return new Answer(
                known == null ? ExitCode.FAILED : ExitCode.of(known),
                null,
                List.of(),
                known == null ? deepest(failure) : known.getMessage());
    }

    /** Camel wraps what a route or an endpoint throws. */
    private static Exception known(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EnkashException || cause instanceof RefusedException) {
                return (Exception) cause;
            }
        }
        return failure instanceof Exception e && ExitCode.of(e) != ExitCode.FAILED ? e : null;
    }

    private static String deepest(Throwable failure) {
        var deepest = failure;
        while (deepest.getCause() != null && !(deepest instanceof PropertyBindingException)) {
            deepest = deepest.getCause();
        }
        if (deepest instanceof PropertyBindingException unbound) {
            return Mistyped.property(unbound);
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }
}

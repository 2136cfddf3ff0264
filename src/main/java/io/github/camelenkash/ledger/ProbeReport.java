package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.Masking;
import java.util.List;

/**
 * What {@code enkash:probe} found out before the first real payment.
 *
 * @param checks what was checked, in the order in which it was
 */
public record ProbeReport(List<Check> checks) implements Data {

    public ProbeReport {
        checks = List.copyOf(checks);
    }

    /** What a check came to. */
    public enum Result {
        /** It is as the component needs it. */
        OK,
        /** It is not; {@link Check#whatToDo} says what to do. */
        FAILED,
        /** It could not be found out; {@link Check#whatToDo} says how it can be. */
        NOT_CHECKED
    }

    /**
     * One check.
     *
     * @param name {@code login}, {@code account}, {@code encryption}, {@code search} or {@code echo}
     * @param result what it came to
     * @param seen what was seen
     * @param whatToDo what to do; null where nothing is to be done
     */
    public record Check(String name, Result result, String seen, String whatToDo) implements Data {
        public Check {
            seen = Masking.clean(seen);
            whatToDo = Masking.clean(whatToDo);
        }

        @Override
        public String toString() {
            return "Check[" + Masking.clean(name) + " " + result + "]";
        }
    }

    /** Whether nothing failed and nothing is left to be checked. */
    public boolean isReady() {
        return checks.stream().allMatch(check -> check.result() == Result.OK);
    }

    /** The check of this name. */
    public Check check(String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

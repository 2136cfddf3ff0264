package io.github.camelenkash.ledger;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a ledger's movements stand as a whole, for consoles and metrics; it names none of them.
 *
 * @param movements how many are in each state; none where there are none
 * @param oldestUnknown since when the one that is unknown for longest is so; null where none is
 */
public record Standing(Map<State, Long> movements, Duration oldestUnknown) {

    /** Of no ledger at all. */
    public static final Standing NOTHING = new Standing(Map.of(), null);

    /** Both together. */
    public Standing and(Standing other) {
        var both = new EnumMap<State, Long>(State.class);
        both.putAll(movements);
        other.movements.forEach((state, count) -> both.merge(state, count, Long::sum));
        boolean otherIsOlder = oldestUnknown == null
                || other.oldestUnknown != null && other.oldestUnknown.compareTo(oldestUnknown) > 0;
        return new Standing(both, otherIsOlder ? other.oldestUnknown : oldestUnknown);
    }

    @Override
    public String toString() {
        return "Standing[" + movements.size() + " states, oldest unknown " + oldestUnknown + "]";
    }
}

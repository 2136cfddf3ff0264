package io.github.camelenkash;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Transactions that are new and not done: waiting for their turn, under way in the route, or to be delivered again. */
final class OpenTransactions {

    private final Map<String, Open> byKey = new HashMap<>();
    /** How many there are that did not happen before each of these, to find the oldest at once. */
    private final NavigableMap<Instant, Integer> times = new TreeMap<>();

    /**
     * One of them.
     *
     * @param time the time to remember it by
     * @param notBefore it did not happen before this: where it has no date, the beginning of what was asked for
     * @param underWay whether it is in the route now
     * @param poll the poll that found it last
     */
    record Open(Instant time, Instant notBefore, boolean underWay, long poll) {}

    void add(String key, Instant time, Instant notBefore, long poll) {
        remove(key);
        byKey.put(key, new Open(time, notBefore, false, poll));
        times.merge(notBefore, 1, Integer::sum);
    }

    Open get(String key) {
        return byKey.get(key);
    }

    void underWay(String key, boolean underWay) {
        byKey.computeIfPresent(key, (unused, was) -> new Open(was.time(), was.notBefore(), underWay, was.poll()));
    }

    Open remove(String key) {
        var row = byKey.remove(key);
        if (row != null) {
            times.computeIfPresent(row.notBefore(), (time, count) -> count == 1 ? null : count - 1);
        }
        return row;
    }

    /** Forgets those that an earlier poll found and this one did not: they are not there any more. */
    void forgetBefore(long poll) {
        byKey.entrySet().stream()
                .filter(row -> !row.getValue().underWay() && row.getValue().poll() < poll)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::remove);
    }

    /** None of them happened before this; null for none. */
    Instant oldest() {
        return times.isEmpty() ? null : times.firstKey();
    }

    void clear() {
        byKey.clear();
        times.clear();
    }
}

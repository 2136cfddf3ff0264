package io.github.camelenkash.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How the sandbox behaves where the documents are silent: one value for each {@link Assumption}. Thread-safe; a change
 * acts on the next request.
 */
public final class Behaviour {

    private final Map<Assumption<?>, Object> baseline;
    private final Map<Assumption<?>, Object> values = new ConcurrentHashMap<>();

    /** Starts from the standard values, except for those given; {@link #reset()} comes back to the same. */
    Behaviour(Map<Assumption<?>, Object> baseline) {
        this.baseline = Map.copyOf(baseline);
        reset();
    }

    /** Switches one assumption. */
    public <T> Behaviour set(Assumption<T> assumption, T value) {
        values.put(assumption, Objects.requireNonNull(value, assumption.name()));
        return this;
    }

    /** The value that is in force now. */
    @SuppressWarnings("unchecked") // only set() writes, and it is typed by the same key
    public <T> T get(Assumption<T> assumption) {
        return (T) values.get(assumption);
    }

    /** Back to the values that the sandbox was built with. */
    public void reset() {
        for (Assumption<?> assumption : Assumption.all()) {
            values.put(assumption, baseline.getOrDefault(assumption, assumption.standard()));
        }
    }

    /** What is in force now, by name: for a table. */
    public Map<String, Object> values() {
        var byName = new LinkedHashMap<String, Object>();
        Assumption.all().forEach(assumption -> byName.put(assumption.name(), values.get(assumption)));
        return byName;
    }
}

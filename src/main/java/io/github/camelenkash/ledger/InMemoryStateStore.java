package io.github.camelenkash.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what consumers know for as long as the process lives. */
public final class InMemoryStateStore implements StateStore {

    private final Map<String, Map<String, String>> consumers = new ConcurrentHashMap<>();

    @Override
    public Map<String, String> read(String consumer, Collection<String> slots) {
        var texts = new HashMap<>(consumers.getOrDefault(consumer, Map.of()));
        texts.keySet().retainAll(slots);
        return texts;
    }

    @Override
    public void write(String consumer, Map<String, String> texts) {
        consumers.computeIfAbsent(consumer, unused -> new ConcurrentHashMap<>()).putAll(texts);
    }

    @Override
    public boolean isVolatile() {
        return true;
    }
}

package io.github.camelenkash;

import io.github.camelenkash.ledger.StateStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.StateRepository;

/** Keeps how far consumers are in a {@code StateRepository} of Camel's, such as the one in a file. */
record RepositoryStateStore(StateRepository<String, String> repository) implements StateStore {

    @Override
    public Map<String, String> read(String consumer, Collection<String> slots) {
        var texts = new HashMap<String, String>();
        for (var slot : slots) {
            var text = repository.getState(key(consumer, slot));
            if (text != null) {
                texts.put(slot, text);
            }
        }
        return texts;
    }

    /** One by one, the slots with digits first: a crash in between must leave keys without cursor, not the reverse. */
    @Override
    public void write(String consumer, Map<String, String> texts) {
        texts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(text -> repository.setState(key(consumer, text.getKey()), text.getValue()));
    }

    private static String key(String consumer, String slot) {
        // A file of Camel's keeps key=value lines.
        return (consumer + "/" + slot).replace('=', '~').replace('\n', '~');
    }

    @Override
    public boolean isVolatile() {
        return false;
    }
}

package io.github.camelenkash.ledger;

import java.util.Collection;
import java.util.Map;

/**
 * Where consumers keep how far they are: for each consumer a few named texts. Kept with the ledger it outlives the process
 * and is seen by every node.
 *
 * <p>Implementations throw {@link io.github.camelenkash.api.UnavailableException} when they cannot be reached.
 */
public interface StateStore {

    /**
     * What was written last.
     *
     * @param consumer names the consumer
     * @param slots names of the texts to read
     * @return the texts by their names; those that were never written are missing
     */
    Map<String, String> read(String consumer, Collection<String> slots);

    /** Writes texts, each in place of the one before; all of them or none where the store can do that. */
    void write(String consumer, Map<String, String> texts);

    /** Whether it forgets when the process ends. */
    boolean isVolatile();
}

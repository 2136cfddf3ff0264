package io.github.camelenkash.ledger;

import io.github.camelenkash.api.LoginMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where movements are remembered. What it must be: every write is durable when the method returns (unless it says that
 * it is volatile), is committed on its own, and is a compare-and-set.
 *
 * <p>Implementations throw {@link io.github.camelenkash.api.UnavailableException} when they cannot be reached; then
 * nothing is sent.
 */
public interface Ledger extends AutoCloseable {

    /** The time on the ledger's own clock, which is one clock for all its users. */
    Instant now();

    /** The row of this key. */
    Optional<Movement> find(MovementKey key);

    /** The rows of several keys; a key without a row is not in it. */
    default Map<MovementKey, Movement> findAll(List<MovementKey> keys) {
        var found = new HashMap<MovementKey, Movement>();
        keys.forEach(key -> find(key).ifPresent(row -> found.put(key, row)));
        return found;
    }

    /**
     * Writes a row if nobody else did meanwhile.
     *
     * @param before the row that is expected, compared by state, owner and attempt; null for no row
     * @param after the row to write
     * @return false if the row is another by now; then nothing was written
     */
    boolean replace(Movement before, Movement after);

    /**
     * Writes a row as {@link #replace} does; where somebody else was faster, what they wrote counts.
     *
     * @return the row as it is now
     */
    default Movement write(Movement before, Movement after) {
        return replace(before, after) ? after : present(after.key());
    }

    /** The row of a key that is known to have one. */
    default Movement present(MovementKey key) {
        return find(key).orElseThrow(() -> new IllegalStateException("The ledger has lost the row of " + key));
    }

    /**
     * Writes many rows in one commit, each as {@link #replace} does.
     *
     * @return for each change whether it was written
     */
    default boolean[] replaceAll(List<Change> changes) {
        var written = new boolean[changes.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = replace(changes.get(i).before(), changes.get(i).after());
        }
        return written;
    }

    /**
     * Rows in a state that have not changed since a moment, oldest first; rows of one moment in the order of their
     * references.
     *
     * @param after the last row of the page before, as it was listed; null for the first page
     * @param limit how many at the most
     */
    List<Movement> list(MovementKey scope, State state, Instant notChangedSince, Movement after, int limit);

    /** The first page of them. */
    default List<Movement> list(MovementKey scope, State state, Instant notChangedSince, int limit) {
        return list(scope, state, notChangedSince, null, limit);
    }

    /**
     * Movements that can prove that a search would find this one, had it taken effect: sent and known to be paid, not by
     * a person's verdict, by the same operation from the same account. Of these the neighbours: the one that was sent
     * last of those that were paid before this one was sent, and the first that was sent, with no earlier attempt in
     * doubt, after this one could last have taken effect; so a search that cuts its range off, at whichever end, loses a
     * control before it loses this one.
     * The same two once more of those whose reference is no shorter; where there is neither, the one that was sent last.
     *
     * @param unknown a row in state UNKNOWN
     * @return up to four, the last of them with a reference no shorter; none where there is no such reference
     */
    List<Movement> controls(Movement unknown);

    /**
     * The last that was sent of the paid movements of an operation and account, not paid by a person's verdict.
     *
     * @param byAnswer whether an answer must have told that it is paid, not a look-up
     */
    Optional<Movement> lastPaid(MovementKey scope, String operation, String account, boolean byAnswer);

    /** How many rows there are in each state. */
    Map<State, Long> count(MovementKey scope);

    /** Where refused logins are remembered along with the movements; empty where this ledger has no such place. */
    default Optional<LoginMemory> logins() {
        return Optional.empty();
    }

    /** Where consumers keep how far they are along with the movements; empty where this ledger has no such place. */
    default Optional<StateStore> states() {
        return Optional.empty();
    }

    /** Whether it forgets when the process ends. */
    boolean isVolatile();

    /**
     * Whether it was opened elsewhere than where it lives, so that it may be a copy that does not know everything. Then
     * each order is looked up before it is first sent, as with {@code checkFirst=true}, until a person says that this is
     * its new place.
     */
    default boolean isMoved() {
        return false;
    }

    @Override
    void close();

    /** One row to replace; see {@link #replace}. */
    record Change(Movement before, Movement after) {}
}

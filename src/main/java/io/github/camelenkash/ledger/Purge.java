package io.github.camelenkash.ledger;

import io.github.camelenkash.ledger.Movement.Content;
import io.github.camelenkash.ledger.Movement.Doubt;
import io.github.camelenkash.ledger.Movement.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Takes out of old rows what is not needed to refuse paying them again: cards, people, transactions and texts. The key,
 * the fingerprint, the state and every doubt stay, and of a row that is not settled everything does.
 */
final class Purge {

    private static final List<State> SETTLED = List.of(State.PAID, State.REFUSED);
    /** In one commit. */
    private static final int PAGE = 200;
    /** Stands for the person who closed a row, because such a row must not become a control. */
    private static final String SOMEBODY = "a person";

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Waiting waiting;
    /** Up to which row each state is purged. What changes later is younger, so nobody need come back to older rows. */
    private final Map<State, Movement> purged = new EnumMap<>(State.class);

    Purge(MovementSettings settings, Ledger ledger, Waiting waiting) {
        this.settings = settings;
        this.ledger = ledger;
        this.waiting = waiting;
    }

    /**
     * Purges what has not changed since a moment; not longer than a lease, the next run goes on.
     *
     * @return how many rows were purged
     */
    int run(Instant notChangedSince) {
        long end = waiting.nanoTime() + settings.lease().toNanos();
        int count = 0;
        for (var state : SETTLED) {
            boolean more = true;
            while (more && end - waiting.nanoTime() > 0) {
                var page = ledger.list(settings.all(), state, notChangedSince, reached(state), PAGE);
                count += purge(page);
                more = page.size() == PAGE;
                if (!page.isEmpty()) {
                    reach(state, page.get(page.size() - 1));
                }
            }
        }
        return count;
    }

    private synchronized Movement reached(State state) {
        return purged.get(state);
    }

    private synchronized void reach(State state, Movement row) {
        purged.put(state, row);
    }

    /** A row that changed meanwhile is not old any more, and is left alone. */
    private int purge(List<Movement> page) {
        var changes = new ArrayList<Ledger.Change>();
        for (var row : page) {
            var purgedRow = purged(row);
            if (!purgedRow.equals(row)) {
                changes.add(new Ledger.Change(row, purgedRow));
            }
        }
        if (changes.isEmpty()) {
            return 0;
        }
        int count = 0;
        for (boolean written : ledger.replaceAll(changes)) {
            count += written ? 1 : 0;
        }
        return count;
    }

    static Movement purged(Movement row) {
        var content = row.content();
        var doubt = row.doubt();
        var receipt = row.receipt();
        return new Movement(
                row.key(),
                new Content(
                        content.operation(),
                        content.account(),
                        content.fingerprint(),
                        content.direction(),
                        content.points(),
                        null,
                        null),
                row.state(),
                row.attempt(),
                row.owner(),
                row.leaseUntil(),
                new Doubt(
                        doubt.earlierAttempt(), doubt.wrongEcho(), null, doubt.notFunded(), doubt.effectUntil(), null),
                receipt == null
                        ? null
                        : new Receipt(
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                receipt.settled(),
                                receipt.closedBy() == null ? null : SOMEBODY),
                row.createdAt(),
                row.sentAt(),
                row.changedAt());
    }
}

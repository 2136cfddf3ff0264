package io.github.camelenkash.ledger;

import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.RowResult;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Performs movements exactly once. The one way by which anything that moves value leaves: it writes the row, gives the
 * permit, sends, and does not rest until the outcome is known or the time for it is over.
 *
 * <p>Safe for use by many threads.
 */
public final class Movements {

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Gateway gateway;
    private final Waiting waiting;
    private final Settler settler;
    private final BeforeSending beforeSending;
    private final Settling settling;
    private final Purge purge;

    public Movements(MovementSettings settings, Ledger ledger, Gateway gateway, Waiting waiting) {
        this.settings = settings;
        this.ledger = ledger;
        this.gateway = gateway;
        this.waiting = waiting;
        this.settler = new Settler(settings, ledger, gateway);
        this.beforeSending = new BeforeSending(settings, ledger, gateway);
        this.settling = new Settling(settings, ledger, settler, waiting);
        this.purge = new Purge(settings, ledger, waiting);
    }

    /**
     * Performs one movement.
     *
     * @return the receipt, with outcome {@code PAID} or {@code ALREADY_PAID}
     * @throws io.github.camelenkash.api.EnkashException for every other outcome
     */
    public MovementReceipt perform(Moving call, Order order) {
        return performed(call, order).receipt();
    }

    /** As {@link #perform}, with what came along with the answer. */
    public Performed performed(Moving call, Order order) {
        return new SingleMovement(this, call, order).perform();
    }

    /**
     * A movement that is paid.
     *
     * @param httpStatus HTTP status of the answer that accepted it; null where it was paid before, or its payment was
     *     learnt by looking it up
     */
    public record Performed(MovementReceipt receipt, Integer httpStatus) {}

    /**
     * Performs many movements through a bulk call, in chunks.
     *
     * @param rows the rows, read one by one
     * @return a result for each row, in the order of the rows
     * @throws io.github.camelenkash.api.EnkashException only if nothing could be started
     */
    public List<RowResult> performAll(BulkMoving call, Iterator<BulkRow> rows, BulkOptions options) {
        return new BulkMovements(this, call, options).perform(rows);
    }

    /** What would happen: everything is checked, and nothing is sent or written. */
    public MovementReceipt rehearse(Order order) {
        return new Rehearsal(settings, ledger).of(order);
    }

    /** What the ledger knows of a reference. */
    public Optional<MovementView> find(Kind kind, String reference) {
        return ledger.find(settings.key(kind, reference)).map(MovementView::of);
    }

    /** How the movements of this scope stand as a whole. */
    public Standing standing() {
        var scope = settings.all();
        var counts = ledger.count(scope);
        var now = ledger.now();
        var oldest = ledger.list(scope, State.UNKNOWN, now, 1).stream()
                .map(row -> Duration.between(row.changedAt(), now))
                .findFirst();
        return new Standing(counts, oldest.orElse(null));
    }

    MovementSettings settings() {
        return settings;
    }

    Ledger ledger() {
        return ledger;
    }

    Gateway gateway() {
        return gateway;
    }

    Waiting waiting() {
        return waiting;
    }

    Settler settler() {
        return settler;
    }

    Settling settling() {
        return settling;
    }

    Purge purge() {
        return purge;
    }

    BeforeSending beforeSending() {
        return beforeSending;
    }
}

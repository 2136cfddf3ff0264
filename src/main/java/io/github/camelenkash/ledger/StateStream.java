package io.github.camelenkash.ledger;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** All movements in a state that have not changed since a moment, oldest first; one page of them is in memory. */
final class StateStream implements Iterator<MovementView> {

    private static final int PAGE = 500;

    private final Ledger ledger;
    private final MovementKey scope;
    private final State state;
    private final Instant notChangedSince;
    private Iterator<Movement> page = List.<Movement>of().iterator();
    private Movement last;
    private boolean over;

    StateStream(Ledger ledger, MovementKey scope, State state, Instant notChangedSince) {
        this.ledger = ledger;
        this.scope = scope;
        this.state = state;
        this.notChangedSince = notChangedSince;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext() && !over) {
            var rows = ledger.list(scope, state, notChangedSince, last, PAGE);
            over = rows.size() < PAGE;
            page = rows.iterator();
        }
        return page.hasNext();
    }

    @Override
    public MovementView next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = page.next();
        return MovementView.of(last);
    }
}

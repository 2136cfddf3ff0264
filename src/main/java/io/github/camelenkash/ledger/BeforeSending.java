package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import java.util.Optional;

/**
 * The look-up before sending. What was refused is looked up before it is sent again; with {@code checkFirst}, or in a
 * ledger that was moved, whatever is about to be sent is, because it may be an old copy of one that knows more. Where EnKash has the movement
 * already, it is not sent.
 */
final class BeforeSending {

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Gateway gateway;

    BeforeSending(MovementSettings settings, Ledger ledger, Gateway gateway) {
        this.settings = settings;
        this.ledger = ledger;
        this.gateway = gateway;
    }

    /**
     * Looks an order up if that is due.
     *
     * @param before the row, or null if the ledger has none
     * @param sentHere whether this very call has sent it before, and settled that
     * @return the row as it is now, if the order is not to be sent; empty if it may be
     * @throws UnavailableException if it must be looked up and that failed
     * @throws RejectedException if it must be looked up and EnKash refuses to search at all
     */
    Optional<Movement> look(Movement before, Order order, boolean sentHere) {
        boolean due = before != null && before.state() == State.REFUSED || isCareful() && !sentHere;
        if (!due) {
            return Optional.empty();
        }
        var lookUp = gateway.lookUp(order.kind(), order.account(), order.reference());
        if (lookUp instanceof LookUp.Found found) {
            return Optional.of(ledger.write(before, found(before, order, found)));
        }
        if (lookUp instanceof LookUp.Empty) {
            return Optional.empty();
        }
        if (lookUp instanceof LookUp.Failed failed && failed.refused()) {
            throw new RejectedException(Failure.because("This reference must be looked up before it is sent, and EnKash"
                            + " refuses the search itself: " + failed.reason())
                    .reference(order.reference())
                    .next("Check cardAccountId (or incentiveAccountId), companyId, encryption and secretKey"));
        }
        if (lookUp instanceof LookUp.Failed failed) {
            throw mustBeLookedUp(order, "that failed: " + failed.reason(), null);
        }
        var next = before == null
                ? "Set checkFirst=false for this operation"
                : "Make sure that nothing was credited, then order it under a new reference";
        throw mustBeLookedUp(order, "EnKash has no search for " + order.kind(), next);
    }

    /** Whether also what the ledger has no row of is looked up. */
    boolean isCareful() {
        return settings.checkFirst() || ledger.isMoved();
    }

    private static UnavailableException mustBeLookedUp(Order order, String why, String next) {
        return new UnavailableException(
                Failure.because("This reference must be looked up before it is sent, and " + why)
                        .reference(order.reference())
                        .next(next));
    }

    /** What was ordered before counts, not what is ordered now: it is what EnKash can have. */
    private Movement found(Movement before, Order order, LookUp.Found found) {
        var now = ledger.now();
        var transaction = found.transactions().get(0);
        if (before != null) {
            var problem = Findings.problem(before.content(), found, settings.paidStatuses());
            return problem == null ? Steps.found(before, transaction, now) : Steps.contradicted(before, problem, now);
        }
        var key = settings.key(order.kind(), order.reference());
        var problem = Findings.problem(Movement.Content.of(order), found, settings.paidStatuses());
        return problem == null
                ? Steps.foundFirst(key, order, settings.owner(), transaction, now)
                : Steps.contradictedFirst(key, order, settings.owner(), problem, now);
    }
}

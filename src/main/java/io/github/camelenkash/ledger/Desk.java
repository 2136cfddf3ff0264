package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Where movements are looked after when no call holds them any more: settled by a timer or after a crash, listed, and
 * closed by a person. It finds out and writes down; it never sends.
 */
public final class Desk {

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Movements movements;

    public Desk(Movements movements) {
        this.movements = movements;
        this.settings = movements.settings();
        this.ledger = movements.ledger();
    }

    /**
     * Looks after every movement whose outcome is unknown, and those whose sender let the lease run out. It takes about a
     * lease at the most; what it had no time for is looked at first the next time.
     */
    public SettleReport settle() {
        return movements.settling().run(() -> false);
    }

    /**
     * The same after a start, for what a crash left. It logs in first, because without a login every look-up would fail.
     *
     * @param stop whether to end early
     * @return empty if nothing was left
     * @throws io.github.camelenkash.api.EnkashException if the ledger fails or the login does
     */
    public Optional<SettleReport> settleWhatWasLeft(BooleanSupplier stop) {
        if (isEmpty(State.UNKNOWN) && isEmpty(State.SENT)) {
            return Optional.empty();
        }
        movements.gateway().logIn();
        return Optional.of(movements.settling().run(stop));
    }

    private boolean isEmpty(State state) {
        return ledger.list(settings.all(), state, ledger.now(), 1).isEmpty();
    }

    /**
     * Takes out of rows that are paid or refused, and have not changed for this long, what is not needed to refuse paying
     * them again. It takes about a lease at the most, and the next one goes on.
     *
     * @return how many rows were purged
     */
    public int purge(Duration unchangedFor) {
        return movements.purge().run(ledger.now().minus(unchangedFor));
    }

    /**
     * Looks after one movement.
     *
     * @return what became of it; nothing was looked at if it is not unknown
     */
    public SettleReport settle(Kind kind, String reference) {
        var row = ledger.find(settings.key(kind, reference)).orElse(null);
        if (row != null && row.state() == State.SENT) {
            row = movements.settler().takeOver(row);
        }
        return row == null || row.state() != State.UNKNOWN
                ? SettleReport.NOTHING
                : SettleReport.NOTHING.with(movements.settler().settle(row).state());
    }

    /**
     * Movements in a state that have not changed for a while, oldest first.
     *
     * @param limit how many at the most
     */
    public List<MovementView> list(State state, Duration unchangedFor, int limit) {
        return ledger.list(settings.all(), state, ledger.now().minus(unchangedFor), limit).stream()
                .map(MovementView::of)
                .toList();
    }

    /**
     * The same without a limit, read page by page while it is asked for more. A movement that changes meanwhile is told as
     * it was, or not at all.
     */
    public Iterator<MovementView> stream(State state, Duration unchangedFor) {
        return new StateStream(ledger, settings.all(), state, ledger.now().minus(unchangedFor));
    }

    /**
     * Writes down what a person decided of a movement that is parked, or has been unknown for longer than
     * {@code settleWindow}.
     *
     * @param attempt the attempt that was judged, as {@code enkash:movement} shows it: a later one is another matter
     * @param who the person
     * @param why what the verdict rests on
     * @throws InvalidRequestException if it is no such movement, or the attempt is not its last
     * @throws ReferenceConflictException if the verdict is {@code NOT_PAID} and EnKash finds it
     * @throws UnavailableException if the verdict is {@code NOT_PAID} and EnKash cannot be asked
     */
    public MovementView close(Kind kind, String reference, int attempt, Verdict verdict, String who, String why) {
        var row = ledger.find(settings.key(kind, reference))
                .orElseThrow(() -> refused(reference, "The ledger knows no movement of this reference", "Check it"));
        if (row.attempt() != attempt) {
            throw refused(
                    reference,
                    "Attempt " + attempt + " was judged, and the movement is at attempt " + row.attempt(),
                    "Look at it again with enkash:movement");
        }
        if (row.state() != State.PARKED && !isLongUnknown(row)) {
            throw refused(
                    reference,
                    "Only a movement that is PARKED, or UNKNOWN for longer than settleWindow, can be closed; this one is "
                            + row.state(),
                    insteadOfClosing(row));
        }
        if (verdict == Verdict.NOT_PAID) {
            refuseIfFound(row);
        }
        var now = ledger.now();
        var closed = verdict == Verdict.PAID
                ? Steps.closedAsPaid(row, who, why, now)
                : Steps.closedAsNotPaid(row, who, why, now);
        if (!ledger.replace(row, closed)) {
            throw refused(reference, "The movement changed meanwhile", "Look at it again with enkash:movement");
        }
        return MovementView.of(closed);
    }

    private String insteadOfClosing(Movement row) {
        return switch (row.state()) {
            case PAID -> "Nothing is left to decide: what is paid stays paid";
            case REFUSED, RESERVED -> "Nothing moved, so it can be ordered again as it is";
            case SENT -> "Wait until its sender has ended";
            case UNKNOWN, PARKED ->
                "Let enkash:settle find out first; a person may decide from "
                        + row.doubt().effectUntil().plus(settings.settleWindow()) + " on";
        };
    }

    private boolean isLongUnknown(Movement row) {
        return row.state() == State.UNKNOWN
                && !ledger.now().isBefore(row.doubt().effectUntil().plus(settings.settleWindow()));
    }

    private void refuseIfFound(Movement row) {
        var key = row.key();
        var lookUp = movements.gateway().lookUp(key.kind(), row.content().account(), key.reference());
        if (lookUp instanceof LookUp.Found) {
            throw new ReferenceConflictException(
                    Failure.because("EnKash has a transaction under this reference, so it is not unpaid")
                            .reference(key.reference())
                            .next("Look at it with enkash:transaction, and close it as PAID if it is right"));
        }
        if (lookUp instanceof LookUp.Failed failed) {
            throw new UnavailableException(
                    Failure.because("It could not be looked up before closing it as unpaid: " + failed.reason())
                            .reference(key.reference()));
        }
    }

    private static InvalidRequestException refused(String reference, String what, String next) {
        return new InvalidRequestException(
                Failure.because(what).reference(reference).next(next));
    }
}

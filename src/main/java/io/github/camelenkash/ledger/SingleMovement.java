package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One order on its way: reads the row, does what its state asks for, and goes round until there is something to say. */
final class SingleMovement {

    private static final Logger LOG = LoggerFactory.getLogger(Movements.class);

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Movements movements;
    private final Moving call;
    private final Order order;
    private final MovementKey key;
    /** Whether this very call has sent the order: then a payment found later is this call's payment. */
    private boolean sentHere;
    /** Whether a token was refused in this call already. One repeat is due, not two. */
    private boolean tokenRefused;

    private boolean settling;
    private long settleUntil;

    SingleMovement(Movements movements, Moving call, Order order) {
        this.movements = movements;
        this.settings = movements.settings();
        this.ledger = movements.ledger();
        this.call = call;
        this.order = order;
        this.key = settings.key(order.kind(), order.reference());
    }

    MovementReceipt perform() {
        while (true) {
            var row = ledger.find(key).orElse(null);
            var receipt = row == null || mayBeSent(row) ? send(row) : learn(row);
            if (receipt.isPresent()) {
                return receipt.get();
            }
        }
    }

    /** Says what the ledger knows, without sending or writing. */
    MovementReceipt rehearse() {
        var row = ledger.find(key).orElse(null);
        if (row == null || mayBeSent(row)) {
            return Receipts.rehearsed(order);
        }
        refuseAnother(row);
        return switch (row.state()) {
            case PAID -> Receipts.of(row, Outcome.ALREADY_PAID, Map.of());
            case PARKED -> throw Receipts.parked(row);
            case SENT -> throw Receipts.inProgress(row);
            default -> throw Receipts.unknown(row);
        };
    }

    private static boolean mayBeSent(Movement row) {
        return row.state() == State.RESERVED || row.state() == State.REFUSED;
    }

    /** A row that must not be sent: says what is known, or finds it out. Empty: go round again. */
    private Optional<MovementReceipt> learn(Movement row) {
        refuseAnother(row);
        switch (row.state()) {
            case PAID:
                return Optional.of(Receipts.of(row, sentHere ? Outcome.PAID : Outcome.ALREADY_PAID, Map.of()));
            case PARKED:
                throw Receipts.parked(row);
            case SENT:
                if (!row.leaseIsOver(ledger.now())) {
                    throw Receipts.inProgress(row);
                }
                ledger.replace(row, Steps.leaseOver(row, ledger.now()));
                return Optional.empty();
            default:
                return settle(row);
        }
    }

    private void refuseAnother(Movement row) {
        if (!row.isSameOrder(order)) {
            throw Receipts.conflict(row);
        }
    }

    private Optional<MovementReceipt> settle(Movement unknown) {
        if (!settling) {
            settling = true;
            settleUntil = movements.waiting().nanoTime() + settings.settleInCall().toNanos();
        }
        var row = movements.settler().settle(unknown);
        if (row.state() == State.UNKNOWN) {
            pause(row);
        } else if (row.state() == State.REFUSED) {
            throw Receipts.refused(row, null, null);
        } else if (row.state() == State.RESERVED && isOver()) {
            throw new UnavailableException(Failure.because("Sent without an effect, and the time for sending it again"
                            + " within this call is over")
                    .reference(order.reference()));
        }
        return Optional.empty();
    }

    private boolean isOver() {
        return settleUntil - movements.waiting().nanoTime() <= 0;
    }

    private void pause(Movement unknown) {
        long left = settleUntil - movements.waiting().nanoTime();
        if (left <= 0) {
            throw Receipts.unknown(unknown);
        }
        var delay = settings.settleDelay().toNanos();
        try {
            movements.waiting().pause(Duration.ofNanos(Math.min(left, delay)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Receipts.unknown(key, "interrupted", e);
        }
    }

    /** Sends it, once the ledger has it down. Empty: go round again. */
    private Optional<MovementReceipt> send(Movement before) {
        if ((before == null && settings.checkFirst()) || (before != null && before.state() == State.REFUSED)) {
            if (!isAbsent(before)) {
                return Optional.empty();
            }
        }
        movements.gateway().logIn();
        long start = movements.waiting().nanoTime();
        var sent = Steps.claim(before, key, order, settings.owner(), settings.lease(), ledger.now());
        if (!ledger.replace(before, sent)) {
            return Optional.empty();
        }
        sentHere = true;
        var permit = SendPermit.from(start, settings.lease(), settings.callTimeout());
        return conclude(sent, movements.gateway().send(call, order, permit));
    }

    /** Looks an order up before it is sent; where it is found, the row says so from now on. */
    private boolean isAbsent(Movement before) {
        var lookUp = movements.gateway().lookUp(order.kind(), order.account(), order.reference());
        if (lookUp instanceof LookUp.Found found) {
            ledger.replace(before, BeforeSending.found(settings, ledger, before, order, found));
            return false;
        }
        if (lookUp instanceof LookUp.Failed failed) {
            throw new UnavailableException(Failure.because("This reference must be looked up before it is sent, and"
                            + " the look-up failed: " + failed.reason())
                    .reference(order.reference()));
        }
        return true;
    }

    private Optional<MovementReceipt> conclude(Movement sent, Answer answer) {
        alert(answer);
        var after = record(sent, answer);
        if (answer instanceof Answer.Paid paid && after.state() == State.PAID) {
            return Optional.of(Receipts.of(after, Outcome.PAID, paid.accepted().raw()));
        }
        if (answer instanceof Answer.NotSent notSent) {
            throw notSent.cause();
        }
        if (answer instanceof Answer.TokenRefused) {
            if (tokenRefused) {
                throw new CredentialsException(Failure.because("EnKash does not accept a fresh token")
                        .reference(order.reference())
                        .httpStatus(401));
            }
            tokenRefused = true;
        }
        if (answer instanceof Answer.Refused refused && after.state() == State.REFUSED) {
            throw Receipts.refused(after, refused.httpStatus(), refused.code());
        }
        return Optional.empty();
    }

    private void alert(Answer answer) {
        if (answer instanceof Answer.NoUsableAnswer unusable && unusable.alert()) {
            LOG.warn(
                    "EnKash answered {} to {}: {}. Whether points moved is looked up; have somebody check the access"
                            + " rights and the reference",
                    unusable.httpStatus() != null ? unusable.httpStatus() : unusable.code(),
                    key,
                    unusable.reason());
        }
    }

    /**
     * Writes down what the answer means. Should the row have moved on meanwhile (the lease ran out and somebody looked),
     * an acceptance still counts, of whatever attempt; anything else is overtaken by what they found.
     */
    private Movement record(Movement sent, Answer answer) {
        try {
            var after = AnswerTable.apply(sent, answer, false, ledger.now());
            if (ledger.replace(sent, after)) {
                return after;
            }
            return Late.conclude(ledger, sent, order, answer);
        } catch (RuntimeException e) {
            throw Receipts.unknown(key, "the ledger could not record the answer", e);
        }
    }
}

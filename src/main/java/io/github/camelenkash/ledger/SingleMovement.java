package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import java.util.Map;
import java.util.function.Supplier;

/** One order on its way: does what the state of its row asks for, and goes round until there is something to say. */
final class SingleMovement {

    private final Movements movements;
    private final MovementSettings settings;
    private final Ledger ledger;
    private final Moving call;
    private final Order order;
    private final MovementKey key;
    private final Patience patience;
    /** Whether this very call may have paid the order: then a payment found later is this call's payment. */
    private boolean sentHere;
    /** What this call wrote down of the order when it claimed it, or null. */
    private Movement.Content claimed;
    /** Whether the last answer refused the token. One repeat is due, not two. */
    private boolean tokenRefused;
    /** What EnKash told when it accepted the order in this call. */
    private Map<String, Object> raw = Map.of();
    /** HTTP status of that answer, or null. */
    private Integer httpStatus;

    SingleMovement(Movements movements, Moving call, Order order) {
        this.movements = movements;
        this.settings = movements.settings();
        this.ledger = movements.ledger();
        this.call = call;
        this.order = order;
        this.key = settings.key(order.kind(), order.reference());
        this.patience = new Patience(movements.waiting(), settings);
    }

    Movements.Performed perform() {
        var row = begin();
        while (row == null || row.state() != State.PAID) {
            row = row == null || row.mayBeSent() ? send(row) : findOut(row);
        }
        refuseAnother(row);
        var receipt = Receipts.of(row, sentHere ? Outcome.PAID : Outcome.ALREADY_PAID, raw);
        return new Movements.Performed(receipt, httpStatus);
    }

    /**
     * Most references are new. Where nothing else has to happen first, the row is written without being read before: if
     * the ledger has one, it writes none and reads what it has.
     */
    private Movement begin() {
        boolean nothingFirst = movements.gateway().isLoggedIn(order.kind())
                && !movements.beforeSending().isCareful();
        return nothingFirst ? send(null) : ledger.find(key).orElse(null);
    }

    private void refuseAnother(Movement row) {
        if (!row.isSameOrder(order, claimed)) {
            throw Receipts.conflict(row);
        }
    }

    /** A row that must not be sent: says what is known, or looks. */
    private Movement findOut(Movement row) {
        refuseAnother(row);
        return switch (row.state()) {
            case PARKED -> throw Receipts.parked(row);
            case SENT -> takeOver(row);
            default -> settle(row);
        };
    }

    private Movement takeOver(Movement sent) {
        var row = inDoubt(() -> movements.settler().takeOver(sent));
        if (row.state() == State.SENT) {
            throw Receipts.inProgress(row);
        }
        return row;
    }

    private Movement settle(Movement unknown) {
        patience.begin();
        var row = inDoubt(() -> movements.settler().settle(unknown));
        return switch (row.state()) {
            case UNKNOWN -> {
                if (!patience.pause()) {
                    throw Receipts.unknown(row);
                }
                yield inDoubt(() -> ledger.present(key));
            }
            case REFUSED -> throw Receipts.refused(row, null, null);
            case RESERVED -> {
                if (patience.isOver()) {
                    throw Receipts.unknown(
                            key,
                            "EnKash does not find it, so it is to be sent again, and the time for"
                                    + " that within this call is over",
                            null);
                }
                yield row;
            }
            default -> row;
        };
    }

    /** Where the ledger fails, what was in doubt before stays in doubt. */
    private Movement inDoubt(Supplier<Movement> step) {
        try {
            return step.get();
        } catch (RuntimeException e) {
            throw Receipts.unknown(key, "it could not be looked up", e);
        }
    }

    /** Sends it, once the ledger has it down. */
    private Movement send(Movement before) {
        Movement sent;
        long start;
        try {
            var known = movements.beforeSending().look(before, order, sentHere);
            if (known.isPresent()) {
                return known.get();
            }
            movements.gateway().logIn(order.kind());
            start = movements.waiting().nanoTime();
            sent = Steps.claim(before, key, order, settings.owner(), settings.lease(), ledger.now());
            claimed = sent.content();
            if (!ledger.replace(before, sent)) {
                return ledger.present(key);
            }
        } catch (RuntimeException e) {
            throw notSent(e);
        }
        return send(sent, SendPermit.from(start, settings.lease(), settings.callTimeout()));
    }

    /** What this call sent before is believed to be without an effect, which is less than to know it. */
    private RuntimeException notSent(RuntimeException cause) {
        return sentHere
                ? Receipts.unknown(key, "EnKash does not find it, and it could not be sent again", cause)
                : cause;
    }

    /** From the moment it is handed over until the answer is written down, every failure leaves the outcome open. */
    private Movement send(Movement sent, SendPermit permit) {
        Answer answer;
        Movement after;
        try {
            answer = movements.gateway().send(call, order, permit);
            Alert.about(key, answer);
            after = record(sent, answer);
        } catch (RuntimeException e) {
            throw Receipts.unknown(key, "the answer could not be recorded", e);
        }
        conclude(answer, after);
        return after;
    }

    private Movement record(Movement sent, Answer answer) {
        var after = AnswerTable.apply(sent, answer, false, ledger.now());
        return ledger.replace(sent, after) ? after : Late.conclude(ledger, sent, order, answer);
    }

    /** Says what only the answer knows; what the row knows is said when it comes round. */
    private void conclude(Answer answer, Movement after) {
        if (answer instanceof Answer.NotSent notSent && after.mayBeSent()) {
            throw notSent(notSent.cause());
        }
        if (answer instanceof Answer.TokenRefused && tokenRefused) {
            throw Receipts.freshTokenRefused(order.reference());
        }
        tokenRefused = answer instanceof Answer.TokenRefused;
        sentHere |= !AnswerTable.isNotSent(answer);
        Late.bar(after, order, claimed, answer).ifPresent(bar -> {
            throw bar;
        });
        if (answer instanceof Answer.Paid paid) {
            raw = paid.accepted().raw();
            httpStatus = paid.httpStatus();
        }
        if (answer instanceof Answer.Refused refused && after.state() == State.REFUSED) {
            throw Receipts.refused(after, refused.httpStatus(), refused.code());
        }
    }
}

package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Accepted;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.ledger.Movement.Content;
import io.github.camelenkash.ledger.Movement.Doubt;
import io.github.camelenkash.ledger.Movement.Receipt;
import java.time.Duration;
import java.time.Instant;

/** Makes the next row of each {@link Step}. Pure: what time it is and who acts is given. */
final class Steps {

    private Steps() {}

    static Movement claim(Movement before, MovementKey key, Order order, String owner, Duration lease, Instant now) {
        var state = Step.CLAIM.check(before);
        return new Movement(
                key,
                Content.of(order),
                state,
                before == null ? 1 : before.attempt() + 1,
                owner,
                now.plus(lease),
                before == null ? Doubt.NONE : before.doubt().atNewAttempt(),
                null,
                before == null ? now : before.createdAt(),
                now,
                now);
    }

    static Movement notSent(Movement sent, Instant now) {
        return next(sent, Step.NOT_SENT, sent.doubt(), null, now);
    }

    static Movement accepted(Movement before, Answer.Paid answer, Instant now) {
        return next(before, Step.ACCEPTED, before.doubt(), receipt(answer.accepted(), answer), now);
    }

    static Movement refused(Movement sent, String refusal, Instant now) {
        var doubt = sent.doubt();
        var noted = new Doubt(
                doubt.earlierAttempt(), doubt.wrongEcho(), Masking.clean(refusal), false, doubt.effectUntil(), null);
        return next(sent, Step.REFUSED, noted, null, now);
    }

    /** The answer, or its absence, leaves open what happened. Whatever happens of this attempt has happened by now. */
    static Movement doubted(Movement sent, String reason, Instant now) {
        return doubted(sent, reason, now, now);
    }

    /** The lease is over: whoever was sending is taken for dead, and could have sent until then. */
    static Movement leaseOver(Movement sent, Instant now) {
        var effectUntil = sent.leaseUntil() == null ? now : sent.leaseUntil();
        return doubted(sent, "the sender stopped before an answer was recorded", effectUntil, now);
    }

    private static Movement doubted(Movement sent, String reason, Instant effectUntil, Instant now) {
        var before = sent.doubt();
        var doubt =
                new Doubt(before.earlierAttempt(), before.wrongEcho(), null, false, effectUntil, Masking.clean(reason));
        return next(sent, Step.DOUBTED, doubt, null, now);
    }

    /** Accepted under another reference, or none. */
    static Movement echoedWrongly(Movement sent, String reason, Instant now) {
        var doubt = new Doubt(sent.doubt().earlierAttempt(), true, null, false, now, Masking.clean(reason));
        return next(sent, Step.DOUBTED, doubt, null, now);
    }

    /** A clear no that proves nothing by itself. */
    static Movement refusedInDoubt(Movement sent, String refusal, boolean notFunded, Instant now) {
        var before = sent.doubt();
        var text = Masking.clean(refusal);
        var doubt = new Doubt(before.earlierAttempt(), before.wrongEcho(), text, notFunded, now, text);
        return next(sent, Step.DOUBTED, doubt, null, now);
    }

    static Movement found(Movement before, Transaction transaction, Instant now) {
        var step = before.state() == State.UNKNOWN ? Step.FOUND : Step.FOUND_BEFORE_SENDING;
        return next(before, step, before.doubt(), receipt(transaction), now);
    }

    /** Looked up before the first send of an order, and found: the ledger did not know it, EnKash does. */
    static Movement foundFirst(MovementKey key, Order order, String owner, Transaction transaction, Instant now) {
        return first(key, order, Step.FOUND_BEFORE_SENDING, owner, Doubt.NONE, receipt(transaction), now);
    }

    static Movement contradictedFirst(MovementKey key, Order order, String owner, String reason, Instant now) {
        var doubt = Doubt.NONE.because(reason);
        return first(key, order, Step.CONTRADICTED_BEFORE_SENDING, owner, doubt, null, now);
    }

    static Movement contradicted(Movement before, String reason, Instant now) {
        var step = before.state() == State.UNKNOWN ? Step.CONTRADICTED : Step.CONTRADICTED_BEFORE_SENDING;
        return next(before, step, before.doubt().because(reason), null, now);
    }

    /** The no is believed, and the attempt stays in doubt all the same: a repeated no could be one to the repetition. */
    static Movement absentAfterANo(Movement unknown, Instant now) {
        var doubt = unknown.doubt();
        var inDoubt = new Doubt(
                true, doubt.wrongEcho(), doubt.refusal(), doubt.notFunded(), doubt.effectUntil(), doubt.reason());
        return next(unknown, Step.ABSENT_AFTER_A_NO, inDoubt, null, now);
    }

    /** From now on an earlier attempt is in doubt: a clear no to the next one proves nothing about this one. */
    static Movement absent(Movement unknown, Instant now) {
        var doubt = unknown.doubt();
        var inDoubt = new Doubt(true, doubt.wrongEcho(), null, false, doubt.effectUntil(), doubt.reason());
        return next(unknown, Step.ABSENT, inDoubt, null, now);
    }

    static Movement givenToAPerson(Movement unknown, String reason, Instant now) {
        return next(unknown, Step.GIVEN_TO_A_PERSON, unknown.doubt().because(reason), null, now);
    }

    /** An answer that came late named another reference, so it is not for a machine to send it again. */
    static Movement echoedWronglyLate(Movement unknown, String reason, Instant now) {
        var doubt = unknown.doubt();
        var noted = new Doubt(doubt.earlierAttempt(), true, null, false, doubt.effectUntil(), Masking.clean(reason));
        return next(unknown, Step.GIVEN_TO_A_PERSON, noted, null, now);
    }

    static Movement closedAsPaid(Movement before, String who, String why, Instant now) {
        var receipt = new Receipt(
                before.content().cardId(), null, null, null, null, Masking.clean(why), true, Masking.clean(who));
        return next(before, Step.CLOSED_AS_PAID, before.doubt(), receipt, now);
    }

    static Movement closedAsNotPaid(Movement before, String who, String why, Instant now) {
        var doubt = new Doubt(
                true,
                false,
                null,
                false,
                before.doubt().effectUntil(),
                Masking.clean("closed as not paid by " + who + ": " + why));
        return next(before, Step.CLOSED_AS_NOT_PAID, doubt, null, now);
    }

    private static Movement first(
            MovementKey key, Order order, Step step, String owner, Doubt doubt, Receipt receipt, Instant now) {
        return new Movement(key, Content.of(order), step.check(null), 0, owner, null, doubt, receipt, now, null, now);
    }

    private static Movement next(Movement before, Step step, Doubt doubt, Receipt receipt, Instant now) {
        return new Movement(
                before.key(),
                before.content(),
                step.check(before),
                before.attempt(),
                before.owner(),
                null,
                doubt,
                receipt,
                before.createdAt(),
                before.sentAt(),
                now);
    }

    private static Receipt receipt(Accepted accepted, Answer.Paid answer) {
        return new Receipt(
                accepted.cardId(),
                accepted.userId(),
                accepted.transactionId(),
                accepted.otbBalance(),
                answer.code(),
                Masking.clean(answer.message()),
                false,
                null);
    }

    private static Receipt receipt(Transaction transaction) {
        return new Receipt(
                transaction.cardId(), transaction.userId(), transaction.transactionId(), null, null, null, true, null);
    }
}

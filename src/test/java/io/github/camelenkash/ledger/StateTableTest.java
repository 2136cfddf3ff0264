package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.accepted;
import static io.github.camelenkash.ledger.FakeEnkash.answerLost;
import static io.github.camelenkash.ledger.FakeEnkash.isNotReached;
import static io.github.camelenkash.ledger.FakeEnkash.refuses;
import static io.github.camelenkash.ledger.FakeEnkash.requestLost;
import static io.github.camelenkash.ledger.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of states in reliability.md, one test or more for each of its rows, in its order. */
class StateTableTest {

    private static final AllocateCall ALLOCATE = new AllocateCall();

    private final Scene scene = scene();

    /** Where the rows are; a subclass has them in a database. */
    Scene scene() {
        return new Scene();
    }

    // –, RESERVED; REFUSED after a successful look-up → SENT

    @Test
    void aboutToSendIsWrittenDownBeforeAnythingLeaves() {
        var order = order("R-1");
        scene.enkash.atSending = () -> {
            var row = scene.row("R-1");
            assertThat(row.state()).isEqualTo(State.SENT);
            assertThat(row.attempt()).isEqualTo(1);
            assertThat(row.owner()).isEqualTo("node-1");
            assertThat(row.leaseUntil()).isEqualTo(VirtualTime.START.plus(Scene.LEASE));
            assertThat(row.isSameOrder(order)).isTrue();
        };

        scene.perform(order);

        assertThat(scene.state("R-1")).isEqualTo(State.PAID);
    }

    @Test
    void theTokenIsFetchedBeforeTheRowSaysThatSomethingIsSent() {
        scene.enkash.refusedLogin = new UnavailableException(Failure.because("the login endpoint is down"));

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isSameAs(scene.enkash.refusedLogin);

        assertThat(scene.row("R-1")).isNull();
    }

    @Test
    void whatIsReservedIsSentAsANewAttempt() {
        scene.enkash.next(isNotReached());
        catchThrowable(() -> scene.perform(order("R-1")));

        scene.perform(order("R-1"));

        assertThat(scene.row("R-1").attempt()).isEqualTo(2);
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void aReservedReferenceMayBeGivenAnotherContent() {
        scene.enkash.next(isNotReached());
        catchThrowable(() -> scene.perform(order("R-1", "250")));

        assertThat(scene.perform(order("R-1", "300")).points()).isEqualByComparingTo("300");
    }

    @Test
    void theFirstByteLeavesWithinLeaseLessCallTimeoutOfTheStartOfTheCommitOrNothingIsSent() {
        scene.with(new FailingLedger(scene.memory) {
            @Override
            public boolean replace(Movement before, Movement after) {
                boolean written = super.replace(before, after);
                if (after.state() == State.SENT) {
                    scene.time.pass(Scene.LEASE.minus(Scene.CALL_TIMEOUT).plusNanos(1));
                }
                return written;
            }
        });

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(UnavailableException.class);

        assertThat(scene.enkash.sent).isEmpty();
        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
    }

    @Test
    void aCommitThatTakesAsLongAsItMayStillLetsTheFirstByteLeave() {
        scene.with(new FailingLedger(scene.memory) {
            @Override
            public boolean replace(Movement before, Movement after) {
                boolean written = super.replace(before, after);
                if (after.state() == State.SENT) {
                    scene.time.pass(Scene.LEASE.minus(Scene.CALL_TIMEOUT));
                }
                return written;
            }
        });

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    @Test
    void whatWasRefusedIsLookedUpBeforeItIsSentAgain() {
        refused("R-1");
        scene.enkash.atSending = () -> assertThat(scene.enkash.lookedUp).containsExactly("R-1");

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.row("R-1").attempt()).isEqualTo(2);
    }

    @Test
    void whatWasRefusedIsNotSentAgainWhileItCannotBeLookedUp() {
        refused("R-1");
        scene.enkash.search = FakeEnkash.failing();

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("HTTP 500");

        assertThat(scene.state("R-1")).isEqualTo(State.REFUSED);
        assertThat(scene.enkash.sent).hasSize(1);
    }

    @Test
    void whatWasRefusedAndIsFoundWithTheRefusedContentIsPaid() {
        refused("R-1");
        scene.enkash.credit(order("R-1"));

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.ALREADY_PAID);

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void whatWasRefusedAndIsFoundIsPaidWithWhatWasRefusedNotWithWhatIsOrderedNow() {
        refused("R-1");
        scene.enkash.credit(order("R-1"));

        assertThatThrownBy(() -> scene.perform(order("R-1", "300"))).isInstanceOf(ReferenceConflictException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.PAID);
        assertThat(scene.row("R-1").content().points()).isEqualByComparingTo("250");
    }

    @Test
    void whatWasRefusedAndIsFoundOtherwiseIsParked() {
        refused("R-1");
        scene.enkash.credit(order("R-1", "300"));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .extracting("outcome")
                .isEqualTo(Outcome.PARKED);

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    // SENT → RESERVED

    @Test
    void whatIsProvablyNotSentIsReserved() {
        scene.enkash.next(isNotReached());

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("connection refused");

        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
    }

    // any but PAID → PAID

    @ParameterizedTest
    @EnumSource(names = "PAID", mode = EnumSource.Mode.EXCLUDE)
    void anAcceptedAnswerOfAnyAttemptMakesAnyRowPaid(State meanwhile) {
        scene.withShortWindow().withControl();
        var other = scene.anotherNode();
        // The sender comes back with its answer when its lease is long over and others have moved the row on.
        scene.enkash.next((enkash, order) -> {
            bringTo(meanwhile, other);
            enkash.credit(order);
            return FakeEnkash.paid(order);
        });

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.state("R-1")).isEqualTo(State.PAID);
        assertThat(scene.row("R-1").receipt().settled()).isFalse();
    }

    /** What another node makes of R-1 whose sender is not heard of. */
    private void bringTo(State state, Movements other) {
        if (state == State.SENT) {
            return;
        }
        letTheLeaseEnd(other);
        if (state == State.UNKNOWN) {
            scene.enkash.search = FakeEnkash.failing();
        }
        if (state == State.PARKED) {
            scene.enkash.search = (account, reference) -> reference.equals("R-1")
                    ? FakeEnkash.among(
                            List.of(FakeEnkash.transaction(new FakeEnkash.Credit(
                                    "R-1", account, Direction.DR, BigDecimal.ONE, null, VirtualTime.START))),
                            reference)
                    : scene.enkash.exact(account, reference);
        }
        if (state == State.RESERVED) {
            scene.enkash.next(isNotReached());
        }
        if (state == State.REFUSED) {
            // Refused in doubt, then believed absent.
            scene.enkash.next(refuses("no"));
        }
        catchThrowable(() -> other.perform(ALLOCATE, order("R-1")));
        assertThat(scene.state("R-1")).isEqualTo(state);
    }

    /** And something else is paid after it, so that absence can be believed. */
    private void letTheLeaseEnd(Movements other) {
        scene.time.pass(Scene.LEASE);
        other.perform(ALLOCATE, order("CONTROL-0000000002"));
    }

    @Test
    void anAcceptedAnswerOfAnotherContentThanInTheRowDoesNotPayTheRow() {
        scene.withShortWindow().withControl();
        var other = scene.anotherNode();
        scene.enkash.next((enkash, order) -> {
            letTheLeaseEnd(other);
            enkash.next(isNotReached(), isNotReached());
            catchThrowable(() -> other.perform(ALLOCATE, order("R-1")));
            catchThrowable(() -> other.perform(ALLOCATE, order("R-1", "300")));
            enkash.credit(order);
            return FakeEnkash.paid(order);
        });

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("Do not send it again");

        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    // SENT → REFUSED

    @Test
    void aClearNoAndNoEarlierAttemptInDoubtIsRefused() {
        scene.enkash.next(refuses("not eligible"));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("not eligible");

        assertThat(scene.state("R-1")).isEqualTo(State.REFUSED);
    }

    // SENT → UNKNOWN

    @Test
    void anyOtherAnswerIsUnknown() {
        scene.enkash.next(FakeEnkash.answers(new Answer.NoUsableAnswer("HTTP 500", 500, null, null, false)));

        assertUnknown();
    }

    @Test
    void noAnswerIsUnknown() {
        scene.enkash.next(requestLost());

        assertUnknown();
    }

    @Test
    void aLeaseThatIsOverIsUnknownFromTheEndOfTheLease() {
        crash("R-1");
        assertThat(scene.state("R-1")).isEqualTo(State.SENT);
        scene.time.pass(Scene.LEASE.plusMinutes(3));

        assertThatThrownBy(() -> scene.anotherNode().perform(ALLOCATE, order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
        assertThat(scene.row("R-1").doubt().effectUntil()).isEqualTo(VirtualTime.START.plus(Scene.LEASE));
    }

    private void assertUnknown() {
        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
        assertThat(scene.row("R-1").doubt().effectUntil()).isEqualTo(VirtualTime.START);
    }

    // UNKNOWN → PAID

    @Test
    void foundOnceAndAgreeingIsPaid() {
        scene.enkash.next(answerLost());

        var receipt = scene.perform(order("R-1"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.settled()).isTrue();
        assertThat(receipt.transactionId()).isEqualTo("T-R-1");
        assertThat(scene.enkash.sent).containsExactly("R-1");
    }

    @Test
    void foundWithAStatusThatMeansPaidIsPaid() {
        foundAs(order("R-1"), "SUCCESS");

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    @Test
    void foundOnTheCardThatWasOrderedIsPaid() {
        scene.enkash.next(answerLost());

        assertThat(scene.perform(Scene.ofCard("R-1", "EKC1")).outcome()).isEqualTo(Outcome.PAID);
    }

    // UNKNOWN → PARKED

    @Test
    void foundWithAnotherAmountIsParked() {
        foundAs(order("R-1", "300"), null);

        assertParked("300 points");
    }

    @Test
    void foundWithAnotherDirectionIsParked() {
        foundAs(Scene.order(Kind.points, "R-1", "250", Direction.DR, Scene.ACCOUNT, "who"), null);

        assertParked("direction DR");
    }

    @Test
    void foundOnAnotherAccountIsParked() {
        scene.enkash.search = (account, reference) -> scene.enkash.exact("CA00002", reference);
        foundAs(Scene.order(Kind.points, "R-1", "250", Direction.CR, "CA00002", "who"), null);

        assertParked("another account");
    }

    @Test
    void foundOnAnotherCardIsParked() {
        scene.enkash.next(answerLost());

        assertThatThrownBy(() -> scene.perform(Scene.ofCard("R-1", "EKC2"))).hasMessageContaining("another card");
        assertThat(scene.state("R-1")).isEqualTo(State.PARKED);
    }

    @Test
    void foundWithAnotherStatusIsParked() {
        foundAs(order("R-1"), "REVERSED");

        assertParked("status REVERSED");
    }

    @Test
    void foundMoreThanOnceIsParked() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            enkash.credit(order);
            return FakeEnkash.unusable("timeout");
        });

        assertParked("2 transactions");
    }

    private void foundAs(Order found, String status) {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(found, scene.time.instant(), status);
            return FakeEnkash.unusable("timeout");
        });
    }

    private void assertParked(String why) {
        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining(why)
                .extracting("outcome")
                .isEqualTo(Outcome.PARKED);
        assertThat(scene.state("R-1")).isEqualTo(State.PARKED);
    }

    // UNKNOWN → REFUSED

    @Test
    void believedAbsentAfterAClearNoIsRefused() {
        scene.withShortWindow().withControl();
        scene.enkash.next(requestLost(), refuses("not eligible"));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("not eligible");

        assertThat(scene.state("R-1")).isEqualTo(State.REFUSED);
        assertThat(scene.enkash.sent).containsExactly("CONTROL-0000000001", "R-1", "R-1");
    }

    // UNKNOWN → RESERVED

    @Test
    void believedAbsentIsReservedAndACallThatHoldsTheOrderSendsAtOnce() {
        scene.withShortWindow().withControl();
        scene.enkash.next(requestLost());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.row("R-1").attempt()).isEqualTo(2);
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void believedAbsentIsNotSentAgainOnceTheTimeForSettlingInTheCallIsOver() {
        scene.withControl();
        scene.enkash.next(requestLost());
        catchThrowable(() -> scene.perform(order("R-1")));
        scene.time.pass(Scene.WINDOW);
        // The very look-up that shows the absence takes longer than the call waits.
        scene.enkash.search = (account, reference) -> {
            scene.time.pass(Scene.IN_CALL);
            return scene.enkash.exact(account, reference);
        };

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
        assertThat(scene.enkash.credits("R-1")).isZero();
    }

    // UNKNOWN → PARKED

    @Test
    void believedAbsentUnderParkIsParked() {
        scene.withPolicy(UnknownPolicy.park).withControl();
        scene.enkash.next(requestLost());

        assertParked("unknownPolicy is park");
    }

    @Test
    void believedAbsentAfterAWrongEchoIsParked() {
        scene.withShortWindow().withControl();
        scene.enkash.next(FakeEnkash.answers(new Answer.WrongEcho(200, 0, null)));

        assertParked("under another reference");
    }

    @Test
    void whatCanNeverBeLookedUpIsParked() {
        scene.enkash.next(requestLost());

        assertThatThrownBy(() -> scene.perform(coins()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("no search for coins");
        assertThat(scene.memory.find(scene.settings.key(Kind.coins, "R-1")))
                .get()
                .extracting(Movement::state)
                .isEqualTo(State.PARKED);
    }

    @Test
    void whatWasRefusedAndCanNeverBeLookedUpIsNotSentAgain() {
        scene.enkash.next(refuses("no"), accepted());
        catchThrowable(() -> scene.perform(coins()));

        assertThatThrownBy(() -> scene.perform(coins()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("no search for coins");
        assertThat(scene.enkash.sent).hasSize(1);
    }

    private static Order coins() {
        return Scene.order(Kind.coins, "R-1", "250", Direction.CR, Scene.ACCOUNT, "who");
    }

    // PARKED, UNKNOWN → PAID or RESERVED, by a person

    @Test
    void aPersonClosesAParkedOrUnknownOneAsPaid() {
        for (var before : Set.of(parked(), unknown())) {
            var closed = Steps.closedAsPaid(before, "Asha", "seen in the portal", scene.time.instant());

            assertThat(closed.state()).isEqualTo(State.PAID);
            assertThat(closed.receipt().closedBy()).isEqualTo("Asha");
        }
    }

    @Test
    void aPersonClosesAParkedOrUnknownOneAsNotPaidAndTheDoubtStays() {
        for (var before : Set.of(parked(), unknown())) {
            var closed = Steps.closedAsNotPaid(before, "Asha", "not in the portal", scene.time.instant());

            assertThat(closed.state()).isEqualTo(State.RESERVED);
            assertThat(closed.doubt().earlierAttempt()).isTrue();
        }
    }

    private Movement unknown() {
        scene.enkash.next(requestLost());
        catchThrowable(() -> scene.perform(order("UNKNOWN-1")));
        return scene.row("UNKNOWN-1");
    }

    private Movement parked() {
        return Steps.givenToAPerson(unknown(), "why", scene.time.instant());
    }

    // PAID is final

    @Test
    void paidIsFinal() {
        var first = scene.perform(order("R-1"));
        scene.time.pass(Duration.ofDays(1));

        assertThatThrownBy(() -> scene.perform(order("R-1", "300"))).isInstanceOf(ReferenceConflictException.class);
        assertThat(scene.perform(order("R-1")))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .ignoringFields("outcome", "raw")
                .isEqualTo(first);

        assertThat(scene.enkash.sent).containsExactly("R-1");
    }

    private void refused(String reference) {
        scene.enkash.next(refuses("no"));
        assertThatThrownBy(() -> scene.perform(order(reference))).isInstanceOf(RejectedException.class);
    }

    /** The process dies while it sends. */
    private void crash(String reference) {
        scene.enkash.next((enkash, order) -> {
            throw new Crash();
        });
        assertThatThrownBy(() -> scene.perform(order(reference))).isInstanceOf(Crash.class);
    }
}

package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.accepted;
import static io.github.camelenkash.ledger.FakeEnkash.answerLost;
import static io.github.camelenkash.ledger.FakeEnkash.isNotReached;
import static io.github.camelenkash.ledger.FakeEnkash.refuses;
import static io.github.camelenkash.ledger.FakeEnkash.refusesToken;
import static io.github.camelenkash.ledger.FakeEnkash.requestLost;
import static io.github.camelenkash.ledger.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.PointsMoved;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One movement from the caller's side: what it gives, what it throws, and how often points move. */
class SingleMovementTest {

    private static final AllocateCall ALLOCATE = new AllocateCall();

    private final Scene scene = new Scene();

    // The receipt

    @Test
    void aPaidOrderGivesWhatEnkashTold() {
        var receipt = scene.perform(order("R-1", "250.00"));

        assertThat(receipt.reference()).isEqualTo("R-1");
        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.direction()).isEqualTo(Direction.CR);
        assertThat(receipt.points()).isEqualTo("250.00");
        assertThat(receipt.cardId()).isEqualTo("EKC1");
        assertThat(receipt.userId()).isEqualTo("EK1");
        assertThat(receipt.transactionId()).isEqualTo("T-R-1");
        assertThat(receipt.otbBalance()).isEqualByComparingTo("1000.50");
        assertThat(receipt.responseCode()).isZero();
        assertThat(receipt.responseMessage()).isEqualTo("Success");
        assertThat(receipt.settled()).isFalse();
        assertThat(receipt.raw()).containsEntry("member", "not named");
    }

    @Test
    void theSameOrderAgainGetsTheStoredReceipt() {
        var first = scene.perform(order("R-1"));

        var again = scene.perform(order("R-1"));

        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("outcome", "raw")
                .isEqualTo(first);
        assertThat(scene.enkash.sent).containsExactly("R-1");
        assertThat(scene.enkash.lookedUp).isEmpty();
    }

    @Test
    void theSameAmountWrittenOtherwiseIsTheSameOrder() {
        scene.perform(order("R-1", "250"));

        assertThat(scene.perform(order("R-1", "250.00")).outcome()).isEqualTo(Outcome.ALREADY_PAID);
    }

    @Test
    void aPaidOrderOfAnotherPersonAmountDirectionOrAccountIsAConflict() {
        scene.perform(order("R-1", "250", "mobile:9000000001"));

        assertConflict(order("R-1", "250", "mobile:9000000002"));
        assertConflict(order("R-1", "251", "mobile:9000000001"));
        assertConflict(Scene.order(Kind.points, "R-1", "250", Direction.DR, Scene.ACCOUNT, "mobile:9000000001"));
        assertConflict(Scene.order(Kind.points, "R-1", "250", Direction.CR, "CA00002", "mobile:9000000001"));
        assertConflict(Scene.order(
                Kind.points, "R-1", "250", Direction.CR, Scene.ACCOUNT, "mobile:9000000001", "email:a@example.in"));

        assertThat(scene.enkash.sent).containsExactly("R-1");
    }

    private void assertConflict(Order order) {
        assertThatThrownBy(() -> scene.perform(order))
                .isInstanceOf(ReferenceConflictException.class)
                .hasMessageNotContaining("90000000")
                .extracting("reference")
                .isEqualTo("R-1");
    }

    @Test
    void anOrderThatDiffersFromOneInDoubtIsAConflict() {
        scene.enkash.search = FakeEnkash.failing();
        scene.enkash.next(requestLost());
        catchThrowable(() -> scene.perform(order("R-1", "250")));

        assertThatThrownBy(() -> scene.perform(order("R-1", "300"))).isInstanceOf(ReferenceConflictException.class);
    }

    @Test
    void anOrderThatDiffersFromOneThatIsBeingSentIsAConflict() {
        scene.enkash.next((enkash, order) -> {
            assertThatThrownBy(() -> scene.anotherNode().perform(ALLOCATE, order("R-1", "300")))
                    .isInstanceOf(ReferenceConflictException.class);
            return FakeEnkash.paid(order);
        });

        scene.perform(order("R-1", "250"));
    }

    @Test
    void anOrderThatDiffersFromAParkedOneIsAConflict() {
        scene.withPolicy(UnknownPolicy.park).withControl();
        scene.enkash.next(requestLost());
        catchThrowable(() -> scene.perform(order("R-1", "250")));
        assertThat(scene.state("R-1")).isEqualTo(State.PARKED);

        assertThatThrownBy(() -> scene.perform(order("R-1", "300"))).isInstanceOf(ReferenceConflictException.class);
    }

    @Test
    void referencesOfOtherKindsLiveApart() {
        scene.perform(order("R-1"));

        var voucher = Scene.order(Kind.orders, "R-1", "99", Direction.DR, Scene.ACCOUNT, "who");

        assertThat(scene.perform(voucher).outcome()).isEqualTo(Outcome.PAID);
    }

    // A no

    @Test
    void aRefusedOrderSaysWhatEnkashSaid() {
        scene.enkash.next(FakeEnkash.answers(new Answer.Refused(422, 7, "not eligible")));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(RejectedException.class)
                .extracting("reference", "httpStatus", "code", "serviceMessage", "pointsMoved")
                .containsExactly("R-1", 422, 7, "not eligible", PointsMoved.NO);
    }

    @Test
    void aRefusedOrderIsCorrectedAndSentAgainUnderTheSameReference() {
        scene.enkash.next(refuses("more than the limit"));
        catchThrowable(() -> scene.perform(order("R-1", "250000")));

        assertThat(scene.perform(order("R-1", "250")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.enkash.lookedUp).containsExactly("R-1");
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
        assertThat(scene.row("R-1").content().points()).isEqualByComparingTo("250");
    }

    @Test
    void aRefusedOrderThatWasPaidAfterAllIsFoundBeforeItIsSentAgain() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            return new Answer.Refused(200, 1, "internal error");
        });
        catchThrowable(() -> scene.perform(order("R-1")));

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.ALREADY_PAID);

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    // Others on the same reference

    @Test
    void aSecondCallerWhileItIsBeingSentNeverSends() {
        scene.enkash.next((enkash, order) -> {
            assertThatThrownBy(() -> scene.anotherNode().perform(ALLOCATE, order))
                    .isInstanceOf(MovementInProgressException.class)
                    .extracting("outcome")
                    .isEqualTo(Outcome.UNKNOWN);
            enkash.credit(order);
            return FakeEnkash.paid(order);
        });

        scene.perform(order("R-1"));

        assertThat(scene.enkash.sent).containsExactly("R-1");
    }

    @Test
    void whoLosesTheRaceForTheRowDoesNotSend() {
        scene.with(new FailingLedger(scene.memory) {
            private boolean overtaken;

            @Override
            public boolean replace(Movement before, Movement after) {
                if (!overtaken) {
                    overtaken = true;
                    new Movements(scene.settings, scene.memory, scene.enkash, scene.time)
                            .perform(ALLOCATE, order("R-1"));
                }
                return super.replace(before, after);
            }
        });

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.ALREADY_PAID);

        assertThat(scene.enkash.sent).containsExactly("R-1");
    }

    @Test
    void sixtyFourThreadsWithOneReferenceSendItOnce() throws Exception {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(64);
        try {
            var outcomes = new ArrayList<Callable<Outcome>>();
            for (int i = 0; i < 64; i++) {
                var movements = new Movements(Scene.settings(Scene.WINDOW), scene.memory, scene.enkash, scene.time);
                outcomes.add(() -> {
                    start.await();
                    try {
                        return movements.perform(ALLOCATE, order("R-1")).outcome();
                    } catch (EnkashException e) {
                        return e.getOutcome();
                    }
                });
            }
            var results = outcomes.stream().map(threads::submit).toList();
            start.countDown();
            var told = new ArrayList<Outcome>();
            for (var result : results) {
                told.add(result.get(30, TimeUnit.SECONDS));
            }

            assertThat(scene.enkash.sent).containsExactly("R-1");
            assertThat(told).filteredOn(Outcome.PAID::equals).hasSize(1);
            assertThat(told).isSubsetOf(Outcome.PAID, Outcome.ALREADY_PAID, Outcome.UNKNOWN);
        } finally {
            threads.shutdownNow();
        }
    }

    // A crash

    @Test
    void whatACrashedProcessSentIsLookedUpWhenItsLeaseIsOver() {
        crashWhileSending(true);
        scene.time.pass(Scene.LEASE);

        var receipt = scene.anotherNode().perform(ALLOCATE, order("R-1"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(receipt.settled()).isTrue();
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void whatACrashedProcessSentBelongsToItUntilItsLeaseIsOver() {
        crashWhileSending(true);
        scene.time.pass(Scene.LEASE.minusNanos(1));

        assertThatThrownBy(() -> scene.anotherNode().perform(ALLOCATE, order("R-1")))
                .isInstanceOf(MovementInProgressException.class)
                .hasMessageContaining("2026-01-01T00:02:00Z");
    }

    @Test
    void whatACrashedProcessDidNotSendAfterAllIsSentOnce() {
        scene.withControl();
        crashWhileSending(false);
        scene.time.pass(Scene.LEASE);
        scene.perform(order("LATER-CONTROL-1"));
        scene.time.pass(Scene.WINDOW);

        assertThat(scene.anotherNode().perform(ALLOCATE, order("R-1")).outcome())
                .isEqualTo(Outcome.PAID);

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    private void crashWhileSending(boolean credited) {
        scene.enkash.next((enkash, order) -> {
            if (credited) {
                enkash.credit(order);
            }
            throw new Crash();
        });
        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(Crash.class);
    }

    // An answer after the lease

    @Test
    void anAcceptanceThatComesAfterTheLeaseStillCounts() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            scene.time.pass(Scene.LEASE);
            enkash.search = FakeEnkash.failing();
            catchThrowable(() -> scene.anotherNode().perform(ALLOCATE, order));
            assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
            return FakeEnkash.paid(order);
        });

        var receipt = scene.perform(order("R-1"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.settled()).isFalse();
        assertThat(scene.state("R-1")).isEqualTo(State.PAID);
    }

    @Test
    void anAcceptanceThatComesAfterOthersFoundThePaymentChangesNothing() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            scene.time.pass(Scene.LEASE);
            scene.anotherNode().perform(ALLOCATE, order);
            return FakeEnkash.paid(order);
        });

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.row("R-1").receipt().settled()).isTrue();
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void anAcceptanceWithAnotherTransactionThanTheOneThatWasPaidAlertsLoudly() {
        try (var log = new LogLines(Movements.class)) {
            scene.enkash.next((enkash, order) -> {
                enkash.credit(order);
                scene.time.pass(Scene.LEASE);
                scene.anotherNode().perform(ALLOCATE, order);
                var paid = (Answer.Paid) FakeEnkash.paid(order("R-OTHER"));
                return new Answer.Paid(paid.accepted(), 200, 0, "Success");
            });

            scene.perform(order("R-1"));

            assertThat(log.lines()).singleElement().asString().contains("ERROR", "paid twice", "T-R-1", "T-R-OTHER");
        }
    }

    @Test
    void aNoThatComesAfterTheLeaseIsOvertakenByWhatOthersFound() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            scene.time.pass(Scene.LEASE);
            scene.anotherNode().perform(ALLOCATE, order);
            return new Answer.Refused(200, 1, "no");
        });

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    @Test
    void aWrongEchoThatComesAfterTheLeaseBarsTheWayToSendingAgain() {
        scene.withShortWindow().withControl();
        scene.enkash.next((enkash, order) -> {
            scene.time.pass(Scene.LEASE);
            var search = enkash.search;
            enkash.search = FakeEnkash.failing();
            catchThrowable(() -> scene.anotherNode().perform(ALLOCATE, order));
            enkash.search = search;
            assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
            return new Answer.WrongEcho(200, 0, null);
        });

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("another reference");

        assertThat(scene.state("R-1")).isEqualTo(State.PARKED);
        assertThat(scene.row("R-1").doubt().wrongEcho()).isTrue();
    }

    @Test
    void aWrongEchoThatComesWhenOthersBelieveItAbsentIsNotSentAgainByThisCall() {
        scene.withShortWindow().withControl();
        scene.enkash.next((enkash, order) -> {
            scene.time.pass(Scene.LEASE);
            scene.anotherNode().perform(ALLOCATE, order("LATER-CONTROL-1"));
            enkash.next(isNotReached());
            catchThrowable(() -> scene.anotherNode().perform(ALLOCATE, order));
            assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
            return new Answer.WrongEcho(200, 0, null);
        });

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(scene.enkash.credits("R-1")).isZero();
    }

    // The token

    @Test
    void a401OnceIsRepeatedAndAccepted() {
        scene.enkash.next(refusesToken(), accepted());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.enkash.logins).isEqualTo(2);
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void a401TwiceIsAnErrorOfTheCredentialsAndTheOrderMayBeSentLater() {
        scene.enkash.next(refusesToken(), refusesToken());
        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(CredentialsException.class);

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    // Not sent

    @Test
    void whatIsNotSentThrowsTheCauseAndMayBeSentAgain() {
        var cause = new UnavailableException(Failure.because("no route to host"));
        scene.enkash.next(FakeEnkash.answers(new Answer.NotSent(cause)));

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isSameAs(cause);

        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    // A wrong echo

    @Test
    void aWrongEchoIsNeverSentAgainHoweverOftenItIsOrdered() {
        scene.withShortWindow().withControl();
        scene.enkash.next(FakeEnkash.answers(new Answer.WrongEcho(200, 0, null)));

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);
            scene.time.pass(Scene.WINDOW);
        }

        assertThat(scene.enkash.sent).filteredOn("R-1"::equals).hasSize(1);
    }

    @Test
    void aWrongEchoThatIsFoundUnderOurReferenceAfterAllIsPaid() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            return new Answer.WrongEcho(200, 0, null);
        });

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    // The time for settling

    @Test
    void aCallWaitsForTheSettlingNoLongerThanSettleInCall() {
        scene.enkash.search = FakeEnkash.failing();
        scene.enkash.next(requestLost());

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .extracting("outcome", "pointsMoved")
                .containsExactly(Outcome.UNKNOWN, PointsMoved.UNKNOWN);

        assertThat(scene.time.instant()).isEqualTo(VirtualTime.START.plus(Scene.IN_CALL));
        assertThat(scene.enkash.lookedUp).hasSize(11);
    }

    @Test
    void theLastPauseIsNoLongerThanWhatIsLeft() {
        scene.with(Scene.settings("node-1", Scene.WINDOW, Duration.ofMillis(2500), UnknownPolicy.resend, false));
        scene.enkash.search = FakeEnkash.failing();
        scene.enkash.next(requestLost());

        catchThrowable(() -> scene.perform(order("R-1")));

        assertThat(scene.time.instant()).isEqualTo(VirtualTime.START.plusMillis(2500));
    }

    @Test
    void withoutAnyTimeForSettlingACallLooksOnce() {
        scene.with(Scene.settings("node-1", Scene.WINDOW, Duration.ZERO, UnknownPolicy.resend, false));
        scene.enkash.next(answerLost());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    @Test
    void sendingAgainAndAgainEndsWithTheTimeForSettling() {
        scene.withShortWindow().withControl();
        var begin = scene.time.instant();
        for (int i = 0; i < 100; i++) {
            scene.enkash.next(requestLost());
        }

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(Duration.between(begin, scene.time.instant())).isLessThanOrEqualTo(Scene.IN_CALL);
        assertThat(scene.row("R-1").attempt()).isGreaterThan(1);
        assertThat(scene.enkash.credits("R-1")).isZero();
    }

    @Test
    void whatBecomesVisibleDuringTheSettlingIsPaid() {
        scene.enkash.lag = Duration.ofSeconds(3);
        scene.enkash.next(answerLost());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.time.instant()).isEqualTo(VirtualTime.START.plusSeconds(3));
    }

    @Test
    void whatAnotherNodeSettlesMeanwhileIsSeen() {
        scene.enkash.next(answerLost());
        scene.enkash.search = FakeEnkash.failing();
        scene.time.duringEachPause(() -> {
            var unknown = scene.row("R-1");
            scene.memory.replace(
                    unknown,
                    Steps.accepted(unknown, (Answer.Paid) FakeEnkash.paid(order("R-1")), scene.time.instant()));
        });

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    @Test
    void whoIsInterruptedWhileWaitingReportsUnknownAndStaysInterrupted() {
        scene.enkash.search = FakeEnkash.failing();
        scene.enkash.next(requestLost());
        scene.time.interruptTheNextPause();

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(scene.time.instant()).isEqualTo(VirtualTime.START);
    }

    // The policy

    @Test
    void underParkNothingIsSentTwiceAndAPersonDecides() {
        scene.withPolicy(UnknownPolicy.park).withControl();
        scene.enkash.next(requestLost());

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> scene.perform(order("R-1")))
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("enkash:close")
                    .extracting("outcome")
                    .isEqualTo(Outcome.PARKED);
            scene.time.pass(Scene.WINDOW);
        }

        assertThat(scene.enkash.sent).filteredOn("R-1"::equals).hasSize(1);
    }

    @Test
    void underParkWhatIsFoundIsPaid() {
        scene.withPolicy(UnknownPolicy.park).withControl();
        scene.enkash.next(answerLost());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    // The ledger fails

    @Test
    void aLedgerThatFailsBeforeTheSendSendsNothing() {
        var down = new UnavailableException(Failure.because("the ledger's database failed"));
        for (int access = 1; access <= 2; access++) {
            var failing = failingAt(access, down);
            scene.with(failing);

            assertThatThrownBy(() -> scene.perform(order("R-1"))).isSameAs(down);
        }

        assertThat(scene.enkash.sent).isEmpty();
        assertThat(scene.row("R-1")).isNull();
    }

    @Test
    void aLedgerThatFailsAfterTheSendLeavesTheOutcomeUnknown() {
        var down = new UnavailableException(Failure.because("the ledger's database failed"));
        scene.with(failingAt(3, down));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(down)
                .extracting("reference", "pointsMoved")
                .containsExactly("R-1", PointsMoved.UNKNOWN);

        assertThat(scene.state("R-1")).isEqualTo(State.SENT);
        scene.time.pass(Scene.LEASE);
        assertThat(scene.with(scene.memory).perform(order("R-1")).outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void aLedgerThatFailsWhileSettlingLeavesTheOutcomeUnknown() {
        var down = new UnavailableException(Failure.because("the ledger's database failed"));
        scene.enkash.next(answerLost());
        scene.with(failingAt(4, down));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(down);
    }

    @Test
    void aLedgerThatFailsWhenTheLeaseIsTakenOverLeavesTheOutcomeUnknown() {
        var down = new UnavailableException(Failure.because("the ledger's database failed"));
        crashWhileSending(true);
        scene.time.pass(Scene.LEASE);
        // first the row that is there already, then what it says, then the lease
        scene.with(failingAt(3, down));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(down);
    }

    private FailingLedger failingAt(int which, RuntimeException failure) {
        return new FailingLedger(scene.memory) {
            private int accesses;

            @Override
            void access() {
                if (++accesses == which) {
                    throw failure;
                }
            }
        };
    }

    @Test
    void aClientThatThrowsAfterAllLeavesTheOutcomeUnknown() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLoginThatFailsBeforeASecondSendLeavesTheOutcomeUnknown() {
        scene.withShortWindow().withControl();
        var refused = new CredentialsException(Failure.because("login refused"));
        scene.enkash.next((enkash, order) -> {
            enkash.refusedLogin = refused;
            return FakeEnkash.unusable("timeout");
        });

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCause(refused);
        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
    }

    // checkFirst

    @Test
    void withCheckFirstAFirstOrderThatEnkashHasIsNotSent() {
        scene.withCheckFirst();
        scene.enkash.credit(order("R-1"));

        var receipt = scene.perform(order("R-1"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(receipt.settled()).isTrue();
        assertThat(scene.enkash.sent).isEmpty();
        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.ALREADY_PAID);
    }

    @Test
    void withCheckFirstAFirstOrderThatEnkashHasOtherwiseIsParked() {
        scene.withCheckFirst();
        scene.enkash.credit(order("R-1", "300"));

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .extracting("outcome")
                .isEqualTo(Outcome.PARKED);
        assertThat(scene.enkash.sent).isEmpty();
    }

    @Test
    void withCheckFirstAFirstOrderThatEnkashDoesNotHaveIsSent() {
        scene.withCheckFirst();

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
        assertThat(scene.enkash.lookedUp).containsExactly("R-1");
    }

    @Test
    void withCheckFirstNothingIsSentWhileTheSearchFails() {
        scene.withCheckFirst();
        scene.enkash.search = FakeEnkash.failing();

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("looked up before it is sent");
        assertThat(scene.row("R-1")).isNull();
    }

    @Test
    void withCheckFirstWhatAnOldCopyOfTheLedgerHasAsReservedIsLookedUpToo() {
        scene.enkash.next(isNotReached());
        catchThrowable(() -> scene.perform(order("R-1")));
        // After the copy was made, the original sent it.
        scene.enkash.credit(order("R-1"));

        assertThat(scene.withCheckFirst().perform(order("R-1")).outcome()).isEqualTo(Outcome.ALREADY_PAID);

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void withCheckFirstWhatCanNeverBeLookedUpIsNotSent() {
        scene.withCheckFirst();
        var coins = Scene.order(Kind.coins, "R-1", "250", Direction.CR, Scene.ACCOUNT, "who");

        assertThatThrownBy(() -> scene.perform(coins)).isInstanceOf(UnavailableException.class);
        assertThat(scene.enkash.sent).isEmpty();
    }

    // Rehearsing

    @Test
    void aRehearsalSaysWhatWouldHappenAndDoesNothing() {
        scene.perform(order("PAID-1"));
        scene.enkash.search = FakeEnkash.failing();
        scene.enkash.next(requestLost(), refuses("no"));
        catchThrowable(() -> scene.perform(order("UNKNOWN-1")));
        catchThrowable(() -> scene.perform(order("REFUSED-1")));
        int sent = scene.enkash.sent.size();
        int lookedUp = scene.enkash.lookedUp.size();

        assertThat(scene.movements().rehearse(order("NEW-1")).outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(scene.movements().rehearse(order("REFUSED-1")).outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(scene.movements().rehearse(order("PAID-1")).outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThatThrownBy(() -> scene.movements().rehearse(order("PAID-1", "1")))
                .isInstanceOf(ReferenceConflictException.class);
        assertThatThrownBy(() -> scene.movements().rehearse(order("UNKNOWN-1")))
                .isInstanceOf(OutcomeUnknownException.class);

        assertThat(scene.enkash.sent).hasSize(sent);
        assertThat(scene.enkash.lookedUp).hasSize(lookedUp);
        assertThat(scene.row("NEW-1")).isNull();
    }

    @Test
    void aRehearsalTellsASenderAtWorkFromOneWhoStopped() {
        scene.enkash.next((enkash, order) -> {
            assertThatThrownBy(() -> scene.movements().rehearse(order)).isInstanceOf(MovementInProgressException.class);
            throw new Crash();
        });
        catchThrowable(() -> scene.perform(order("R-1")));
        scene.time.pass(Scene.LEASE);

        assertThatThrownBy(() -> scene.movements().rehearse(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(scene.state("R-1")).isEqualTo(State.SENT);
    }

    // What the ledger tells and keeps

    @Test
    void theLedgerTellsWhatItKnowsOfAReference() {
        scene.perform(order("R-1"));

        var view = scene.movements().find(Kind.points, "R-1").orElseThrow();

        assertThat(view.state()).isEqualTo(State.PAID);
        assertThat(view.transactionId()).isEqualTo("T-R-1");
        assertThat(view.attempt()).isEqualTo(1);
        assertThat(view.reason()).isNull();
        assertThat(view.createdAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(scene.movements().find(Kind.points, "R-2")).isEmpty();
    }

    @Test
    void theLedgerKeepsNothingThatNamesThePerson() {
        scene.perform(order("R-1", "250", "mobile:9000000001"));

        assertThat(scene.row("R-1").content().toString()).doesNotContain("9000000001");
        assertThat(scene.row("R-1").toString()).doesNotContain("9000000001");
    }

    @Test
    void twoFingerprintsOfOneOrderDifferAndBothMatch() {
        var order = order("R-1", "250");
        var one = Fingerprint.of(order);
        var other = Fingerprint.of(order);

        assertThat(one).isNotEqualTo(other);
        assertThat(Fingerprint.matches(one, order("R-1", "250.00"))).isTrue();
        assertThat(Fingerprint.matches(other, order)).isTrue();
        assertThat(Fingerprint.matches(one, order("R-1", "250.01"))).isFalse();
    }

    @Test
    void partsOfAPersonDoNotRunTogetherInTheFingerprint() {
        var apart = Scene.order(Kind.points, "R-1", "250", Direction.CR, Scene.ACCOUNT, "card:1", "mobile:2");
        var together = Scene.order(Kind.points, "R-1", "250", Direction.CR, Scene.ACCOUNT, "card:1\nmobile:2");

        assertThat(Fingerprint.matches(Fingerprint.of(apart), together)).isFalse();
    }

    // Settings

    @Test
    void aLeaseThatIsNotLongerThanACallIsRefused() {
        assertThatThrownBy(() -> settings(Scene.CALL_TIMEOUT, Scene.DELAY))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("lease");
    }

    @Test
    void aSettleDelayOfNothingIsRefused() {
        assertThatThrownBy(() -> settings(Scene.LEASE, Duration.ZERO))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("settleDelay");
    }

    private static MovementSettings settings(Duration lease, Duration delay) {
        return new MovementSettings(
                "test",
                "CRM000001",
                "CEK000001",
                "node-1",
                lease,
                Scene.CALL_TIMEOUT,
                UnknownPolicy.resend,
                Scene.WINDOW,
                delay,
                Scene.IN_CALL,
                Set.of("SUCCESS"),
                false);
    }
}

package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.answerLost;
import static io.github.camelenkash.ledger.FakeEnkash.late;
import static io.github.camelenkash.ledger.FakeEnkash.requestLost;
import static io.github.camelenkash.ledger.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.Transaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** When absence is believed, and when not. What is believed is sent again, so most tests count what was sent. */
class AbsenceTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scene scene = new Scene();

    /** An order whose request is lost; nothing of it will ever be found. */
    private void lose(String reference) {
        scene.enkash.next(requestLost());
        perform(reference);
        assertThat(scene.state(reference)).isEqualTo(State.UNKNOWN);
    }

    private Outcome perform(String reference) {
        return outcome(() -> scene.perform(order(reference)).outcome());
    }

    private static Outcome outcome(Callable<Outcome> call) {
        try {
            return call.call();
        } catch (EnkashException e) {
            return e.getOutcome();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void pay(String reference) {
        assertThat(perform(reference)).isEqualTo(Outcome.PAID);
    }

    private long timesSent(String reference) {
        return scene.enkash.sent.stream().filter(reference::equals).count();
    }

    // (a) the window

    @Test
    void absenceIsBelievedOnceTheWindowHasPassed() {
        scene.withControl();
        lose("R-1");
        // The call itself waited; the window counts from the moment at which the connection was cut.
        scene.time.pass(Scene.WINDOW.minus(Scene.IN_CALL));

        assertThat(perform("R-1")).isEqualTo(Outcome.PAID);

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void absenceIsNotBelievedBeforeTheWindowHasPassed() {
        scene.withControl();
        lose("R-1");
        scene.time.pass(Scene.WINDOW.minus(Scene.IN_CALL).minus(Scene.IN_CALL).minusNanos(1));

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);

        assertThat(timesSent("R-1")).isEqualTo(1);
    }

    @Test
    void afterACrashTheWindowBeginsWhenTheLeaseEnds() {
        scene.withControl();
        scene.enkash.next((enkash, order) -> {
            throw new Crash();
        });
        catchThrowable(() -> scene.perform(order("R-1")));
        scene.time.pass(Scene.LEASE);
        pay("LATER-CONTROL-1");
        scene.time.pass(Scene.WINDOW.minus(Scene.IN_CALL).minusNanos(1));

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
        assertThat(perform("R-1")).isEqualTo(Outcome.PAID);
    }

    @Test
    void anEffectThatComesLateButWithinTheWindowIsFound() {
        scene.withControl();
        scene.enkash.next(late(Scene.WINDOW));
        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
        scene.time.pass(Scene.WINDOW);

        assertThat(perform("R-1")).isEqualTo(Outcome.ALREADY_PAID);

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    // (b) a control after the empty answer

    @Test
    void withoutAnyControlAbsenceIsNeverBelieved() {
        lose("R-1");
        scene.time.pass(Duration.ofDays(1));

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void theControlIsLookedUpAfterTheEmptyAnswer() {
        scene.withControl();
        lose("R-1");
        scene.time.pass(Scene.WINDOW);
        scene.enkash.lookedUp.clear();

        perform("R-1");

        assertThat(scene.enkash.lookedUp).containsExactly("R-1", "CONTROL-0000000001");
    }

    @Test
    void aControlThatIsNotFoundProvesNothing() {
        scene.withControl();
        lose("R-1");
        scene.time.pass(Scene.WINDOW);
        scene.enkash.search = (account, reference) -> new LookUp.Empty();

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
        assertThat(timesSent("R-1")).isEqualTo(1);
    }

    @Test
    void aControlThatIsFoundWithAnotherContentProvesNothing() {
        scene.withControl();
        lose("R-1");
        scene.time.pass(Scene.WINDOW);
        scene.enkash.search = (account, reference) -> reference.equals("R-1")
                ? new LookUp.Empty()
                : new LookUp.Found(List.of(FakeEnkash.transaction(new FakeEnkash.Credit(
                        reference, account, Direction.CR, BigDecimal.ONE, null, VirtualTime.START))));

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aControlWhoseLookUpFailsProvesNothing() {
        scene.withControl();
        lose("R-1");
        scene.time.pass(Scene.WINDOW);
        scene.enkash.search =
                (account, reference) -> reference.equals("R-1") ? new LookUp.Empty() : new LookUp.Failed("HTTP 503");

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aControlWithAShorterReferenceProvesNothing() {
        pay("C-1");
        lose("R-10");
        scene.time.pass(Scene.WINDOW);
        assertThat(perform("R-10")).isEqualTo(Outcome.UNKNOWN);

        pay("C-20");
        assertThat(perform("R-10")).isEqualTo(Outcome.PAID);
    }

    @Test
    void aSearchThatCutsLongReferencesIsSeenThrough() {
        scene.enkash.search = (account, reference) ->
                reference.length() > 10 ? new LookUp.Empty() : scene.enkash.exact(account, reference);
        pay("SHORT-1");
        pay("LONG-ENOUGH-TO-BE-CUT-1");
        scene.enkash.next(answerLost());
        perform("LONG-ENOUGH-TO-BE-CUT-2");
        scene.time.pass(Scene.WINDOW);

        assertThat(perform("LONG-ENOUGH-TO-BE-CUT-2")).isEqualTo(Outcome.UNKNOWN);

        assertThat(scene.enkash.credits("LONG-ENOUGH-TO-BE-CUT-2")).isEqualTo(1);
    }

    @Test
    void aControlOfAnotherOperationProvesNothing() {
        scene.perform(of("unallocate", "CONTROL-1", Scene.ACCOUNT));
        lose("R-1");
        scene.time.pass(Scene.WINDOW);

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aControlOfAnotherAccountProvesNothing() {
        scene.perform(of("allocate", "CONTROL-1", "CA00002"));
        lose("R-1");
        scene.time.pass(Scene.WINDOW);

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    private static Order of(String operation, String reference, String account) {
        var order = Scene.order(Kind.points, reference, "250", Direction.CR, account, "who");
        return new Order(
                operation,
                order.kind(),
                reference,
                account,
                order.direction(),
                order.points(),
                null,
                order.who(),
                order.body());
    }

    @Test
    void whatAPersonDecidedIsNoControl() {
        lose("PARKED-1");
        var unknown = scene.row("PARKED-1");
        scene.memory.replace(unknown, Steps.closedAsPaid(unknown, "Asha", "seen", scene.time.instant()));
        lose("R-1");
        scene.time.pass(Scene.WINDOW);

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void neighboursOnBothSidesAreBothAskedFor() {
        pay("BEFORE-1");
        scene.time.pass(MINUTE);
        lose("R-1");
        scene.time.pass(MINUTE);
        pay("AFTER-1");
        pay("LATE-AFTER-1");
        scene.time.pass(Scene.WINDOW);
        scene.enkash.lookedUp.clear();

        perform("R-1");

        assertThat(scene.enkash.lookedUp).startsWith("R-1", "BEFORE-1", "AFTER-1");
    }

    // (c) a control that was young when it was found

    @Test
    void anOldControlDoesNotProveThatTheSearchIsUpToDate() {
        scene.withControl();
        scene.time.pass(Duration.ofDays(1));
        lose("R-1");
        scene.time.pass(Scene.WINDOW);

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
        assertThat(timesSent("R-1")).isEqualTo(1);
    }

    @Test
    void aControlThatIsPaidLaterProvesIt() {
        scene.withControl();
        scene.time.pass(Duration.ofDays(1));
        lose("R-1");
        scene.time.pass(Scene.WINDOW);
        pay("LATER-CONTROL-1");

        assertThat(perform("R-1")).isEqualTo(Outcome.PAID);
    }

    @Test
    void aControlThatWasFoundWhileItWasYoungSpeaksForAnHour() {
        scene.withControl();
        scene.time.pass(Duration.ofMinutes(30));
        lose("R-1"); // finds the control at the age of half an hour
        scene.time.pass(Duration.ofMinutes(29));
        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);

        scene.time.pass(Duration.ofMinutes(2));
        assertThat(perform("R-1")).isEqualTo(Outcome.PAID);
    }

    @Test
    void aControlThatWasFoundWhileItWasYoungDoesNotSpeakForLongerThanAnHour() {
        scene.withControl();
        scene.time.pass(Duration.ofMinutes(90));
        lose("R-1"); // finds the control at the age of an hour and a half
        scene.time.pass(Duration.ofMinutes(91));

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void manyLooksDoNotPushOutTheOneThatCounts() {
        scene.withControl();
        scene.time.pass(Duration.ofMinutes(30));
        lose("R-1");
        for (int i = 0; i < 60; i++) {
            scene.time.pass(Duration.ofSeconds(31).minus(Scene.IN_CALL));
            if (perform("R-1") == Outcome.PAID) {
                break;
            }
        }

        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void aSearchThatLagsBetraysItselfAndNothingIsPaidTwice() {
        scene.enkash.lag = Duration.ofHours(2);
        scene.withControl();
        scene.enkash.next(answerLost());
        perform("R-1");
        for (int i = 0; i < 120; i++) {
            pay("TRAFFIC-" + i);
            scene.time.pass(MINUTE);
            perform("R-1");
            assertThat(timesSent("R-1")).isEqualTo(1);
        }

        scene.time.pass(MINUTE);
        assertThat(perform("R-1")).isEqualTo(Outcome.ALREADY_PAID);
    }

    @Test
    void aSearchThatLagsALittleDoesNotKeepAnythingUnknownForEverUnderTraffic() {
        scene.enkash.lag = Duration.ofSeconds(5);
        scene.withControl();
        scene.time.pass(Duration.ofDays(1));
        lose("R-1");
        for (int i = 0; i < 700; i++) {
            pay("TRAFFIC-" + i);
            scene.time.pass(SECOND);
        }

        // The youngest control is a second old and not found yet. An older one proves as much as is needed.
        assertThat(perform("R-1")).isEqualTo(Outcome.PAID);
    }

    @Test
    void aControlThatMayHaveBeenPaidByAnEarlierAttemptCountsAsOldAsThat() {
        var scene = this.scene.withShortWindow();
        scene.withControl();
        scene.enkash.next(requestLost());
        pay("C-000001"); // by its second attempt
        assertThat(scene.row("C-000001").attempt()).isEqualTo(2);
        var sightings = new Sightings();
        var control = scene.row("C-000001");
        scene.time.pass(MINUTE);
        sightings.add(control, scene.time.instant());

        var sinceFirst = Duration.between(control.createdAt(), scene.time.instant());
        assertThat(sightings.wereYoung(control, sinceFirst, scene.time.instant()))
                .isTrue();
        assertThat(sightings.wereYoung(control, sinceFirst.minusNanos(1), scene.time.instant()))
                .isFalse();
    }

    // Searches that mislead

    @Test
    void aSearchThatIgnoresTheFilterPaysNothingTwice() {
        scene.withControl();
        scene.enkash.search = scene.enkash::ignoringTheFilter;
        lose("R-1");
        scene.enkash.next(answerLost());
        assertThat(perform("R-2")).isEqualTo(Outcome.PAID);
        scene.time.pass(Scene.WINDOW);
        pay("LATER-CONTROL-1");

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);

        assertThat(timesSent("R-1")).isEqualTo(1);
        assertThat(timesSent("R-2")).isEqualTo(1);
    }

    @Test
    void aSearchOfTheNewestPageOnlyPaysNothingTwice() {
        scene.enkash.search = scene.enkash.amongTheNewest(3);
        assertNeverPaidTwice();
    }

    @Test
    void aSearchOfTheOldestPageOnlyPaysNothingTwice() {
        scene.enkash.search = scene.enkash.amongTheOldest(3);
        assertNeverPaidTwice();
    }

    private void assertNeverPaidTwice() {
        scene.withControl();
        pay("BEFORE-1");
        pay("BEFORE-2");
        scene.time.pass(SECOND);
        scene.enkash.next(answerLost());
        var search = scene.enkash.search;
        scene.enkash.search = FakeEnkash.failing();
        perform("R-1");
        scene.enkash.search = search;
        scene.time.pass(SECOND);
        for (int i = 0; i < 10; i++) {
            pay("AFTER-" + i);
            scene.time.pass(MINUTE.plus(MINUTE));
            perform("R-1");
        }

        assertThat(timesSent("R-1")).isEqualTo(1);
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
    }

    @Test
    void aLookUpThatFailsIsNoAbsence() {
        scene.withControl();
        lose("R-1");
        scene.time.pass(Scene.WINDOW);
        scene.enkash.search = (account, reference) -> reference.equals("R-1")
                ? new LookUp.Failed("more rows than shown")
                : scene.enkash.exact(account, reference);

        assertThat(perform("R-1")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void aTransactionThatDoesNotNameItsAccountIsOfTheAccountThatWasAsked() {
        scene.enkash.search = (account, reference) -> {
            var found = scene.enkash.exact(account, reference);
            return found instanceof LookUp.Found rows
                    ? new LookUp.Found(rows.transactions().stream()
                            .map(row -> new Transaction(
                                    row.transactionId(),
                                    row.reference(),
                                    row.cardId(),
                                    row.userId(),
                                    row.points(),
                                    row.direction(),
                                    row.type(),
                                    row.status(),
                                    row.time(),
                                    Map.of()))
                            .toList())
                    : found;
        };
        scene.enkash.next(answerLost());

        assertThat(perform("R-1")).isEqualTo(Outcome.PAID);
    }
}

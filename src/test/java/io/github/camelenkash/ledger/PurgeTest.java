package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.refuses;
import static io.github.camelenkash.ledger.FakeEnkash.requestLost;
import static io.github.camelenkash.ledger.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.ReferenceConflictException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a purge takes out of old rows, and what it must leave. */
class PurgeTest {

    private static final Duration LONG = Duration.ofDays(400);

    private final Scene scene = new Scene();

    private int purge() {
        return new Desk(scene.movements()).purge(LONG);
    }

    @Test
    void whatTellsOfPeopleAndMoneyIsTakenOutOfAPaidRow() {
        scene.perform(Scene.ofCard("R-1", "EKC1").from("diwali.csv line 9"));
        var before = scene.row("R-1");
        scene.time.pass(LONG);

        assertThat(purge()).isEqualTo(1);

        var row = scene.row("R-1");
        assertThat(row.content().cardId()).isNull();
        assertThat(row.content().source()).isNull();
        assertThat(row.receipt()).isEqualTo(new Movement.Receipt(null, null, null, null, null, null, false, null));
        assertThat(row)
                .usingRecursiveComparison()
                .ignoringFields("receipt", "content.cardId", "content.source")
                .isEqualTo(before);
    }

    @Test
    void aPurgedPaidRowStillRefusesToBePaidAgain() {
        scene.perform(order("R-1"));
        scene.time.pass(LONG);
        purge();

        var receipt = scene.perform(order("R-1"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(receipt.points()).isEqualByComparingTo("250");
        assertThatThrownBy(() -> scene.perform(order("R-1", "300"))).isInstanceOf(ReferenceConflictException.class);
        assertThat(scene.enkash.credits("R-1")).isEqualTo(1);
        assertThat(scene.performAll(10, order("R-1"))).extracting("outcome").containsExactly(Outcome.ALREADY_PAID);
    }

    @Test
    void aPurgedRefusalKeepsItsDoubtAndIsStillLookedUpBeforeItIsSentAgain() {
        scene.withShortWindow().withControl();
        scene.enkash.next(requestLost(), refuses("not eligible"));
        catchThrowable(() -> scene.perform(order("R-1")));
        assertThat(scene.state("R-1")).isEqualTo(State.REFUSED);
        scene.time.pass(LONG);

        purge();

        var doubt = scene.row("R-1").doubt();
        assertThat(doubt.refusal()).isNull();
        assertThat(doubt.reason()).isNull();
        assertThat(doubt.earlierAttempt()).isTrue();
        scene.enkash.lookedUp.clear();
        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
        assertThat(scene.enkash.lookedUp).containsExactly("R-1");
    }

    @Test
    void whatIsYoungerStaysWhole() {
        scene.perform(order("R-1"));
        scene.time.pass(LONG.minusSeconds(1));

        assertThat(purge()).isZero();
        assertThat(scene.row("R-1").receipt().transactionId()).isEqualTo("T-R-1");
    }

    @Test
    void whatIsNotSettledStaysWholeHoweverOldItIs() {
        scene.withPolicy(UnknownPolicy.park);
        for (var reference : new String[] {"R-1", "R-2", "R-3"}) {
            scene.enkash.next(requestLost());
            catchThrowable(() -> scene.perform(order(reference).from("diwali.csv line 9")));
        }
        var parked = scene.row("R-1");
        scene.memory.replace(parked, Steps.givenToAPerson(parked, "why", scene.time.instant()));
        var reserved = scene.row("R-2");
        scene.memory.replace(reserved, Steps.absent(reserved, scene.time.instant()));
        scene.time.pass(LONG.multipliedBy(2));

        assertThat(purge()).isZero();

        for (var reference : new String[] {"R-1", "R-2", "R-3"}) {
            assertThat(scene.row(reference).content().source()).isEqualTo("diwali.csv line 9");
            assertThat(scene.row(reference).doubt().reason()).isNotNull();
        }
    }

    @Test
    void everyOldRowIsPurgedOnceAndThoseThatGrowOldLaterAreToo() {
        int many = 2 * Settling.PAGE + 3;
        for (int i = 0; i < many; i++) {
            scene.perform(order("R-" + i));
        }
        scene.time.pass(LONG);
        scene.perform(order("LATER"));

        assertThat(purge()).isEqualTo(many);
        assertThat(purge()).isZero();

        scene.time.pass(LONG);
        assertThat(purge()).isEqualTo(1);
    }

    @Test
    void aStartAfterAPurgePurgesNothingTwice() {
        scene.perform(order("R-1"));
        scene.time.pass(LONG);
        purge();

        assertThat(new Desk(scene.anotherNode()).purge(LONG)).isZero();
    }

    @Test
    void whoClosedARowIsTakenOutAndTheRowStaysNoControl() {
        scene.enkash.next(requestLost());
        catchThrowable(() -> scene.perform(order("R-1")));
        var unknown = scene.row("R-1");
        scene.memory.replace(unknown, Steps.closedAsPaid(unknown, "Asha", "seen in the portal", scene.time.instant()));
        scene.time.pass(LONG);

        purge();

        assertThat(scene.row("R-1").receipt().closedBy()).isNotNull().isNotEqualTo("Asha");
        assertThat(scene.row("R-1").receipt().responseMessage()).isNull();
    }
}

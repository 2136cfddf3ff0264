package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.accepted;
import static io.github.camelenkash.ledger.FakeEnkash.answers;
import static io.github.camelenkash.ledger.FakeEnkash.isNotReached;
import static io.github.camelenkash.ledger.FakeEnkash.refuses;
import static io.github.camelenkash.ledger.FakeEnkash.refusesToken;
import static io.github.camelenkash.ledger.FakeEnkash.requestLost;
import static io.github.camelenkash.ledger.FakeEnkash.wholeChunk;
import static io.github.camelenkash.ledger.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.FakeEnkash.Happening;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of answers in reliability.md: one test for each of its cells, named after its row. */
class AnswerTableTest {

    private static final Happening WRONG_ECHO = answers(new Answer.WrongEcho(200, 0, "Success"));
    private static final Happening FORBIDDEN = answers(new Answer.NoUsableAnswer("HTTP 403", 403, null, null, true));
    private static final Happening BAD_GATEWAY = answers(new Answer.NoUsableAnswer("HTTP 502", 502, null, null, false));

    private final Scene scene = scene();

    /** Where the rows are; a subclass has them in a database. */
    Scene scene() {
        return new Scene();
    }

    @BeforeEach
    void payAControl() {
        scene.withShortWindow().withControl();
    }

    /** The first attempt is lost and believed absent; this happens to the second one. */
    private void nextWithAnEarlierAttemptInDoubt(Happening happening) {
        scene.enkash.next(requestLost(), happening);
    }

    /** So that what the answer made of the row is not settled at once. */
    private void searchFailsFromTheSecondAttemptOn() {
        scene.enkash.atSending = () -> {
            if (scene.row("R-1").attempt() == 2) {
                scene.enkash.search = FakeEnkash.failing();
            }
        };
    }

    @Test
    void anAnswerThatEchoesOurReferenceIsPaid() {
        scene.enkash.next(accepted());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    @Test
    void anAnswerThatEchoesOurReferenceWithAnEarlierAttemptInDoubtIsPaid() {
        nextWithAnEarlierAttemptInDoubt(accepted());

        var receipt = scene.perform(order("R-1"));

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.settled()).isFalse();
        assertThat(scene.row("R-1").attempt()).isEqualTo(2);
    }

    @Test
    void anotherReferenceOrNoneIsUnknownAndNeverResentWithoutAPerson() {
        scene.enkash.next(WRONG_ECHO);

        assertParkedAfter(1);
    }

    @Test
    void anotherReferenceOrNoneWithAnEarlierAttemptInDoubtIsUnknownAndNeverResentWithoutAPerson() {
        nextWithAnEarlierAttemptInDoubt(WRONG_ECHO);

        assertParkedAfter(2);
    }

    @Test
    void aWrongEchoIsRememberedWhateverHappensAfterIt() {
        scene.enkash.next(WRONG_ECHO);
        scene.enkash.search = FakeEnkash.failing();
        catchThrowable(() -> scene.perform(order("R-1")));
        assertThat(scene.row("R-1").state()).isEqualTo(State.UNKNOWN);
        assertThat(scene.row("R-1").doubt().wrongEcho()).isTrue();

        scene.enkash.search = scene.enkash::exact;
        scene.time.pass(Scene.WINDOW);
        scene.perform(order("CONTROL-0000000002"));
        scene.time.pass(Scene.WINDOW);

        assertParkedAfter(1);
    }

    private void assertParkedAfter(int attempts) {
        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .extracting("outcome")
                .isEqualTo(Outcome.PARKED);
        scene.time.pass(Scene.WINDOW);
        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.PARKED);
        assertThat(scene.enkash.sent).filteredOn("R-1"::equals).hasSize(attempts);
    }

    @Test
    void aClearNoIsRefused() {
        scene.enkash.next(refuses("not eligible"));

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(RejectedException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.REFUSED);
        assertThat(scene.enkash.lookedUp).isEmpty();
    }

    @Test
    void aClearNoWithAnEarlierAttemptInDoubtIsUnknown() {
        nextWithAnEarlierAttemptInDoubt(refuses("duplicate reference"));
        searchFailsFromTheSecondAttemptOn();

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
        assertThat(scene.row("R-1").doubt().refusal()).isEqualTo("duplicate reference");
    }

    @Test
    void aClearNoToAWholeChunkIsUnknownWithTheNoNoted() {
        scene.enkash.nextChunk(wholeChunk(new Answer.Refused(400, 1, "row 2 lacks a mobile")));
        scene.enkash.search = FakeEnkash.failing();

        assertThat(scene.performAll(10, Scene.orders(2))).extracting("outcome").containsOnly(Outcome.UNKNOWN);

        assertThat(scene.row("ROW-100").doubt().refusal()).isEqualTo("row 2 lacks a mobile");
    }

    @Test
    void aClearNoToAWholeChunkWithAnEarlierAttemptInDoubtIsUnknownWithTheNoNoted() {
        scene.enkash.nextChunk(
                wholeChunk(FakeEnkash.unusable("lost")), wholeChunk(new Answer.Refused(400, 1, "duplicate")));

        // Looked up, not found, and then only is the no believed.
        assertThat(scene.performAll(10, Scene.orders(1)))
                .extracting("outcome", "reason")
                .containsExactly(tuple(Outcome.REFUSED, "duplicate"));

        assertThat(scene.row("ROW-100").attempt()).isEqualTo(2);
        assertThat(scene.row("ROW-100").doubt().earlierAttempt()).isTrue();
    }

    @Test
    void aNoThatWasBelievedOnlyAfterLookingStaysInDoubt() {
        scene.enkash.nextChunk(wholeChunk(new Answer.Refused(400, 1, "duplicate in row 2")));
        scene.performAll(10, Scene.orders(1));
        assertThat(scene.state("ROW-100")).isEqualTo(State.REFUSED);

        scene.enkash.next(refuses("duplicate"));
        scene.enkash.atSending = () -> scene.enkash.search = FakeEnkash.failing();

        assertThatThrownBy(() -> scene.perform(order("ROW-100"))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(scene.state("ROW-100")).isEqualTo(State.UNKNOWN);
    }

    @Test
    void a403Or409IsUnknownAndAlerts() {
        try (var log = new LogLines(Movements.class)) {
            scene.enkash.next(FORBIDDEN);
            scene.enkash.search = FakeEnkash.failing();

            assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

            assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
            assertThat(log.lines()).singleElement().asString().contains("WARN", "403", "test/points/R-1");
        }
    }

    @Test
    void a403Or409WithAnEarlierAttemptInDoubtIsUnknownAndAlerts() {
        try (var log = new LogLines(Movements.class)) {
            nextWithAnEarlierAttemptInDoubt(FORBIDDEN);
            searchFailsFromTheSecondAttemptOn();

            assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

            assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
            assertThat(log.lines()).singleElement().asString().contains("WARN", "403", "test/points/R-1");
        }
    }

    @Test
    void a403ToABulkCallAlertsOnce() {
        try (var log = new LogLines(Movements.class)) {
            scene.enkash.nextChunk(wholeChunk(new Answer.NoUsableAnswer("HTTP 403", 403, null, null, true)));
            scene.enkash.search = FakeEnkash.failing();

            scene.performAll(10, Scene.orders(5));

            assertThat(log.lines()).singleElement().asString().contains("403", "bulk call of 5 rows");
        }
    }

    @Test
    void a401IsNotSentAndRepeatedOnceWithANewToken() {
        int before = scene.enkash.logins;
        scene.enkash.next(refusesToken(), accepted());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.row("R-1").attempt()).isEqualTo(2);
        assertThat(scene.enkash.logins - before).isEqualTo(2);
        assertThat(scene.enkash.lookedUp).isEmpty();
    }

    @Test
    void a401WithAnEarlierAttemptInDoubtIsNotSentAndRepeatedOnceWithANewToken() {
        scene.enkash.next(requestLost(), refusesToken(), accepted());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);

        assertThat(scene.row("R-1").attempt()).isEqualTo(3);
        assertThat(scene.row("R-1").doubt().earlierAttempt()).isTrue();
    }

    @Test
    void aSecond401InARowIsAnErrorOfTheCredentials() {
        scene.enkash.next(refusesToken(), refusesToken());

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(CredentialsException.class)
                .extracting("reference", "httpStatus")
                .containsExactly("R-1", 401);

        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
        assertThat(scene.enkash.sent).filteredOn("R-1"::equals).hasSize(2);
    }

    @Test
    void a401LongAfterAnotherOneIsRepeatedAgain() {
        scene.enkash.next(refusesToken(), requestLost(), refusesToken(), accepted());

        assertThat(scene.perform(order("R-1")).outcome()).isEqualTo(Outcome.PAID);
    }

    @Test
    void noByteHandedToTheSocketIsNotSent() {
        scene.enkash.next(isNotReached());

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(UnavailableException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
        assertThat(scene.row("R-1").doubt().earlierAttempt()).isFalse();
    }

    @Test
    void noByteHandedToTheSocketWithAnEarlierAttemptInDoubtIsNotSent() {
        nextWithAnEarlierAttemptInDoubt(isNotReached());

        // The caller must not be told that nothing moved: the first attempt is believed absent, which is less.
        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCauseInstanceOf(UnavailableException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.RESERVED);
        assertThat(scene.row("R-1").doubt().earlierAttempt()).isTrue();
    }

    @Test
    void everythingElseIsUnknown() {
        scene.enkash.next(BAD_GATEWAY);
        scene.enkash.search = FakeEnkash.failing();

        assertThatThrownBy(() -> scene.perform(order("R-1")))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("HTTP 502");

        assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
    }

    @Test
    void everythingElseWithAnEarlierAttemptInDoubtIsUnknown() {
        nextWithAnEarlierAttemptInDoubt(BAD_GATEWAY);
        searchFailsFromTheSecondAttemptOn();

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(OutcomeUnknownException.class);

        assertThat(scene.state("R-1")).isEqualTo(State.UNKNOWN);
        assertThat(scene.row("R-1").doubt().refusal()).isNull();
    }

    @Test
    void whatEnkashSaysOfPeopleIsNotKept() {
        scene.enkash.next(refuses("asha.rao@example.in with 9000000123 is not eligible"));

        assertThatThrownBy(() -> scene.perform(order("R-1"))).isInstanceOf(RejectedException.class);

        assertThat(scene.row("R-1").doubt().refusal()).doesNotContain("asha.rao@", "9000000123");
    }
}

package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.answerLost;
import static io.github.camelenkash.ledger.FakeEnkash.answers;
import static io.github.camelenkash.ledger.FakeEnkash.refuses;
import static io.github.camelenkash.ledger.FakeEnkash.requestLost;
import static io.github.camelenkash.ledger.FakeEnkash.unusable;
import static io.github.camelenkash.ledger.FakeEnkash.wholeChunk;
import static io.github.camelenkash.ledger.Scene.order;
import static io.github.camelenkash.ledger.Scene.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Gateway.ChunkAnswer;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.FakeEnkash.ChunkHappening;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bulk calls: how they are cut, and what each row is told. */
class BulkMovementsTest {

    private static final UnavailableException DOWN =
            new UnavailableException(Failure.because("the ledger's database failed"));
    private static final BulkAllocateCall BULK = new BulkAllocateCall();
    private static final AllocateCall ALLOCATE = new AllocateCall();

    private final Scene scene = new Scene();

    private static List<Outcome> outcomes(List<RowResult> results) {
        return results.stream().map(RowResult::outcome).toList();
    }

    private void assertEachCreditedOnce(Order... orders) {
        for (var order : orders) {
            assertThat(scene.enkash.credits(order.reference()))
                    .as("credits of %s", order.reference())
                    .isEqualTo(1);
        }
    }

    // Cutting

    @Test
    void rowsAreSentInChunksOfTheGivenSize() {
        var results = scene.performAll(3, orders(7));

        assertThat(scene.enkash.chunks).extracting(List::size).containsExactly(3, 3, 1);
        assertThat(results)
                .extracting(RowResult::outcome)
                .containsOnly(Outcome.PAID)
                .hasSize(7);
        assertEachCreditedOnce(orders(7));
    }

    @Test
    void aResultSaysWhatEnkashToldOfTheRow() {
        assertThat(scene.performAll(10, order("R-1", "250.50")))
                .containsExactly(new RowResult(
                        0,
                        "R-1",
                        Outcome.PAID,
                        new BigDecimal("250.50"),
                        "EKC1",
                        "EK1",
                        "T-R-1",
                        new BigDecimal("1000.50"),
                        null));
    }

    @Test
    void noRowsGiveNoResults() {
        assertThat(scene.performAll(10)).isEmpty();
        assertThat(scene.enkash.logins).isZero();
    }

    @Test
    void aPersonIsInAChunkOnce() {
        var results = scene.performAll(
                10,
                order("R-1", "250", "mobile:1"),
                order("R-2", "250", "mobile:2"),
                order("R-3", "300", "mobile:1"),
                order("R-4", "350", "mobile:1"));

        assertThat(scene.enkash.chunks).containsExactly(List.of("R-1", "R-2"), List.of("R-3"), List.of("R-4"));
        assertThat(results).extracting(RowResult::reference).containsExactly("R-1", "R-2", "R-3", "R-4");
    }

    @Test
    void aPersonIsKnownByAnyOfTheIdentifiers() {
        scene.performAll(
                10,
                Scene.order(Kind.points, "R-1", "250", Direction.CR, Scene.ACCOUNT, "mobile:1", "email:a@example.in"),
                Scene.order(Kind.points, "R-2", "250", Direction.CR, Scene.ACCOUNT, "mobile:2", "email:a@example.in"));

        assertThat(scene.enkash.chunks).containsExactly(List.of("R-1"), List.of("R-2"));
    }

    @Test
    void aRepeatedRowIsSentOnceAndGetsTheFirstOnesOutcome() {
        var results = scene.performAll(10, order("R-1", "250"), order("R-2"), order("R-1", "250.00"));

        assertThat(outcomes(results)).containsExactly(Outcome.PAID, Outcome.PAID, Outcome.PAID);
        assertThat(results.get(2).index()).isEqualTo(2);
        assertThat(results.get(2).transactionId()).isEqualTo("T-R-1");
        assertThat(results.get(2).reason()).contains("row 0", "sent once");
        assertEachCreditedOnce(order("R-1"));
    }

    @Test
    void aRepeatedRowOfOneThatWasRefusedIsRefusedToo() {
        scene.enkash.nextRow("R-1", refuses("not eligible"));

        var results = scene.performAll(1, order("R-1"), order("R-2"), order("R-1"));

        assertThat(outcomes(results)).containsExactly(Outcome.REFUSED, Outcome.PAID, Outcome.REFUSED);
        assertThat(results.get(2).reason()).contains("row 0", "not eligible");
        assertThat(scene.enkash.sent).containsExactly("R-1", "R-2");
    }

    @Test
    void aRepeatedReferenceWithAnotherContentIsRefused() {
        var results = scene.performAll(10, order("R-1", "250"), order("R-1", "300"), order("R-1", "250", "mobile:x"));

        assertThat(outcomes(results)).containsExactly(Outcome.PAID, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(results.get(1).reason()).contains("row 0", "another person or amount");
        assertEachCreditedOnce(order("R-1"));
    }

    @Test
    void aRowThatIsNoOrderIsRefusedAndDoesNotStopTheOthers() {
        var rows = List.of(
                BulkRow.of(order("R-1")),
                BulkRow.invalid("R-2", "the mobile is missing"),
                BulkRow.invalid(null, "not an object"),
                BulkRow.of(order("R-3")));

        var results = scene.movements().performAll(BULK, rows.iterator(), new BulkOptions(10, true, false));

        assertThat(results)
                .extracting(RowResult::index, RowResult::reference, RowResult::outcome, RowResult::reason)
                .containsExactly(
                        tuple(0, "R-1", Outcome.PAID, null),
                        tuple(1, "R-2", Outcome.REFUSED, "the mobile is missing"),
                        tuple(2, null, Outcome.REFUSED, "not an object"),
                        tuple(3, "R-3", Outcome.PAID, null));
    }

    @Test
    void resultsAreParallelToTheInputWhateverBecomesOfTheRows() {
        scene.withShortWindow().withControl();
        scene.perform(order("PAID-1"));
        scene.enkash.nextRow("REFUSED-1", refuses("no"));
        scene.enkash.nextRow("LOST-1", requestLost());
        scene.enkash.nextRow("FOUND-1", answerLost());

        var orders = new ArrayList<>(List.of(
                order("NEW-1", "1", "mobile:1"),
                order("PAID-1"),
                order("SAME-PERSON", "1", "mobile:1"),
                order("REFUSED-1"),
                order("LOST-1"),
                order("NEW-1", "1", "mobile:1"),
                order("FOUND-1"),
                order("NEW-2")));
        var results = scene.performAll(4, orders.toArray(Order[]::new));

        assertThat(results).extracting(RowResult::index).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(results)
                .extracting(RowResult::reference)
                .containsExactlyElementsOf(orders.stream().map(Order::reference).toList());
        assertThat(outcomes(results))
                .containsExactly(
                        Outcome.PAID,
                        Outcome.ALREADY_PAID,
                        Outcome.PAID,
                        Outcome.REFUSED,
                        Outcome.PAID,
                        Outcome.PAID,
                        Outcome.PAID,
                        Outcome.PAID);
        assertEachCreditedOnce(
                order("NEW-1"), order("SAME-PERSON"), order("LOST-1"), order("FOUND-1"), order("PAID-1"));
    }

    // What becomes of rows

    @Test
    void aRefusedRowIsRefusedAndTheOthersArePaid() {
        scene.enkash.nextRow("ROW-101", refuses("not eligible"));

        var results = scene.performAll(10, orders(3));

        assertThat(outcomes(results)).containsExactly(Outcome.PAID, Outcome.REFUSED, Outcome.PAID);
        assertThat(results.get(1).reason()).isEqualTo("not eligible");
        assertThat(scene.state("ROW-101")).isEqualTo(State.REFUSED);
    }

    @Test
    void whatEnkashSaysOfPeopleIsNotInTheResults() {
        scene.enkash.nextRow("ROW-100", refuses("asha.rao@example.in with 9000000123 is not eligible"));

        assertThat(scene.performAll(10, orders(1)).get(0).reason()).doesNotContain("asha.rao@", "9000000123");
    }

    @Test
    void aRowThatTheAnswerDoesNotMentionIsLookedUp() {
        scene.enkash.nextRow("ROW-101", answerLost());

        assertThat(outcomes(scene.performAll(10, orders(3)))).containsOnly(Outcome.PAID);

        assertThat(scene.row("ROW-101").receipt().settled()).isTrue();
        assertEachCreditedOnce(orders(3));
    }

    @Test
    void aRowThatTheAnswerDoesNotMentionAndTheSearchDoesNotFindIsUnknown() {
        scene.enkash.nextRow("ROW-101", requestLost());

        var results = scene.performAll(10, orders(3));

        assertThat(outcomes(results)).containsExactly(Outcome.PAID, Outcome.UNKNOWN, Outcome.PAID);
        assertThat(results.get(1).reason()).contains("not known yet", "the request is lost");
        assertThat(scene.state("ROW-101")).isEqualTo(State.UNKNOWN);
    }

    @Test
    void aChunkWithoutAUsableAnswerIsSettledRowByRow() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            enkash.credit(chunk.get(0));
            enkash.credit(chunk.get(2));
            return ChunkAnswer.ofWhole(unusable("timeout"), chunk.size());
        });

        assertThat(outcomes(scene.performAll(10, orders(3))))
                .containsExactly(Outcome.PAID, Outcome.UNKNOWN, Outcome.PAID);
    }

    @Test
    void whatIsBelievedAbsentIsSentAgainInALaterChunkOfTheSameCall() {
        scene.withShortWindow().withControl();
        scene.enkash.nextRow("ROW-101", requestLost());

        assertThat(outcomes(scene.performAll(2, orders(4)))).containsOnly(Outcome.PAID);

        assertThat(scene.enkash.chunks)
                .containsExactly(List.of("ROW-100", "ROW-101"), List.of("ROW-101", "ROW-102"), List.of("ROW-103"));
        assertThat(scene.row("ROW-101").attempt()).isEqualTo(2);
        assertEachCreditedOnce(orders(4));
    }

    @Test
    void theRowsOfOneChunkCanProveASearchForEachOther() {
        scene.withShortWindow();
        scene.enkash.nextRow("ROW-101", requestLost());

        assertThat(outcomes(scene.performAll(10, orders(2)))).containsOnly(Outcome.PAID);

        assertEachCreditedOnce(orders(2));
    }

    @Test
    void aRowThatNeverArrivesIsSentABoundedNumberOfTimes() {
        scene.withShortWindow().withControl();
        scene.enkash.nextChunk(Collections.nCopies(
                        20, (ChunkHappening) (enkash, chunk) -> ChunkAnswer.ofWhole(unusable("lost"), chunk.size()))
                .toArray(ChunkHappening[]::new));

        var results = scene.performAll(10, orders(2));

        assertThat(outcomes(results)).containsOnly(Outcome.UNKNOWN);
        assertThat(results.get(0).reason()).contains("after 6 attempts", "order it again");
        assertThat(scene.enkash.chunks).hasSize(6);
        assertThat(scene.state("ROW-100")).isEqualTo(State.RESERVED);
    }

    @Test
    void aNoToTheWholeChunkRefusesItsRowsOnceTheyAreBelievedAbsent() {
        scene.withShortWindow().withControl();
        scene.enkash.nextChunk((enkash, chunk) -> {
            enkash.credit(chunk.get(1)); // a row was done before the chunk was refused
            return ChunkAnswer.ofWhole(new Answer.Refused(400, 1, "row 3 lacks a mobile"), chunk.size());
        });

        var results = scene.performAll(10, orders(3));

        assertThat(outcomes(results)).containsExactly(Outcome.REFUSED, Outcome.PAID, Outcome.REFUSED);
        assertThat(results.get(0).reason()).isEqualTo("row 3 lacks a mobile");
        assertThat(scene.enkash.chunks).hasSize(1);
    }

    @Test
    void aNoToTheWholeChunkIsUnknownUntilThen() {
        scene.enkash.nextChunk(wholeChunk(new Answer.Refused(400, 1, "row 3 lacks a mobile")));

        assertThat(outcomes(scene.performAll(10, orders(3)))).containsOnly(Outcome.UNKNOWN);
    }

    @Test
    void aWrongEchoOfARowParksItOnceItIsNotFound() {
        scene.withShortWindow().withControl();
        scene.enkash.nextRow("ROW-100", answers(new Answer.WrongEcho(200, 0, "the row names another reference")));

        var results = scene.performAll(10, orders(2));

        assertThat(outcomes(results)).containsExactly(Outcome.PARKED, Outcome.PAID);
        assertThat(scene.enkash.sent).filteredOn("ROW-100"::equals).hasSize(1);
    }

    @Test
    void aRowThatWasNotFundedIsReportedSoOnceItIsNotFound() {
        scene.withShortWindow().withControl();
        scene.enkash.nextRow("ROW-100", answers(new Answer.NotFunded()));

        var results = scene.performAll(new BulkOptions(10, false, false), orders(2));

        assertThat(outcomes(results)).containsExactly(Outcome.NOT_FUNDED, Outcome.PAID);
        assertThat(results.get(0).reason()).contains("the person existed");
        assertThat(scene.state("ROW-100")).isEqualTo(State.REFUSED);
        assertThat(scene.enkash.sent).filteredOn("ROW-100"::equals).hasSize(1);
    }

    @Test
    void aRowThatWasNotFundedIsUnknownUntilThen() {
        scene.enkash.nextRow("ROW-100", answers(new Answer.NotFunded()));

        assertThat(outcomes(scene.performAll(new BulkOptions(10, false, false), orders(1))))
                .containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void aRowThatSeemedNotFundedAndIsFoundIsPaid() {
        scene.enkash.nextRow("ROW-100", (enkash, order) -> {
            enkash.credit(order);
            return new Answer.NotFunded();
        });

        assertThat(outcomes(scene.performAll(new BulkOptions(10, false, false), orders(1))))
                .containsExactly(Outcome.PAID);
    }

    // The same rows again

    @Test
    void theSameRowsAgainArePaidAlready() {
        scene.performAll(3, orders(5));

        var again = scene.performAll(2, orders(5));

        assertThat(outcomes(again)).containsOnly(Outcome.ALREADY_PAID);
        assertThat(again.get(0).transactionId()).isEqualTo("T-ROW-100");
        assertThat(again.get(0).reason()).contains("paid before");
        assertThat(scene.enkash.chunks).hasSize(2);
    }

    @Test
    void aPaidReferenceWithAnotherContentIsRefused() {
        scene.performAll(10, order("R-1", "250"));

        var results = scene.performAll(10, order("R-1", "300"), order("R-2"));

        assertThat(outcomes(results)).containsExactly(Outcome.REFUSED, Outcome.PAID);
        assertThat(results.get(0).reason()).contains("already names another movement");
    }

    @Test
    void whatWasRefusedIsLookedUpAndSentAgain() {
        scene.enkash.nextRow("ROW-101", refuses("not eligible"));
        scene.performAll(10, orders(3));
        scene.enkash.lookedUp.clear();

        var results = scene.performAll(10, orders(3));

        assertThat(outcomes(results)).containsExactly(Outcome.ALREADY_PAID, Outcome.PAID, Outcome.ALREADY_PAID);
        assertThat(scene.enkash.lookedUp).containsExactly("ROW-101");
        assertEachCreditedOnce(orders(3));
    }

    @Test
    void whatWasRefusedIsNotSentAgainWhileItCannotBeLookedUp() {
        scene.enkash.nextRow("ROW-100", refuses("not eligible"));
        scene.performAll(10, orders(1));
        scene.enkash.search = FakeEnkash.failing();

        var results = scene.performAll(10, orders(2));

        assertThat(outcomes(results)).containsExactly(Outcome.REFUSED, Outcome.PAID);
        assertThat(results.get(0).reason()).contains("not sent", "HTTP 500");
    }

    @Test
    void withCheckFirstWhatEnkashHasIsNotSent() {
        scene.withCheckFirst();
        scene.enkash.credit(orders(2)[1]);

        assertThat(outcomes(scene.performAll(10, orders(3))))
                .containsExactly(Outcome.PAID, Outcome.ALREADY_PAID, Outcome.PAID);

        assertThat(scene.enkash.lookedUp).containsExactly("ROW-100", "ROW-101", "ROW-102");
        assertEachCreditedOnce(orders(3));
    }

    @Test
    void rowsThatAnotherCallIsSendingAreLeftToIt() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            var mine = orders(3);
            var results = scene.anotherNode()
                    .performAll(
                            BULK, Arrays.stream(mine).map(BulkRow::of).iterator(), new BulkOptions(10, true, false));
            assertThat(outcomes(results)).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.PAID);
            assertThat(results.get(0).reason()).contains("Another sender owns");
            return new ChunkAnswer(false, enkash.rows(chunk));
        });

        assertThat(outcomes(scene.performAll(10, orders(2)))).containsOnly(Outcome.PAID);

        assertEachCreditedOnce(orders(3));
    }

    @Test
    void aRowThatIsTakenBetweenReadingAndClaimingIsLeftToWhoTookIt() {
        scene.with(new FailingLedger(scene.memory) {
            @Override
            public boolean[] replaceAll(List<Change> changes) {
                if (changes.get(0).after().state() == State.SENT && scene.row("ROW-101") == null) {
                    new Movements(scene.settings, scene.memory, scene.enkash, scene.time)
                            .perform(ALLOCATE, orders(2)[1]);
                }
                return super.replaceAll(changes);
            }
        });

        assertThat(outcomes(scene.performAll(10, orders(3))))
                .containsExactly(Outcome.PAID, Outcome.ALREADY_PAID, Outcome.PAID);

        assertThat(scene.enkash.chunks).containsExactly(List.of("ROW-100", "ROW-102"));
        assertEachCreditedOnce(orders(3));
    }

    @Test
    void aRowThatIsTakenAndGivenBackWithAnotherContentIsSentInALaterChunk() {
        scene.with(new FailingLedger(scene.memory) {
            @Override
            public boolean[] replaceAll(List<Change> changes) {
                if (changes.get(0).after().state() == State.SENT && scene.row("ROW-100") == null) {
                    scene.enkash.next(FakeEnkash.isNotReached());
                    catchThrowable(() -> new Movements(scene.settings, scene.memory, scene.enkash, scene.time)
                            .perform(ALLOCATE, order("ROW-100", "300")));
                }
                return super.replaceAll(changes);
            }
        });

        assertThat(outcomes(scene.performAll(10, orders(2)))).containsOnly(Outcome.PAID);

        assertThat(scene.enkash.chunks).containsExactly(List.of("ROW-101"), List.of("ROW-100"));
        assertEachCreditedOnce(orders(2));
    }

    @Test
    void whatACrashedCallSentIsSettledByTheNextOne() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            enkash.credit(chunk.get(0));
            throw new Crash();
        });
        assertThatThrownBy(() -> scene.performAll(2, orders(4))).isInstanceOf(Crash.class);
        assertThat(outcomes(scene.performAll(4, orders(4))))
                .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.PAID, Outcome.PAID);
        scene.time.pass(Scene.LEASE);
        assertThat(outcomes(scene.performAll(4, orders(4))))
                .containsExactly(Outcome.ALREADY_PAID, Outcome.UNKNOWN, Outcome.ALREADY_PAID, Outcome.ALREADY_PAID);
        scene.perform(order("LATER-CONTROL-1"));
        scene.time.pass(Scene.WINDOW);

        assertThat(outcomes(scene.performAll(4, orders(4))))
                .containsExactly(Outcome.ALREADY_PAID, Outcome.PAID, Outcome.ALREADY_PAID, Outcome.ALREADY_PAID);

        assertEachCreditedOnce(orders(4));
    }

    // Failures of all rows together

    @Test
    void aRefusedLoginBeforeTheFirstChunkIsThrown() {
        scene.enkash.refusedLogin = new CredentialsException(Failure.because("login refused"));

        assertThatThrownBy(() -> scene.performAll(2, orders(3))).isSameAs(scene.enkash.refusedLogin);

        assertThat(scene.row("ROW-100")).isNull();
    }

    @Test
    void aRefusedLoginLaterIsAResultOfTheRowsThatWereNotSent() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            enkash.refusedLogin = new CredentialsException(Failure.because("login refused"));
            return new ChunkAnswer(false, enkash.rows(chunk));
        });

        var results = scene.performAll(2, orders(5));

        assertThat(outcomes(results))
                .containsExactly(Outcome.PAID, Outcome.PAID, Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(results.get(2).reason()).isEqualTo("not sent: login refused");
        assertThat(scene.row("ROW-102")).isNull();
    }

    @Test
    void aFirstChunkThatIsNotSentIsThrown() {
        scene.enkash.nextChunk(wholeChunk(FakeEnkash.notSent("connection refused")));

        assertThatThrownBy(() -> scene.performAll(2, orders(3)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("connection refused");

        assertThat(scene.state("ROW-100")).isEqualTo(State.RESERVED);
        assertThat(outcomes(scene.performAll(2, orders(3)))).containsOnly(Outcome.PAID);
    }

    @Test
    void aLaterChunkThatIsNotSentIsAResultOfItsRows() {
        scene.enkash.nextChunk(
                (enkash, chunk) -> new ChunkAnswer(false, enkash.rows(chunk)),
                wholeChunk(FakeEnkash.notSent("connection refused")));

        var results = scene.performAll(2, orders(6));

        assertThat(outcomes(results))
                .containsExactly(
                        Outcome.PAID, Outcome.PAID, Outcome.REFUSED, Outcome.REFUSED, Outcome.PAID, Outcome.PAID);
        assertThat(results.get(2).reason()).isEqualTo("not sent: connection refused");
    }

    @Test
    void aRowThatWasPaidBeforeMakesAFailureOfTheFirstChunkAResult() {
        scene.perform(orders(1)[0]);
        scene.enkash.refusedLogin = new CredentialsException(Failure.because("login refused"));

        assertThat(outcomes(scene.performAll(10, orders(2)))).containsExactly(Outcome.ALREADY_PAID, Outcome.REFUSED);
    }

    @Test
    void aFirstChunkOfWhichARowIsInDoubtIsNoExceptionEither() {
        scene.enkash.search = FakeEnkash.failing();
        scene.enkash.next(requestLost());
        catchThrowable(() -> scene.perform(orders(1)[0]));
        scene.enkash.refusedLogin = new CredentialsException(Failure.because("login refused"));

        assertThat(outcomes(scene.performAll(10, orders(2)))).containsExactly(Outcome.UNKNOWN, Outcome.REFUSED);
    }

    @Test
    void a401IsRepeatedOnceWithANewToken() {
        scene.enkash.nextChunk(wholeChunk(new Answer.TokenRefused()));

        assertThat(outcomes(scene.performAll(10, orders(3)))).containsOnly(Outcome.PAID);

        assertThat(scene.enkash.logins).isEqualTo(2);
        assertThat(scene.row("ROW-100").attempt()).isEqualTo(2);
        assertEachCreditedOnce(orders(3));
    }

    @Test
    void a401TwiceInTheFirstChunkIsThrown() {
        scene.enkash.nextChunk(wholeChunk(new Answer.TokenRefused()), wholeChunk(new Answer.TokenRefused()));

        assertThatThrownBy(() -> scene.performAll(2, orders(3))).isInstanceOf(CredentialsException.class);

        assertThat(scene.state("ROW-100")).isEqualTo(State.RESERVED);
    }

    @Test
    void a401TwiceLaterIsAResult() {
        scene.enkash.nextChunk(
                (enkash, chunk) -> new ChunkAnswer(false, enkash.rows(chunk)),
                wholeChunk(new Answer.TokenRefused()),
                wholeChunk(new Answer.TokenRefused()));

        var results = scene.performAll(2, orders(3));

        assertThat(outcomes(results)).containsExactly(Outcome.PAID, Outcome.PAID, Outcome.REFUSED);
        assertThat(results.get(2).reason()).contains("fresh token");
    }

    @Test
    void a401WhoseRowsOthersHaveTakenMeanwhileIsRepeatedForTheRestOnly() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            scene.time.pass(Scene.LEASE);
            enkash.search = FakeEnkash.failing();
            catchThrowable(() -> scene.anotherNode().perform(ALLOCATE, chunk.get(0)));
            assertThat(scene.state("ROW-100")).isEqualTo(State.UNKNOWN);
            return ChunkAnswer.ofWhole(new Answer.TokenRefused(), chunk.size());
        });

        assertThat(outcomes(scene.performAll(10, orders(3))))
                .containsExactly(Outcome.UNKNOWN, Outcome.PAID, Outcome.PAID);

        assertThat(scene.enkash.chunks.get(1)).containsExactly("ROW-101", "ROW-102");
    }

    @Test
    void anAcceptanceThatComesAfterTheLeaseStillCounts() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            scene.time.pass(Scene.LEASE);
            enkash.search = FakeEnkash.failing();
            catchThrowable(() -> scene.anotherNode().perform(ALLOCATE, chunk.get(0)));
            assertThat(scene.state("ROW-100")).isEqualTo(State.UNKNOWN);
            return new ChunkAnswer(false, enkash.rows(chunk));
        });

        assertThat(outcomes(scene.performAll(10, orders(2)))).containsOnly(Outcome.PAID);
    }

    @Test
    void aLedgerThatFailsBeforeTheFirstChunkIsThrownAndNothingIsSent() {
        scene.with(failingFrom(State.SENT));

        assertThatThrownBy(() -> scene.performAll(2, orders(3))).isSameAs(DOWN);

        assertThat(scene.enkash.sent).isEmpty();
    }

    @Test
    void aLedgerThatFailsBeforeALaterChunkIsAResultAndNothingMoreIsSent() {
        scene.with(new FailingLedger(scene.memory) {
            @Override
            void access() {
                if (scene.enkash.chunks.size() == 1 && scene.state("ROW-101") == State.PAID) {
                    throw DOWN;
                }
            }
        });

        var results = scene.performAll(2, orders(4));

        assertThat(outcomes(results)).containsExactly(Outcome.PAID, Outcome.PAID, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(results.get(2).reason()).isEqualTo("not sent: the ledger's database failed");
        assertThat(scene.enkash.chunks).hasSize(1);
    }

    @Test
    void aLedgerThatFailsAfterTheSendLeavesTheRowsUnknownEvenInTheFirstChunk() {
        scene.with(failingFrom(State.PAID));

        var results = scene.performAll(10, orders(3));

        assertThat(outcomes(results)).containsOnly(Outcome.UNKNOWN).hasSize(3);
        assertThat(results.get(0).reason()).contains("not known yet", "the ledger's database failed");
        scene.time.pass(Scene.LEASE);
        assertThat(outcomes(scene.with(scene.memory).performAll(10, orders(3)))).containsOnly(Outcome.ALREADY_PAID);
        assertEachCreditedOnce(orders(3));
    }

    @Test
    void aLedgerThatFailsWhileSettlingLeavesOnlyWhatIsOpenUnknown() {
        scene.enkash.nextRow("ROW-101", answerLost());
        scene.with(new FailingLedger(scene.memory) {
            @Override
            public boolean replace(Movement before, Movement after) {
                throw DOWN;
            }
        });

        assertThat(outcomes(scene.performAll(10, orders(3))))
                .containsExactly(Outcome.PAID, Outcome.UNKNOWN, Outcome.PAID);
    }

    /** A ledger that cannot write rows of this state. */
    private Ledger failingFrom(State state) {
        return new FailingLedger(scene.memory) {
            @Override
            public boolean[] replaceAll(List<Change> changes) {
                if (changes.stream().anyMatch(change -> change.after().state() == state)) {
                    throw DOWN;
                }
                return super.replaceAll(changes);
            }
        };
    }

    @Test
    void aClientThatThrowsAfterAllLeavesTheRowsUnknownAndTheOthersGoOn() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            chunk.forEach(enkash::credit);
            throw new IllegalStateException("a bug");
        });

        var results = scene.performAll(2, orders(4));

        assertThat(outcomes(results)).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.PAID, Outcome.PAID);
        assertThat(results.get(0).reason()).contains("IllegalStateException").doesNotContain("a bug");
    }

    @Test
    void whatWasSentOnceAndCannotBeSentAgainIsUnknownNotRefused() {
        scene.withShortWindow().withControl();
        scene.enkash.nextChunk((enkash, chunk) -> {
            enkash.refusedLogin = new CredentialsException(Failure.because("login refused"));
            return ChunkAnswer.ofWhole(unusable("timeout"), chunk.size());
        });

        var results = scene.performAll(10, orders(1));

        assertThat(outcomes(results)).containsExactly(Outcome.UNKNOWN);
        assertThat(results.get(0).reason()).contains("could not be sent again", "login refused");
        assertThat(scene.state("ROW-100")).isEqualTo(State.RESERVED);
    }

    @Test
    void anInputThatBreaksOffAfterTheFirstChunkIsAResult() {
        var results = scene.movements().performAll(BULK, breakingOffAfter(3), new BulkOptions(2, true, false));

        assertThat(outcomes(results)).containsExactly(Outcome.PAID, Outcome.PAID, Outcome.PAID, Outcome.REFUSED);
        assertThat(results.get(3).reason()).contains("nothing after this place was read");
    }

    @Test
    void anInputThatBreaksOffBeforeAnythingIsSentIsThrown() {
        assertThatThrownBy(
                        () -> scene.movements().performAll(BULK, breakingOffAfter(1), new BulkOptions(2, true, false)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(scene.enkash.sent).isEmpty();
    }

    private static Iterator<BulkRow> breakingOffAfter(int rows) {
        var orders = Arrays.asList(orders(rows)).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public BulkRow next() {
                if (!orders.hasNext()) {
                    throw new IllegalStateException("the stream is closed");
                }
                return BulkRow.of(orders.next());
            }
        };
    }

    // Time

    @Test
    void aChunkIsSettledNoLongerThanSettleInCall() {
        scene.enkash.nextChunk(wholeChunk(unusable("timeout")), wholeChunk(unusable("timeout")));
        scene.enkash.search = FakeEnkash.failing();

        assertThat(outcomes(scene.performAll(2, orders(4)))).containsOnly(Outcome.UNKNOWN);

        assertThat(scene.time.instant())
                .isEqualTo(VirtualTime.START.plus(Scene.IN_CALL).plus(Scene.IN_CALL));
    }

    @Test
    void aSearchThatHangsIsNotAskedForEveryRow() {
        scene.enkash.nextChunk(wholeChunk(unusable("timeout")));
        scene.enkash.search = (account, reference) -> {
            scene.time.pass(Scene.CALL_TIMEOUT);
            return new LookUp.Failed("timeout");
        };

        assertThat(outcomes(scene.performAll(100, orders(100)))).containsOnly(Outcome.UNKNOWN);

        assertThat(scene.enkash.lookedUp).hasSize(1);
    }

    @Test
    void aSearchThatIsSlowGoesOnAsLongAsItSettlesSomething() {
        scene.enkash.nextChunk((enkash, chunk) -> {
            chunk.forEach(enkash::credit);
            return ChunkAnswer.ofWhole(unusable("timeout"), chunk.size());
        });
        scene.enkash.search = (account, reference) -> {
            scene.time.pass(Duration.ofSeconds(1));
            return scene.enkash.exact(account, reference);
        };

        assertThat(outcomes(scene.performAll(100, orders(100)))).containsOnly(Outcome.PAID);
    }

    @Test
    void whoIsInterruptedWhileSettlingSendsNoMore() {
        scene.enkash.nextChunk(wholeChunk(unusable("timeout")));
        scene.time.interruptTheNextPause();

        var results = scene.performAll(2, orders(4));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcomes(results))
                .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(results.get(2).reason()).contains("asked to stop");
        assertThat(scene.enkash.chunks).hasSize(1);
    }

    // Memory

    @Test
    void rowsAreReadOneChunkAtATime() {
        int size = 10;
        var rows = new CountedRows(1000, index -> "mobile:" + index);
        scene.enkash.atSending =
                () -> assertThat(rows.read - scene.enkash.sent.size()).isLessThanOrEqualTo(size);

        scene.movements().performAll(BULK, rows, new BulkOptions(size, true, false));

        assertThat(scene.enkash.chunks).hasSize(100);
    }

    @Test
    void noMoreThanAChunkIsSetAside() {
        int size = 10;
        var rows = new CountedRows(300, index -> "mobile:" + index % 2); // only two people
        scene.enkash.atSending =
                () -> assertThat(rows.read - scene.enkash.sent.size()).isLessThanOrEqualTo(2 * size);

        var results = scene.movements().performAll(BULK, rows, new BulkOptions(size, true, false));

        assertThat(outcomes(results)).containsOnly(Outcome.PAID).hasSize(300);
        assertThat(scene.enkash.chunks).allSatisfy(chunk -> assertThat(chunk).hasSizeLessThanOrEqualTo(2));
    }

    private static final class CountedRows implements Iterator<BulkRow> {

        private final int count;
        private final IntFunction<String> who;
        private int read;

        CountedRows(int count, IntFunction<String> who) {
            this.count = count;
            this.who = who;
        }

        @Override
        public boolean hasNext() {
            return read < count;
        }

        @Override
        public BulkRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int index = read++;
            return BulkRow.of(order("ROW-" + index, "250", who.apply(index)));
        }
    }

    @Test
    void aBulkSizeOfNothingIsRefused() {
        assertThatThrownBy(() -> new BulkOptions(0, true, false))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("bulkSize");
    }

    // Rehearsing

    @Test
    void aDryRunSaysWhatWouldHappenAndDoesNothing() {
        scene.perform(orders(1)[0]);
        int logins = scene.enkash.logins;

        var results = scene.performAll(
                new BulkOptions(2, true, true),
                orders(3)[0],
                orders(3)[1],
                order("ROW-100", "300"),
                orders(3)[2],
                orders(3)[2]);

        assertThat(outcomes(results))
                .containsExactly(
                        Outcome.ALREADY_PAID, Outcome.DRY_RUN, Outcome.REFUSED, Outcome.DRY_RUN, Outcome.DRY_RUN);
        assertThat(results.get(0).reason()).contains("paid before");
        assertThat(scene.enkash.sent).containsExactly("ROW-100");
        assertThat(scene.enkash.logins).isEqualTo(logins);
        assertThat(scene.row("ROW-101")).isNull();
    }

    @Test
    void aDryRunReportsARowInDoubtAndGoesOn() {
        scene.enkash.search = FakeEnkash.failing();
        scene.enkash.next(requestLost());
        catchThrowable(() -> scene.perform(orders(1)[0]));

        assertThat(outcomes(scene.performAll(new BulkOptions(10, true, true), orders(2))))
                .containsExactly(Outcome.UNKNOWN, Outcome.DRY_RUN);
    }

    @Test
    void manyRowsTakeLittleTime() {
        var rows = IntStream.range(0, 20_000)
                .mapToObj(i -> BulkRow.of(order("ROW-" + i)))
                .iterator();

        var results = scene.movements().performAll(BULK, rows, new BulkOptions(5_000, true, false));

        assertThat(outcomes(results)).containsOnly(Outcome.PAID).hasSize(20_000);
    }
}

package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.ledger.Ledger;
import io.github.camelenkash.ledger.Movement;
import io.github.camelenkash.ledger.MovementKey;
import io.github.camelenkash.ledger.Rows;
import io.github.camelenkash.ledger.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger must do. Each kind of ledger runs these same tests. */
abstract class LedgerContract {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final AtomicInteger SCOPES = new AtomicInteger();

    Ledger ledger;
    /** Each test has a scope of its own, so that tests may share a database. */
    String scope;

    abstract Ledger open() throws Exception;

    @BeforeEach
    void openLedger() throws Exception {
        ledger = open();
        scope = "scope-" + SCOPES.incrementAndGet();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    MovementKey key(String reference) {
        return new MovementKey(scope, "CRM000001", "CEK000001", Kind.points, reference);
    }

    static Order order(String reference, String points) {
        return new Order(
                "allocate",
                Kind.points,
                reference,
                "CA00001",
                Direction.CR,
                new BigDecimal(points),
                null,
                List.of("mobile:9000000123"),
                JsonNodeFactory.instance.objectNode());
    }

    private static Order order(String operation, String reference, String account) {
        var order = order(reference, "250.50");
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

    Movement claimed(String reference) {
        return Rows.claim(null, key(reference), order(reference, "250.50"), "node-1", LEASE, ledger.now());
    }

    @Test
    void whatIsWrittenIsReadBackWhole() {
        var sent = claimed("R-1");
        assertThat(ledger.replace(null, sent)).isTrue();
        var paid = Rows.paid(sent, "ECT1", new BigDecimal("1000.25"), ledger.now());
        assertThat(ledger.replace(sent, paid)).isTrue();

        assertThat(ledger.find(key("R-1")))
                .get()
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(Rows.inMicroseconds(paid));
    }

    /** What a change does not touch it does not write, and what it touches it does. */
    @Test
    void everyColumnOfARowThatWasDoubtedAndPaidIsReadBack() {
        var sent = claimed("R-1");
        ledger.replace(null, sent);
        var doubted = Rows.doubted(sent, ledger.now());
        assertThat(ledger.replace(sent, doubted)).isTrue();
        var absent = Rows.absent(doubted, ledger.now());
        assertThat(ledger.replace(doubted, absent)).isTrue();
        var again = Rows.claim(absent, key("R-1"), order("R-1", "99.00"), "node-2", LEASE, ledger.now());
        assertThat(ledger.replace(absent, again)).isTrue();
        var paid = Rows.paid(again, "ECT1", new BigDecimal("1000.25"), ledger.now());
        assertThat(ledger.replaceAll(List.of(new Ledger.Change(again, paid)))).containsExactly(true);
        var closed = Rows.doubted(claimed("R-2"), ledger.now());
        assertThat(ledger.replace(null, closed)).isTrue();

        for (var row : List.of(paid, closed)) {
            assertThat(ledger.find(row.key()))
                    .get()
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .withComparatorForType(Comparator.comparing(LedgerContract::micros), Instant.class)
                    .isEqualTo(row);
        }
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    void ofThosePaidBeforeItTheOneThatWasSentLastIsTheNeighbour() {
        var slow = claimed("SLOW");
        ledger.replace(null, slow);
        paid("C-1");
        ledger.replace(slow, Rows.paid(slow, "ECT1", null, ledger.now()));
        var during = claimed("DURING");
        ledger.replace(null, during);
        var unknown = unknown("U-1");
        ledger.replace(during, Rows.paid(during, "ECT1", null, ledger.now()));

        assertThat(references(ledger.controls(unknown))).containsExactly("C-1");
    }

    @Test
    void aRowThatIsNotThereIsNotFound() {
        assertThat(ledger.find(key("never"))).isEmpty();
    }

    @Test
    void rowsOfSeveralKeysAreReadTogether() {
        var sent = claimed("R-A");
        ledger.replace(null, sent);
        ledger.replace(null, claimed("R-B"));
        var elsewhere = new MovementKey("another " + scope, "CRM000001", "CEK000001", Kind.points, "R-A");

        var rows = ledger.findAll(List.of(key("R-B"), key("never"), elsewhere, key("R-A")));

        assertThat(rows).containsOnlyKeys(key("R-A"), key("R-B"));
        assertThat(rows.get(key("R-A")))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(Rows.inMicroseconds(sent));
        assertThat(ledger.findAll(List.of())).isEmpty();
        assertThat(ledger.findAll(List.of(key("R-A"), key("R-A")))).containsOnlyKeys(key("R-A"));
    }

    @Test
    void rowsThatAreInsertedAndReplacedInOneCommitEachSayWhetherTheyWere() {
        var first = claimed("R-13");
        var second = claimed("R-14");
        ledger.replaceAll(List.of(new Ledger.Change(null, first), new Ledger.Change(null, second)));
        ledger.replace(second, Rows.notSent(second, ledger.now()));

        var changes = List.of(
                new Ledger.Change(second, Rows.paid(second, "ECT2", null, ledger.now())),
                new Ledger.Change(null, claimed("R-15")),
                new Ledger.Change(first, Rows.paid(first, "ECT1", null, ledger.now())),
                new Ledger.Change(null, claimed("R-13")));

        assertThat(ledger.replaceAll(changes)).containsExactly(false, true, true, false);
        assertThat(ledger.find(key("R-13"))).get().extracting(Movement::state).isEqualTo(State.PAID);
        assertThat(ledger.find(key("R-14"))).get().extracting(Movement::state).isEqualTo(State.RESERVED);
    }

    @Test
    void theSameKeyIsInsertedOnce() {
        assertThat(ledger.replace(null, claimed("R-2"))).isTrue();
        assertThat(ledger.replace(null, claimed("R-2"))).isFalse();
    }

    @Test
    void aRowThatHasMovedOnIsNotReplaced() {
        var sent = claimed("R-3");
        ledger.replace(null, sent);
        ledger.replace(sent, Rows.notSent(sent, ledger.now()));

        assertThat(ledger.replace(sent, Rows.paid(sent, "ECT1", null, ledger.now())))
                .isFalse();
        assertThat(ledger.find(key("R-3"))).get().extracting(Movement::state).isEqualTo(State.RESERVED);
    }

    @Test
    void anAttemptOfAnotherOwnerIsNotReplaced() {
        var sent = claimed("R-4");
        ledger.replace(null, sent);
        var stranger = Rows.claim(null, key("R-4"), order("R-4", "1"), "node-2", LEASE, ledger.now());

        assertThat(ledger.replace(stranger, Rows.notSent(stranger, ledger.now())))
                .isFalse();
    }

    @Test
    void ofManyThreadsThatInsertOneKeyOneWins() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        try {
            var tries = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 64; i++) {
                tries.add(() -> ledger.replace(null, claimed("R-5")));
            }
            int won = 0;
            for (var result : threads.invokeAll(tries)) {
                won += result.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyRowsAreWrittenTogetherAndEachSaysWhetherItWas() {
        ledger.replace(null, claimed("R-11"));
        var changes = List.of(
                new Ledger.Change(null, claimed("R-12")),
                new Ledger.Change(null, claimed("R-11")),
                new Ledger.Change(null, claimed("R-10")));

        assertThat(ledger.replaceAll(changes)).containsExactly(true, false, true);
        assertThat(ledger.find(key("R-10"))).isPresent();
        assertThat(ledger.find(key("R-12"))).isPresent();
    }

    @Test
    void twoThreadsThatWriteTheSameRowsInOtherOrdersDoNotHinderEachOther() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                var forward = new ArrayList<Ledger.Change>();
                for (int i = 0; i < 20; i++) {
                    forward.add(new Ledger.Change(null, claimed("R-" + round + "-" + i)));
                }
                var backward = new ArrayList<>(forward);
                java.util.Collections.reverse(backward);
                var results = threads.invokeAll(List.<Callable<boolean[]>>of(
                        () -> ledger.replaceAll(forward), () -> ledger.replaceAll(backward)));
                int written = 0;
                for (var result : results) {
                    for (var each : result.get()) {
                        written += each ? 1 : 0;
                    }
                }
                assertThat(written).isEqualTo(20);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void rowsOfAStateAreListedOldestFirst() {
        for (var reference : List.of("L-1", "L-2", "L-3")) {
            var sent = claimed(reference);
            ledger.replace(null, sent);
            ledger.replace(sent, Rows.doubted(sent, ledger.now()));
        }
        ledger.replace(null, claimed("L-4"));

        assertThat(ledger.list(key(""), State.UNKNOWN, ledger.now(), 2))
                .extracting(movement -> movement.key().reference())
                .containsExactly("L-1", "L-2");
        assertThat(ledger.list(key(""), State.UNKNOWN, ledger.now().minusSeconds(60), 2))
                .isEmpty();
    }

    @Test
    void pagesOfRowsHoldEachRowOnceAlsoWhereManyAreOfOneMoment() {
        var moment = ledger.now().truncatedTo(ChronoUnit.MICROS);
        var changes = new ArrayList<Ledger.Change>();
        for (int i = 0; i < 25; i++) {
            var reference = "L-" + (100 + i);
            changes.add(new Ledger.Change(
                    null, Rows.claim(null, key(reference), order(reference, "250.50"), "node-1", LEASE, moment)));
        }
        // The same reference may name another kind.
        var coins = new MovementKey(scope, "CRM000001", "CEK000001", Kind.coins, "L-103");
        changes.add(
                new Ledger.Change(null, Rows.claim(null, coins, order("L-103", "250.50"), "node-1", LEASE, moment)));
        java.util.Collections.shuffle(changes, new java.util.Random(7));
        ledger.replaceAll(changes);
        ledger.replace(null, claimed("L-000")); // the youngest

        var listed = new ArrayList<MovementKey>();
        Movement last = null;
        do {
            var page = ledger.list(key(""), State.SENT, ledger.now(), last, 4);
            page.forEach(row -> listed.add(row.key()));
            last = page.isEmpty() ? null : page.get(page.size() - 1);
        } while (last != null);

        assertThat(listed).hasSize(27).doesNotHaveDuplicates();
        assertThat(listed.get(26).reference()).isEqualTo("L-000");
        assertThat(listed.subList(0, 26)).extracting(MovementKey::reference).isSorted();
    }

    @Test
    void whereAnOrderCameFromIsKept() {
        var order = order("F-1", "250.50").from("diwali.csv line 9");
        ledger.replace(null, Rows.claim(null, key("F-1"), order, "node-1", LEASE, ledger.now()));

        assertThat(ledger.find(key("F-1")).orElseThrow().content().source()).isEqualTo("diwali.csv line 9");
    }

    @Test
    void aPurgedRowIsStillAControlUnlessAPersonClosedIt() {
        paid("C-1");
        var closed = unknown("P-1");
        ledger.replace(closed, Rows.closedAsPaid(closed, ledger.now()));
        for (var reference : List.of("C-1", "P-1")) {
            var row = ledger.find(key(reference)).orElseThrow();
            assertThat(ledger.replace(row, Rows.purged(row))).isTrue();
        }

        assertThat(references(ledger.controls(unknown("U-1")))).containsExactly("C-1");
        assertThat(ledger.find(key("P-1")).orElseThrow().receipt().closedBy()).isNotEqualTo("Asha");
        assertThat(ledger.find(key("C-1")).orElseThrow().receipt().transactionId())
                .isNull();
    }

    @Test
    void theControlsOfAMovementAreItsPaidNeighbours() {
        paid("C-1");
        paid("C-2");
        var unknown = unknown("U-1");
        paid("C-3");
        paid("C-4");

        assertThat(references(ledger.controls(unknown))).containsExactly("C-2", "C-3");
    }

    @Test
    void whatMayHaveBeenPaidByAnEarlierAttemptIsNoControlThatWasSentLater() {
        var unknown = unknown("U-1");
        var inDoubt = Rows.absent(unknown("C-1"), ledger.now());
        ledger.replace(ledger.find(key("C-1")).orElseThrow(), inDoubt);
        var again = Rows.claim(inDoubt, key("C-1"), order("C-1", "250.50"), "node-1", LEASE, ledger.now());
        ledger.replace(inDoubt, again);
        ledger.replace(again, Rows.paid(again, "ECT1", null, ledger.now()));
        paid("C-2");

        assertThat(references(ledger.controls(unknown))).containsExactly("C-2");
    }

    @Test
    void aControlIsOfTheSameOperationAndAccountAndNoShorter() {
        paid("C-22");
        paid("C-1");
        paid(Rows.claim(
                null, key("OTHER-1"), order("unallocate", "OTHER-1", "CA00001"), "node-1", LEASE, ledger.now()));
        paid(Rows.claim(null, key("OTHER-2"), order("allocate", "OTHER-2", "CA00002"), "node-1", LEASE, ledger.now()));

        assertThat(references(ledger.controls(unknown("U-1")))).containsExactly("C-1");
        assertThat(references(ledger.controls(unknown("U-10")))).containsExactly("C-1", "C-22");
        assertThat(ledger.controls(unknown("U-100"))).isEmpty();
    }

    @Test
    void aLongReferenceFarAwayDoesNotStandInForTheNearestNeighbours() {
        paid("C-FAR-AWAY-1");
        paid("C-1");
        paid("C-2");
        var unknown = unknown("U-LONGER");
        paid("C-3");
        paid("C-FAR-AWAY-2");

        assertThat(references(ledger.controls(unknown))).containsExactly("C-2", "C-3", "C-FAR-AWAY-1", "C-FAR-AWAY-2");
    }

    @Test
    void whereThereIsNoNeighbourTheLastOneSentIsTheControl() {
        var sent = claimed("U-1");
        ledger.replace(null, sent);
        var together = List.of(claimed("C-1"), claimed("C-2"));
        together.forEach(other -> ledger.replace(null, other));
        together.forEach(other -> ledger.replace(other, Rows.paid(other, "ECT1", null, ledger.now())));

        assertThat(references(ledger.controls(Rows.doubted(sent, ledger.now()))))
                .containsExactly("C-2");
    }

    @Test
    void whatAPersonDecidedIsNoControl() {
        var unknown = unknown("P-1");
        ledger.replace(unknown, Rows.closedAsPaid(unknown, ledger.now()));

        assertThat(ledger.controls(unknown("U-1"))).isEmpty();
    }

    private void paid(String reference) {
        paid(claimed(reference));
    }

    private void paid(Movement sent) {
        ledger.replace(null, sent);
        ledger.replace(sent, Rows.paid(sent, "ECT1", null, ledger.now()));
    }

    private Movement unknown(String reference) {
        var sent = claimed(reference);
        ledger.replace(null, sent);
        var unknown = Rows.doubted(sent, ledger.now());
        ledger.replace(sent, unknown);
        return ledger.find(key(reference)).orElseThrow();
    }

    private static List<String> references(List<Movement> movements) {
        return movements.stream().map(movement -> movement.key().reference()).toList();
    }

    @Test
    void theLastPaidMovementOfAnOperationAndAccountIsFoundAlsoAmongManyOlderOnes() {
        paid("L-1");
        paid("L-2");
        var together = IntStream.range(0, 50).mapToObj(i -> claimed("OLD-" + i)).toList();
        together.forEach(row -> ledger.replace(null, row));
        paid("L-3");
        // Known later, and yet sent before.
        together.forEach(row -> ledger.replace(row, Rows.paid(row, "ECT1", null, ledger.now())));
        paid(Rows.claim(
                null, key("OTHER-1"), order("unallocate", "OTHER-1", "CA00001"), "node-1", LEASE, ledger.now()));
        paid(Rows.claim(null, key("OTHER-2"), order("allocate", "OTHER-2", "CA00002"), "node-1", LEASE, ledger.now()));
        unknown("U-1");
        var closed = unknown("P-1");
        ledger.replace(closed, Rows.closedAsPaid(closed, ledger.now()));

        assertThat(lastPaid("allocate", "CA00001", false)).contains("L-3");
        assertThat(lastPaid("unallocate", "CA00001", false)).contains("OTHER-1");
        assertThat(lastPaid("allocate", "CA00002", false)).contains("OTHER-2");
        assertThat(lastPaid("bulkAllocate", "CA00001", false)).isEmpty();
        scope = "another";
        assertThat(lastPaid("allocate", "CA00001", false)).isEmpty();
    }

    @Test
    void whatALookUpFoundPaidIsNoAnswer() {
        paid("ANSWERED");
        var unknown = unknown("FOUND");
        ledger.replace(unknown, Rows.found(unknown, "ECT2", ledger.now()));

        assertThat(lastPaid("allocate", "CA00001", false)).contains("FOUND");
        assertThat(lastPaid("allocate", "CA00001", true)).contains("ANSWERED");
    }

    private Optional<String> lastPaid(String operation, String account, boolean byAnswer) {
        return ledger.lastPaid(key(""), operation, account, byAnswer)
                .map(movement -> movement.key().reference());
    }

    @Test
    void rowsAreCountedByState() {
        var sent = claimed("N-1");
        ledger.replace(null, sent);
        ledger.replace(sent, Rows.paid(sent, "ECT1", null, ledger.now()));
        ledger.replace(null, claimed("N-2"));

        assertThat(ledger.count(key("")))
                .containsEntry(State.PAID, 1L)
                .containsEntry(State.SENT, 1L)
                .hasSize(2);
    }

    @Test
    void scopesDoNotMeet() {
        ledger.replace(null, claimed("S-1"));
        scope = "another";

        assertThat(ledger.find(key("S-1"))).isEmpty();
        assertThat(ledger.replace(null, claimed("S-1"))).isTrue();
    }
}

package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.lab.WireFault.Instead;
import io.github.camelenkash.ledger.UnknownPolicy;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Assumption.RecordsCount;
import io.github.camelenkash.sandbox.Assumption.Search;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 13 of the table of faults: a late transaction, and searches that do not say what is there. A repeated reference
 * pays again in the sandbox, so each wrong belief would be a second payment.
 */
@Timeout(300)
class DeceptiveSearchTest {

    @TempDir
    Path folder;

    /** Single and bulk orders; debits are looked up as credits are. */
    private static final List<Deed> DEEDS = List.of(Deed.ALLOCATE, Deed.BULK_ALLOCATE);

    private static boolean movesValue(Operation operation) {
        return operation == Operation.ALLOCATE || operation == Operation.BULK;
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row13ATransactionThatAppearsWithinTheWindowIsFoundAndNotPaidTwice(LedgerStore store)
            throws InterruptedException {
        try (var lab = new Lab(store, folder)
                .with(options -> options.setSettleWindow(Duration.ofSeconds(4)))
                .withControls()) {
            lab.sandbox
                    .faults()
                    .lateBy(Duration.ofMillis(300))
                    .when(call -> movesValue(call.operation()) && call.attempt() == 1, Fault.LATE_EFFECT);

            List<Runnable> orders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                orders.add(() -> lab.orderUntilPaid(DEEDS.get(number % 2), "R13-" + number));
            }
            Lab.inParallel(orders);

            assertThat(lab.sandbox.faults().injected(Fault.LATE_EFFECT)).isEqualTo(orders.size());
            for (int i = 0; i < orders.size(); i++) {
                assertThat(lab.sandbox.books().credits("R13-" + i))
                        .as("R13-" + i)
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row13UnderParkATransactionMayAppearAsLateAsItLikes(LedgerStore store) {
        try (var lab = new Lab(store, folder)
                .with(options -> {
                    options.setUnknownPolicy(UnknownPolicy.park);
                    options.setSettleWindow(Duration.ofMillis(200));
                })
                .withControls()) {
            lab.sandbox
                    .faults()
                    .lateBy(Duration.ofHours(1))
                    .when(call -> movesValue(call.operation()) && call.attempt() == 1, Fault.LATE_EFFECT);
            for (var deed : DEEDS) {
                var reference = "R13-" + deed;
                assertThat(lab.orderUntil(deed, reference, Outcome.PARKED)).isEqualTo(Outcome.PARKED);

                lab.sandbox.faults().releaseLate();
                assertThat(lab.order(deed, reference)).isEqualTo(Outcome.PARKED);
                lab.settle();

                assertThat(lab.sandbox.books().credits(reference)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "H2, FILTER_IGNORED, TOTAL", "H2, FIRST_PAGE_ONLY, TOTAL", "H2, FIRST_PAGE_ONLY, ROWS",
        "H2, FIRST_PAGE_ONLY, ABSENT", "POSTGRESQL, FILTER_IGNORED, ROWS", "POSTGRESQL, FIRST_PAGE_ONLY, ROWS"
    })
    void row13ASearchThatShowsTheWrongRowsLeavesItUnknownUntilItIsBetter(
            LedgerStore store, Search search, RecordsCount count) {
        try (var lab = new Lab(store, folder)
                .with(options -> {
                    options.setSettleWindow(Duration.ofMillis(100));
                    options.setSettleInCall(Duration.ofMillis(500));
                })
                .withControls()) {
            // The first page is full, and an hour's proof of a good search is at hand: the worst moment to change.
            lab.sandbox.behaviour().set(Assumption.PAGE_SIZE, 5).set(Assumption.RECORDS_COUNT, count);
            for (int i = 0; i < 5; i++) {
                lab.orderUntilPaid(Deed.values()[i % 3], "R13-BEFORE-" + i);
            }
            lab.proxy.next(WireFault.requestLost(Instead.RESET));
            lab.orderUntilPaid(Deed.ALLOCATE, "R13-PROOF");

            lab.sandbox.behaviour().set(Assumption.SEARCH, search);
            for (var deed : Deed.values()) {
                for (boolean acted : new boolean[] {true, false}) {
                    var reference = "R13-" + deed + (acted ? "-ACTED" : "-LOST");
                    lab.proxy.next(acted ? WireFault.answerLost(Instead.RESET) : WireFault.requestLost(Instead.RESET));
                    for (int i = 0; i < 2; i++) {
                        // Among the rows of others its own is found, if it is there.
                        assertThat(lab.order(deed, reference))
                                .as(reference)
                                .isIn(
                                        acted && search == Search.FILTER_IGNORED
                                                ? List.of(Outcome.PAID, Outcome.ALREADY_PAID)
                                                : List.of(Outcome.UNKNOWN));
                    }
                    assertThat(lab.settle().toSendAgain()).isZero();
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(acted ? 1 : 0);
                }
            }

            lab.sandbox.behaviour().set(Assumption.SEARCH, Search.EXACT);
            for (var deed : Deed.values()) {
                for (var reference : List.of("R13-" + deed + "-ACTED", "R13-" + deed + "-LOST")) {
                    lab.orderUntilPaid(deed, reference);
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row13ASearchThatLagsBetraysItselfAndNothingIsPaidTwice(LedgerStore store) throws InterruptedException {
        try (var lab = new Lab(store, folder).with(options -> options.setSettleWindow(Duration.ofMillis(100)))) {
            lab.sandbox
                    .behaviour()
                    .set(Assumption.SEARCH, Search.LAGGING)
                    .set(Assumption.SEARCH_LAG, Duration.ofSeconds(2));
            lab.withControls();
            List<Runnable> orders = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                var deed = Deed.values()[i % 3];
                var reference = "R13-" + i;
                orders.add(() -> lab.orderUntilPaid(deed, reference));
            }
            lab.proxy.movements(request -> request.attempt() > 1
                    ? null
                    : request.reference().hashCode() % 2 == 0
                            ? WireFault.answerLost(Instead.CLOSE)
                            : WireFault.requestLost(Instead.CLOSE));
            Lab.inParallel(orders);

            assertThat(lab.proxy.played()).hasSize(2);
            for (int i = 0; i < orders.size(); i++) {
                assertThat(lab.times(Deed.values()[i % 3], "R13-" + i))
                        .as("R13-" + i)
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row13WhatIsToBeSentAgainIsSentByRedeliveryOnlyAndOnce(LedgerStore store) {
        try (var lab = new Lab(store, folder)
                .with(options -> {
                    options.setSettleWindow(Duration.ofMillis(100));
                    options.setSettleInCall(Duration.ZERO);
                })
                .withControls()) {
            for (var deed : Deed.values()) {
                var reference = "R13-" + deed;
                lab.proxy.next(WireFault.requestLost(Instead.RESET));
                assertThat(lab.order(deed, reference)).isEqualTo(Outcome.UNKNOWN);

                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> lab.settle().toSendAgain() == 1);
                assertThat(lab.times(deed, reference)).as(reference).isZero();

                lab.orderUntilPaid(deed, reference);
                assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1);
            }
        }
    }
}

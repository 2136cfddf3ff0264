package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.lab.WireFault.Instead;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 1 of the table of faults: the answer is lost after the credit. Every fault, on every way of moving points. */
@Timeout(300)
class AnswerLostTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row1AnAnswerLostAfterTheCreditIsNeitherPaidTwiceNorLost(LedgerStore store) throws InterruptedException {
        var deeds = new LinkedHashMap<String, Deed>();
        Map<String, WireFault> faults = new LinkedHashMap<>();
        for (var deed : Deed.values()) {
            for (var instead : Instead.values()) {
                var reference = "R1-" + deed + "-" + instead;
                deeds.put(reference, deed);
                faults.put(reference, WireFault.answerLost(instead));
            }
        }
        try (var lab = new Lab(store, folder).withControls()) {
            lab.proxy.movements(request -> request.attempt() == 1 ? faults.get(request.reference()) : null);

            List<Runnable> orders = new ArrayList<>();
            deeds.forEach((reference, deed) -> orders.add(() -> lab.orderUntilPaid(deed, reference)));
            Lab.inParallel(orders);

            assertThat(lab.proxy.played())
                    .hasSize(Instead.values().length)
                    .allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(Deed.values().length));
            deeds.forEach((reference, deed) ->
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1));
            assertThat(lab.sandbox.books().transactions()).hasSize(deeds.size() + Deed.values().length);
        }
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row1AWrongEchoOfWhatWasBookedUnderOurReferenceIsFoundAndNotPaidTwice(LedgerStore store) {
        try (var lab = new Lab(store, folder).withControls()) {
            lab.sandbox.behaviour().set(Assumption.BULK_ECHO, true);
            for (var deed : Deed.values()) {
                for (var fault : List.of(Fault.WRONG_ECHO, Fault.NO_ECHO)) {
                    var reference = "R1-" + deed + "-" + fault;
                    lab.sandbox.faults().when(call -> call.references().contains(reference), fault, 1);

                    lab.orderUntilPaid(deed, reference);

                    assertThat(lab.sandbox.faults().injected(fault)).isPositive();
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row1WhatWasBookedUnderAnotherReferenceIsParkedAndNeverSentAgain(LedgerStore store) {
        try (var lab = new Lab(store, folder).withControls()) {
            lab.sandbox.behaviour().set(Assumption.BULK_ECHO, true);
            for (var deed : Deed.values()) {
                var reference = "R1-OURS-" + deed;
                var other = "R1-ELSE-" + deed;
                lab.proxy.next(WireFault.forge(reference, other));

                assertThat(lab.orderUntil(deed, reference, Outcome.PARKED)).isEqualTo(Outcome.PARKED);
                assertThat(lab.order(deed, reference)).isEqualTo(Outcome.PARKED);
                lab.settle();

                assertThat(lab.times(deed, other)).as(other).isEqualTo(1);
                assertThat(lab.times(deed, reference)).as(reference).isZero();
            }
            assertThat(lab.sandbox.books().transactions()).hasSize(2 * Deed.values().length);
        }
    }
}

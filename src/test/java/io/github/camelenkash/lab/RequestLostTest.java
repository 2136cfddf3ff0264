package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.lab.WireFault.End;
import io.github.camelenkash.lab.WireFault.Instead;
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

/** Row 2 of the table of faults: the request is lost before the credit. Every fault, on every way of moving points. */
@Timeout(300)
class RequestLostTest {

    /** Into the body; the head alone is longer than this less a few bytes. */
    private static final int SOMEWHERE = 400;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row2ARequestLostBeforeTheCreditIsSentAgainAndPaidOnce(LedgerStore store) throws InterruptedException {
        Map<String, WireFault> faults = new LinkedHashMap<>();
        for (var instead : Instead.values()) {
            faults.put(instead.name(), WireFault.requestLost(instead));
        }
        for (var end : End.values()) {
            faults.put("CUT-" + end, WireFault.cutRequest(SOMEWHERE, end));
        }
        Map<String, Deed> deeds = new LinkedHashMap<>();
        Map<String, WireFault> faultOf = new LinkedHashMap<>();
        for (var deed : Deed.values()) {
            faults.forEach((name, fault) -> {
                deeds.put("R2-" + deed + "-" + name, deed);
                faultOf.put("R2-" + deed + "-" + name, fault);
            });
        }
        try (var lab = new Lab(store, folder).withControls()) {
            lab.proxy.movements(request -> request.attempt() == 1 ? faultOf.get(request.reference()) : null);

            List<Runnable> orders = new ArrayList<>();
            deeds.forEach((reference, deed) -> orders.add(() -> lab.orderUntilPaid(deed, reference)));
            Lab.inParallel(orders);

            assertThat(lab.proxy.played())
                    .hasSize(faults.size())
                    .allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(Deed.values().length));
            deeds.forEach((reference, deed) ->
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1));
            assertThat(lab.sandbox.books().transactions()).hasSize(deeds.size() + Deed.values().length);
        }
    }
}

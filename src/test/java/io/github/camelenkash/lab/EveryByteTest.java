package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.lab.WireFault.End;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A cut at every byte of a request, and at every byte of an answer: each movement is cut once, at the byte of its number,
 * and ordered until it is paid. A request that is cut was not whole at the server, so it moves nothing; an answer that is
 * cut comes from a server that has paid.
 */
@Timeout(300)
class EveryByteTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Order.class)
    void ofARequestAndAnAnswerThatAreCutAtAnyByteEachMovementIsPaidOnce(Order order) throws InterruptedException {
        try (var lab = lab(order.store)) {
            var lengths = lengths(lab, order);

            int requests = cut(lab, order, "Q", lengths.request(), offset -> WireFault.cutRequest(offset, order.end));
            // The last one is handed over whole before the connection ends.
            int answers = cut(lab, order, "A", lengths.answer() + 1, offset -> WireFault.cutAnswer(offset, order.end));

            Lab.print(
                    "%s on %s, %s: cut at %d places of a request of %d bytes and at %d of an answer of %d; duplicates 0, lost 0"
                            .formatted(
                                    order,
                                    order.store,
                                    order.end,
                                    requests,
                                    lengths.request(),
                                    answers,
                                    lengths.answer()));
            assertThat(requests).isEqualTo(bytes(lengths.request(), order.stride));
            assertThat(answers).isEqualTo(bytes(lengths.answer() + 1, order.stride));
        }
    }

    private static int bytes(int length, int stride) {
        return (length + stride - 1) / stride;
    }

    /** What is cut. Each costs a settling, so of the long request every byte is cut in long runs only. */
    enum Order {
        ONE(LedgerStore.H2, End.RESET, 1),
        /** A bulk call of three rows. */
        THREE(LedgerStore.POSTGRESQL, End.CLOSE, Integer.getInteger("lab.stride", 7));

        private final LedgerStore store;
        private final End end;
        private final int stride;

        Order(LedgerStore store, End end, int stride) {
            this.store = store;
            this.end = end;
            this.stride = stride;
        }

        /** The references of a movement; all of one length. */
        List<String> references(String kind, int offset) {
            var first = "BYTE-%s-%04d".formatted(kind, offset);
            return this == ONE ? List.of(first) : List.of(first, first + "-B", first + "-C");
        }

        void untilPaid(Lab lab, List<String> references) {
            if (this == ONE) {
                lab.orderUntilPaid(Deed.ALLOCATE, references.get(0));
            } else {
                lab.orderAllUntilPaid(references);
            }
        }
    }

    /** No partial request ever acts, so nothing is late here and a short window is as good as a long one. */
    private Lab lab(LedgerStore store) {
        return new Lab(store, folder)
                .with(options -> {
                    options.setSettleWindow(Duration.ofMillis(100));
                    options.setSettleDelay(Duration.ofMillis(100));
                    // Nothing hangs here, so whatever takes its time is only slow.
                    options.setResponseTimeout(Duration.ofSeconds(30));
                    options.setCallTimeout(Duration.ofSeconds(30));
                    options.setSettleInCall(Duration.ofSeconds(30));
                })
                .withControls();
    }

    private record Lengths(int request, int answer) {}

    /** Of a movement like those that are to be cut: the lengths of their references and amounts are the same. */
    private static Lengths lengths(Lab lab, Order order) {
        var request = new AtomicInteger();
        var answer = new AtomicInteger();
        lab.proxy.movements(passing -> new WireFault("measured", passage -> {
            request.set(passage.request().bytes().length);
            var bytes = passage.forward();
            answer.set(bytes.length);
            passage.hand(bytes);
            return true;
        }));
        order.untilPaid(lab, order.references("M", 0));
        return new Lengths(request.get(), answer.get());
    }

    private interface Cut {
        WireFault at(int offset);
    }

    /** Cuts as many movements as there are offsets, each at another one; gives the number of cuts. */
    private static int cut(Lab lab, Order order, String kind, int length, Cut cut) throws InterruptedException {
        Set<Integer> cuts = ConcurrentHashMap.newKeySet();
        lab.proxy.movements(request -> {
            int offset = offset(request.reference());
            return cuts.add(offset) ? cut.at(offset) : null;
        });
        List<Runnable> orders = new ArrayList<>();
        for (int offset = 0; offset < length; offset += order.stride) {
            var references = order.references(kind, offset);
            orders.add(() -> order.untilPaid(lab, references));
        }
        Lab.inParallel(orders);

        for (int offset : cuts) {
            for (var reference : order.references(kind, offset)) {
                assertThat(lab.sandbox.books().credits(reference))
                        .as("%s, cut at byte %s", reference, offset)
                        .isEqualTo(1);
            }
        }
        return cuts.size();
    }

    private static int offset(String reference) {
        return Integer.parseInt(reference.split("-")[2]);
    }
}

package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 9 of the table of faults: slow or mute server, endless body, 1 GB body, deep JSON, HTML instead of JSON, empty body,
 * wrong charset. Bounded in time by the tests' own limit, and in memory by a JVM that has far less than is sent.
 */
@Timeout(300)
class UnreadableAnswersTest {

    /** Those that no timeout has to end. */
    static final List<Fault> UNREADABLE = List.of(
            Fault.ENDLESS,
            Fault.HUGE,
            Fault.DEEP_JSON,
            Fault.HTML,
            Fault.HTML_BEFORE,
            Fault.EMPTY,
            Fault.WRONG_CHARSET,
            Fault.GARBAGE,
            Fault.NO_CODE,
            Fault.UNDECIPHERABLE);

    private static final List<Fault> SLOW = List.of(Fault.SLOW, Fault.HANG, Fault.HANG_BEFORE, Fault.TRICKLE);

    private static final Map<String, Operation> READS = Map.of(
            "enkash:balance", Operation.ACCOUNT,
            "enkash:transactions", Operation.TRANSACTIONS,
            "enkash:cards", Operation.SEARCH);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row9AMovementWhoseAnswerCannotBeReadIsPaidOnce(LedgerStore store) throws InterruptedException {
        Map<String, Deed> deeds = new LinkedHashMap<>();
        try (var lab = new Lab(store, folder)
                .with(options -> options.setMaxResponseSize(100_000))
                .withControls()) {
            var faults = lab.sandbox.faults().slowBy(Duration.ofMillis(200));
            for (var fault : Stream.concat(UNREADABLE.stream(), SLOW.stream()).toList()) {
                for (var deed : Deed.values()) {
                    var reference = "R9-" + deed + "-" + fault;
                    deeds.put(reference, deed);
                    faults.when(
                            call -> call.operation() != Operation.TRANSACTIONS
                                    && call.references().contains(reference),
                            fault,
                            1);
                }
            }
            List<Runnable> orders = new ArrayList<>();
            deeds.forEach((reference, deed) -> orders.add(() -> lab.orderUntilPaid(deed, reference)));
            Lab.inParallel(orders);

            for (var fault : UNREADABLE) {
                assertThat(faults.injected(fault)).as("%s", fault).isEqualTo(Deed.values().length);
            }
            deeds.forEach((reference, deed) ->
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1));
        }
    }

    /** Reads have nothing to do with the ledger, so one database is as good as two. */
    @Test
    void row9AReadWhoseAnswerCannotBeReadFailsAndSaysSo() throws InterruptedException {
        try (var lab = new Lab(LedgerStore.H2, folder).with(options -> {
            options.setMaxResponseSize(100_000);
            options.setResponseTimeout(Duration.ofMillis(500));
            options.setCallTimeout(Duration.ofSeconds(1));
        })) {
            List<Runnable> reads = new ArrayList<>();
            READS.forEach((uri, operation) -> reads.add(() -> {
                for (var fault :
                        Stream.concat(UNREADABLE.stream(), SLOW.stream()).toList()) {
                    if (fault == Fault.SLOW) {
                        continue;
                    }
                    lab.sandbox.faults().when(call -> call.operation() == operation, fault, 1);

                    assertThat(lab.template().request(uri, e -> {}).getException())
                            .as("%s, %s", uri, fault)
                            .isInstanceOfAny(UndecodableException.class, UnavailableException.class);
                }
            }));
            Lab.inParallel(reads);
        }
    }

    @Test
    void row9AReadOfASlowServerIsAnswered() {
        try (var lab = new Lab(LedgerStore.H2, folder).with(options -> {
            options.setCallTimeout(Duration.ofSeconds(50));
            options.setResponseTimeout(Duration.ofSeconds(50));
        })) {
            lab.sandbox.faults().slowBy(Duration.ofMillis(300)).when(call -> true, Fault.SLOW);

            READS.keySet().forEach(uri -> assertThat(
                            lab.template().request(uri, e -> {}).getException())
                    .isNull());
            assertThat(lab.sandbox.faults().injected(Fault.SLOW)).isEqualTo(4);
        }
    }

    /** The JVM of {@link SmallHeap} has 48 MB, and one answer alone has a gigabyte. */
    @Test
    void row9AGigabyteAndAnEndlessBodyFitIntoASmallHeap() throws Exception {
        try (var sandbox = Sandbox.started()) {
            for (var fault : UNREADABLE) {
                sandbox.faults()
                        .when(
                                call -> call.operation() == Operation.ALLOCATE
                                        && call.reference().equals(SmallHeap.reference(fault)),
                                fault,
                                1)
                        .when(call -> call.reference().equals(SmallHeap.read(fault)), fault);
            }
            var printed = Files.createTempFile(folder, "small-heap", ".txt");
            var child = SmallHeap.start(sandbox, printed);
            try {
                assertThat(child.waitFor(180, TimeUnit.SECONDS)).as("it ends").isTrue();
                assertThat(child.exitValue()).as(Files.readString(printed)).isZero();
            } finally {
                child.destroyForcibly();
            }

            assertThat(Files.readString(printed)).doesNotContain("OutOfMemoryError");
            for (var fault : UNREADABLE) {
                assertThat(sandbox.faults().injected(fault)).as("%s", fault).isGreaterThanOrEqualTo(2);
                assertThat(sandbox.books().credits(SmallHeap.reference(fault)))
                        .as("%s", fault)
                        .isEqualTo(1);
            }
        }
    }
}

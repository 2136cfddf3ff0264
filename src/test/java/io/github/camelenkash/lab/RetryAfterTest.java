package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 8 of the table of faults: 429 and 503 with Retry-After, in seconds and as a date. The server asks for an hour, and
 * each test ends long before that is over.
 */
@Timeout(300)
class RetryAfterTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    /** An hour's worth, each as a server and as a proxy before it would say it. */
    private static Map<String, String> waits() {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(HOUR));
        var waits = new LinkedHashMap<String, String>();
        for (int status : new int[] {429, 503}) {
            waits.put(status + "-SECONDS", "HTTP/1.1 " + status + " Busy\r\nRetry-After: 3600\r\n");
            waits.put(status + "-DATE", "HTTP/1.1 " + status + " Busy\r\nRetry-After: " + date + "\r\n");
        }
        waits.replaceAll((name, head) -> head + "Content-Length: 0\r\n\r\n");
        return waits;
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row8AMovementThatIsPutOffForAnHourIsPaidOnceWithoutWaitingForIt(LedgerStore store)
            throws InterruptedException {
        Map<String, Deed> deeds = new LinkedHashMap<>();
        Map<String, WireFault> faults = new LinkedHashMap<>();
        waits().forEach((name, http) -> {
            for (var deed : Deed.values()) {
                for (boolean acted : new boolean[] {true, false}) {
                    var reference = "R8-" + deed + "-" + name + (acted ? "-ACTED" : "");
                    deeds.put(reference, deed);
                    faults.put(reference, WireFault.answer(name, acted, http));
                }
            }
        });
        try (var lab = new Lab(store, folder).withControls()) {
            lab.proxy.movements(request -> request.attempt() == 1 ? faults.get(request.reference()) : null);

            List<Runnable> orders = new ArrayList<>();
            deeds.forEach((reference, deed) -> orders.add(() -> lab.orderUntilPaid(deed, reference)));
            Lab.inParallel(orders);

            assertThat(lab.proxy.played()).hasSize(4);
            deeds.forEach((reference, deed) ->
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1));
        }
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void row8ALookUpThatIsPutOffForAnHourLeavesTheMovementUnknownAndUnsent(LedgerStore store) {
        try (var lab = new Lab(store, folder)
                .with(options -> options.setSettleInCall(Duration.ofMillis(200)))
                .withControls()) {
            for (var deed : Deed.values()) {
                waits().forEach((name, http) -> {
                    var reference = "R8-" + deed + "-" + name;
                    lab.proxy
                            .next(WireFault.answer(name, true, http))
                            .others(request -> request.path().equals(Operation.TRANSACTIONS.path())
                                    ? WireFault.answer("look-up put off", false, http)
                                    : null);
                    assertThat(lab.order(deed, reference)).isEqualTo(Outcome.UNKNOWN);
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1);

                    lab.proxy.others(request -> null);
                    lab.orderUntilPaid(deed, reference);
                    assertThat(lab.times(deed, reference)).as(reference).isEqualTo(1);
                });
            }
        }
    }

    /** Reads and logins have nothing to do with the ledger, so one database is as good as two. */
    @ParameterizedTest
    @EnumSource(value = LedgerStore.class, names = "H2")
    void row8ReadsAndLoginsThatArePutOffForAnHourFailInsteadOfWaiting(LedgerStore store) {
        for (var fault : List.of(Fault.THROTTLED, Fault.BUSY)) {
            for (boolean asDate : new boolean[] {true, false}) {
                for (var operation : List.of(Operation.ACCOUNT, Operation.TOKEN)) {
                    try (var lab = new Lab(store, folder)) {
                        var faults = lab.sandbox.faults();
                        faults.when(call -> call.operation() == operation, fault);
                        (asDate ? faults.retryAfterAsDate(HOUR) : faults.retryAfter(HOUR)).magic(false);

                        var failure = lab.template()
                                .request("enkash:balance", e -> {})
                                .getException();

                        assertThat(failure).as("%s of %s", fault, operation).isNotNull();
                        assertThat(lab.sandbox.books().calls(operation)).isEqualTo(1);
                        if (operation == Operation.ACCOUNT) {
                            assertThat(failure).isInstanceOf(UnavailableException.class);
                        }
                    }
                }
            }
        }
    }

    /** What is worth waiting for is waited for, within the bound. */
    @ParameterizedTest
    @EnumSource(value = LedgerStore.class, names = "H2")
    void row8AReadThatIsPutOffForAMomentIsAskedAgain(LedgerStore store) {
        try (var lab = new Lab(store, folder)) {
            lab.proxy.others(request -> request.path().equals(Operation.ACCOUNT.path()) && request.attempt() == 1
                    ? WireFault.answer(
                            "a moment", false, "HTTP/1.1 429 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")
                    : null);

            assertThat(lab.template().request("enkash:balance", e -> {}).getException())
                    .isNull();
            assertThat(lab.proxy.played()).containsEntry("a moment", 1L);
        }
    }
}

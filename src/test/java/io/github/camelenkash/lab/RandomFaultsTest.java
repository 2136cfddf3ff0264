package io.github.camelenkash.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.Encryption;
import io.github.camelenkash.api.MovementInProgressException;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any fault at any byte or moment, to movements and to look-ups, with many threads and Camel's redelivery: in the end each
 * movement has taken place once. {@code -Dlab.movements=5000} plays more, {@code -Dlab.seed=N} plays others. Which request
 * suffers what is decided by the seed, not by the order of arrival; when a moment comes is the machine's business.
 */
@Timeout(3600)
class RandomFaultsTest {

    private static final int MOVEMENTS = Integer.getInteger("lab.movements", 300);
    private static final long SEED = Long.getLong("lab.seed", 1);

    /** One movement in three, so that attempts to settle one meet with faults as well. */
    private static final double OF_MOVEMENTS = 0.33;

    private static final double OF_LOOK_UPS = 0.1;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void ofMovementsWithAnyFaultAtAnyMomentEachTakesPlaceOnce(LedgerStore store) throws Exception {
        try (var lab = lab(store)) {
            var handedBack = new AtomicInteger();
            Lab.inParallel(IntStream.range(0, MOVEMENTS)
                    .<Runnable>mapToObj(number -> () -> order(lab, number, handedBack))
                    .toList());
            // What redelivery did not bring to an end is unknown; the timer's work, and then the file dropped again.
            var settled = lab.settle();
            Lab.inParallel(IntStream.range(0, MOVEMENTS)
                    .<Runnable>mapToObj(number -> () -> lab.orderUntilPaid(deed(number), reference(number)))
                    .toList());

            var totals = Totals.of(lab);
            Lab.print("%s on %s, seed %d: %s; handed back after redelivery %d, settled then %d; faults %s"
                    .formatted(
                            "Random faults",
                            store,
                            SEED,
                            totals,
                            handedBack.get(),
                            settled.paid(),
                            lab.proxy.played()));
            assertThat(totals).isEqualTo(new Totals(MOVEMENTS, MOVEMENTS, 0, 0));
            assertThat(lab.proxy.played().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isGreaterThan(MOVEMENTS / 4);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("-Dlab.seed=" + SEED + " -Dlab.movements=" + MOVEMENTS + " plays this again", e);
        }
    }

    private Lab lab(LedgerStore store) throws Exception {
        var lab = new Lab(store, folder).with(options -> {
            options.setEncryption(Encryption.request);
            options.setSettleWindow(Duration.ofSeconds(2));
        });
        lab.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(
                                OutcomeUnknownException.class,
                                UnavailableException.class,
                                MovementInProgressException.class)
                        .maximumRedeliveries(5)
                        .redeliveryDelay(50);
                for (var deed : Deed.values()) {
                    from("direct:" + deed).to(deed.uri());
                }
            }
        });
        lab.withControls();
        lab.proxy.movements(FaultProxy.randomly(SEED, OF_MOVEMENTS));
        var lookUps = FaultProxy.randomly(SEED, OF_LOOK_UPS);
        // A refused login is never repeated, so logins pass.
        lab.proxy.others(
                request -> request.path().equals(Operation.TRANSACTIONS.path()) ? lookUps.faultFor(request) : null);
        return lab;
    }

    private static Deed deed(int number) {
        return Deed.values()[number % Deed.values().length];
    }

    private static String reference(int number) {
        return "RANDOM-%06d".formatted(number);
    }

    private static void order(Lab lab, int number, AtomicInteger handedBack) {
        var deed = deed(number);
        var exchange = lab.template()
                .request("direct:" + deed, e -> e.getMessage().setBody(deed.body(reference(number), lab.sandbox)));
        if (Lab.outcome(deed, exchange) != Outcome.PAID) {
            handedBack.incrementAndGet();
        }
    }

    /** What the server's books say. */
    private record Totals(int movements, int creditsAndDebits, int duplicates, int lost) {

        static Totals of(Lab lab) {
            List<Integer> times = IntStream.range(0, MOVEMENTS)
                    .mapToObj(number -> lab.times(deed(number), reference(number)))
                    .toList();
            return new Totals(
                    MOVEMENTS,
                    times.stream().mapToInt(Integer::intValue).sum(),
                    (int) times.stream().filter(n -> n > 1).count(),
                    (int) times.stream().filter(n -> n == 0).count());
        }

        @Override
        public String toString() {
            return "movements " + movements + ", credits and debits on the server " + creditsAndDebits + ", duplicates "
                    + duplicates + ", lost " + lost;
        }
    }
}

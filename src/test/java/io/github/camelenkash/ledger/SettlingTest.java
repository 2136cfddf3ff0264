package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.requestLost;
import static io.github.camelenkash.ledger.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of {@code enkash:settle} over more rows than fit into one page, or into the time of one run. */
class SettlingTest {

    private static final int MANY = 2 * Settling.PAGE + 17;

    private final Scene scene =
            new Scene().with(Scene.settings("node-1", Scene.WINDOW, Duration.ZERO, UnknownPolicy.resend, false));

    private Desk desk() {
        return new Desk(scene.movements());
    }

    private static String reference(int i) {
        return "R-" + (1000 + i);
    }

    /** Movements without an outcome, all of one moment. */
    private void leaveUnknown(int count) {
        for (int i = 1; i <= count; i++) {
            var order = order(reference(i));
            scene.enkash.next(requestLost());
            catchThrowable(() -> scene.perform(order));
        }
        scene.enkash.lookedUp.clear();
    }

    @Test
    void everyRowIsLookedAtOnceHoweverManyThereAre() {
        leaveUnknown(MANY);

        var report = desk().settle();

        assertThat(report.looked()).isEqualTo(MANY);
        assertThat(report.unknown()).isEqualTo(MANY);
        assertThat(scene.enkash.lookedUp).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void noMoreThanAPageIsReadAtATime() {
        leaveUnknown(MANY);
        var limits = new ArrayList<Integer>();
        scene.with(new FailingLedger(scene.memory) {
            @Override
            public List<Movement> list(MovementKey key, State state, Instant since, Movement after, int limit) {
                limits.add(limit);
                return super.list(key, state, since, after, limit);
            }
        });

        desk().settle();

        assertThat(limits).hasSizeGreaterThan(2).containsOnly(Settling.PAGE);
    }

    @Test
    void aRunThatHadNoTimeForAllIsGoneOnWithByTheNextAndTheOneAfterThatBeginsAnew() {
        leaveUnknown(5);
        scene.enkash.search = (account, reference) -> {
            scene.time.pass(Scene.LEASE.dividedBy(2));
            return scene.enkash.exact(account, reference);
        };

        assertThat(desk().settle().looked()).isEqualTo(2);
        assertThat(desk().settle().looked()).isEqualTo(2);
        assertThat(desk().settle().looked()).isEqualTo(2);

        assertThat(scene.enkash.lookedUp)
                .containsExactly(reference(1), reference(2), reference(3), reference(4), reference(5), reference(1));
    }

    @Test
    void aRunThatGoesOnLooksAtEveryRowOnceToo() {
        leaveUnknown(5);
        scene.enkash.search = (account, reference) -> {
            scene.time.pass(Scene.LEASE.dividedBy(3).plusMillis(1));
            return scene.enkash.exact(account, reference);
        };
        desk().settle();
        scene.enkash.lookedUp.clear();
        scene.enkash.search = scene.enkash::exact;

        assertThat(desk().settle().looked()).isEqualTo(5);

        assertThat(scene.enkash.lookedUp)
                .containsExactly(reference(4), reference(5), reference(1), reference(2), reference(3));
    }

    @Test
    void aRowThatCannotBeLookedAtDoesNotKeepTheOthersFromIt() {
        leaveUnknown(3);
        scene.enkash.search = (account, reference) -> {
            if (reference.equals(reference(2))) {
                throw new IllegalStateException("a flaw");
            }
            return scene.enkash.exact(account, reference);
        };

        catchThrowable(() -> desk().settle());
        catchThrowable(() -> desk().settle());

        assertThat(scene.enkash.lookedUp).startsWith(reference(1), reference(2), reference(3));
    }

    @Test
    void whatACrashLeftIsTakenOverOnceItsLeaseIsOver() {
        scene.enkash.next((enkash, order) -> {
            enkash.credit(order);
            throw new Crash();
        });
        catchThrowable(() -> scene.perform(order("R-1")));

        assertThat(desk().settle()).isEqualTo(SettleReport.NOTHING);
        scene.time.pass(Scene.LEASE);
        assertThat(desk().settle().paid()).isEqualTo(1);
    }

    @Test
    void whereNothingWasLeftNobodyLogsIn() {
        scene.perform(order("R-1"));
        int logins = scene.enkash.logins;

        assertThat(desk().settleWhatWasLeft(() -> false)).isEmpty();

        assertThat(scene.enkash.logins).isEqualTo(logins);
    }

    @Test
    void whereTheLoginFailsNothingIsLookedUp() {
        leaveUnknown(3);
        scene.enkash.refusedLogin = new CredentialsException(Failure.because("refused"));

        assertThatThrownBy(() -> desk().settleWhatWasLeft(() -> false)).isSameAs(scene.enkash.refusedLogin);

        assertThat(scene.enkash.lookedUp).isEmpty();
    }

    @Test
    void aRunAtStartEndsWhenItIsAskedTo() {
        leaveUnknown(3);

        var report = desk().settleWhatWasLeft(() -> scene.enkash.lookedUp.size() == 1);

        assertThat(report).get().extracting(SettleReport::looked).isEqualTo(1);
    }

    @Test
    void aLedgerOutOfReachIsAnErrorAndNotAnEmptyReport() {
        scene.with(new FailingLedger(scene.memory) {
            @Override
            void access() {
                throw new UnavailableException(Failure.because("the database is down"));
            }
        });

        assertThatThrownBy(() -> desk().settle()).isInstanceOf(UnavailableException.class);
    }
}

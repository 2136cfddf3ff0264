package io.github.camelenkash.ledger;

import static io.github.camelenkash.ledger.FakeEnkash.answerLost;
import static io.github.camelenkash.ledger.Scene.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.ledger.ProbeReport.Check;
import io.github.camelenkash.ledger.ProbeReport.Result;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a probe says of an EnKash that is as it should be, and of others. */
class ProbeTest {

    private static final RewardAccount READ = new RewardAccount(
            Scene.ACCOUNT,
            null,
            null,
            new BigDecimal("1000.50"),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Map.of());

    private final Scene scene = new Scene();
    private EnkashException unreadable;

    private ProbeReport probe() {
        return new Probe(scene.movements(), Scene.ACCOUNT, true, false, () -> {
                    if (unreadable != null) {
                        throw unreadable;
                    }
                    return READ;
                })
                .report();
    }

    @Test
    void withAPaidMovementEverythingIsCheckedAndNothingMoves() {
        scene.perform(order("R-1"));

        var report = probe();

        assertThat(report.isReady()).isTrue();
        assertThat(report.checks())
                .extracting(Check::name)
                .containsExactly("login", "account", "encryption", "search", "echo");
        assertThat(report.check("account").seen()).contains("1000.50");
        assertThat(report.check("encryption").seen()).contains("encrypted");
        assertThat(scene.enkash.sent).containsExactly("R-1");
    }

    @Test
    void withoutAPaidMovementItSaysWhatIsNotCheckedAndHowItCanBe() {
        var report = probe();

        assertThat(report.isReady()).isFalse();
        assertThat(report.checks()).extracting(Check::result).doesNotContain(Result.FAILED);
        for (var name : new String[] {"search", "echo"}) {
            assertThat(report.check(name).result()).isEqualTo(Result.NOT_CHECKED);
            assertThat(report.check(name).whatToDo()).contains("one person one point");
        }
        assertThat(scene.memory.count(scene.settings.all())).isEmpty();
    }

    @Test
    void afterARefusedLoginNothingElseIsAsked() {
        scene.enkash.refusedLogin = new CredentialsException(Failure.because("the login was refused"));

        var report = probe();

        assertThat(report.check("login").result()).isEqualTo(Result.FAILED);
        assertThat(report.check("login").whatToDo()).contains("third wrong login");
        assertThat(report.checks())
                .filteredOn(check -> !check.name().equals("login"))
                .hasSize(4)
                .extracting(Check::result)
                .containsOnly(Result.NOT_CHECKED);
        assertThat(scene.enkash.lookedUp).isEmpty();
        assertThat(scene.enkash.logins).isEqualTo(1);
    }

    @Test
    void afterAFreshTokenThatIsRefusedNothingElseIsAsked() {
        unreadable = new CredentialsException(Failure.because("a fresh token was refused"));

        var report = probe();

        assertThat(report.check("login").result()).isEqualTo(Result.FAILED);
        assertThat(report.checks()).hasSize(5);
        assertThat(scene.enkash.lookedUp).isEmpty();
    }

    @Test
    void anAccountThatIsRefusedLeavesTheEncryptionUnchecked() {
        unreadable = new RejectedException(Failure.because("EnKash refused it").httpStatus(400));

        var report = probe();

        assertThat(report.check("account").result()).isEqualTo(Result.FAILED);
        assertThat(report.check("encryption").result()).isEqualTo(Result.NOT_CHECKED);
    }

    @Test
    void anAnswerThatCannotBeReadIsAMatterOfTheEncryption() {
        unreadable = new UndecodableException(Failure.because("the answer cannot be decrypted"));

        assertThat(probe().check("encryption").result()).isEqualTo(Result.FAILED);
    }

    @Test
    void aSearchThatIgnoresTheReferenceFails() {
        scene.perform(order("R-1"));
        scene.enkash.search = scene.enkash::ignoringTheFilter;

        assertThat(probe().check("search").result()).isEqualTo(Result.FAILED);
    }

    @Test
    void aSearchThatFindsWhatCannotExistFails() {
        scene.perform(order("R-1"));
        scene.enkash.search = (account, reference) -> new LookUp.Found(scene.enkash.visible(account));

        assertThat(probe().check("search").seen()).contains("cannot exist found something");
    }

    @Test
    void aSearchThatDoesNotFindWhatIsPaidFails() {
        scene.perform(order("R-1"));
        scene.enkash.search = (account, reference) -> new LookUp.Empty();

        var search = probe().check("search");

        assertThat(search.result()).isEqualTo(Result.FAILED);
        assertThat(search.whatToDo()).contains("unknownPolicy=park");
    }

    @Test
    void aSearchThatFindsAPaidReferenceTwiceFails() {
        scene.perform(order("R-1"));
        scene.enkash.credit(order("R-1"));

        assertThat(probe().check("search").seen()).contains("2 transactions");
    }

    @Test
    void theYoungestPaidReferenceOfTheAccountIsSearchedHoweverManyOlderOnesThereAre() {
        for (int i = 0; i < 1_100; i++) {
            scene.perform(order("OLD-" + i));
        }
        scene.time.pass(Scene.DELAY);
        scene.perform(order("YOUNGEST"));
        scene.time.pass(Scene.DELAY);
        scene.perform(order(Kind.points, "ANOTHER-ACCOUNT", "1", Direction.CR, "CA00002", "mobile:1"));
        scene.enkash.lookedUp.clear();

        assertThat(probe().check("search").result()).isEqualTo(Result.OK);
        assertThat(scene.enkash.lookedUp).hasSize(2).contains("YOUNGEST");
    }

    @Test
    void aPaymentThatWasLearntByLookingUpShowsNoEcho() {
        scene.enkash.next(answerLost());
        scene.perform(order("R-1"));

        var report = probe();

        assertThat(report.check("search").result()).isEqualTo(Result.OK);
        assertThat(report.check("echo").result()).isEqualTo(Result.NOT_CHECKED);
    }
}

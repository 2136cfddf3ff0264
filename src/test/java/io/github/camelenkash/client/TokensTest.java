package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.LoginMemory;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The rules of the login, with a clock that stands still unless it is moved. */
class TokensTest {

    private final AtomicLong clock = new AtomicLong(-5_000_000_000L); // nanoTime may be negative
    private final Deque<LoginAnswer> answers = new ArrayDeque<>();
    private final LoginMemory memory = new InMemoryLoginMemory(clock::get);
    private int logins;

    @Test
    void aTokenIsKeptUntilItsMaxAgeLessTheMargin() {
        answer(granted("a", 86399), granted("b", 86399));
        var tokens = tokens(null);
        var first = tokens.get();

        pass(Duration.ofSeconds(269));
        assertThat(tokens.get()).isSameAs(first);
        pass(Duration.ofSeconds(1));
        assertThat(tokens.get()).isNotSameAs(first);
        assertThat(logins).isEqualTo(2);
    }

    @Test
    void aShorterLifeThanTheMaxAgeIsObeyedLessATenth() {
        answer(granted("a", 100), granted("b", 100));
        var tokens = tokens(null);
        var first = tokens.get();

        pass(Duration.ofSeconds(89));
        assertThat(tokens.get()).isSameAs(first);
        pass(Duration.ofSeconds(1));
        assertThat(tokens.get()).isNotSameAs(first);
    }

    @Test
    void aTokenWithoutALifeHasTheMaxAge() {
        answer(new LoginAnswer.Granted("a", null));
        var tokens = tokens(null);
        var first = tokens.get();
        pass(Duration.ofSeconds(269));
        assertThat(tokens.get()).isSameAs(first);
    }

    @Test
    void aRefusalIsNeverTriedAgainAndEachCallerGetsAnExceptionOfItsOwn() {
        answer(new LoginAnswer.Refused(401));
        var tokens = tokens(null);

        var first = catchThrowable(tokens::get);
        pass(Duration.ofDays(400));
        var second = catchThrowable(tokens::get);

        assertThat(List.of(first, second)).allSatisfy(e -> assertThat(e)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContainingAll("username", "password", "clientId", "clientSecret", "tokenUrl"));
        assertThat(first).isNotSameAs(second);
        assertThat(logins).isEqualTo(1);
        assertThat(tokens.state()).isEqualTo(new TokenState(false, null, true, false));
    }

    @Test
    void aRefusalIsRememberedBeyondTheClient() {
        answer(new LoginAnswer.Refused(400));
        assertThatThrownBy(tokens(null)::get).isInstanceOf(CredentialsException.class);
        assertThatThrownBy(tokens(null)::get).isInstanceOf(CredentialsException.class);
        assertThat(logins).isEqualTo(1);
    }

    @Test
    void afterTheTimeTheUserSetARefusedLoginIsTriedOnceMore() {
        answer(new LoginAnswer.Refused(401), new LoginAnswer.Refused(401), granted("a", 300));
        var tokens = tokens(Duration.ofHours(1));

        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        pass(Duration.ofMinutes(59));
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        assertThat(logins).isEqualTo(1);
        pass(Duration.ofMinutes(1));
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        assertThat(logins).isEqualTo(2);
        pass(Duration.ofHours(1));
        assertThat(tokens.get()).isNotNull();
    }

    @Test
    void serverErrorsRefuseCredentialsThatHaveNeverWorked() {
        answer(new LoginAnswer.Unwell(500, null));
        var tokens = tokens(null);
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        pass(Duration.ofHours(1));
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        assertThat(logins).isEqualTo(1);
    }

    @Test
    void serverErrorsAreBackedOffForCredentialsThatHaveWorked() {
        memory.rememberSuccess(settings(null).loginFingerprint());
        answer(new LoginAnswer.Unwell(503, null), new LoginAnswer.Unwell(429, null), granted("a", 300));
        var tokens = tokens(null);

        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        assertThat(logins).isEqualTo(1);
        assertThat(tokens.state().unavailable()).isTrue();
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        assertThat(logins).isEqualTo(2);
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        assertThat(logins).as("the second pause is two seconds").isEqualTo(2);
        pass(Duration.ofSeconds(1));
        assertThat(tokens.get()).isNotNull();
        assertThat(tokens.state()).isEqualTo(new TokenState(true, Duration.ZERO, false, false));
    }

    @Test
    void theBackOffObeysTheServerAndBothAreBounded() {
        memory.rememberSuccess(settings(null).loginFingerprint());
        answer(new LoginAnswer.Unwell(503, Duration.ofSeconds(20)), new LoginAnswer.Unwell(503, Duration.ofHours(9)));
        var tokens = tokens(null);

        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        pass(Duration.ofSeconds(19));
        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        assertThat(logins).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        assertThat(logins).isEqualTo(2);
        for (int i = 3; i < 20; i++) {
            answer(new LoginAnswer.Unwell(503, null));
            pass(Duration.ofSeconds(60));
            assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
            assertThat(logins).isEqualTo(i);
        }
    }

    @Test
    void aLoginWithoutAnAnswerIsUnavailableEvenForNewCredentials() {
        answer(new LoginAnswer.None("connection refused"), granted("a", 300));
        var tokens = tokens(null);

        assertThatThrownBy(tokens::get)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("connection refused");
        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class);
        assertThat(logins).isEqualTo(1);
        pass(Duration.ofSeconds(1));
        assertThat(tokens.get()).isNotNull();
    }

    @Test
    void aClientThatIsClosedMeanwhileSaysNothingOfTheTokenEndpoint() {
        answer(new LoginAnswer.Closed(), granted("a", 300));
        var tokens = tokens(null);

        assertThatThrownBy(tokens::get).isInstanceOf(UnavailableException.class).hasMessageContaining("closed");
        assertThat(tokens.get()).as("at once").isNotNull();
    }

    @Test
    void aPasswordThatWasChangedIsARefusalAlthoughItOnceWorked() {
        answer(granted("a", 300), new LoginAnswer.Refused(401));
        var tokens = tokens(null);
        tokens.get();
        pass(Duration.ofSeconds(300));
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        assertThat(logins).isEqualTo(2);
    }

    @Test
    void aRefusedTokenIsReplacedAndAnOlderOneChangesNothing() {
        answer(granted("a", 300), granted("b", 300));
        var tokens = tokens(null);
        var first = tokens.get();

        tokens.refused(first);
        var second = tokens.get();
        tokens.refused(first);

        assertThat(second).isNotSameAs(first);
        assertThat(tokens.get()).isSameAs(second);
        assertThat(logins).isEqualTo(2);
    }

    @Test
    void twoFreshTokensRefusedInARowAreHeldForEverybody() {
        answer(granted("a", 300), granted("b", 300));
        var tokens = tokens(null);
        tokens.refused(tokens.get());
        tokens.refused(tokens.get());

        var first = catchThrowable(tokens::get);
        pass(Duration.ofDays(400));
        var second = catchThrowable(tokens::get);

        assertThat(List.of(first, second)).allSatisfy(e -> assertThat(e).isInstanceOf(CredentialsException.class));
        assertThat(first).isNotSameAs(second);
        assertThat(logins).isEqualTo(2);
        assertThat(tokens.state().refused()).isTrue();
    }

    @Test
    void anAcceptedTokenInBetweenStartsTheCountAnew() {
        answer(granted("a", 300), granted("b", 300), granted("c", 300));
        var tokens = tokens(null);
        var first = tokens.get();
        tokens.refused(first);
        var second = tokens.get();
        tokens.accepted(first); // a late answer to the old token is no news of the new one
        tokens.accepted(second);
        tokens.refused(second);
        assertThat(tokens.get()).isNotNull();
    }

    @Test
    void aLateAnswerToAnOldTokenDoesNotHideThatTheNewOneIsRefused() {
        answer(granted("a", 300), granted("b", 300));
        var tokens = tokens(null);
        var first = tokens.get();
        tokens.refused(first);
        var second = tokens.get();
        tokens.accepted(first);
        tokens.refused(second);
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
    }

    @Test
    void heldTokensAreTriedOnceMoreAfterTheTimeTheUserSet() {
        answer(granted("a", 300), granted("b", 300), granted("c", 300));
        var tokens = tokens(Duration.ofMinutes(10));
        tokens.refused(tokens.get());
        tokens.refused(tokens.get());
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        pass(Duration.ofMinutes(10));
        var third = tokens.get();
        tokens.refused(third);
        assertThatThrownBy(tokens::get).isInstanceOf(CredentialsException.class);
        assertThat(logins).isEqualTo(3);
    }

    @Test
    void theStateTellsTheAgeAndNotTheToken() {
        answer(granted("secret-token", 300));
        var tokens = tokens(null);
        assertThat(tokens.state()).isEqualTo(new TokenState(false, null, false, false));
        var token = tokens.get();
        pass(Duration.ofSeconds(7));
        assertThat(tokens.state()).isEqualTo(new TokenState(true, Duration.ofSeconds(7), false, false));
        assertThat(tokens.state().toString() + token + granted("secret-token", 1))
                .doesNotContain("secret-token");
    }

    private Tokens tokens(Duration retryAfter) {
        return new Tokens(
                () -> {
                    logins++;
                    return answers.remove();
                },
                memory,
                settings(retryAfter),
                Duration.ofSeconds(5),
                clock::get);
    }

    private static ClientSettings settings(Duration retryAfter) {
        return ClientSettings.builder()
                .apiUrl("https://api.example.com")
                .onboarding(Demo.ONBOARDING)
                .credentials(Demo.CREDENTIALS)
                .credentialsRetryAfter(retryAfter)
                .build();
    }

    private void answer(LoginAnswer... next) {
        answers.addAll(List.of(next));
    }

    private static LoginAnswer granted(String token, long seconds) {
        return new LoginAnswer.Granted(token, Duration.ofSeconds(seconds));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}

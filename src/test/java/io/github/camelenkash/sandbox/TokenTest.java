package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Assumption.RefusedLogin;
import io.github.camelenkash.sandbox.Assumption.TokenNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §3. */
class TokenTest {

    static final HandClock CLOCK = new HandClock();

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension(builder -> builder.clock(CLOCK));

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    private Map<String, String> form() {
        var options = sandbox.options();
        return new HashMap<>(Map.of(
                "username", options.get("username"),
                "password", options.get("password"),
                "grant_type", "password",
                "clientId", options.get("clientId")));
    }

    private String basic() {
        return sandbox.options().get("clientId") + ":" + sandbox.options().get("clientSecret");
    }

    @Test
    @Shows({Documented.TOKEN_CALL, Documented.TOKEN_ANSWER})
    void theRightLoginGetsATokenWithoutAnEnvelope() {
        var told = partner.login();

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().path("access_token").textValue()).matches("[A-Za-z0-9_-]{20,}");
        assertThat(told.json().path("refresh_token").textValue()).isNotEmpty();
        assertThat(told.json().path("token_type").textValue()).isEqualTo("bearer");
        assertThat(told.json().path("expires_in").intValue()).isEqualTo(86399);
        assertThat(told.json().path("scope").textValue()).isEqualTo("read write trust");
        assertThat(told.json().has("payload")).isFalse();
        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(sandbox.books().refusedLogins()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password", "clientId"})
    void aWrongFieldIsRefused(String field) {
        var form = form();
        form.put(field, "wrong");

        assertThat(partner.login(form, basic()).status()).isEqualTo(401);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }

    @Test
    void theBasicHeaderIsClientIdAndSecret() {
        var options = sandbox.options();
        var byUser = options.get("username") + ":" + options.get("password");

        assertThat(partner.login(form(), byUser).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password", "clientId", "grant_type"})
    void aMissingFieldIsInvalidAndCostsNoStrike(String field) {
        var form = form();
        form.remove(field);
        for (int i = 0; i < 4; i++) {
            assertThat(partner.login(form, basic()).status()).isEqualTo(400);
        }

        assertThat(sandbox.books().locked()).isFalse();
        assertThat(sandbox.books().refusedLogins()).isEqualTo(4);
    }

    @Test
    @Shows(Documented.LOCK_OUT)
    void theThirdWrongLoginInARowLocksTheRightOneOut() {
        partner.login("wrong");
        partner.login("wrong");
        assertThat(sandbox.books().locked()).isFalse();
        partner.login("wrong");

        assertThat(sandbox.books().locked()).isTrue();
        assertThat(partner.login().status()).isEqualTo(401);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(4);

        sandbox.books().unlock();
        assertThat(partner.login().status()).isEqualTo(200);
    }

    @Test
    void aRightLoginEndsTheRow() {
        partner.login("wrong");
        partner.login("wrong");
        partner.login();
        partner.login("wrong");
        partner.login("wrong");

        assertThat(sandbox.books().locked()).isFalse();
    }

    @Test
    void theNumberOfStrikesIsAnAssumption() {
        sandbox.behaviour().set(Assumption.STRIKES, 1);
        partner.login("wrong");

        assertThat(sandbox.books().locked()).isTrue();
    }

    @Test
    @Shows(Documented.TOKEN_LIFE)
    void aTokenLivesFiveMinutesWhateverItAnnounces() {
        assertThat(partner.credit("HR-1", "10").status()).isEqualTo(200);
        CLOCK.forward(Duration.ofMinutes(5).minusMillis(1));
        assertThat(partner.credit("HR-2", "10").status()).isEqualTo(200);
        CLOCK.forward(Duration.ofMillis(1));

        assertThat(partner.credit("HR-3", "10").status()).isEqualTo(401);
        assertThat(sandbox.books().credits("HR-3")).isZero();
    }

    @Test
    void lifeAndAnnouncementAreAssumptions() {
        sandbox.behaviour().set(Assumption.TOKEN_LIFE, Duration.ofSeconds(1)).set(Assumption.EXPIRES_IN, 30);
        assertThat(partner.login().json().path("expires_in").intValue()).isEqualTo(30);
        partner.bearer();
        CLOCK.forward(Duration.ofSeconds(1));

        assertThat(partner.credit("HR-1", "10").status()).isEqualTo(401);
    }

    @Test
    void aNewLoginEndsOldTokensOnlyIfAssumed() {
        partner.bearer();
        partner.login();
        assertThat(partner.credit("HR-1", "10").status()).isEqualTo(200);

        sandbox.behaviour().set(Assumption.NEW_LOGIN_REVOKES, true);
        partner.login();
        assertThat(partner.credit("HR-2", "10").status()).isEqualTo(401);
    }

    @Test
    void tokensCanBeExpiredByHand() {
        partner.bearer();
        sandbox.books().expireTokens();

        assertThat(partner.credit("HR-1", "10").status()).isEqualTo(401);
    }

    @Test
    void theTokenAnswerCanBeCamelCase() {
        sandbox.behaviour().set(Assumption.TOKEN_NAMES, TokenNames.CAMEL_CASE);

        assertThat(partner.login().json().fieldNames())
                .toIterable()
                .contains("accessToken", "tokenType", "expiresIn", "refreshToken")
                .doesNotContain("access_token");
    }

    @ParameterizedTest
    @CsvSource({"OAUTH_401, 401", "OAUTH_400, 400", "OK_WITHOUT_TOKEN, 200", "ERROR_500, 500"})
    void aRefusalLooksAsAssumed(RefusedLogin form, int status) {
        sandbox.behaviour().set(Assumption.REFUSED_LOGIN, form);
        var told = partner.login("wrong");

        assertThat(told.status()).isEqualTo(status);
        assertThat(told.text()).doesNotContain("access_token");
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
    }
}

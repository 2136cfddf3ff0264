package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Onboarding;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {

    @Test
    void theDefaultsAreThoseThatTheOptionsPromise() {
        var settings = whole().build();

        assertThat(settings.tokenUrl()).isEqualTo("https://api.example.com/oauth/token");
        assertThat(settings.encryptRequests()).isTrue();
        assertThat(settings.codec()).isEqualTo(AesPayloadCodec.of(Demo.SECRET));
        assertThat(settings.credentialsRetryAfter()).isNull();
        assertThat(settings.tokenMaxAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.callTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxConnections()).isEqualTo(200);
        assertThat(settings.maxResponseSize()).isEqualTo(10 * 1024 * 1024);
    }

    @Test
    void aSlashAtTheEndOfTheApiUrlDoesNotMatter() {
        assertThat(whole().apiUrl(" https://api.example.com/base// ").build().tokenUrl())
                .isEqualTo("https://api.example.com/base/oauth/token");
    }

    @Test
    void theSecretKeyComesBeforeTheClientSecret() {
        assertThat(whole().secretKey("other").build().codec()).isEqualTo(AesPayloadCodec.of("other"));
    }

    @Test
    void equalSettingsAreEqualAndAnyDifferenceShows() {
        assertThat(whole().build()).isEqualTo(whole().build()).hasSameHashCodeAs(whole().build());
        assertThat(whole().build())
                .isNotEqualTo(whole().callTimeout(Duration.ofSeconds(1)).build())
                .isNotEqualTo(whole().secretKey("x").build())
                .isNotEqualTo(
                        whole().credentials(new Credentials("u", "p", "c", "s")).build());
    }

    @Test
    void nothingSecretIsShown() {
        assertThat(whole().build().toString() + Demo.CREDENTIALS)
                .contains("CEK4DEMO77", "CRMDEMO001")
                .doesNotContain(Demo.SECRET, "9000000123", "pass word");
    }

    @Test
    void aFingerprintTellsCredentialsApartAndNothingOfThem() {
        var other = new Credentials("9000000123", "pass word+2", "CEK4DEMO77", Demo.SECRET);

        assertThat(Demo.CREDENTIALS.fingerprint()).matches("[0-9a-f]{64}").isNotEqualTo(other.fingerprint());
        assertThat(new Credentials("ab", "c", "d", "e").fingerprint())
                .isNotEqualTo(new Credentials("a", "bc", "d", "e").fingerprint());
        assertThat(whole().build().loginFingerprint())
                .isNotEqualTo(whole().tokenUrl("https://other.example.com/oauth/token")
                        .build()
                        .loginFingerprint());
    }

    @Test
    void everyMissingOptionIsNamed() {
        refused(builder -> builder.apiUrl(null), "apiUrl");
        refused(builder -> builder.apiUrl(" "), "apiUrl");
        refused(builder -> builder.onboarding(null), "onboarding");
        refused(builder -> builder.credentials(null), "credentials");
        assertThatThrownBy(() -> new Credentials("u", " ", "c", "s"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'password'")
                .hasMessageContaining("camel.component.enkash.password");
        assertThatThrownBy(() -> new Credentials("u", "p", "c", null)).hasMessageContaining("client-secret");
    }

    @Test
    void everyBoundMustBePositive() {
        refused(builder -> builder.connectTimeout(Duration.ZERO), "connectTimeout");
        refused(builder -> builder.responseTimeout(Duration.ofSeconds(-1)), "responseTimeout");
        refused(builder -> builder.callTimeout(null), "callTimeout");
        refused(builder -> builder.tokenMaxAge(Duration.ZERO), "tokenMaxAge");
        refused(builder -> builder.maxConnections(0), "maxConnections");
        refused(builder -> builder.maxResponseSize(0), "maxResponseSize");
        refused(builder -> builder.maxResponseSize(Long.MAX_VALUE), "maxResponseSize");
        refused(builder -> builder.maxRetryAfter(null), "maxRetryAfter");
        refused(builder -> builder.credentialsRetryAfter(Duration.ZERO), "credentialsRetryAfter");
        refused(builder -> builder.proxy("proxy.example.com", 0), "proxyPort");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://api.example.com",
                "api.example.com",
                "https://",
                "https://user:pw@api.example.com",
                "https://api.example.com/#part",
                "https://api example.com",
                "http://api.example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com"
            })
    void aUrlThatCannotBeTrustedIsRefusedByName(String url) {
        refused(builder -> builder.apiUrl(url), "apiUrl");
        refused(builder -> builder.tokenUrl(url), "tokenUrl");
        refused(builder -> builder.marketplaceUrl(url), "marketplaceUrl");
    }

    @Test
    void aBaseUrlHasNoQueryAndATokenUrlMay() {
        refused(builder -> builder.apiUrl("https://api.example.com/?a=b"), "apiUrl");
        refused(builder -> builder.marketplaceUrl("https://api.example.com?a=b"), "marketplaceUrl");
        assertThat(whole().tokenUrl("https://api.example.com/t?a=b").build().tokenUrl())
                .endsWith("?a=b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1:1", "http://127.1.2.3", "http://[::1]:8080"})
    void plainHttpIsAllowedWithinThisMachine(String url) {
        assertThat(whole().apiUrl(url).build().apiUrl()).isEqualTo(url);
    }

    @Test
    void plainHttpToOthersMustBeAllowedByName() {
        assertThat(whole().apiUrl("http://api.example.com")
                        .allowInsecure(true)
                        .build()
                        .allowInsecure())
                .isTrue();
    }

    @Test
    void nothingThatBecomesAHeaderOrAPathCanBreakOut() {
        refused(builder -> builder.onboarding(new Onboarding("CRM\r\nX: y", "c", "a", null, null, null)), "partnerId");
        refused(builder -> builder.pathOverrides(Map.of("catalog", "@evil.example.com/x")), "pathOverrides");
        refused(builder -> builder.pathOverrides(Map.of("catalog", "/x HTTP/1.1\r\nX: y")), "pathOverrides");
    }

    private static void refused(UnaryOperator<ClientSettings.Builder> change, String option) {
        var builder = change.apply(whole());
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(option);
    }

    private static ClientSettings.Builder whole() {
        return ClientSettings.builder()
                .apiUrl("https://api.example.com")
                .onboarding(Demo.ONBOARDING)
                .credentials(Demo.CREDENTIALS);
    }
}

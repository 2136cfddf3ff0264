package io.github.camelenkash.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan of logs that finds nothing is worth something only if it finds what is planted. */
class LogScanTest {

    private static final String LINE = "12:00:00.000 TRACE [main] io.github.camelenkash.Planted - ";

    private static List<String> scan(String message) throws IOException {
        return LogScan.scan(new BufferedReader(new StringReader(LINE + "all is well\n" + LINE + message + "\n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paid 9000000123",
                "paid +91 9000000123, card EKC1",
                "mobile=919000000123",
                "for asha@example.in",
                "{\"email\":\"asha.k@mail.example.co.in\"}",
                "voucher 7000000001000001",
                "https://sandbox/sso/abc/employee_rewards/hrms",
                "Authorization: Bearer abcdefgh12",
                "Basic Q0VLREVNTzAwMTpz",
                "token Zm9vYmFyQmF6MTIzNDU2Nzg5MGFiYw",
                "token Zm9v-mFyQmF6MTIzNDU2Nzg5MGF_Yw",
                "password=hunter2",
                "clientSecret: s3cret",
                "refused not-the-password",
            })
    void whatIsPlantedIsFoundAndNotRepeated(String planted) throws IOException {
        assertThat(scan(planted)).isNotEmpty().allSatisfy(find -> assertThat(find)
                .startsWith("line 2 has ")
                .contains("io.github.camelenkash.Planted")
                .doesNotContain(planted));
    }

    @Test
    void theSecretsOfTheSandboxAreFound() throws IOException {
        try (var sandbox = new Sandbox()) {
            sandbox.start();
            assertThat(scan("with " + sandbox.options().get("password"))).isNotEmpty();
            assertThat(scan("with " + sandbox.options().get("clientSecret"))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sandbox/points/DIWALI-20…(16)",
                "paid ******0123 a***@example.in",
                "owner 6f1c7a52-6d0e-4bb0-9d3c-0d9a3ab7d1f2",
                "password=xxxxxx, secret=****",
                "1700000000 ms, 12:00:00.123, 2031-01-01T10:00:00Z, 250.50 points",
                "fingerprint 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            })
    void whatIsMaskedOrNoSecretIsNot(String harmless) throws IOException {
        assertThat(scan(harmless)).isEmpty();
    }
}

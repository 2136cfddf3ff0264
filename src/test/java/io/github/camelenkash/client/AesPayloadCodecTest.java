package io.github.camelenkash.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.UndecodableException;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scheme of §5.2, its vectors of §5.3, and the detection of §5.4. */
class AesPayloadCodecTest {

    private static final PayloadCodec CODEC = AesPayloadCodec.of(Demo.SECRET);
    private static final String JSON = "{\"cardAccountId\":\"CADEMO01\",\"companyId\":\"CEKDEMO001\"}";
    private static final String ENCRYPTED =
            "7iWWjDKwGv6ibEZx7R0MaDlEwQMEqmiwF1x0Fj/MDiX+WSiTP00L2wbgVu8l17EICKj1vMWDjBZVe6hryMn4dw==";

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    demo-client-secret-0001, `{"cardAccountId":"CADEMO01","companyId":"CEKDEMO001"}`, 7iWWjDKwGv6ibEZx7R0MaDlEwQMEqmiwF1x0Fj/MDiX+WSiTP00L2wbgVu8l17EICKj1vMWDjBZVe6hryMn4dw==
                    demo-client-secret-0001, [], MBXywbq+maxVtwTUPV+KnA==
                    gûpt-रहस्य, `{"firstName":"Zoë"}`, IN5I7cyoqkjFrIYHiChLT3G2Xdrr9d6gpTeYXVSJrg0=
                    """)
    void theVectorsOfTheContractHoldInBothDirections(String secret, String json, String encrypted) {
        var codec = AesPayloadCodec.of(secret);
        var envelope = "{\"request\":\"" + encrypted + "\"}";

        assertThat(codec.encode(json.getBytes(UTF_8))).asString(UTF_8).isEqualTo(envelope);
        assertThat(decoded(codec, envelope)).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"request\":\"%s\"}",
                "{\"response\":\"%s\"}",
                " \r\n{ \"request\" :\t\"%s\" } \n",
                "\uFEFF{\"request\":\"%s\"}",
                "{\"\\u0072equest\":\"%s\"}",
            })
    void anEnvelopeIsDetectedHoweverItIsWritten(String form) {
        assertThat(decoded(CODEC, form.formatted(ENCRYPTED))).isEqualTo(JSON);
    }

    @Test
    void base64WithJsonEscapesIsReadAsWell() {
        assertThat(decoded(CODEC, "{\"request\":\"" + ENCRYPTED.replace("/", "\\/") + "\"}"))
                .isEqualTo(JSON);
        assertThat(decoded(CODEC, "{\"response\":\"" + ENCRYPTED.replace("=", "\\u003d") + "\"}"))
                .isEqualTo(JSON);
        assertThat(decoded(
                        CODEC,
                        "{\"request\":\"" + ENCRYPTED.substring(0, 40) + "\\n" + ENCRYPTED.substring(40) + "\"}"))
                .isEqualTo(JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"response_code\":0,\"response_message\":\"Success\"}",
                "{\"request\":\"abc\",\"code\":0}",
                "{\"code\":0,\"request\":\"abc\"}",
                "{\"request\":{\"a\":1}}",
                "{\"request\":7}",
                "{\"requests\":\"abc\"}",
                "{\"request\":\"abc\"}x",
                "{\"request\":\"abc",
                "{\"request\"",
                "{\"req",
                "{\"\\u0072equest\":7}",
                "{\"\\x\":",
                "[\"request\"]",
                "\"request\"",
                "{}",
                "{",
                "",
                "<html></html>"
            })
    void everythingElseIsTakenAsItStands(String body) {
        assertThat(decoded(CODEC, body)).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "YWJj", "", "MBXywbq+maxVtwTUPV+KnA==AAAA", "NBXywbq+maxVtwTUPV+KnA=="})
    void whatCannotBeDecryptedIsReportedWithoutAByteOfIt(String text) {
        assertThatThrownBy(() -> CODEC.decode(("{\"request\":\"" + text + "\"}").getBytes(UTF_8)))
                .isInstanceOf(UndecodableException.class)
                .hasNoCause()
                .hasMessageContaining("cannot be decrypted")
                .hasMessageContaining("secretKey")
                .satisfies(e -> assertThat(text.isEmpty() || !e.getMessage().contains(text))
                        .isTrue());
    }

    @Test
    void aFailedDecryptionLeavesNothingBehindForTheNext() {
        var wrong = "{\"request\":\"" + Base64.getEncoder().encodeToString(new byte[32]) + "\"}";
        for (int i = 0; i < 200; i++) {
            assertThatThrownBy(() -> decoded(CODEC, wrong)).isInstanceOf(UndecodableException.class);
            assertThat(decoded(CODEC, "{\"request\":\"" + ENCRYPTED + "\"}")).isEqualTo(JSON);
        }
    }

    @Test
    void manyThreadsShareOneCodec() {
        var wrong = IntStream.range(0, 20_000)
                .parallel()
                .filter(i -> {
                    var json = "{\"n\":\"" + "x".repeat(i % 300) + i + "\"}";
                    return !json.equals(new String(CODEC.decode(CODEC.encode(json.getBytes(UTF_8))), UTF_8));
                })
                .count();
        assertThat(wrong).isZero();
    }

    @Test
    void codecsOfOneSecretAreEqualAndShowNothingOfIt() {
        assertThat(AesPayloadCodec.of(Demo.SECRET)).isEqualTo(CODEC).hasSameHashCodeAs(CODEC);
        assertThat(AesPayloadCodec.of("another")).isNotEqualTo(CODEC);
        assertThat(CODEC).hasToString("AesPayloadCodec[key=***]");
        assertThatThrownBy(() -> AesPayloadCodec.of(" "))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("secretKey");
    }

    private static String decoded(PayloadCodec codec, String body) {
        return new String(codec.decode(body.getBytes(UTF_8)), UTF_8);
    }
}

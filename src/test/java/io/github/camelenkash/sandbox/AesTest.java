package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §5.2, by the vectors of §5.3. */
class AesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "demo-client-secret-0001 | {\"cardAccountId\":\"CADEMO01\",\"companyId\":\"CEKDEMO001\"}"
                        + " | 7iWWjDKwGv6ibEZx7R0MaDlEwQMEqmiwF1x0Fj/MDiX+WSiTP00L2wbgVu8l17EICKj1vMWDjBZVe6hryMn4dw==",
                "demo-client-secret-0001 | [] | MBXywbq+maxVtwTUPV+KnA==",
                "gûpt-रहस्य | {\"firstName\":\"Zoë\"} | IN5I7cyoqkjFrIYHiChLT3G2Xdrr9d6gpTeYXVSJrg0="
            })
    void theVectorsOfTheContractHold(String secret, String plain, String base64) {
        var aes = new Aes(secret);

        assertThat(aes.encrypt(plain.getBytes(StandardCharsets.UTF_8))).isEqualTo(base64);
        assertThat(aes.decrypt(base64)).isEqualTo(plain.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotEncryptedUnderTheKeyIsNotDecrypted() {
        var aes = new Aes("one");

        assertThat(aes.decrypt(new Aes("other").encrypt("{}".getBytes(StandardCharsets.UTF_8))))
                .isNull();
        assertThat(aes.decrypt("not base64!")).isNull();
        assertThat(aes.decrypt("")).as("nothing").isNullOrEmpty();
    }
}

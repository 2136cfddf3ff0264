package io.github.camelenkash.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is masked, and that the short way round the patterns masks no less than they do. */
class MaskingTest {

    private static final Pattern DIGITS =
            Pattern.compile("(?<![0-9A-Za-z])(?:\\+?91[ -]?|0)?[6-9]\\d{4}[ -]?\\d\\d{4}(?!\\d)");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Insufficient balance in card account      | Insufficient balance in card account
            asha@example.in is not eligible           | a***@example.in is not eligible
            asha%40example.in                         | a***@example.in
            call 9876543210 back                      | call ******3210 back
            +91 98765 43210                           | ******3210
            token AbCdEfGhIjKlMnOpQrS1 expired        | token *** expired
            key 0123456789abcdef0123456789abcdef      | key ***
            (AbCdEfGhIjKlMnOpQrS1)                    | (***)
            """)
    void aMessageIsCleaned(String text, String cleaned) {
        assertThat(Masking.clean(text)).isEqualTo(cleaned);
    }

    @Test
    void aReferenceKeepsLongWordsAndLosesPeople() {
        assertThat(Masking.reference("DIWALI-AbCdEfGhIjKlMnOpQrS1-2026")).isEqualTo("DIWALI-AbCdEfGhIjKlMnOpQrS1-2026");
        assertThat(Masking.reference("DIWALI-asha@example.in")).isEqualTo("D***@example.in");
        assertThat(Masking.reference("spot 9876543210")).isEqualTo("spot ******3210");
    }

    @Test
    void lineBreaksBecomeSpacesAndNothingGetsLong() {
        assertThat(Masking.clean("one\r\ntwo")).isEqualTo("one two");
        assertThat(Masking.clean("a b ".repeat(1_000))).hasSize(301).endsWith("…");
        assertThat(Masking.clean(null)).isNull();
    }

    @Test
    void noMobileNumberGoesThroughWhateverIsAroundIt() {
        var random = new Random(4711);
        var alphabet = "0123456789 -+.,:;aZ@%()'\"/=é";
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(
                        random.nextInt(3) == 0
                                ? alphabet.charAt(random.nextInt(alphabet.length()))
                                : (char) ('0' + random.nextInt(10)));
            }
            assertThat(DIGITS.matcher(Masking.clean(text.toString())).find())
                    .as("seed 4711: %s", text)
                    .isFalse();
        }
    }
}

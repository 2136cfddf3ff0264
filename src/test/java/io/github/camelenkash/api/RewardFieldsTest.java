package io.github.camelenkash.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken as a person's fields, and that reading them by hand takes what the patterns would, and no more. */
class RewardFieldsTest {

    private static final Pattern EMAIL = Pattern.compile("[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}");
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?91|0)?(\\d{10})");

    @ParameterizedTest
    @ValueSource(strings = {"a@b.in", "asha.rao+diwali@hr-1.example.co.in", "A_%-9@9.IN", "a@.b.in", "a@-.in"})
    void anAddressIsTakenAsItIs(String email) {
        assertThat(RewardFields.of(Map.of("email", email)).email()).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asha",
                "asha.example.in",
                "@example.in",
                "asha@in",
                "asha@.in",
                "asha@example.i",
                "asha@example.i1",
                "asha@example.in.",
                "asha@rao@example.in",
                "ashá@example.in",
                "asha @example.in",
                "asha@example..."
            })
    void anythingElseIsNoAddress(String email) {
        assertThatThrownBy(() -> RewardFields.of(Map.of("email", email)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not an e-mail address");
    }

    @Test
    void addressesAndMobilesAreTakenWhereThePatternsMatchAndNowhereElse() {
        var random = new Random(7);
        int addresses = 0;
        int mobiles = 0;
        for (int i = 0; i < 200_000; i++) {
            var email = text(random, "aZ0.-_@.b", 4 + random.nextInt(6));
            boolean isAddress = EMAIL.matcher(email).matches();
            assertThat(isTaken("email", email)).as(email).isEqualTo(isAddress);
            addresses += isAddress ? 1 : 0;

            var mobile = text(random, "0123456789019199+٣", 9 + random.nextInt(4));
            boolean isMobile = MOBILE.matcher(mobile).matches();
            assertThat(isTaken("mobile", mobile)).as(mobile).isEqualTo(isMobile);
            mobiles += isMobile ? 1 : 0;
        }
        assertThat(addresses).as("addresses among them").isGreaterThan(500);
        assertThat(mobiles).as("mobiles among them").isGreaterThan(500);
    }

    private static String text(Random random, String letters, int length) {
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private static boolean isTaken(String field, String value) {
        try {
            RewardFields.of(Map.of(field, value));
            return true;
        } catch (InvalidRequestException refused) {
            return false;
        }
    }

    @Test
    void allThatIsMissingIsNamedInTheOrderOfTheCall() {
        var given = new LinkedHashMap<String, Object>(Map.of("name", "Asha", "mobile", "9000000101"));

        assertThatThrownBy(() -> RewardFields.of(given).require("email", "mobile", "title", "firstName", "gender"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Missing fields 'email', 'title', 'gender'");
        assertThatThrownBy(() -> RewardFields.of(given).require("loadAmount"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Missing field 'loadAmount'");
    }
}

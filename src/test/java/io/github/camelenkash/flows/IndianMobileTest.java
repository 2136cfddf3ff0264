package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mobile number is asked of the library without its parser, and the answer is the one that it gives with it. */
class IndianMobileTest {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    @Test
    void theAnswerIsTheLibrarysForEachFiveFirstDigits() {
        var random = new Random(91);
        var numbers = IntStream.range(0, 100_000)
                .mapToObj(start -> "%05d%05d".formatted(start, random.nextInt(100_000)))
                .toList();

        assertThat(numbers).allSatisfy(number -> assertThat(IndianMobile.Plan.isMobile(number))
                .as(number)
                .isEqualTo(isMobileToTheLibrary(number)));
        assertThat(numbers.stream().filter(IndianMobile.Plan::isMobile).count())
                .as("both answers are given")
                .isBetween(10_000L, 90_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9000000101", "+919000000101", "919000000101", "09000000101", "+91 90000-00101", "(900) 0000101"
            })
    void howItIsGroupedDoesNotMatter(String mobile) {
        assertThat(IndianMobile.Plan.isMobile(mobile)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0900000010",
                "1234567890",
                "2212345678",
                "900000010",
                "90000001011",
                "+449000000101",
                "९०००००0101"
            })
    void whatIsNoIndianMobileIsNone(String mobile) {
        assertThat(IndianMobile.Plan.isMobile(mobile)).isFalse();
    }

    private static boolean isMobileToTheLibrary(String tenDigits) {
        try {
            var number = LIBRARY.parse("+91" + tenDigits, "IN");
            return LIBRARY.isValidNumberForRegion(number, "IN")
                    && Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
                            .contains(LIBRARY.getNumberType(number));
        } catch (NumberParseException e) {
            return false;
        }
    }
}

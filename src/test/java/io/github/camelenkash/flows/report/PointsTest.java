package io.github.camelenkash.flows.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Amounts;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points are told in one form, on pages and everywhere else. */
class PointsTest {

    @ParameterizedTest
    @CsvSource({
        "501, 501",
        "501.00, 501",
        "1E+1, 10",
        "1000000, 1000000",
        "0, 0",
        "0.00, 0",
        "7.5, 7.50",
        "-7.5, -7.50",
        "1100.50, 1100.50",
        "0.05, 0.05",
        "0.125, 0.125"
    })
    void wholeOnesHaveNoDecimalsAndOthersHaveTwo(BigDecimal points, String shown) {
        assertThat(Points.shown(points)).isEqualTo(shown);
        assertThat(Amounts.shown(points)).isEqualTo(shown);
    }
}

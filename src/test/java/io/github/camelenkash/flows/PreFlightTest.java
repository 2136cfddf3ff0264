package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row is checked when it is looked at; when it is paid it is only compared, unless it has become another one. */
class PreFlightTest {

    private final PreFlight preFlight =
            new PreFlight(RewardSettings.usual(), 2, null, null, null, LocalDate.of(2026, 11, 24));

    @BeforeEach
    void aRowIsLookedAt() throws Exception {
        preFlight.look(GoodRow.but(0, Map.of()), null);
    }

    @Test
    void aRowThatComesAgainHasItsPoints() {
        assertThat(preFlight.check(GoodRow.but(0, Map.of()))).isEqualByComparingTo("250.50");
    }

    @Test
    void aRowThatComesAgainAsAnotherOneIsCheckedAgain() {
        assertThatThrownBy(() -> preFlight.check(GoodRow.but(0, Map.of("mobile", "1234567890"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("mobile");
    }

    @Test
    void aRowThatWasRefusedIsRefusedAgain() throws Exception {
        var bad = GoodRow.but(1, Map.of("mobile", "1234567890", "uniqueReferenceNumber", "HR-2"));
        preFlight.look(bad, null);

        assertThatThrownBy(() -> preFlight.check(bad)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aRowThatNobodyLookedAtIsChecked() {
        assertThatThrownBy(() -> preFlight.check(GoodRow.but(7, Map.of("title", "Dr"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("title");
    }
}

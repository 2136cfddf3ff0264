package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What beans of the ready routes say in corners that their routes rarely come to. */
class FlowBeansTest {

    private static final Map<String, Object> LEAVER = Map.of("employee", "E1", "last_day", "2026-03-31");

    private static MovementReceipt lookedUp(Outcome outcome) {
        return new MovementReceipt(
                "exit/E1/2026-03-31",
                outcome,
                Direction.DR,
                new BigDecimal("200"),
                "EKC1",
                "EK1",
                "ECT1",
                null,
                null,
                null,
                true,
                Map.of());
    }

    private static Object left(Outcome outcome, String balance) {
        var read = balance == null ? null : new BigDecimal(balance);
        var card = new Card("EKC1", "EK1", null, null, null, null, null, null, read, "ACTIVE", Map.of());
        return new ExitClawback()
                .taken(lookedUp(outcome), LEAVER, card, List.of())
                .get("left_on_card");
    }

    @Test
    void whatWasTakenBackBeforeIsNotSubtractedAgain() {
        assertThat(left(Outcome.ALREADY_PAID, "300")).isEqualTo(new BigDecimal("300"));
        assertThat(left(Outcome.PAID, "300")).isEqualTo(new BigDecimal("100"));
    }

    @Test
    void aCardWithoutABalanceIsWrittenDownAllTheSame() {
        assertThat(left(Outcome.PAID, null)).isNull();
    }

    @Test
    void whoOrderedAnAwardMayNotApproveItByLeavingThatOut() {
        var awards = new SpotAwards();
        awards.setLimit("10");
        assertThatThrownBy(
                        () -> awards.readApproved("{\"reference\":\"S1\",\"points\":500,\"approvedBy\":\"manager7\"}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("orderedBy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgres://db/hr?user=hr&password=Diwali26", "jdbc:h2:foo:PASSWORD=Diwali26"})
    void noPasswordOfTheHistoryIsTold(String url) {
        assertThatThrownBy(() -> new HashedHistory(url))
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(RowEnd.described((Exception) e)).doesNotContain("Diwali26"))
                .hasNoCause();
    }
}

package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Transaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of points that are spent: the sandbox has no shop, so the transactions are made up here. */
class ExitClawbackTest {

    private static final Map<String, Object> LEAVER = Map.of("employee", "E1", "last_day", "2026-03-31");

    private final ExitClawback clawback = new ExitClawback();

    @Test
    void whatIsNeitherTakenBackNorOnTheCardIsRedeemed() {
        var transactions = List.of(
                transaction("EKC1", Direction.CR, "1000"),
                transaction("EKC1", Direction.CR, "500"),
                transaction("EKC1", Direction.DR, "200"),
                transaction("EKC2", Direction.CR, "9999"));

        assertThat(clawback.nothing(LEAVER, card("600"), transactions).get("redeemed"))
                .isEqualTo(new BigDecimal("700"));
    }

    @Test
    void aCardThatHoldsMoreThanTheTransactionsExplainSaysNothingOfWhatIsRedeemed() {
        assertThat(clawback.nothing(LEAVER, card("600"), List.of()).get("redeemed"))
                .isNull();
    }

    @Test
    void anOrderThatTheLedgerHoldsIsRepeatedWithItsOwnAmount() {
        assertThat(clawback.request("exit/E1/x", card("0"), Map.of("state", "UNKNOWN", "points", "600")))
                .containsEntry("points", new BigDecimal("600"));
        assertThat(clawback.request("exit/E1/x", card("40"), Map.of("state", "REFUSED", "points", "600")))
                .containsEntry("points", new BigDecimal("40"));
        assertThat(clawback.request("exit/E1/x", card("0"), null)).isNull();
    }

    private static Card card(String balance) {
        return new Card("EKC1", "EK1", null, null, null, null, null, null, new BigDecimal(balance), "ACTIVE", Map.of());
    }

    private static Transaction transaction(String cardId, Direction direction, String points) {
        return new Transaction(
                "ECT1", "R", cardId, "EK1", new BigDecimal(points), direction, null, "SUCCESS", null, Map.of());
    }
}

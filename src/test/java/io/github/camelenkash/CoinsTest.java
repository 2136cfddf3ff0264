package io.github.camelenkash;

import static io.github.camelenkash.Enkash.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.CoinBalance;
import io.github.camelenkash.api.CoinEvent;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Point management from the message to the server's books and back; above all, that doubt is left to a person. */
class CoinsTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
        enkash.ask(
                "enkash:createEvent",
                Map.of("configuration", "CUSTOM", "event", "WORK_ANNIVERSARY", "amount", 10),
                CoinEvent.class);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void anEventIsGotAndChanged() {
        assertThat(enkash.ask("enkash:event", "WCC01DEMO", CoinEvent.class).amount())
                .isEqualByComparingTo("10");
        assertThat(enkash.ask("enkash:updateEvent", Map.of("coinConfigId", "WCC01DEMO", "amount", 25), CoinEvent.class)
                        .amount())
                .isEqualByComparingTo("25");
    }

    @Test
    void coinsAreCreditedOnce() {
        var receipt = enkash.ask("enkash:allocateCoins", coins("RQ-1"), MovementReceipt.class);

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.reference()).isEqualTo("RQ-1");
        assertThat(receipt.points()).as("the event's, not the order's").isNull();
        assertThat(enkash.ask("enkash:allocateCoins", coins("RQ-1"), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.ALREADY_PAID);
        var other = coins("RQ-1");
        other.put("userId", "EK2");
        failure(enkash.send("enkash:allocateCoins", other), ReferenceConflictException.class);
        assertThat(sandbox.books().coinAllocations("RQ-1")).isEqualTo(1);
        assertThat(enkash.ask("enkash:coinBalance", "EK1", CoinBalance.class).balance())
                .isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "NEVER_ARRIVED", "SERVER_ERROR", "TRUNCATED"})
    void coinsInDoubtAreNeverSentAgainByMachineAndAPersonClosesThem(Fault fault) {
        sandbox.faults().next(fault, 1, Operation.ALLOCATE_COINS);

        var exchange = enkash.send("enkash:allocateCoins", coins("RQ-1"));

        assertThat(failure(exchange, OutcomeUnknownException.class).getOutcome())
                .isEqualTo(Outcome.PARKED);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("PARKED");
        failure(enkash.send("enkash:allocateCoins", coins("RQ-1")), OutcomeUnknownException.class);
        assertThat(sandbox.books().calls(Operation.ALLOCATE_COINS)).isEqualTo(1);

        var view = enkash.ask("enkash:movement", Map.of("reference", "RQ-1", "kind", "coins"), MovementView.class);
        assertThat(view.reason()).contains("no search for coins");
        assertThat(view.points()).isNull();
        boolean paid = sandbox.books().coinAllocations("RQ-1") == 1;
        enkash.ask(
                "enkash:close",
                Map.of(
                        "reference", "RQ-1",
                        "kind", "coins",
                        "attempt", view.attempt(),
                        "verdict", paid ? "PAID" : "NOT_PAID",
                        "who", "a person",
                        "why", "the balance was looked at"),
                MovementView.class);
        assertThat(enkash.ask("enkash:allocateCoins", coins("RQ-1"), MovementReceipt.class)
                        .outcome())
                .isEqualTo(paid ? Outcome.ALREADY_PAID : Outcome.PAID);
        assertThat(sandbox.books().coinAllocations("RQ-1")).isEqualTo(1);
    }

    @Test
    void refusedCoinsNeedANewReferenceBecauseNobodyCanLookThemUp() {
        var wrong = coins("RQ-1");
        wrong.put("event", "NONE");
        assertThat(failure(enkash.send("enkash:allocateCoins", wrong), RejectedException.class))
                .hasMessageContaining("Event not found")
                .hasMessageContaining("new reference");
        assertThat(failure(enkash.send("enkash:allocateCoins", coins("RQ-1")), UnavailableException.class))
                .hasMessageContaining("no search for coins")
                .hasMessageContaining("new reference");
        assertThat(sandbox.books().calls(Operation.ALLOCATE_COINS)).isEqualTo(1);
    }

    @Test
    void aDurableLedgerKeepsThatTheAmountIsNotTold(@TempDir Path folder) {
        enkash.with(c -> c.setLedgerUrl("jdbc:h2:file:" + folder.resolve("movements")));
        enkash.ask("enkash:allocateCoins", coins("RQ-1"), MovementReceipt.class);

        var again = enkash.ask("enkash:allocateCoins", coins("RQ-1"), MovementReceipt.class);

        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(again.points()).isNull();
        assertThat(sandbox.books().coinAllocations("RQ-1")).isEqualTo(1);
    }

    private static Map<String, Object> coins(String requestId) {
        var coins = new LinkedHashMap<String, Object>();
        coins.put("requestId", requestId);
        coins.put("event", "WORK_ANNIVERSARY");
        coins.put("userId", "EK1");
        return coins;
    }
}

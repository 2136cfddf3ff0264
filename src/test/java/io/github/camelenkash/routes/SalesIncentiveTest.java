package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.ledger.SettleReport;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Booking;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.Broker;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sales and reversals from the queue of a real broker: points are counted on the sandbox's books. */
class SalesIncentiveTest {

    static final String ROUTE = "routes/sales-incentive.camel.yaml";

    private static final String EVENTS = "sales-incentives";
    private static final String REFUSED = "sales-incentives.refused";
    private static final String REPLIES = "replies";
    private static final String REVERSAL = "SALE-1/reversal";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    private Sandbox sandbox;
    private Broker broker;
    private ReadyRoute route;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        broker = Broker.start();
        start(Map.of());
    }

    private void start(Map<String, String> properties) throws Exception {
        var builder = ReadyRoute.of(ROUTE, sandbox)
                .with("salesIncentive.wait", "50")
                .with("salesIncentive.waits", "2")
                .with("salesIncentive.retryDelay", "10")
                .with("salesIncentive.retries", "1")
                .with("salesIncentive.replies", "jms:queue:" + REPLIES)
                .bind("connectionFactory", broker.connections());
        properties.forEach(builder::with);
        route = builder.start();
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        broker.close();
    }

    @Test
    void aSaleIsPaidFromTheIncentiveAccount() throws Exception {
        var reply = ask(sale("SALE-1", "500.50"));

        assertThat(reply.get("outcome").asText()).isEqualTo("PAID");
        assertThat(reply.get("reference").asText()).isEqualTo("SALE-1");
        assertThat(sandbox.books().credits("SALE-1")).isEqualTo(1);
        assertThat(sandbox.books().availableBalance())
                .as("the employees' account")
                .isEqualByComparingTo("1000000");
    }

    @Test
    void aReversalTakesBackFromTheCardThatWasCreditedAllThatTheSaleBrought() throws Exception {
        ask(sale("SALE-1", "500.50"));
        var reply = ask(reversal("SALE-1"));

        assertThat(reply.get("outcome").asText()).isEqualTo("PAID");
        assertThat(reply.get("direction").asText()).isEqualTo("DR");
        assertThat(reply.get("reference").asText()).isEqualTo(REVERSAL);
        assertThat(reply.get("points").decimalValue()).isEqualByComparingTo("500.50");
        assertThat(sandbox.books().debits(REVERSAL)).isEqualTo(1);
        assertThat(sandbox.books().transactions(REVERSAL))
                .extracting(Booking::cardId)
                .containsExactly(sandbox.books().cardOf("asha1@example.in").cardId());
        assertThat(left()).isEqualByComparingTo("0");
    }

    @Test
    void aReversalMayTakeBackLess() throws Exception {
        ask(sale("SALE-1", "500"));

        assertThat(ask(reversal("SALE-1", "200")).get("outcome").asText()).isEqualTo("PAID");
        assertThat(left()).isEqualByComparingTo("300");
    }

    @Test
    void eventsThatComeTwiceMoveNothingMore() throws Exception {
        ask(sale("SALE-1", "500"));
        ask(reversal("SALE-1"));

        assertThat(ask(sale("SALE-1", "500.00")).get("outcome").asText()).isEqualTo("ALREADY_PAID");
        assertThat(ask(reversal("SALE-1", "500.00")).get("outcome").asText()).isEqualTo("ALREADY_PAID");
        assertThat(sandbox.books().credits("SALE-1")).isEqualTo(1);
        assertThat(sandbox.books().debits(REVERSAL)).isEqualTo(1);
        assertThat(left()).isEqualByComparingTo("0");
    }

    @Test
    void eventsWhoseAnswersAreLostMovePointsOnce() throws Exception {
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);
        assertThat(ask(sale("SALE-1", "500")).get("outcome").asText()).isEqualTo("PAID");
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);
        assertThat(ask(reversal("SALE-1")).get("outcome").asText()).isEqualTo("PAID");

        assertThat(sandbox.books().credits("SALE-1")).isEqualTo(1);
        assertThat(sandbox.books().debits(REVERSAL)).isEqualTo(1);
    }

    @Test
    void aReversalOfASaleThatIsNeverPaidIsPutAsideAfterAWhileAndCanBeSentAgain() throws Exception {
        var event = reversal("SALE-1");
        assertThat(ask(event).get("outcome").asText()).isEqualTo("WAITING");

        var refused = broker.receiveMessage(REFUSED);
        assertThat(refused.getBody(String.class)).isEqualTo(event);
        assertThat(refused.getStringProperty("reason")).isEqualTo("The sale has not been paid");
        assertThat(refused.propertyExists("salesIncentiveWaited")).isFalse();
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();

        ask(sale("SALE-1", "500"));
        assertThat(ask(event).get("outcome").asText()).isEqualTo("PAID");
        assertThat(sandbox.books().debits(REVERSAL)).isEqualTo(1);
    }

    @Test
    void aReversalThatOvertakesItsSaleWaitsForItAndHoldsNobodyUp() throws Exception {
        route.close();
        start(Map.of("salesIncentive.wait", "300", "salesIncentive.waits", "1000"));
        broker.send(EVENTS, reversal("SALE-1"));
        assertThat(outcome()).isEqualTo("WAITING");
        broker.send(EVENTS, sale("SALE-1", "500"));

        patiently().until(() -> sandbox.books().debits(REVERSAL) == 1);
        assertThat(sandbox.books().credits("SALE-1")).isEqualTo(1);
        assertThat(left()).isEqualByComparingTo("0");
        patiently().until(() -> broker.messages(EVENTS) == 0);
        assertThat(broker.messages(REFUSED)).isZero();
    }

    @Test
    void aSaleIsReversedOnceWhateverTheSecondReversalSays() throws Exception {
        ask(sale("SALE-1", "500"));
        ask(reversal("SALE-1", "200"));
        var reply = ask(reversal("SALE-1"));

        assertRefused(reply, "The sale is reversed already, by 200 points");
        assertThat(left()).isEqualByComparingTo("300");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "\"sale\": \"SALE-1\", \"points\": 500.01; The sale brought 500 points, and 500.01 are to be taken back",
                "\"sale\": \"SALE-1\", \"cardId\": \"EKC-OTHER\"; The sale was credited to another card than the event names",
                "\"sale\": \"SALE-1\", \"points\": -5; The field 'points'",
                "\"reference\": \"SALE-1\"; Missing field 'sale'"
            })
    void aReversalThatDoesNotFitItsSaleIsPutAside(String members, String reason) throws Exception {
        ask(sale("SALE-1", "500"));

        assertRefused(ask("{\"type\": \"REVERSAL\", " + members + "}"), reason);
        assertThat(left()).isEqualByComparingTo("500");
    }

    @Test
    void aReversalOfASaleThatWasRefusedIsPutAsideAtOnce() throws Exception {
        ask(ReadyRoute.award("SALE-1", "insufficient@example.in", 1, 500).replaceFirst("\\{", "{\"type\": \"SALE\", "));
        assertThat(broker.receive(REFUSED)).contains("SALE-1");

        assertRefused(ask(reversal("SALE-1")), "The sale was refused, so there is nothing to take back");
    }

    @Test
    void aReversalIsNoSaleThatCouldBeReversed() throws Exception {
        ask(sale("SALE-1", "500"));
        ask(reversal("SALE-1"));

        assertRefused(ask(reversal(REVERSAL)), "What the event calls a sale took points back");
        assertThat(sandbox.books().transactions()).hasSize(2);
    }

    @Test
    void aReversalDoesNotChooseTheCardOfASaleThatTheLedgerHasPurged() throws Exception {
        route.close();
        start(Map.of("camel.component.enkash.purgeAfter", "1"));
        ask(sale("SALE-1", "500"));
        ask(sale("SALE-2", "500"));
        ask(reversal("SALE-2"));
        purge(3);
        var other = sandbox.books()
                .openCard("ravi@example.in", "9100000002", "Mr", "Ravi", "M", "900")
                .cardId();

        assertRefused(
                ask("{\"type\": \"REVERSAL\", \"sale\": \"SALE-1\", \"cardId\": \"%s\"}".formatted(other)),
                "The ledger does not know, or knows no more (purgeAfter), which card");
        assertRefused(ask(reversal("SALE-2")), "The sale is reversed already, by 500 points");
        assertThat(sandbox.books().cardOf("ravi@example.in").otbBalance()).isEqualByComparingTo("900");
        assertThat(left()).isEqualByComparingTo("500");
    }

    private void purge(int rows) throws Exception {
        try (var template = route.context().createProducerTemplate()) {
            var purged = new AtomicInteger();
            patiently().until(() -> {
                var report = template.requestBody("enkash:settle?program=incentive", null, SettleReport.class);
                return purged.addAndGet(report.purged()) == rows;
            });
        }
    }

    @Test
    void pointsThatAreSpentCannotBeTakenBack() throws Exception {
        ask(sale("SALE-1", "500"));
        spend("100");
        var reply = ask(reversal("SALE-1"));

        assertThat(reply.get("outcome").asText()).isEqualTo("REFUSED");
        assertThat(reply.get("reason").asText()).startsWith("EnKash refused it");
        assertThat(broker.receive(REFUSED)).isEqualTo(reversal("SALE-1"));
        assertThat(ask(reversal("SALE-1", "400")).get("outcome").asText())
                .as("corrected")
                .isEqualTo("PAID");
        assertThat(left()).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "SALE-1 was made; The message is no JSON object",
                "{\"reference\": \"SALE-1\", \"points\": 5}; Missing field 'type'",
                "{\"type\": \"REFUND\", \"sale\": \"SALE-1\"}; The type of an event is SALE or REVERSAL",
                "{\"type\": \"SALE\", \"points\": 5}; Missing field 'reference'",
                "{\"type\": \"SALE\", \"reference\": \"SALE-1\"}; Missing field 'points'",
                "{\"type\": \"SALE\", \"reference\": \"SALE-1/reversal\", \"points\": 5}; The reference of a sale ends like",
                "{\"type\": \"SALE\", \"reference\": \"SALE-1\", \"points\": 5, \"email\": \"a@example.in\"}; Missing fields"
            })
    void whatIsNoEventIsPutAsideWithTheReason(String message, String reason) throws Exception {
        assertRefused(ask(message), reason);
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
    }

    @Test
    void aSaleThatIsParkedIsPutAsideAndSoIsItsReversal() throws Exception {
        sandbox.faults().next(Fault.WRONG_ECHO, 1, Operation.ALLOCATE);
        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "FAILED");

        assertThat(ask(sale("SALE-1", "500")).get("outcome").asText()).isEqualTo("PARKED");
        assertThat(broker.receive(REFUSED)).contains("SALE-1");
        assertRefused(ask(reversal("SALE-1")), "The sale is parked");
        assertThat(sandbox.books().debits(REVERSAL)).isZero();
    }

    @Test
    void whileEnkashIsAwayAnEventStaysWithTheBroker() throws Exception {
        var event = sale("SALE-1", "500");
        sandbox.close();
        try {
            broker.send(EVENTS, event);
            assertThat(broker.receive(Broker.DEAD))
                    .as("the broker's dead letter")
                    .isEqualTo(event);
        } finally {
            sandbox.start();
        }
        // Again and again: the login is left alone for a while after it could not be reached.
        patiently().until(() -> {
            broker.send(EVENTS, event);
            return sandbox.books().credits("SALE-1") > 0;
        });
        patiently().until(() -> broker.messages(EVENTS) == 0);
        assertThat(sandbox.books().credits("SALE-1")).isEqualTo(1);
    }

    @Test
    void aRefusedLoginStopsTheRouteAfterOneTryAndKeepsTheEvent() throws Exception {
        route.close();
        start(Map.of("camel.component.enkash.password", "wrong"));
        broker.send(EVENTS, sale("SALE-1", "500"));

        patiently()
                .until(() -> route.context().getRouteController().getRouteStatus("sales-incentive")
                        == ServiceStatus.Stopped);
        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(broker.messages(EVENTS) + broker.messages(Broker.DEAD)).isEqualTo(1);
    }

    private static String sale(String reference, String points) {
        return ReadyRoute.award(reference, 1, points).replaceFirst("\\{", "{\"type\": \"SALE\", ");
    }

    private static String reversal(String sale) {
        return "{\"type\": \"REVERSAL\", \"sale\": \"%s\"}".formatted(sale);
    }

    private static String reversal(String sale, String points) {
        return "{\"type\": \"REVERSAL\", \"sale\": \"%s\", \"points\": %s}".formatted(sale, points);
    }

    private BigDecimal left() {
        return sandbox.books().cardOf("asha1@example.in").otbBalance();
    }

    /** Takes points from the card under another name, as if they had been redeemed. */
    private void spend(String points) throws Exception {
        try (var template = route.context().createProducerTemplate()) {
            var card = sandbox.books().cardOf("asha1@example.in").cardId();
            template.requestBody(
                    "enkash:unallocate?program=incentive",
                    Map.of("reference", "SPENT", "cardId", card, "points", points));
        }
    }

    private void assertRefused(JsonNode reply, String reason) throws Exception {
        assertThat(reply.get("outcome").asText()).isEqualTo("REFUSED");
        assertThat(reply.get("reason").asText()).startsWith(reason);
        assertThat(reply.get("whatToDo").asText()).isNotBlank();
        assertThat(broker.receiveMessage(REFUSED).getStringProperty("reason"))
                .isEqualTo(reply.get("reason").asText());
    }

    private JsonNode ask(String event) throws Exception {
        var reply = broker.ask(EVENTS, event);
        assertThat(reply).as("a reply").isNotNull().doesNotContain("@example.in", "91000000");
        return new ObjectMapper().readTree(reply);
    }

    private String outcome() throws Exception {
        return new ObjectMapper()
                .readTree(broker.receive(REPLIES))
                .get("outcome")
                .asText();
    }
}

package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.award;
import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.Broker;
import java.util.Map;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spot awards from the queue of a real broker: points are counted on the sandbox's books. */
class SpotAwardTest {

    static final String ROUTE = "routes/spot-award.camel.yaml";

    private static final String ORDERS = "spot-awards";
    private static final String APPROVED = "spot-awards.approved";
    private static final String WAITING = "spot-awards.waiting";
    private static final String REFUSED = "spot-awards.refused";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    private Sandbox sandbox;
    private Broker broker;
    private ReadyRoute route;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        broker = Broker.start();
        route = ReadyRoute.of(ROUTE, sandbox)
                .with("spotAward.limit", "1000")
                .with("spotAward.retryDelay", "10")
                .with("spotAward.retries", "1")
                .bind("connectionFactory", broker.connections())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        route.close();
        broker.close();
    }

    @Test
    void anAwardIsPaidAndTheSenderHearsOfIt() throws Exception {
        var reply = ask(ORDERS, award("SPOT-1", 1, "500.50"));

        assertThat(reply.get("outcome").asText()).isEqualTo("PAID");
        assertThat(reply.get("reference").asText()).isEqualTo("SPOT-1");
        assertThat(reply.get("points").decimalValue()).isEqualByComparingTo("500.50");
        assertThat(reply.get("transactionId").asText()).startsWith("ECT");
        assertThat(sandbox.books().credits("SPOT-1")).isEqualTo(1);
    }

    @Test
    void theSameAwardAgainIsNotPaidAgain() throws Exception {
        ask(ORDERS, award("SPOT-1", 1, 500));
        var reply = ask(ORDERS, award("SPOT-1", 1, "500.00"));

        assertThat(reply.get("outcome").asText()).isEqualTo("ALREADY_PAID");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("SPOT-1", 1));
    }

    @Test
    void anAwardWhoseAnswerIsLostIsPaidOnce() throws Exception {
        var reply = ask(ORDERS, award("SPOT-1", "lost-answer@example.in", 1, 500));

        assertThat(reply.get("outcome").asText()).isEqualTo("PAID");
        assertThat(sandbox.books().credits("SPOT-1")).isEqualTo(1);
    }

    @Test
    void anAwardAboveTheLimitWaitsAsItCameAndIsPaidWhenASecondPersonApproves() throws Exception {
        var order = award("SPOT-1", 1, "1000.01");

        assertThat(ask(ORDERS, order).get("outcome").asText()).isEqualTo("WAITING");
        assertThat(broker.receive(WAITING)).isEqualTo(order);
        assertThat(sandbox.books().creditsByReference()).isEmpty();

        var approved = ask(APPROVED, order.replaceFirst("\\{", "{\"approvedBy\": \"head1\", "));
        assertThat(approved.get("outcome").asText()).isEqualTo("PAID");
        assertThat(sandbox.books().credits("SPOT-1")).isEqualTo(1);
    }

    @Test
    void anAwardAtTheLimitNeedsNoApproval() throws Exception {
        assertThat(ask(ORDERS, award("SPOT-1", 1, 1000)).get("outcome").asText())
                .isEqualTo("PAID");
    }

    @Test
    void nobodyApprovesHisOwnAward() throws Exception {
        var reply = ask(APPROVED, award("SPOT-1", 1, 2000).replaceFirst("\\{", "{\"approvedBy\": \"Manager7\", "));

        assertThat(reply.get("outcome").asText()).isEqualTo("REFUSED");
        assertThat(reply.get("whatToDo").asText()).contains("second person");
        assertThat(broker.receive(REFUSED)).contains("Manager7");
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }

    @Test
    void anAwardThatNobodyApprovedIsNotPaidAsApproved() throws Exception {
        var reply = ask(APPROVED, award("SPOT-1", 1, 2000));

        assertThat(reply.get("reason").asText()).isEqualTo("Missing field 'approvedBy'");
        assertThat(sandbox.books().creditsByReference()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "pay Asha 500; The message is no JSON object",
                "{\"points\": 5}; Missing field 'reference'",
                "{\"reference\": \"SPOT-1\"}; Missing field 'points'",
                "{\"reference\": \"SPOT-1\", \"points\": -5}; The field 'points'",
                "{\"reference\": \"SPOT-1\", \"points\": 5, \"points\": 5000}; The message is no JSON object",
                "{\"reference\": \"SPOT-1\", \"points\": 5, \"loadAmount\": 900}; The fields 'loadAmount' and 'points'",
                "{\"reference\": \"SPOT-1\", \"points\": 5, \"email\": \"a@example.in\"}; Missing fields"
            })
    void whatIsNoAwardIsPutAsideWithTheReason(String message, String reason) throws Exception {
        var reply = ask(ORDERS, message);

        assertThat(reply.get("outcome").asText()).isEqualTo("REFUSED");
        assertThat(reply.get("reason").asText()).startsWith(reason);
        assertThat(reply.get("whatToDo").asText()).isNotBlank();
        var refused = broker.receiveMessage(REFUSED);
        assertThat(refused.getBody(String.class)).isEqualTo(message);
        assertThat(refused.getStringProperty("reason"))
                .isEqualTo(reply.get("reason").asText());
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
    }

    @Test
    void whatEnkashRefusesIsPutAsideAndTheSameReferenceMayBeUsedAgain() throws Exception {
        var reply = ask(ORDERS, award("SPOT-1", "insufficient@example.in", 1, 500));

        assertThat(reply.get("reason").asText()).contains("Insufficient balance");
        assertThat(broker.receive(REFUSED)).contains("SPOT-1");
        assertThat(ask(ORDERS, award("SPOT-1", 1, 500)).get("outcome").asText()).isEqualTo("PAID");
        assertThat(sandbox.books().credits("SPOT-1")).isEqualTo(1);
    }

    @Test
    void whileEnkashIsAwayTheAwardStaysWithTheBrokerAndIsPaidWhenItIsSentAgain() throws Exception {
        var order = award("SPOT-1", 1, 500);
        sandbox.close();
        try {
            broker.send(ORDERS, order);
            assertThat(broker.receive(Broker.DEAD))
                    .as("the broker's dead letter")
                    .isEqualTo(order);
        } finally {
            sandbox.start();
        }
        // Again and again: the login is left alone for a while after it could not be reached.
        patiently().until(() -> {
            broker.send(ORDERS, order);
            return sandbox.books().credits("SPOT-1") > 0;
        });
        patiently().until(() -> broker.messages(ORDERS) == 0);
        assertThat(sandbox.books().credits("SPOT-1")).isEqualTo(1);
    }

    @Test
    void anAwardThatIsParkedIsPutAside() throws Exception {
        sandbox.faults().next(Fault.WRONG_ECHO, 1, Operation.ALLOCATE);
        sandbox.behaviour().set(io.github.camelenkash.sandbox.Assumption.TRANSACTION_STATUS, "FAILED");
        var reply = ask(ORDERS, award("SPOT-1", 1, 500));

        assertThat(reply.get("outcome").asText()).isEqualTo("PARKED");
        assertThat(broker.receive(REFUSED)).contains("SPOT-1");
        assertThat(sandbox.books().credits("SPOT-1")).isLessThanOrEqualTo(1);
    }

    @Test
    void aRefusedLoginStopsTheRoutesAfterOneTryAndKeepsTheAward() throws Exception {
        route.close();
        route = ReadyRoute.of(ROUTE, sandbox)
                .with("camel.component.enkash.password", "wrong")
                .bind("connectionFactory", broker.connections())
                .start();
        broker.send(ORDERS, award("SPOT-1", 1, 500));

        patiently()
                .until(() ->
                        route.context().getRouteController().getRouteStatus("spot-award") == ServiceStatus.Stopped);
        patiently()
                .until(() -> route.context().getRouteController().getRouteStatus("spot-award-approved")
                        == ServiceStatus.Stopped);
        assertThat(sandbox.books().logins()).isEqualTo(1);
        assertThat(broker.messages(ORDERS) + broker.messages(Broker.DEAD)).isEqualTo(1);
    }

    private JsonNode ask(String queue, String order) throws Exception {
        var reply = broker.ask(queue, order);
        assertThat(reply).as("a reply").isNotNull().doesNotContain("@example.in", "91000000");
        return new ObjectMapper().readTree(reply);
    }
}

package io.github.camelenkash.lab;

import static io.github.camelenkash.lab.Nodes.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.Broker;
import io.github.camelenkash.testing.LedgerStore;
import io.github.camelenkash.testing.LedgerStore.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code referencePolicy=source} with a real broker: one message is one movement, however often it is delivered. */
class QueueReferenceTest {

    private static final String PAY = "enkash:allocate?referencePolicy=source";
    private static final String AWARD =
            "{\"title\":\"Ms\",\"firstName\":\"Asha\",\"gender\":\"F\",\"email\":\"asha@example.in\","
                    + "\"mobile\":\"9000000123\",\"points\":10}";

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    /** The references under which deliveries were tried, one for each. */
    private final Queue<String> tried = new ConcurrentLinkedQueue<>();

    private Sandbox sandbox;
    private Broker broker;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws Exception {
        sandbox = SERVER.sandbox();
        broker = Broker.start();
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void aMessageKeepsItsReferenceOverRedeliveriesOfCamelAndOfTheBrokerAndARestart(LedgerStore store) throws Exception {
        var ledger = store.create(folder);
        // Paid at once, and nobody can find out: Camel tries twice at each delivery of the broker.
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                .when(call -> call.operation() == Operation.TRANSACTIONS, Fault.BAD_GATEWAY);
        try (var node = node("jms", ledger)) {
            Nodes.routes(node, routes -> payWithRedelivery(routes, Broker.PATIENT));
            node.start();
            send(node, "jms:queue:" + Broker.PATIENT, AWARD);
            patiently().until(() -> tried.size() >= 5);
        }
        assertThat(sandbox.books().transactions())
                .as("paid, and nobody knows yet")
                .hasSize(1);
        assertThat(broker.messages(Broker.PATIENT))
                .as("the broker has it still")
                .isEqualTo(1);

        sandbox.faults().reset();
        try (var node = node("jms", ledger)) {
            Nodes.routes(node, routes -> payWithRedelivery(routes, Broker.PATIENT));
            node.start();
            patiently().until(() -> broker.messages(Broker.PATIENT) == 0);
        }
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
        assertThat(broker.messages(Broker.DEAD)).isZero();
        assertThat(tried.stream().distinct()).hasSize(1).allMatch(reference -> reference.startsWith("ID:"));
        assertThat(sandbox.books().creditsByReference()).hasSize(1).containsEntry(tried.element(), 1);
    }

    private void payWithRedelivery(RouteBuilder routes, String queue) {
        routes.from("jms:queue:" + queue + "?transacted=true")
                .errorHandler(routes.defaultErrorHandler()
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .onExceptionOccurred(this::noteTheReference))
                .to(PAY + "&settleInCall=0");
    }

    private void noteTheReference(Exchange exchange) {
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) instanceof EnkashException e) {
            tried.add(e.getReference());
        }
    }

    @Test
    void aMessageThatIsDeadToTheBrokerIsPaidUnderItsFirstReferenceWhenItIsMovedBack() throws Exception {
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                .when(call -> call.operation() == Operation.TRANSACTIONS, Fault.BAD_GATEWAY);
        try (var node = node("jms", null)) {
            Nodes.routes(node, routes -> payWithRedelivery(routes, "awards"));
            Nodes.routes(node, routes -> routes.from("jms:queue:DLQ?transacted=true")
                    .autoStartup(false)
                    .routeId("replay")
                    .to(PAY));
            node.start();
            send(node, "jms:queue:awards", AWARD);
            patiently().until(() -> broker.messages(Broker.DEAD) == 1);

            sandbox.faults().reset();
            node.getRouteController().startRoute("replay");
            patiently().until(() -> broker.messages(Broker.DEAD) == 0);
        }
        assertThat(sandbox.books().creditsByReference()).hasSize(1).containsEntry(tried.element(), 1);
    }

    @Test
    void aDeadLetterThatIsReplayedWithTheReferenceOfTheExceptionPaysNobodyTwice() throws Exception {
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                .when(call -> call.operation() == Operation.TRANSACTIONS, Fault.BAD_GATEWAY);
        try (var node = node("jms", null)) {
            deadLetters(node);
            // Camel's JMS does not send headers that begin with Camel, so the reference travels under another name.
            Nodes.routes(node, routes -> routes.from("jms:queue:dead?transacted=true")
                    .autoStartup(false)
                    .routeId("replay")
                    .setHeader("CamelEnkashReference", routes.header("reference"))
                    .to(PAY));
            node.start();
            send(node, "jms:queue:awards", AWARD);
            patiently().until(() -> broker.messages("dead") == 1);

            sandbox.faults().reset();
            node.getRouteController().startRoute("replay");
            patiently().until(() -> broker.messages("dead") == 0);
        }
        assertThat(sandbox.books().creditsByReference()).hasSize(1).containsValue(1);
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
    }

    @Test
    void aCopyOfAMessageIsAnotherMovementWhichIsTheOneException() throws Exception {
        try (var node = node("jms", null)) {
            Nodes.routes(node, routes -> routes.from("jms:queue:awards?transacted=true")
                    .to(PAY));
            node.start();
            send(node, "jms:queue:awards", AWARD);
            send(node, "jms:queue:awards", AWARD);
            patiently().until(() -> broker.messages("awards") == 0);
        }
        assertThat(sandbox.books().creditsByReference())
                .hasSize(2)
                .allSatisfy((reference, credits) -> assertThat(credits).isEqualTo(1));
    }

    /** The exchange goes to another queue, as a new message. */
    private static void deadLetters(DefaultCamelContext node) throws Exception {
        Nodes.routes(node, routes -> routes.from("jms:queue:awards?transacted=true")
                .onException(EnkashException.class)
                .handled(true)
                .setHeader("reference", routes.simple("${exception.reference}"))
                .to("jms:queue:dead")
                .end()
                .to(PAY + "&settleInCall=0"));
    }

    @Test
    void aComponentIsKnownForAQueueUnderWhateverNameItHas() throws Exception {
        try (var node = node("awardsBroker", null)) {
            Nodes.routes(node, routes -> routes.from("awardsBroker:queue:awards?transacted=true")
                    .to(PAY));
            node.start();
            send(node, "awardsBroker:queue:awards", AWARD);
            patiently().until(() -> sandbox.books().transactions().size() == 1);
            patiently().until(() -> broker.messages("awards") == 0);
        }
        assertThat(sandbox.books().creditsByReference())
                .allSatisfy((reference, credits) -> assertThat(reference).startsWith("ID:"));
    }

    @Test
    void aReplyOverJmsInBetweenDoesNotChangeTheReference() throws Exception {
        sandbox.faults().next(Fault.REFUSED, 2, Operation.ALLOCATE);
        try (var node = node("jms", null)) {
            Nodes.routes(node, routes -> {
                routes.from("jms:queue:lookups").setBody(routes.body());
                routes.from("jms:queue:awards?transacted=true")
                        .errorHandler(routes.noErrorHandler())
                        // In a transaction of its own, or the request would never leave.
                        .to("requests:queue:lookups?exchangePattern=InOut")
                        .to(PAY);
            });
            node.addComponent("requests", jms());
            node.start();
            send(node, "jms:queue:awards", AWARD);
            patiently().until(() -> broker.messages("awards") == 0);
        }
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(3);
        assertThat(sandbox.books().creditsByReference()).hasSize(1).containsValue(1);
    }

    @Test
    void theRowsOfSplitsWithinSplitsKeepTheirReferencesWhenTheBrokerDeliversAgain() throws Exception {
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 2, Operation.ALLOCATE)
                .next(Fault.BAD_GATEWAY, 2, Operation.TRANSACTIONS);
        try (var node = node("jms", null)) {
            Nodes.routes(node, routes -> routes.from("jms:queue:awards?transacted=true")
                    .errorHandler(routes.noErrorHandler())
                    .split(routes.body().tokenize(";"))
                    .stopOnException()
                    .split(routes.body().tokenize("~"))
                    .stopOnException()
                    .to(PAY + "&settleInCall=0")
                    .end()
                    .end());
            node.start();
            send(node, "jms:queue:awards", String.join(";", List.of(AWARD + "~" + AWARD, AWARD)));
            patiently().until(() -> broker.messages("awards") == 0);
        }
        assertThat(sandbox.books().creditsByReference())
                .as("equal awards at equal places of different parts are different awards")
                .hasSize(3)
                .allSatisfy((reference, credits) -> assertThat(credits).isEqualTo(1));
    }

    @Test
    void aPropertyOfASenderIsNotTakenForTheIdentity() throws Exception {
        try (var node = node("jms", null)) {
            Nodes.routes(node, routes -> routes.from("jms:queue:awards?transacted=true")
                    .to(PAY));
            node.start();
            try (var jms = broker.connections().createContext()) {
                for (int i = 0; i < 2; i++) {
                    var message = jms.createTextMessage(AWARD);
                    message.setStringProperty("CamelEnkashReference", "FORGED");
                    message.setStringProperty("CamelEnkashSourceReference", "FORGED");
                    jms.createProducer().send(jms.createQueue("awards"), message);
                }
            }
            patiently().until(() -> sandbox.books().transactions().size() == 2);
        }
        assertThat(sandbox.books().creditsByReference()).hasSize(2).doesNotContainKey("FORGED");
    }

    private DefaultCamelContext node(String broker, Database ledger) {
        var node = Nodes.node(sandbox, ledger, options -> options.setSettleWindow(Duration.ofMillis(200)));
        node.getShutdownStrategy().setTimeout(20);
        node.addComponent(broker, jms());
        return node;
    }

    private JmsComponent jms() {
        return JmsComponent.jmsComponentAutoAcknowledge(broker.connections());
    }

    private static void send(DefaultCamelContext node, String queue, Object body) throws Exception {
        try (var template = node.createProducerTemplate()) {
            template.sendBody(queue, body);
        }
    }
}

package io.github.camelenkash;

import static io.github.camelenkash.Enkash.answer;
import static io.github.camelenkash.Enkash.award;
import static io.github.camelenkash.Enkash.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the name of a movement comes from: the body, the header, the policy, and never from anywhere else. */
class ReferenceRulesTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private static final Map<String, Object> FROM_KAFKA =
            Map.of("kafka.TOPIC", "awards", "kafka.PARTITION", 3, "kafka.OFFSET", 17L);

    private final FakeSource source = new FakeSource();
    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void theBodyGoesBeforeTheHeader() {
        var exchange = enkash.send("enkash:allocate", award("HR-BODY", 1, 10), reference("HR-HEADER"));

        assertThat(answer(exchange, MovementReceipt.class).reference()).isEqualTo("HR-BODY");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-BODY", 1));
    }

    @Test
    void theHeaderServesWhereTheBodyNamesNone() {
        var exchange = enkash.send("enkash:allocate", award(" ", 1, 10), reference(" HR-HEADER "));

        assertThat(answer(exchange, MovementReceipt.class).reference()).isEqualTo("HR-HEADER");
        assertThat(exchange.getMessage().getHeader(EnkashConstants.REFERENCE)).isEqualTo(" HR-HEADER ");
    }

    @Test
    void theHeaderGoesBeforeThePolicy() {
        from("jms", "enkash:allocate?referencePolicy=source");
        var headers = new HashMap<>(reference("HR-HEADER"));
        headers.put("JMSMessageID", "ID:1");

        assertThat(answer(source.deliver(award(null, 1, 10), headers), MovementReceipt.class)
                        .reference())
                .isEqualTo("HR-HEADER");
    }

    @Test
    void withoutAnyTheMovementIsRefusedWithAWordOnHowToGiveOne() {
        for (var operation : List.of("allocate", "unallocate")) {
            for (var none : new Object[] {null, "", "  "}) {
                var exchange = enkash.send("enkash:" + operation, award(null, 1, 10), reference(none));

                assertThat(failure(exchange, InvalidRequestException.class))
                        .hasMessageContaining("needs a reference")
                        .hasMessageContaining("'reference'")
                        .hasMessageContaining("CamelEnkashReference")
                        .hasMessageContaining("same on every try")
                        .hasMessageContaining("No points moved");
                assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME))
                        .isEqualTo("REFUSED");
            }
        }
        assertThat(sandbox.books().transactions()).isEmpty();
        assertThat(sandbox.books().logins())
                .as("found before anything is asked")
                .isZero();
    }

    @Test
    void aRowOfABulkCallNeedsAReferenceOfItsOwn() {
        var exchange = enkash.send(
                "enkash:bulkAllocate", List.of(award(null, 1, 10), award("HR-2", 2, 20)), reference("HR-HEADER"));

        assertThat(answer(exchange, List.class))
                .extracting(row -> ((RowResult) row).outcome())
                .isEqualTo(List.of(Outcome.REFUSED, Outcome.PAID));
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-2", 1));
    }

    @Test
    void aReferenceMayBeANumberAndMustBeAPlainName() {
        assertThat(answer(enkash.send("enkash:allocate", award(null, 1, 10), reference(4711)), MovementReceipt.class)
                        .reference())
                .isEqualTo("4711");
        for (var bad : List.of("x".repeat(201), "HR\n1", "HR\u00001")) {
            var exchange = enkash.send("enkash:allocate", award(null, 1, 10), reference(bad));
            assertThat(failure(exchange, InvalidRequestException.class)).hasMessageContaining("reference");
        }
    }

    @Test
    void theSameReferenceForAnotherAwardIsAConflictAndNotAPayment() {
        enkash.send("enkash:allocate", award("HR-1", 1, 10));

        for (var other : List.of(award("HR-1", 1, "10.01"), award("HR-1", 2, 10))) {
            var exchange = enkash.send("enkash:allocate", other);
            assertThat(failure(exchange, ReferenceConflictException.class))
                    .hasMessageContaining("HR-1")
                    .hasMessageContaining("already names another movement");
        }
        assertThat(failure(enkash.send("enkash:unallocate", award("HR-1", 1, 10)), ReferenceConflictException.class)
                        .getReference())
                .isEqualTo("HR-1");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms", "activemq", "amqp", "sjms2"})
    void aQueueMessageNamesItsMovementByItsId(String scheme) {
        from(scheme, "enkash:allocate?referencePolicy=source");

        var first = source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:broker-1:7"));
        var redelivered = source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:broker-1:7"));
        var copied = source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:broker-1:8"));

        assertThat(answer(first, MovementReceipt.class).outcome()).isEqualTo(Outcome.PAID);
        assertThat(answer(redelivered, MovementReceipt.class).outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(answer(copied, MovementReceipt.class).outcome())
                .as("a copy has an identity of its own")
                .isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("ID:broker-1:7", 1, "ID:broker-1:8", 1));
    }

    @Test
    void aKafkaRecordNamesItsMovementByTopicPartitionAndOffset() {
        from("kafka", "enkash:allocate?referencePolicy=source");

        source.deliver(award(null, 1, 10), FROM_KAFKA);
        source.deliver(award(null, 1, 10), FROM_KAFKA);

        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("kafka:awards:3:17", 1));
    }

    @Test
    void theRowsOfOneMessageAreToldApartByTheirPlace() {
        enkash.context().addComponent("jms", source);
        enkash.routes(
                routes -> routes.from("jms:queue:awards").split().body().to("enkash:allocate?referencePolicy=source"));
        enkash.template();
        var rows = List.of(award(null, 1, 10), award(null, 1, 10), award(null, 2, 20));

        source.deliver(rows, Map.of("JMSMessageID", "ID:7"));
        source.deliver(rows, Map.of("JMSMessageID", "ID:7"));

        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("ID:7#0", 1, "ID:7#1", 1, "ID:7#2", 1));
    }

    @Test
    void theRowsOfASplitWithinASplitAreToldApartByBothPlaces() {
        enkash.context().addComponent("jms", source);
        enkash.routes(routes -> routes.from("jms:queue:awards")
                .split(routes.body())
                .split(routes.body())
                .to("enkash:allocate?referencePolicy=source"));
        enkash.template();
        var departments = List.of(List.of(award(null, 1, 10), award(null, 2, 20)), List.of(award(null, 1, 10)));

        source.deliver(departments, Map.of("JMSMessageID", "ID:7"));
        source.deliver(departments, Map.of("JMSMessageID", "ID:7"));

        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("ID:7#0#0", 1, "ID:7#0#1", 1, "ID:7#1#0", 1));
    }

    @Test
    void theReferenceIsThatOfTheMessageTheRouteBeganWithWhateverAnAnswerPutsIntoTheHeaders() {
        enkash.context().addComponent("jms", source);
        enkash.routes(routes -> routes.from("jms:queue:awards")
                // As the reply to a request over JMS, another one at each delivery.
                .process(exchange -> exchange.getMessage().setHeader("JMSMessageID", exchange.getExchangeId()))
                .to("enkash:allocate?referencePolicy=source"));
        enkash.template();

        source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:7"));
        source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:7"));

        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("ID:7", 1));
    }

    @Test
    void anEndpointThatIsMadeOnTheWayNeedsThePolicyOnTheComponent() {
        enkash.context().addComponent("jms", source);
        enkash.routes(routes -> routes.from("jms:queue:awards").toD("enkash:${header.what}?referencePolicy=source"));
        enkash.template();
        var headers = Map.<String, Object>of("JMSMessageID", "ID:7", "what", "allocate");

        assertThat(failure(source.deliver(award(null, 1, 10), headers), InvalidRequestException.class))
                .hasMessageContaining("began before the endpoint was made")
                .hasMessageContaining("camel.component.enkash.referencePolicy");
        assertThat(sandbox.books().transactions()).isEmpty();

        source.deliver(award(null, 1, 10), headers);
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("ID:7", 1));
    }

    @Test
    void withThePolicyOnTheComponentTheFirstMessageIsKnownToo() {
        enkash.with(options -> options.setReferencePolicy(ReferencePolicy.source));
        enkash.context().addComponent("jms", source);
        enkash.routes(routes -> routes.from("jms:queue:awards").toD("enkash:${header.what}"));
        enkash.template();

        source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:7", "what", "allocate"));

        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("ID:7", 1));
    }

    @Test
    void theReferenceIsTheSameWhenCamelDeliversAgainAlthoughTheHeaderIsGone() {
        enkash.context().addComponent("jms", source);
        enkash.routes(routes -> routes.from("jms:queue:awards")
                .errorHandler(routes.defaultErrorHandler()
                        .maximumRedeliveries(3)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> exchange.getMessage()
                                .setHeader("JMSMessageID", "ID:another-" + exchange.getExchangeId())))
                .to("enkash:allocate?referencePolicy=source&settleInCall=0"));
        enkash.template();
        sandbox.faults().next(Fault.REFUSED, 1, Operation.ALLOCATE).next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);

        var exchange = source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:7"));

        assertThat(answer(exchange, MovementReceipt.class).reference()).isEqualTo("ID:7");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("ID:7", 1));
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "undertow", "netty-http", "ftp", "jmsx", "kafkaesque"})
    void elsewhereTheseHeadersAreWhateverAStrangerSent(String scheme) {
        from(scheme, "enkash:allocate?referencePolicy=source");
        var headers = new HashMap<>(FROM_KAFKA);
        headers.put("JMSMessageID", "ID:7");
        headers.put("CamelEnkashSourceReference", "ID:8");
        headers.put(Exchange.FILE_NAME, "awards.csv");
        headers.put("CamelHttpUri", "jms:queue:awards");

        var exchange = source.deliver(award(null, 1, 10), headers);

        assertThat(failure(exchange, InvalidRequestException.class))
                .hasMessageContaining("referencePolicy=source")
                .hasMessageContaining("no queue message")
                .hasMessageContaining("CamelEnkashReference");
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    @Test
    void aQueueMessageWithoutAnIdIsRefused() {
        from("jms", "enkash:allocate?referencePolicy=source");
        assertThat(failure(source.deliver(award(null, 1, 10), FROM_KAFKA), InvalidRequestException.class))
                .hasMessageContaining("no queue message with an identity");
        assertThat(failure(
                        source.deliver(award(null, 1, 10), Map.of("JMSMessageID", " ")), InvalidRequestException.class))
                .hasMessageContaining("no queue message with an identity");
    }

    @Test
    void withoutASourceTheSourcePolicyRefuses() {
        var exchange = enkash.send(
                "enkash:allocate?referencePolicy=source", award(null, 1, 10), Map.of("JMSMessageID", "ID:7"));

        assertThat(failure(exchange, InvalidRequestException.class)).hasMessageContaining("referencePolicy=source");
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    @Test
    void underTheRequiredPolicyAQueueMessageIsNoReference() {
        from("jms", "enkash:allocate");

        failure(source.deliver(award(null, 1, 10), Map.of("JMSMessageID", "ID:7")), InvalidRequestException.class);

        assertThat(sandbox.books().transactions()).isEmpty();
    }

    private void from(String scheme, String to) {
        enkash.context().addComponent(scheme, source);
        enkash.routes(routes -> routes.from(scheme + ":queue:awards").to(to));
        enkash.template();
    }

    private static Map<String, Object> reference(Object reference) {
        var headers = new HashMap<String, Object>();
        headers.put(EnkashConstants.REFERENCE, reference);
        return headers;
    }
}

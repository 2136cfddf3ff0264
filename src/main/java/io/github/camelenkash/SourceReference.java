package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.SimpleEventNotifierSupport;

/**
 * The reference of a movement whose order came as a queue message: the identity that the broker gave the message. It is
 * the same on every delivery of that message, and another for a copy of it.
 *
 * <p>It is noted when the exchange begins, before any step of the route, and kept in an exchange property. Later the
 * headers may be those of another message: a reply, one that was polled in between, or whatever an HTTP server answered;
 * and they are believed only where the exchange came from a queue, because elsewhere a stranger wrote them.
 *
 * <p>The rows that splits make of one message are told apart by their places, outermost first: {@code ID:7#2#0} is the
 * first row of the third part.
 */
final class SourceReference {

    private static final String PROPERTY = "CamelEnkashSourceReference";
    private static final Set<String> JMS_SCHEMES =
            Set.of("jms", "activemq", "activemq6", "amqp", "sjms", "sjms2", "wmq", "ibmmq");
    /** What the endpoints of all Camel's JMS components extend, whatever name a component has in the context. */
    private static final Set<String> JMS_ENDPOINTS =
            Set.of("org.apache.camel.component.jms.JmsEndpoint", "org.apache.camel.component.sjms.SjmsEndpoint");

    private static final Set<String> KAFKA_ENDPOINTS = Set.of("org.apache.camel.component.kafka.KafkaEndpoint");

    private SourceReference() {}

    /** What is noted of an exchange. Never changed, because exchanges that are copied from another one share it. */
    private record Note(String reference) {}

    /** From now on notes the source of each exchange that begins in a context; once is enough for all components. */
    static void noteIn(CamelContext context) {
        var management = context.getManagementStrategy();
        synchronized (management) {
            if (management.getEventNotifiers().stream().noneMatch(Notes.class::isInstance)) {
                var notes = new Notes();
                notes.start();
                management.addEventNotifier(notes);
                // Camel looks for listeners when it starts, and endpoints may be made later.
                context.getCamelContextExtension().setEventNotificationApplicable(true);
            }
        }
    }

    /**
     * The reference that the source gives.
     *
     * @throws InvalidRequestException if the exchange has no such source
     */
    static String of(Exchange exchange) {
        if (exchange.getProperty(PROPERTY) instanceof Note note) {
            return note.reference();
        }
        if (identity(exchange) != null) {
            throw new InvalidRequestException(Failure.because(
                            "referencePolicy=source, and this exchange began before the endpoint was made")
                    .next("Set camel.component.enkash.referencePolicy=source where endpoints are made on the way"
                            + " (toD), and deliver the message again"));
        }
        throw new InvalidRequestException(
                Failure.because("referencePolicy=source, and this exchange came from no queue message with an identity")
                        .next("Give a 'reference' in the body, or the header CamelEnkashReference"));
    }

    /** Called for each exchange, also for those that an EIP copies from another one: these add their place. */
    private static void note(Exchange exchange) {
        var place = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        if (exchange.getProperty(PROPERTY) instanceof Note outer) {
            if (place != null) {
                exchange.setProperty(PROPERTY, new Note(outer.reference() + "#" + place));
            }
            return;
        }
        var identity = identity(exchange);
        if (identity != null) {
            exchange.setProperty(PROPERTY, new Note(identity));
        }
    }

    /** What the broker calls the message, or null. */
    private static String identity(Exchange exchange) {
        var from = exchange.getFromEndpoint();
        var message = exchange.getMessage();
        if (from == null) {
            return null;
        }
        if (is(from, JMS_SCHEMES, JMS_ENDPOINTS)) {
            var id = message.getHeader("JMSMessageID", String.class);
            return id == null || id.isBlank() ? null : id;
        }
        if (is(from, Set.of("kafka"), KAFKA_ENDPOINTS)) {
            var place = List.of("kafka.TOPIC", "kafka.PARTITION", "kafka.OFFSET").stream()
                    .map(header -> message.getHeader(header, String.class))
                    .toList();
            return place.contains(null) ? null : "kafka:" + String.join(":", place);
        }
        return null;
    }

    private static boolean is(Endpoint endpoint, Set<String> schemes, Set<String> classes) {
        var uri = endpoint.getEndpointUri();
        if (schemes.contains(uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri)) {
            return true;
        }
        for (Class<?> type = endpoint.getClass(); type != null; type = type.getSuperclass()) {
            if (classes.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Hears of every exchange that begins, and of nothing else. */
    private static final class Notes extends SimpleEventNotifierSupport {

        Notes() {
            setupIgnore(true);
            setIgnoreExchangeEvents(false);
            setIgnoreExchangeCreatedEvent(false);
        }

        @Override
        public void notify(CamelEvent event) {
            if (event instanceof CamelEvent.ExchangeCreatedEvent created) {
                note(created.getExchange());
            }
        }
    }
}

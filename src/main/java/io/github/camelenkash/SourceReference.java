package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * The reference of a movement whose order came as a queue message: the identity that the broker gave the message. It is
 * the same on every delivery of that message, and another for a copy of it.
 *
 * <p>Kept in an exchange property, because a message header can be changed or lost between redeliveries of Camel. The
 * identity is believed only where the exchange came from a queue: elsewhere these headers are whatever a stranger sent.
 *
 * <p>The rows of one split are told apart by their place. Of a split within a split only the inner place is known, so
 * equal awards at equal places would count as one: there, rows need references of their own.
 */
final class SourceReference {

    private static final String PROPERTY = "CamelEnkashSourceReference";
    private static final Set<String> JMS_SCHEMES =
            Set.of("jms", "activemq", "activemq6", "amqp", "sjms", "sjms2", "wmq", "ibmmq");

    private SourceReference() {}

    /**
     * The reference that the source gives.
     *
     * @throws InvalidRequestException if the exchange has no such source
     */
    static String of(Exchange exchange) {
        var kept = exchange.getProperty(PROPERTY, String.class);
        if (kept == null) {
            kept = identity(exchange);
            exchange.setProperty(PROPERTY, kept);
        }
        // The rows of one message are told apart by their place in it: the message itself never changes.
        var index = exchange.getProperty(Exchange.SPLIT_INDEX, Integer.class);
        return index == null ? kept : kept + "#" + index;
    }

    private static String identity(Exchange exchange) {
        var from = exchange.getFromEndpoint();
        var uri = from == null ? "" : from.getEndpointUri();
        var scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
        var message = exchange.getMessage();
        if (JMS_SCHEMES.contains(scheme)) {
            var id = message.getHeader("JMSMessageID", String.class);
            if (id != null && !id.isBlank()) {
                return id;
            }
        }
        if (scheme.equals("kafka")) {
            var topic = message.getHeader("kafka.TOPIC", String.class);
            var partition = message.getHeader("kafka.PARTITION", String.class);
            var offset = message.getHeader("kafka.OFFSET", String.class);
            if (topic != null && partition != null && offset != null) {
                return "kafka:" + topic + ":" + partition + ":" + offset;
            }
        }
        throw new InvalidRequestException(
                Failure.because("referencePolicy=source, and this exchange came from no queue message with an identity")
                        .next("Give a 'reference' in the body, or the header CamelEnkashReference"));
    }
}

package io.github.camelenkash.testing;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;

/** A real Artemis broker in this JVM. It keeps nothing on disk; queues come into being when they are first used. */
public final class Broker implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long PATIENCE_MILLIS = 60_000;

    private final ActiveMQServer server;
    private final String url;
    private final ActiveMQJMSConnectionFactory connections;

    private Broker(ActiveMQServer server, String url) {
        this.server = server;
        this.url = url;
        this.connections = new ActiveMQJMSConnectionFactory(url);
    }

    /** Starts one whose dead letters go to the queue {@code dead} after three deliveries. */
    public static Broker start() throws Exception {
        var url = "vm://" + (100 + NUMBER.incrementAndGet());
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", url)
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDeadLetterAddress(org.apache.activemq.artemis.api.core.SimpleString.of("dead"))
                                .setAutoCreateDeadLetterResources(false)
                                .setMaxDeliveryAttempts(3));
        var server = ActiveMQServers.newActiveMQServer(configuration, false);
        server.start();
        var broker = new Broker(server, url);
        // An address without a queue would let dead letters vanish.
        broker.receiveNow("dead");
        return broker;
    }

    public ConnectionFactory connections() {
        return connections;
    }

    public String url() {
        return url;
    }

    /** Puts a text into a queue. */
    public void send(String queue, String text) {
        try (var context = connections.createContext()) {
            context.createProducer().send(context.createQueue(queue), text);
        }
    }

    /** Puts a text into a queue and waits for the reply, as a JMS client does. */
    public String ask(String queue, String text) throws JMSException {
        try (JMSContext context = connections.createContext()) {
            var replies = context.createTemporaryQueue();
            var message = context.createTextMessage(text);
            message.setJMSReplyTo(replies);
            context.createProducer().send(context.createQueue(queue), message);
            return text(context.createConsumer(replies).receive(PATIENCE_MILLIS));
        }
    }

    /** Takes the next message of a queue as text, or null if none comes. */
    public String receive(String queue) throws JMSException {
        return text(receive(queue, PATIENCE_MILLIS));
    }

    /** Takes the next message of a queue as it is, or null if none comes. */
    public Message receiveMessage(String queue) {
        return receive(queue, PATIENCE_MILLIS);
    }

    private void receiveNow(String queue) {
        receive(queue, 1);
    }

    private Message receive(String queue, long millis) {
        try (var context = connections.createContext();
                var consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receive(millis);
        }
    }

    /** How many messages a queue holds, delivered but not acknowledged ones included. */
    public long count(String queue) {
        var found = server.locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }

    private static String text(Message message) throws JMSException {
        return message == null ? null : ((TextMessage) message).getText();
    }

    @Override
    public void close() throws Exception {
        connections.close();
        server.stop();
    }
}

package io.github.camelenkash.testing;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQJMSConnectionFactory;

/**
 * A real Artemis broker in this JVM, with a dead letter queue. It keeps nothing on disk; queues come into being when they
 * are first used.
 */
public final class Broker implements AutoCloseable {

    /** Where a message goes that was rolled back five times. */
    public static final String DEAD = "DLQ";
    /** A queue whose messages are delivered again for as long as they are rolled back. */
    public static final String PATIENT = "patient";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int DELIVERIES = 5;
    private static final int REDELIVERY_DELAY_MILLIS = 200;
    private static final long PATIENCE_MILLIS = 60_000;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final List<ActiveMQJMSConnectionFactory> opened = new ArrayList<>();
    private final String url;
    private final ActiveMQJMSConnectionFactory own;

    private Broker(String url) throws Exception {
        this.url = url;
        server.setConfiguration(new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("acceptor", url)
                // An address without a queue would let dead letters vanish.
                .addQueueConfiguration(QueueConfiguration.of(DEAD).setRoutingType(RoutingType.ANYCAST))
                .addAddressSetting("#", settings(DELIVERIES))
                .addAddressSetting(PATIENT, settings(-1)));
        server.start();
        own = new ActiveMQJMSConnectionFactory(url);
        opened.add(own);
    }

    private static AddressSettings settings(int deliveries) {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(DEAD))
                .setMaxDeliveryAttempts(deliveries)
                .setRedeliveryDelay(REDELIVERY_DELAY_MILLIS);
    }

    /** One for this JVM alone. */
    public static Broker start() throws Exception {
        return new Broker("vm://" + NUMBER.incrementAndGet());
    }

    /** One that other processes can reach, on loopback. */
    public static Broker startOnTcp() throws Exception {
        return new Broker("tcp://127.0.0.1:" + freePort());
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /** Where clients connect to. */
    public String url() {
        return url;
    }

    /** A new one each time: whoever has one of its own takes no part in the transactions of another. */
    public ConnectionFactory connections() {
        var connections = new ActiveMQJMSConnectionFactory(url);
        opened.add(connections);
        return connections;
    }

    /** Puts texts into a queue. */
    public void send(String queue, String... texts) {
        try (var context = own.createContext()) {
            var producer = context.createProducer();
            for (var text : texts) {
                producer.send(context.createQueue(queue), text);
            }
        }
    }

    /** Puts a text into a queue and waits for the reply, as a JMS client does. */
    public String ask(String queue, String text) throws JMSException {
        try (JMSContext context = own.createContext()) {
            var replies = context.createTemporaryQueue();
            var message = context.createTextMessage(text);
            message.setJMSReplyTo(replies);
            context.createProducer().send(context.createQueue(queue), message);
            return text(context.createConsumer(replies).receive(PATIENCE_MILLIS));
        }
    }

    /** Takes the next message of a queue as text, or null if none comes. */
    public String receive(String queue) throws JMSException {
        return text(receiveMessage(queue));
    }

    /** Takes the next message of a queue as it is, or null if none comes. */
    public Message receiveMessage(String queue) {
        try (var context = own.createContext();
                var consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receive(PATIENCE_MILLIS);
        }
    }

    /** Takes all that a queue holds now, as texts. */
    public List<String> receiveAll(String queue) throws JMSException {
        long count = messages(queue);
        var texts = new ArrayList<String>();
        try (var context = own.createContext();
                var consumer = context.createConsumer(context.createQueue(queue))) {
            while (texts.size() < count) {
                texts.add(text(consumer.receive(PATIENCE_MILLIS)));
            }
        }
        return texts;
    }

    /** How many messages wait in a queue or are being delivered. */
    public long messages(String queue) {
        var found = server.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    /** How many consumers a queue has. */
    public int consumers(String queue) {
        var found = server.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getConsumerCount();
    }

    private static String text(Message message) throws JMSException {
        return message == null ? null : ((TextMessage) message).getText();
    }

    @Override
    public void close() throws Exception {
        opened.forEach(ActiveMQJMSConnectionFactory::close);
        server.stop();
    }
}

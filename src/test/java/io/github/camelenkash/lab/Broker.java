package io.github.camelenkash.lab;

import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A real Artemis in this JVM, with a dead letter queue for messages that were rolled back too often. */
final class Broker implements AutoCloseable {

    /** Where a message goes that was rolled back five times. */
    static final String DEAD = "DLQ";
    /** A queue whose messages are delivered again for as long as they are rolled back. */
    static final String PATIENT = "patient";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final String url = "vm://" + NUMBER.incrementAndGet();
    private final List<ActiveMQConnectionFactory> opened = new ArrayList<>();

    Broker() throws Exception {
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("in-vm", url)
                .addQueueConfiguration(QueueConfiguration.of(DEAD).setRoutingType(RoutingType.ANYCAST))
                .addAddressSetting("#", settings(5))
                .addAddressSetting(PATIENT, settings(-1));
        server.setConfiguration(configuration);
        server.start();
    }

    private static AddressSettings settings(int deliveries) {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of(DEAD))
                .setMaxDeliveryAttempts(deliveries)
                .setRedeliveryDelay(200);
    }

    /** A new one each time: whoever has one of its own takes no part in the transactions of another. */
    ConnectionFactory connections() {
        var connections = new ActiveMQConnectionFactory(url);
        opened.add(connections);
        return connections;
    }

    /** How many messages wait in a queue or are being delivered. */
    long messages(String queue) {
        var found = server.getActiveMQServer().locateQueue(SimpleString.of(queue));
        return found == null ? 0 : found.getMessageCount();
    }

    @Override
    public void close() throws Exception {
        opened.forEach(ActiveMQConnectionFactory::close);
        server.stop();
    }
}

package io.github.camelenkash;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/** A component under any name from which a test delivers messages, as a broker or a web server does. */
final class FakeSource extends DefaultComponent {

    private DefaultConsumer consumer;

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                throw new UnsupportedOperationException("from only");
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                consumer = new DefaultConsumer(this, processor);
                return consumer;
            }
        };
    }

    /** Delivers a message to the route that starts here. */
    Exchange deliver(Object body, Map<String, Object> headers) {
        var exchange = consumer.createExchange(false);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new java.util.LinkedHashMap<>(headers));
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange;
    }
}

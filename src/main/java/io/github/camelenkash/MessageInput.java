package io.github.camelenkash;

import io.github.camelenkash.api.Input;
import java.util.Iterator;
import java.util.Map;
import org.apache.camel.Exchange;

/** An exchange as the input of an operation. The body is read when it is asked for, and once. */
final class MessageInput implements Input {

    private final Exchange exchange;
    private final BodyReader bodies;
    private final ReferencePolicy referencePolicy;
    private BodyReader.Body body;

    MessageInput(Exchange exchange, BodyReader bodies, ReferencePolicy referencePolicy) {
        this.exchange = exchange;
        this.bodies = bodies;
        this.referencePolicy = referencePolicy;
    }

    private BodyReader.Body body() {
        if (body == null) {
            body = bodies.read(exchange.getMessage());
        }
        return body;
    }

    @Override
    public Map<String, Object> fields() {
        return body().fields();
    }

    @Override
    public String text() {
        return body().text();
    }

    @Override
    public Iterator<Row> rows() {
        return bodies.rows(exchange.getMessage());
    }

    @Override
    public String fallbackReference() {
        var reference = header(EnkashConstants.REFERENCE);
        if (reference != null || referencePolicy == ReferencePolicy.required) {
            return reference;
        }
        return SourceReference.of(exchange);
    }

    @Override
    public String cardId() {
        return header(EnkashConstants.CARD_ID);
    }

    @Override
    public String source() {
        return OrderSource.of(exchange);
    }

    private String header(String name) {
        var value = exchange.getMessage().getHeader(name, String.class);
        return value == null || value.isBlank() ? null : value.trim();
    }
}

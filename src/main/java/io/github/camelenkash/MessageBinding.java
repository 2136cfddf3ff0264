package io.github.camelenkash;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.Input;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Makes an exchange into the input of an operation. Reads two headers and the body, and nothing else of it. */
final class MessageBinding {

    private final BodyReader bodies;
    private final ReferencePolicy referencePolicy;

    MessageBinding(CamelContext context, ReferencePolicy referencePolicy) {
        var mapper = context.getRegistry().findSingleByType(ObjectMapper.class);
        this.bodies = new BodyReader(mapper);
        this.referencePolicy = referencePolicy;
    }

    Input input(Exchange exchange) {
        return new MessageInput(exchange, bodies, referencePolicy);
    }
}

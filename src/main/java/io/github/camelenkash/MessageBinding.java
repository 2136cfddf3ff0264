package io.github.camelenkash;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.camelenkash.api.Input;
import java.time.temporal.Temporal;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Makes an exchange into the input of an operation. Reads two headers and the body, and nothing else of it. */
final class MessageBinding {

    private final BodyReader bodies;
    private final ReferencePolicy referencePolicy;

    MessageBinding(CamelContext context, ReferencePolicy referencePolicy) {
        this.bodies = new BodyReader(mapper(context));
        this.referencePolicy = referencePolicy;
    }

    Input input(Exchange exchange) {
        return new MessageInput(exchange, bodies, referencePolicy);
    }

    /** The application's own mapper, if it has exactly one for JSON, as Camel Jackson looks for it; else a plain one. */
    private static ObjectMapper mapper(CamelContext context) {
        var own = context.getRegistry().findByType(ObjectMapper.class).stream()
                .filter(mapper ->
                        JsonFactory.FORMAT_NAME_JSON.equals(mapper.getFactory().getFormatName()))
                .toList();
        if (own.size() == 1) {
            return own.get(0);
        }
        var loader = context.getApplicationContextClassLoader();
        return JsonMapper.builder()
                // A POJO may hold dates, and Jackson's module for them need not be there; if it is, it wins.
                .addModule(new SimpleModule().addSerializer(Temporal.class, ToStringSerializer.instance))
                .addModules(MapperBuilder.findModules(loader != null ? loader : MessageBinding.class.getClassLoader()))
                .build();
    }
}

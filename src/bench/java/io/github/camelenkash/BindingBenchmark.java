package io.github.camelenkash;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.ReferenceField;
import java.io.IOException;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a message's body to the JSON of a call. In this package because the binding is not public. */
@State(Scope.Thread)
public class BindingBenchmark {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AllocateCall call = new AllocateCall();
    private final Onboarding onboarding = new Onboarding("CRMBENCH1", "CEKBENCH", "CA9BENCH1", "CA9BENCH2", null, null);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MessageBinding binding = new MessageBinding(context, ReferencePolicy.required);
    private final Map<String, Object> map = Map.of(
            "title", "Ms",
            "firstName", "Asha",
            "gender", "F",
            "email", "asha@example.in",
            "mobile", "9000000001",
            "points", 250,
            "reference", "BENCH-1");
    private final String text = JSON.valueToTree(map).toString();

    /** A map, as most routes have it. */
    @Benchmark
    public byte[] aMap() throws IOException {
        return body(map);
    }

    /** JSON as text, which is parsed first. */
    @Benchmark
    public byte[] jsonText() throws IOException {
        return body(text);
    }

    private byte[] body(Object body) throws IOException {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        Order order =
                call.order(binding.input(exchange), onboarding, Program.reward, ReferenceField.uniqueReferenceNumber);
        return JSON.writeValueAsBytes(call.request(order).body());
    }
}

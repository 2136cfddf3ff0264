package io.github.camelenkash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Program;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

/**
 * From the list in a message's body to the JSON of a bulk call, with all that the component checks on the way. In this
 * package because the binding is not public.
 */
public final class BulkBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BulkAllocateCall call = new BulkAllocateCall();
    private final Onboarding onboarding = new Onboarding("CRMBENCH1", "CEKBENCH", "CA9BENCH1", "CA9BENCH2", null, null);
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final MessageBinding binding = new MessageBinding(context, ReferencePolicy.required);

    /** What a chunk of rows is on the wire, before it is encrypted. */
    public byte[] bytes(List<?> rows) throws JsonProcessingException {
        var exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(rows);
        var orders = new ArrayList<Order>(rows.size());
        binding.input(exchange)
                .rows()
                .forEachRemaining(row -> orders.add(call.order(row.fields(), onboarding, Program.reward)));
        return JSON.writeValueAsBytes(call.request(orders, onboarding, true).body());
    }
}

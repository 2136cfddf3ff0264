package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** {@code order}: one order by the partner's reference, with its vouchers, or null (§10.8). */
public final class OrderCall extends MarketReading<VoucherOrder> {

    private static final String REFERENCE = "partnerOrderReferenceId";

    private final OrderMethod generation;

    public OrderCall(OrderMethod generation) {
        super("order", "10.8", generation.http(), generation.path());
        this.generation = generation;
    }

    @Override
    public boolean mayFindNothing() {
        return true;
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return one(reference(input), generation);
    }

    /** What fetches the order of one reference; also what settles one. */
    static Request one(String reference, OrderMethod generation) {
        var variables = Map.of(REFERENCE, reference);
        if (generation == OrderMethod.GET) {
            return Request.get(Request.Host.MARKETPLACE, generation.path(), variables);
        }
        // The page calls it orderId and describes the partner's reference.
        var body = RewardFields.JSON.objectNode().put("orderId", reference);
        return new Request(generation.http(), Request.Host.MARKETPLACE, generation.path(), variables, Map.of(), body);
    }

    /** Only an order that names no other reference counts. */
    @Override
    public VoucherOrder answer(JsonNode payload, Input input, Onboarding onboarding) {
        if (payload == null || !payload.isObject() || payload.isEmpty()) {
            return null;
        }
        var order = VoucherOrder.read(payload);
        return order.reference() == null || order.reference().equals(reference(input)) ? order : null;
    }

    private static String reference(Input input) {
        var text = input.text() != null ? input.text() : CreateOrderCall.reference(input);
        text = text != null ? text : input.fallbackReference();
        if (text == null || text.isBlank()) {
            throw Given.invalid(
                    "orderReferenceId",
                    "is missing",
                    "Give it as the body, as a member, or in the header CamelEnkashReference");
        }
        return text.trim();
    }
}

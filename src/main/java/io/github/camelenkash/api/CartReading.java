package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What the three calls of the cart share: one path with a constant query, and one answer (§10.5). */
abstract class CartReading extends MarketReading<List<Cart>> {

    private static final Map<String, String> VOUCHERS = Map.of("product", "VOUCHER");

    CartReading(String operation, Request.Method method) {
        super(operation, "10.5", method, "/api/v0/cart");
    }

    /** @param body null for a GET */
    final Request request(ObjectNode body) {
        return new Request(method(), Request.Host.MARKETPLACE, path(), VOUCHERS, body);
    }

    /**
     * The member {@code items}: a map of {@code productConfigId} to a quantity, or to what the wire has there, an object
     * with {@code quantity} and {@code description}.
     */
    static ObjectNode items(Input input) {
        if (!(input.fields().get("items") instanceof Map<?, ?> given) || given.isEmpty()) {
            throw Given.invalid(
                    "items", "is missing or no object", "Give it as {productConfigId: quantity}, one or more of these");
        }
        var items = RewardFields.JSON.objectNode();
        given.forEach((id, value) -> {
            var details = value instanceof Map<?, ?> map ? map : Map.of("quantity", value == null ? "" : value);
            var description = details.get("description");
            items.putObject(String.valueOf(id))
                    .put("quantity", quantity(details.get("quantity")))
                    .put("description", description == null ? "" : description.toString());
        });
        return items;
    }

    /** May be 0: how an item is removed is not documented (§10.5), and that is the likely way. */
    private static int quantity(Object value) {
        try {
            int quantity = new BigDecimal(String.valueOf(value).trim()).intValueExact();
            if (quantity >= 0) {
                return quantity;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // the same complaint as for a negative one
        }
        throw Given.invalid("items", "has a quantity that is no whole number", "Give each as digits");
    }

    /** That a change answers with the cart is inferred; a text instead of it makes no accepted change a failure. */
    @Override
    public final List<Cart> answer(JsonNode payload, Input input, Onboarding onboarding) {
        return changes() && payload != null && payload.isValueNode() ? List.of() : Cart.readAll(payload);
    }
}

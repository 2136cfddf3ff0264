package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/** §10.5: one path, three methods, and the cart as it is then for an answer. */
final class CartPage implements Page {

    private final Market market;

    CartPage(Market market) {
        this.market = market;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        if (!visit.query().required("product").equals("VOUCHER")) {
            throw Refusal.status(422, "Invalid product");
        }
        if (visit.operation() != Operation.CART) {
            var items = visit.body().path("items");
            if (!items.isObject()) {
                throw Refusal.missing("items");
            }
            boolean add = visit.operation() == Operation.ADD_TO_CART;
            market.cart(add ? Json.required(visit.body(), "productCatalogId") : market.inCart(id(visit)), items, add);
        }
        return Reply.of(Json.array().addAll(market.carts()));
    }

    private static int id(Visit visit) {
        BigDecimal id = Json.number(visit.body(), "cartId");
        if (id == null) {
            throw Refusal.missing("cartId");
        }
        return id.intValue();
    }

    /** All members of §10.5. */
    static ObjectNode describe(
            int id, String product, String brand, Map<String, BigDecimal> values, Map<String, Integer> lines) {
        ObjectNode cart = Json.object()
                .put("id", id)
                .put("ekUserId", "EKADMIN1")
                .put("productCatalogId", product)
                .put("name", brand)
                .put("logoUrl", "https://img.example.com/l.png")
                .put("termsAndCondition", "<p>Demo</p>")
                .put("howToRedeem", "At the till");
        ObjectNode items = cart.putObject("items");
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal savings = BigDecimal.ZERO;
        int quantities = 0;
        for (var line : lines.entrySet()) {
            BigDecimal mrp = values.get(line.getKey());
            BigDecimal rate = mrp.multiply(new BigDecimal("0.98"));
            BigDecimal quantity = BigDecimal.valueOf(line.getValue());
            BigDecimal saved = mrp.subtract(rate).multiply(quantity);
            items.putObject(line.getKey())
                    .put("productConfigId", line.getKey())
                    .put("mrp", mrp)
                    .put("sellRate", rate)
                    .put("enkashDiscount", new BigDecimal("2.00"))
                    .put("savings", saved)
                    .put("quantity", line.getValue())
                    .put("total", rate.multiply(quantity));
            total = total.add(rate.multiply(quantity));
            savings = savings.add(saved);
            quantities += line.getValue();
        }
        cart.put("totalQuantity", quantities).put("totalAmount", total).put("totalSavings", savings);
        cart.putArray("productConfigs");
        return cart;
    }
}

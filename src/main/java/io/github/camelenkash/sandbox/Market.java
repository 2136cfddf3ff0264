package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The state behind the pages of redemption (§10): a fixed catalogue, one cart, and the orders. Nobody pays: which balance
 * an order is charged to is Unknown (§10.6).
 */
final class Market {

    /** One product and what it costs, by {@code productConfigId}. */
    private record Offer(String id, String brand, Map<String, BigDecimal> values) {}

    private static final List<Offer> OFFERS = List.of(
            new Offer(
                    "PCDEMO01",
                    "Demo Books",
                    Map.of("PCNDEMO1", new BigDecimal("500.00"), "PCNDEMO2", new BigDecimal("1000.00"))),
            new Offer("PCDEMO02", "Demo Cinema", Map.of("PCNDEMO3", new BigDecimal("250.00"))));

    private static final int MOST_OF_ONE = 10;

    private final Behaviour behaviour;
    private final List<Purchase> purchases = new ArrayList<>();
    /** Quantities by {@code productConfigId}, by product. */
    private final Map<String, Map<String, Integer>> cart = new LinkedHashMap<>();

    Market(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    synchronized void reset() {
        purchases.clear();
        cart.clear();
    }

    /** The catalogue, each product with its denominations. */
    List<ObjectNode> products() {
        return OFFERS.stream().map(Market::describe).toList();
    }

    /** One product, or 404. */
    ObjectNode product(String id) {
        return describe(offer(id));
    }

    private static Offer offer(String id) {
        return OFFERS.stream()
                .filter(offer -> offer.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.status(404, "Product not found"));
    }

    /** §10.4, all members. */
    private static ObjectNode describe(Offer offer) {
        ObjectNode product = Json.object()
                .put("productCatalogId", offer.id())
                .put("brand", offer.brand())
                .put("aggregator", "REWARD_STORE")
                .put("category", "Demo")
                .put("description", "Gift voucher")
                .put("enabled", true)
                .put("rank", 1)
                .put("termsAndCondition", "<p>Demo</p>")
                .put("howToRedeem", "At the till")
                .put("expiryPeriod", 12)
                .put("active", true)
                .put("discount", 2);
        product.putObject("images").put("BRAND_IMAGE", "https://img.example.com/b.png");
        product.putObject("enkashImages");
        var values = product.putArray("configResponses");
        offer.values().forEach((id, mrp) -> values.addObject()
                .put("productConfigId", id)
                .put("mrp", mrp)
                .put("sellRate", mrp.multiply(new BigDecimal("0.98")))
                .put("enkashDiscount", new BigDecimal("2.00"))
                .put("maxQuantity", MOST_OF_ONE)
                .put("customAmountEnabled", false));
        return product;
    }

    /**
     * Puts quantities into the cart.
     *
     * @param add whether they come on top of what is there; else they replace it
     */
    synchronized void cart(String product, JsonNode items, boolean add) {
        var offer = offer(product);
        var lines = cart.computeIfAbsent(product, unused -> new LinkedHashMap<>());
        for (var item : items.properties()) {
            if (!offer.values().containsKey(item.getKey())) {
                throw Refusal.status(422, "Unknown productConfigId");
            }
            int quantity = item.getValue().path("quantity").asInt(-1);
            if (quantity < 0) {
                throw Refusal.status(422, "Invalid quantity");
            }
            lines.merge(item.getKey(), quantity, (old, now) -> add ? old + now : now);
        }
        lines.values().removeIf(quantity -> quantity == 0);
    }

    /** The product in the cart with this number, which is its place in the catalogue. */
    String inCart(int cartId) {
        if (cartId < 1 || cartId > OFFERS.size()) {
            throw Refusal.status(404, "Cart not found");
        }
        return OFFERS.get(cartId - 1).id();
    }

    /** §10.5: the cart as its answers have it. */
    synchronized List<ObjectNode> carts() {
        var carts = new ArrayList<ObjectNode>();
        for (int i = 0; i < OFFERS.size(); i++) {
            var offer = OFFERS.get(i);
            var lines = cart.getOrDefault(offer.id(), Map.of());
            if (!lines.isEmpty()) {
                carts.add(CartPage.describe(i + 1, offer.id(), offer.brand(), offer.values(), lines));
            }
        }
        return carts;
    }

    /** Carries an order out, or refuses it. A refused one does not use its reference up. */
    synchronized Purchase buy(String reference, String product, BigDecimal denomination, int quantity) {
        var offer = offer(product);
        if (offer.values().values().stream().noneMatch(mrp -> mrp.compareTo(denomination) == 0)) {
            throw Refusal.status(422, "Invalid denomination");
        }
        if (quantity < 1 || quantity > MOST_OF_ONE) {
            throw Refusal.status(422, "Invalid quantity");
        }
        var earlier = orders(reference);
        if (!earlier.isEmpty()) {
            switch (behaviour.get(Assumption.REPEATED_ORDER)) {
                case REJECT -> throw Refusal.code1("Duplicate order reference");
                case REJECT_WITH_STATUS_409 -> throw Refusal.status(409, "Order reference already exists");
                case REJECT_WITH_CODE_409 -> throw Refusal.code(409, "Order reference already exists");
                case RETURN_ORIGINAL -> {
                    return earlier.get(0);
                }
                case PAY_AGAIN -> {
                    // the worst reading: a reference is only a text to this server
                }
            }
        }
        var status = behaviour.get(Assumption.ORDER_STATUS);
        var purchase = new Purchase(purchases.size() + 1, reference, product, denomination, quantity, status);
        purchases.add(purchase);
        return purchase;
    }

    /** The orders of one reference, oldest first. */
    synchronized List<Purchase> orders(String reference) {
        return purchases.stream()
                .filter(purchase -> purchase.reference().equals(reference))
                .toList();
    }

    /** All orders, oldest first. */
    synchronized List<Purchase> orders() {
        return List.copyOf(purchases);
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The part of a cart that holds one product (§10.5). Every member is documented as optional.
 *
 * @param cartId names it for {@code updateCart} ({@code id} on the wire)
 * @param ekUserId whose cart it is
 * @param productCatalogId the product
 * @param name its name
 * @param logoUrl its logo
 * @param termsAndCondition terms, which may hold HTML
 * @param howToRedeem instructions
 * @param items the lines, one for each denomination
 * @param totalQuantity vouchers in all
 * @param totalAmount what they cost
 * @param totalSavings what they save
 * @param denominations what the product can be bought in ({@code productConfigs} on the wire)
 * @param raw the cart as received; not part of the JSON form
 */
public record Cart(
        Long cartId,
        String ekUserId,
        String productCatalogId,
        String name,
        String logoUrl,
        String termsAndCondition,
        String howToRedeem,
        List<CartItem> items,
        BigDecimal totalQuantity,
        BigDecimal totalAmount,
        BigDecimal totalSavings,
        List<Denomination> denominations,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    static Cart read(JsonNode node) {
        var id = Members.decimal(node, "id", "cartId");
        var items = new ArrayList<CartItem>();
        var map = Members.find(node, "items");
        if (map != null && map.isObject()) {
            map.properties().forEach(item -> items.add(CartItem.read(item.getKey(), item.getValue())));
        }
        return new Cart(
                id == null ? null : id.longValue(),
                Members.text(node, Members.USER_ID),
                Members.text(node, "productCatalogId"),
                Members.text(node, "name"),
                Members.text(node, "logoUrl"),
                Members.text(node, "termsAndCondition"),
                Members.text(node, "howToRedeem"),
                List.copyOf(items),
                Members.decimal(node, "totalQuantity"),
                Members.decimal(node, "totalAmount"),
                Members.decimal(node, "totalSavings"),
                Denomination.readAll(Members.find(node, "productConfigs")),
                Members.raw(node));
    }

    static List<Cart> readAll(JsonNode payload) {
        return Members.rows(payload).rows().stream().map(Cart::read).toList();
    }

    @Override
    public String toString() {
        return "Cart[cartId=" + cartId + ", items=" + items.size() + ", totalAmount=" + totalAmount + "]";
    }
}

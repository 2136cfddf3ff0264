package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One value that a product can be bought in (§10.4, {@code configResponses}).
 *
 * @param productConfigId names it in a cart
 * @param mrp face value
 * @param sellRate price
 * @param enkashDiscount discount, a percentage of the face value (inferred)
 * @param maxQuantity most of it in one order
 * @param customAmountEnabled whether other face values can be bought
 * @param raw the denomination as received; not part of the JSON form
 */
public record Denomination(
        String productConfigId,
        BigDecimal mrp,
        BigDecimal sellRate,
        BigDecimal enkashDiscount,
        BigDecimal maxQuantity,
        Boolean customAmountEnabled,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    static Denomination read(JsonNode node) {
        return new Denomination(
                Members.text(node, "productConfigId"),
                Members.decimal(node, "mrp"),
                Members.decimal(node, "sellRate"),
                Members.decimal(node, "enkashDiscount"),
                Members.decimal(node, "maxQuantity"),
                Members.flag(node, "customAmountEnabled"),
                Members.raw(node));
    }

    /** The elements of an array; none of anything else. */
    static List<Denomination> readAll(JsonNode array) {
        var all = new ArrayList<Denomination>();
        if (array != null && array.isArray()) {
            array.forEach(node -> all.add(read(node)));
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return "Denomination[productConfigId=" + Masking.clean(productConfigId) + ", mrp=" + mrp + "]";
    }
}

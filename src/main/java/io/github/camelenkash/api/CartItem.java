package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * One line of a cart (§10.5): how many vouchers of one denomination.
 *
 * @param productConfigId the denomination
 * @param mrp face value
 * @param sellRate price
 * @param enkashDiscount discount, a percentage of the face value (inferred)
 * @param savings what the line saves (inferred: the line, not one voucher)
 * @param quantity how many
 * @param total what the line costs (inferred: the line, not one voucher)
 * @param raw the line as received; not part of the JSON form
 */
public record CartItem(
        String productConfigId,
        BigDecimal mrp,
        BigDecimal sellRate,
        BigDecimal enkashDiscount,
        BigDecimal savings,
        BigDecimal quantity,
        BigDecimal total,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    /** The key of the map is the same id as the member, which may be missing. */
    static CartItem read(String key, JsonNode node) {
        var id = Members.text(node, "productConfigId");
        return new CartItem(
                id != null ? id : key,
                Members.decimal(node, "mrp"),
                Members.decimal(node, "sellRate"),
                Members.decimal(node, "enkashDiscount"),
                Members.decimal(node, "savings"),
                Members.decimal(node, "quantity"),
                Members.decimal(node, "total"),
                Members.raw(node));
    }

    @Override
    public String toString() {
        return "CartItem[productConfigId=" + Masking.clean(productConfigId) + ", quantity=" + quantity + ", total="
                + total + "]";
    }
}

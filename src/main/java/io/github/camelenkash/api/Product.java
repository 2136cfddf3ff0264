package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One brand's voucher in the marketplace. Member names are those of §10.4, the one page of the catalogue that was
 * readable; {@code catalog} and {@code product} are read by the same names, so each of them may be null.
 *
 * @param productCatalogId names the product in carts and orders
 * @param brand the brand
 * @param aggregator who supplies it, such as {@code REWARD_STORE}
 * @param category the category
 * @param description the description
 * @param images kind of image to URL
 * @param denominations what it can be bought in ({@code configResponses} on the wire); empty where the answer has none
 * @param enabled whether it is enabled
 * @param rank its place among the others
 * @param termsAndCondition terms, which may hold HTML
 * @param howToRedeem instructions
 * @param expiryPeriod validity; its unit is not documented
 * @param active whether it is active
 * @param enkashImages further images, as received
 * @param discount the discount
 * @param raw the product as received; not part of the JSON form
 */
public record Product(
        String productCatalogId,
        String brand,
        String aggregator,
        String category,
        String description,
        Map<String, Object> images,
        List<Denomination> denominations,
        Boolean enabled,
        BigDecimal rank,
        String termsAndCondition,
        String howToRedeem,
        BigDecimal expiryPeriod,
        Boolean active,
        Map<String, Object> enkashImages,
        BigDecimal discount,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    static Product read(JsonNode node) {
        return new Product(
                Members.text(node, "productCatalogId"),
                Members.text(node, "brand"),
                Members.text(node, "aggregator"),
                Members.text(node, "category"),
                Members.text(node, "description"),
                Members.raw(Members.find(node, "images")),
                Denomination.readAll(Members.find(node, "configResponses", "productConfigs")),
                Members.flag(node, "enabled"),
                Members.decimal(node, "rank"),
                Members.text(node, "termsAndCondition"),
                Members.text(node, "howToRedeem"),
                Members.decimal(node, "expiryPeriod"),
                Members.flag(node, "active"),
                Members.raw(Members.find(node, "enkashImages")),
                Members.decimal(node, "discount"),
                Members.raw(node));
    }

    static Product readOne(JsonNode payload) {
        if (payload == null || !payload.isObject()) {
            throw new UndecodableException(Failure.because("The answer holds no product"));
        }
        return read(payload);
    }

    static List<Product> readAll(JsonNode payload) {
        var products = new ArrayList<Product>();
        Members.rows(payload).rows().forEach(row -> products.add(read(row)));
        return List.copyOf(products);
    }

    @Override
    public String toString() {
        return "Product[productCatalogId=" + Masking.clean(productCatalogId) + ", denominations=" + denominations.size()
                + "]";
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * {@code product}: one product of the marketplace (§10.3). That it is a GET is all that could be read, so the path comes
 * from {@code pathOverrides}, with {@code {productCatalogId}} where the id belongs.
 */
public final class ProductCall extends MarketReading<Product> {

    public ProductCall() {
        super("product", "10.3", Request.Method.GET, null);
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return Request.get(Request.Host.MARKETPLACE, path(), Map.of(PRODUCT_ID, Given.subject(input, PRODUCT_ID)));
    }

    @Override
    public Product answer(JsonNode payload, Input input, Onboarding onboarding) {
        return Product.readOne(payload);
    }
}

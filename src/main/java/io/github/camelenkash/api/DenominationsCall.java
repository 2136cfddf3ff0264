package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** {@code denominations}: one product with the values it can be bought in (§10.4). */
public final class DenominationsCall extends MarketReading<Product> {

    public DenominationsCall() {
        super("denominations", "10.4", Request.Method.GET, "/api/v0/partner/search-config/{productCatalogId}");
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

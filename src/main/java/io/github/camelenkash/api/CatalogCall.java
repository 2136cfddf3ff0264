package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * {@code catalog}: searches the marketplace (§10.2). That it is a POST is all that could be read, so the path comes from
 * {@code pathOverrides}, and whatever the caller gives is sent as it is.
 */
public final class CatalogCall extends MarketReading<List<Product>> {

    public CatalogCall() {
        super("catalog", "10.2", Request.Method.POST, null);
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        Given.membersOnly(input, operation());
        var body = RewardFields.JSON.objectNode();
        input.fields().forEach((name, value) -> {
            var json = Given.json(name, value);
            if (json != null && !Given.isConfigured(name)) {
                body.set(name, json);
            }
        });
        return new Request(method(), Request.Host.MARKETPLACE, path(), Map.of(), body);
    }

    @Override
    public List<Product> answer(JsonNode payload, Input input, Onboarding onboarding) {
        return Product.readAll(payload);
    }
}

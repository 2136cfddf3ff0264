package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * {@code orders}: searches orders (§10.7). The end of the list of filters was not readable, so any filter is sent; the
 * answer was not readable either, and is read by the names of §10.8.
 */
public final class OrdersCall extends MarketReading<List<VoucherOrder>> {

    private static final Set<String> PAGING = Set.of("limit", "offset");

    public OrdersCall() {
        super("orders", "10.7", Request.Method.POST, "/api/v0/partner/search-order");
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        Given.membersOnly(input, operation());
        var query = new LinkedHashMap<String, String>();
        query.put("limit", number(input, "limit", "10"));
        query.put("offset", number(input, "offset", "0"));
        var body = RewardFields.JSON
                .objectNode()
                .put("companyId", Onboarding.required(onboarding.companyId(), "companyId"));
        input.fields().forEach((name, value) -> {
            var json = Given.json(name, value);
            if (json != null && !PAGING.contains(name) && !Given.isConfigured(name)) {
                body.set(name, json);
            }
        });
        return new Request(method(), Request.Host.MARKETPLACE, path(), query, body);
    }

    private static String number(Input input, String name, String otherwise) {
        var text = Given.text(input, name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw Given.invalid(name, "is not a whole number", "Give it as digits");
        }
        return text;
    }

    @Override
    public List<VoucherOrder> answer(JsonNode payload, Input input, Onboarding onboarding) {
        return Members.rows(payload).rows().stream().map(VoucherOrder::read).toList();
    }
}

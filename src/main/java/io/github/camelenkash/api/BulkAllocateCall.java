package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code bulkAllocate}: creates and funds many people in one call, which can succeed in part (§7.3). */
public final class BulkAllocateCall implements BulkMoving {

    @Override
    public String operation() {
        return "bulkAllocate";
    }

    @Override
    public String path() {
        return CardAccountPath.PREFIX + "bulk-create-allocate-points-json";
    }

    @Override
    public String section() {
        return "7.3";
    }

    @Override
    public Order order(Map<String, Object> row, Onboarding onboarding, Program program) {
        var fields = RewardFields.of(row);
        fields.require("title", "name", "email", "mobile", "loadAmount");
        var body = RewardFields.JSON.objectNode();
        body.put("title", fields.title());
        body.put("name", fields.fullName());
        body.put("email", fields.email());
        body.put("mobile", fields.mobile());
        body.put("loadAmount", fields.points());
        RewardFields.put(body, "remarks", fields.remarks());
        body.put("uniqueReferenceNumber", fields.reference());
        return new Order(
                operation(),
                Kind.points,
                fields.reference(),
                onboarding.account(program),
                Direction.CR,
                fields.points(),
                null,
                // The call has no card field: who is paid is the person, so the card is no part of the order either.
                fields.whoWithoutCard(),
                body);
    }

    /** The account travels in the query, in clear: the contract has it so. */
    @Override
    public Request request(List<Order> chunk, Onboarding onboarding, boolean fundExisting) {
        var query = new LinkedHashMap<String, String>();
        query.put("companyId", Onboarding.required(onboarding.companyId(), "companyId"));
        query.put("cardAccountId", chunk.get(0).account());
        query.put("isPointsAllocation", Boolean.toString(fundExisting));
        var rows = RewardFields.JSON.arrayNode(chunk.size());
        chunk.forEach(order -> rows.add(order.body()));
        return new Request(Request.Method.POST, Request.Host.API, path(), query, rows);
    }

    @Override
    public List<Answer> answers(
            List<Order> chunk, JsonNode payload, int httpStatus, Integer code, boolean fundExisting) {
        return new BulkAnswerReader(chunk, payload, httpStatus, code, fundExisting).read();
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code createOrder}: buys vouchers (§10.6). It moves value, so it goes through the ledger under its own reference, and
 * is settled by fetching the order of that reference (§10.8). Its answer was not readable; it is read by the names of
 * §10.8, and where it repeats no reference, the order is fetched before anything is believed.
 */
public final class CreateOrderCall implements Moving {

    /** What web servers commonly refuse inside a path, encoded or not: such an order could never be fetched. */
    private static final Pattern UNFIT_FOR_A_PATH = Pattern.compile(".*[/\\\\;%].*|\\.{1,2}");

    private static final String SUCCESS = "SUCCESS";

    @Override
    public String operation() {
        return "createOrder";
    }

    @Override
    public String path() {
        return "/api/v0/partner/create-order";
    }

    @Override
    public String section() {
        return "10.6";
    }

    /** Which balance pays is not documented; no account of the programme is named. */
    @Override
    public boolean needsAccount() {
        return false;
    }

    /**
     * The points of an order are its face value: denomination times quantity. Its direction is a debit, as value leaves
     * a balance; which one is not documented, so the account is the company.
     */
    @Override
    public Order order(Input input, Onboarding onboarding, Program program, ReferenceField referenceField) {
        Given.membersOnly(input, operation());
        var reference = reference(input);
        reference = reference != null ? reference : input.fallbackReference();
        if (reference != null && UNFIT_FOR_A_PATH.matcher(reference).matches()) {
            throw new InvalidRequestException(Failure.because(
                            "The reference of an order stands in a path when it is looked up, and this one cannot")
                    .field("orderReferenceId")
                    .reference(reference)
                    .next("Use letters, digits, dots, dashes and underscores"));
        }
        var product = Given.required(input, "productCatalogId");
        Given.required(input, "denomination");
        var denomination = Given.amount(input, "denomination");
        int quantity = Given.count(input, "quantity");
        var body = RewardFields.JSON
                .objectNode()
                .put("denomination", denomination)
                .put("orderReferenceId", reference)
                .put("productCatalogId", product)
                .put("quantity", quantity);
        return new Order(
                operation(),
                Kind.orders,
                reference,
                Onboarding.required(onboarding.companyId(), "companyId"),
                Direction.DR,
                Amounts.positive(denomination.multiply(BigDecimal.valueOf(quantity)), "denomination"),
                null,
                List.of(
                        "product:" + product,
                        "denomination:" + Amounts.canonical(denomination),
                        "quantity:" + quantity),
                body);
    }

    /** The reference in the body, under any of its names, or null. */
    static String reference(Input input) {
        return RewardFields.text(
                input.fields(),
                null,
                "orderReferenceId",
                "reference",
                "partnerOrderReferenceId",
                "uniqueReferenceNumber");
    }

    @Override
    public Request request(Order order) {
        return new Request(Request.Method.POST, Request.Host.MARKETPLACE, path(), Map.of(), order.body());
    }

    @Override
    public Accepted accepted(JsonNode payload) {
        return new Accepted(
                Members.text(payload, VoucherOrder.REFERENCE),
                null,
                Members.text(payload, Members.USER_ID),
                Members.text(payload, "orderId"),
                null,
                Members.raw(payload));
    }

    /** An accepted order can still be one that was not paid; what another status means is for the look-up to find out. */
    @Override
    public Answer answer(Order order, JsonNode payload, int httpStatus, Integer code, String message) {
        for (var name : List.of("paymentStatus", "orderStatus")) {
            var status = Members.text(payload, name);
            if (status != null && !status.toUpperCase(Locale.ROOT).equals(SUCCESS)) {
                return new Answer.NoUsableAnswer(
                        "EnKash accepted the order with " + name + " " + status, httpStatus, code, message, false);
            }
        }
        return Moving.super.answer(order, payload, httpStatus, code, message);
    }
}

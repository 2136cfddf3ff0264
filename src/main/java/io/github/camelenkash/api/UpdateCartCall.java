package io.github.camelenkash.api;

/** {@code updateCart}: sets the quantities of one product in the cart (§10.5). */
public final class UpdateCartCall extends CartReading {

    public UpdateCartCall() {
        super("updateCart", Request.Method.PATCH);
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        var body = RewardFields.JSON.objectNode().put("cartId", Given.count(input, "cartId"));
        body.set("items", items(input));
        return request(body);
    }
}

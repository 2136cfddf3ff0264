package io.github.camelenkash.api;

/** {@code addToCart}: puts denominations of one product into the cart (§10.5). */
public final class AddToCartCall extends CartReading {

    public AddToCartCall() {
        super("addToCart", Request.Method.POST);
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        var body = RewardFields.JSON.objectNode().put(PRODUCT_ID, Given.required(input, PRODUCT_ID));
        body.set("items", items(input));
        return request(body);
    }
}

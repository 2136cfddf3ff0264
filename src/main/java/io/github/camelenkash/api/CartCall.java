package io.github.camelenkash.api;

/** {@code cart}: what is in the cart (§10.5). */
public final class CartCall extends CartReading {

    public CartCall() {
        super("cart", Request.Method.GET);
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return request(null);
    }
}

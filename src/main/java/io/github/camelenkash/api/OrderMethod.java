package io.github.camelenkash.api;

/** Which of the two documented generations of "fetch order" is used (§10.8, §14 row 23). */
public enum OrderMethod {
    /** The newest page: {@code GET}, the reference in the path. */
    GET("/api/v0/partner/fetch-order-details/{partnerOrderReferenceId}"),
    /** The earlier page: {@code POST}, the reference in the body. */
    POST("/api/v0/order/orderDetails");

    private final String path;

    OrderMethod(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    Request.Method http() {
        return Request.Method.valueOf(name());
    }
}

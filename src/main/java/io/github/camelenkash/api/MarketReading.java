package io.github.camelenkash.api;

/**
 * What the calls of redemption share that move no value (§10): the marketplace's host, and neither company nor account of
 * the programme in the body.
 *
 * @param <A> the answer
 */
abstract class MarketReading<A> implements Reading<A> {

    static final String PRODUCT_ID = "productCatalogId";

    private final String operation;
    private final String section;
    private final Request.Method method;
    private final String path;

    /** @param path null where no page states one; then {@code pathOverrides} must */
    MarketReading(String operation, String section, Request.Method method, String path) {
        this.operation = operation;
        this.section = section;
        this.method = method;
        this.path = path;
    }

    @Override
    public final String operation() {
        return operation;
    }

    @Override
    public final String section() {
        return section;
    }

    @Override
    public final Request.Method method() {
        return method;
    }

    @Override
    public final String path() {
        return path;
    }
}

package io.github.camelenkash.sandbox;

/** §10.2 to §10.4: the catalogue, one product, one product with its denominations. The first two are all assumed. */
final class CatalogPage implements Page {

    private final Market market;
    private final Listing listing;

    CatalogPage(Market market, Behaviour behaviour) {
        this.market = market;
        this.listing = new Listing(behaviour);
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        if (visit.operation() != Operation.CATALOG) {
            return Reply.of(market.product(visit.variable()));
        }
        var brand = Json.text(visit.body(), "brand");
        var found = market.products().stream()
                .filter(product ->
                        brand == null || product.path("brand").asText().equals(brand))
                .toList();
        return Reply.of(listing.of(Assumption.CATALOG_SHAPE, found, found.size()));
    }
}

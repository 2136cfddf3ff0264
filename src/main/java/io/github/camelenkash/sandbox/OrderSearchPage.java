package io.github.camelenkash.sandbox;

import java.util.List;

/** §10.7: orders, one page of them. Which filters work is Unknown; here {@code companyId} must be ours, if it is there. */
final class OrderSearchPage implements Page {

    private final Market market;
    private final Identity identity;
    private final Listing listing;

    OrderSearchPage(Market market, Identity identity, Behaviour behaviour) {
        this.market = market;
        this.identity = identity;
        this.listing = new Listing(behaviour);
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        int limit = number(visit, "limit");
        int offset = number(visit, "offset");
        String company = Json.text(visit.body(), "companyId");
        boolean ours = company == null || company.equals(identity.companyId());
        var all = ours ? market.orders() : List.<Purchase>of();
        var page =
                all.stream().skip(offset).limit(limit).map(Purchase::describe).toList();
        return Reply.of(listing.of(Assumption.ORDERS_SHAPE, page, all.size()));
    }

    private static int number(Visit visit, String name) {
        try {
            return Integer.parseInt(visit.query().required(name));
        } catch (NumberFormatException e) {
            throw Refusal.status(400, "Invalid " + name);
        }
    }
}

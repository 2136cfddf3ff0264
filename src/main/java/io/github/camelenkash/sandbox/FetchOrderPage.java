package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.NullNode;
import io.github.camelenkash.sandbox.Assumption.FetchOrder;

/** §10.8: one order by the partner's reference, with its vouchers; two pages, one answer. */
final class FetchOrderPage implements Page {

    private final Market market;
    private final Behaviour behaviour;

    FetchOrderPage(Market market, Behaviour behaviour) {
        this.market = market;
        this.behaviour = behaviour;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.FETCH_ORDER;
    }

    @Override
    public Reply answer(Visit visit) {
        boolean earlierPage = visit.operation() == Operation.ORDER_EARLIER;
        FetchOrder dead = earlierPage ? FetchOrder.GET : FetchOrder.POST;
        if (behaviour.get(Assumption.FETCH_ORDER) == dead) {
            throw Refusal.status(405, "Method not allowed");
        }
        var orders = market.orders(earlierPage ? Json.required(visit.body(), "orderId") : visit.variable());
        if (!orders.isEmpty()) {
            return Reply.of(orders.get(0).describe());
        }
        return switch (behaviour.get(Assumption.UNKNOWN_ORDER)) {
            case NOT_FOUND_404 -> throw Refusal.status(404, "Order not found");
            case CODE_1 -> throw Refusal.code1("Order not found");
            case NULL -> Reply.of(NullNode.getInstance());
        };
    }
}

package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/** §10.6: buys vouchers. Its answer is Unknown, so all of it is an assumption. */
final class CreateOrderPage implements Page {

    private final Market market;
    private final Behaviour behaviour;

    CreateOrderPage(Market market, Behaviour behaviour) {
        this.market = market;
        this.behaviour = behaviour;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        String reference = Json.required(visit.body(), "orderReferenceId");
        String product = Json.required(visit.body(), "productCatalogId");
        BigDecimal denomination = whole(visit, "denomination");
        int quantity = whole(visit, "quantity").intValueExact();
        Fault fault = visit.suffering().ofRow(0);
        if (fault != null && fault.refusal() != null) {
            throw fault.refusal();
        }
        Purchase purchase = market.buy(reference, product, denomination, quantity);
        return fault == Fault.UNMENTIONED
                ? Reply.of(NullNode.getInstance())
                : switch (behaviour.get(Assumption.CREATED_ORDER)) {
                    case TEXT -> Reply.of(TextNode.valueOf("Order placed"));
                    case AS_FETCHED -> Reply.of(told(purchase, fault));
                    case WITHOUT_REFERENCE -> Reply.of(told(purchase, Fault.NO_ECHO));
                };
    }

    private static ObjectNode told(Purchase purchase, Fault fault) {
        ObjectNode order = purchase.describe();
        if (fault == Fault.WRONG_ECHO) {
            order.put("partnerOrderReferenceId", "ANOTHER-" + purchase.orderId());
        } else if (fault == Fault.NO_ECHO) {
            order.remove("partnerOrderReferenceId");
        }
        return order;
    }

    /** Both numbers are documented as integers. */
    private static BigDecimal whole(Visit visit, String name) {
        BigDecimal number = Json.number(visit.body(), name);
        if (number == null) {
            throw Refusal.missing(name);
        }
        if (number.scale() > 0 || number.signum() <= 0 || number.precision() > 9) {
            throw Refusal.status(422, "Invalid " + name);
        }
        return number;
    }
}

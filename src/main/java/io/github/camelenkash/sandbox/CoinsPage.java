package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** §11.4 and §11.5: coins credited, and counted. */
final class CoinsPage implements Page {

    private final Coins coins;
    private final Identity identity;

    CoinsPage(Coins coins, Identity identity) {
        this.coins = coins;
        this.identity = identity;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        if (visit.operation() == Operation.COIN_BALANCE) {
            return Reply.of(DecimalNode.valueOf(coins.balance(visit.query().required("userId"))));
        }
        checkCompany(identity, Json.required(visit.body(), "companyId"));
        String requestId = Json.required(visit.body(), "requestId");
        String event = Json.required(visit.body(), "event");
        String userId = Json.required(visit.body(), "userId");
        Fault fault = visit.suffering().ofRow(0);
        if (fault != null && fault.refusal() != null) {
            throw fault.refusal();
        }
        coins.allocate(requestId, event, userId);
        return Reply.of(fault == Fault.UNMENTIONED ? NullNode.getInstance() : TextNode.valueOf("Coins allocated"));
    }

    static void checkCompany(Identity identity, String companyId) {
        if (!identity.companyId().equals(companyId)) {
            throw Refusal.status(404, "Company not found");
        }
    }
}

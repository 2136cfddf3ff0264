package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** §7.2 and §9.1: create a person with points, credit, debit. */
final class AllocatePage implements Page {

    private final Bank bank;
    private final Orders orders;
    private final Behaviour behaviour;

    AllocatePage(Bank bank, Orders orders, Behaviour behaviour) {
        this.bank = bank;
        this.orders = orders;
        this.behaviour = behaviour;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.B;
    }

    @Override
    public Reply answer(Visit visit) {
        String companyId = Json.required(visit.body(), "companyId");
        String accountId = Json.required(visit.body(), "cardAccountId");
        Order order = orders.single(visit.body());
        Fault fault = visit.suffering().ofRow(0);
        Moved moved = bank.atomically(() -> {
            Account account = bank.account(companyId, accountId);
            if (fault != null && fault.refusal() != null) {
                throw fault.refusal();
            }
            return bank.move(account, order);
        });
        return fault == Fault.UNMENTIONED ? Reply.of(NullNode.getInstance()) : Reply.of(payload(moved, fault));
    }

    private ObjectNode payload(Moved moved, Fault fault) {
        ObjectNode payload = person(moved.card());
        payload.put("otbBalance", moved.card().otbBalance());
        payload.put(behaviour.get(Assumption.MOVEMENT_ID_NAME), moved.booking().transactionId());
        if (fault == Fault.WRONG_ECHO) {
            payload.put("pgReferenceNumber", "ANOTHER-" + moved.booking().transactionId());
        } else if (fault != Fault.NO_ECHO) {
            payload.put("pgReferenceNumber", moved.booking().reference());
        }
        return payload;
    }

    /** The members that this page and the search share. */
    static ObjectNode person(BookedCard card) {
        return Json.object()
                .put("enKashCardId", card.cardId())
                .put("userId", card.userId())
                .put("cardAccountId", card.accountId())
                .put("token", Integer.toHexString(card.cardId().hashCode()))
                .put("maskedNumber", card.maskedNumber())
                .put("email", card.email())
                .put("mobile", card.mobile())
                .put("title", card.title())
                .put("firstName", card.firstName())
                .put("gender", card.gender());
    }
}

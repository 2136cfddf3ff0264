package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** §11.1 to §11.3: an event created, got and changed. */
final class EventPage implements Page {

    private final Coins coins;
    private final Identity identity;

    EventPage(Coins coins, Identity identity) {
        this.coins = coins;
        this.identity = identity;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        return Reply.of(
                switch (visit.operation()) {
                    case CREATE_EVENT -> create(visit);
                    case UPDATE_EVENT -> coins.update(visit.variable(), changes(visit));
                    default -> coins.event(visit.variable());
                });
    }

    private ObjectNode create(Visit visit) {
        CoinsPage.checkCompany(identity, Json.required(visit.body(), "companyId"));
        BigDecimal amount = Json.number(visit.body(), "amount");
        if (amount == null) {
            throw Refusal.missing("amount");
        }
        return coins.create(Json.required(visit.body(), "configuration"), Json.required(visit.body(), "event"), amount);
    }

    private ObjectNode changes(Visit visit) {
        String company = Json.text(visit.body(), "companyId");
        if (company != null) {
            CoinsPage.checkCompany(identity, company);
        }
        ObjectNode changes = Json.object();
        for (String name : new String[] {"configuration", "event"}) {
            String text = Json.text(visit.body(), name);
            if (text != null) {
                changes.put(name, text);
            }
        }
        BigDecimal amount = Json.number(visit.body(), "amount");
        return amount == null ? changes : changes.put("amount", amount);
    }
}

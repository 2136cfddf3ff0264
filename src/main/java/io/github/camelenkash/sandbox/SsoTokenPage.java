package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** §7.6: a login token for the person of one card, or for the administrator by the account's primary card. */
final class SsoTokenPage implements Page {

    private final Bank bank;
    private final Logins logins;
    private final Behaviour behaviour;

    SsoTokenPage(Bank bank, Logins logins, Behaviour behaviour) {
        this.bank = bank;
        this.logins = logins;
        this.behaviour = behaviour;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        String companyId = Json.required(visit.body(), "companyId");
        String accountId = Json.required(visit.body(), "cardAccountId");
        // exactly this spelling: §14.6 says that a client writes it as documented for each call
        String cardId = Json.required(visit.body(), "enkashCardId");
        bank.atomically(() -> {
            Account account = bank.account(companyId, accountId);
            if (!account.cards.containsKey(cardId) && !cardId.equals(AccountPage.primaryCardId(accountId))) {
                throw Refusal.status(404, "Card not found for enkashCardId: [" + cardId + "]");
            }
            return null;
        });
        String token = logins.ssoToken(cardId);
        ObjectNode object = Json.object().put(behaviour.get(Assumption.SSO_NAME), token);
        return switch (behaviour.get(Assumption.SSO_PLACE)) {
            case PAYLOAD -> Reply.of(object);
            case TOP_LEVEL -> new Reply(null, object);
            case PAYLOAD_STRING -> Reply.of(TextNode.valueOf(token));
        };
    }
}

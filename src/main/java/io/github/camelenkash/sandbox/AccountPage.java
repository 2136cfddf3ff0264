package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;

/** §7.1: the account's balance and statistics; the members of the field table and of the example together. */
final class AccountPage implements Page {

    private final Bank bank;
    private final Identity identity;
    private final Clock clock;

    AccountPage(Bank bank, Identity identity, Clock clock) {
        this.bank = bank;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.A;
    }

    @Override
    public Reply answer(Visit visit) {
        String accountId = Json.required(visit.body(), "cardAccountId");
        String companyId = Json.required(visit.body(), "companyId");
        return bank.atomically(() -> Reply.of(describe(bank.account(companyId, accountId))));
    }

    /** Field table and example name different members (§7.1); a client must find either. */
    private ObjectNode describe(Account account) {
        ObjectNode payload = Json.object();
        payload.put("cardAccountId", account.id)
                .put("companyId", identity.companyId())
                .put("companyName", identity.companyName())
                .put("availableBalance", account.availableBalance)
                .put("totalCards", account.cards.size())
                .put("activeCards", account.cards.size())
                .put("totalAllocationPoint", account.credited())
                // redemption happens on EnKash's site, which the sandbox does not play
                .put("totalRedemptionPoint", 0)
                .put("currentMonthAllocationPoint", account.creditedInMonthOf(clock.instant()))
                .put("currentMonthRedemptionPoint", 0)
                .put("creditLimit", 0)
                .put("dynamicLimit", 0)
                .put("usedCreditLimit", account.onCards().negate())
                .put("availableCardBalance", account.onCards());
        if (!account.obstacles.contains(Obstacle.NO_PRIMARY_CARD)) {
            payload.set(
                    "primaryEnKashCard",
                    Json.object()
                            .put("enKashCardId", primaryCardId(account.id))
                            .put("userId", "EKADMIN1")
                            .put("cardAccountId", account.id)
                            .put("token", Integer.toHexString(account.id.hashCode()))
                            .put("maskedNumber", "9999 99XX XXXX XX01")
                            .put("expiryMonth", "04"));
        }
        return payload;
    }

    /** The company administrator's card: it logs HR in (§7.6) and holds no points. */
    static String primaryCardId(String accountId) {
        return "EKC" + accountId;
    }
}

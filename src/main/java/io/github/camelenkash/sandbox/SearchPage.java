package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.UnknownCard;
import java.util.List;

/** §7.5: the cards of an account, or one of them. */
final class SearchPage implements Page {

    private final Bank bank;
    private final Behaviour behaviour;
    private final Listing listing;

    SearchPage(Bank bank, Behaviour behaviour) {
        this.bank = bank;
        this.behaviour = behaviour;
        this.listing = new Listing(behaviour);
    }

    @Override
    public Envelope.Style style() {
        return Envelope.Style.B;
    }

    @Override
    public Reply answer(Visit visit) {
        String companyId = Json.required(visit.body(), "companyId");
        String accountId = Json.required(visit.body(), "cardAccountId");
        String wanted = Json.textIgnoringCase(visit.body(), "enKashCardId");
        boolean filtered = wanted != null && behaviour.get(Assumption.CARD_FILTER);
        return bank.atomically(() -> {
            Account account = bank.account(companyId, accountId);
            List<ObjectNode> cards = account.cards.values().stream()
                    .filter(card -> !filtered || card.cardId().equals(wanted))
                    .map(SearchPage::describe)
                    .toList();
            if (filtered && cards.isEmpty() && behaviour.get(Assumption.UNKNOWN_CARD) == UnknownCard.NOT_FOUND_404) {
                throw Refusal.status(404, "Card not found for enKashCardId: [" + wanted + "]");
            }
            List<ObjectNode> page = listing.page(cards, visit.body(), behaviour.get(Assumption.CARDS_PAGE_SIZE));
            return Reply.of(listing.of(Assumption.CARDS_SHAPE, page, cards.size()));
        });
    }

    /** The members of both published shapes (§7.5), and those that §7.2 lets one expect. */
    private static ObjectNode describe(BookedCard card) {
        ObjectNode row = AllocatePage.person(card);
        // empty in the published example too: a points purse does not expire like a bank card
        row.put("expiryMonth", "").put("expiryYear", "").put("otbBalance", card.otbBalance());
        row.putObject("cardStatus").put("label", "Active").put("name", "ACTIVE");
        return row;
    }
}

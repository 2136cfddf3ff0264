package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * {@code card}: one card, by its id, or by the person's mobile or e-mail (§7.5). The service searches by card id only, so
 * a person is found among all cards of the account.
 */
public final class CardCall implements Reading<Card> {

    @Override
    public String operation() {
        return "card";
    }

    @Override
    public String path() {
        return new CardsCall().path();
    }

    @Override
    public String section() {
        return "7.5";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        var body = CardAccountPath.body(onboarding, program);
        RewardFields.put(body, "enKashCardId", wanted(input).cardId());
        return Request.post(path(), body);
    }

    /** Only a card that is what was asked for counts: a search may ignore its filter. */
    @Override
    public Card answer(JsonNode payload, Input input, Onboarding onboarding) {
        var wanted = wanted(input);
        var rows = Members.rows(payload);
        List<Card> cards = rows.rows().stream()
                .map(Card::read)
                .filter(card -> wanted.matches(card))
                .toList();
        if (cards.size() > 1) {
            throw new InvalidRequestException(Failure.because(cards.size() + " cards belong to this person")
                    .next("Name the card by its id"));
        }
        if (cards.isEmpty() && rows.incomplete()) {
            throw new UnavailableException(
                    Failure.because("EnKash answered with fewer cards than it counts, and the person is not among them")
                            .next("Name the card by its id"));
        }
        return cards.isEmpty() ? null : cards.get(0);
    }

    private static Wanted wanted(Input input) {
        var text = input.text();
        if (text != null) {
            text = text.trim();
            if (text.indexOf('@') > 0) {
                return Wanted.of(RewardFields.of(java.util.Map.of("email", text)));
            }
            return text.matches("[+0-9() -]+")
                    ? Wanted.of(RewardFields.of(java.util.Map.of("mobile", text)))
                    : new Wanted(text, null, null);
        }
        var wanted = Wanted.of(RewardFields.of(input.fields()));
        if (wanted.isNothing()) {
            wanted = new Wanted(input.cardId(), null, null);
        }
        if (wanted.isNothing()) {
            throw new InvalidRequestException(Failure.because("No card was named")
                    .next("Give a card id, a mobile or an e-mail as the body, or the header CamelEnkashCardId"));
        }
        return wanted;
    }

    /** What identifies the card; every part that is given must agree. */
    private record Wanted(String cardId, String mobile, String email) {

        static Wanted of(RewardFields fields) {
            return new Wanted(fields.cardId(), fields.mobile(), fields.email());
        }

        boolean isNothing() {
            return cardId == null && mobile == null && email == null;
        }

        boolean matches(Card card) {
            return (cardId == null || cardId.equals(card.cardId()))
                    && (mobile == null
                            || (card.mobile() != null && card.mobile().endsWith(mobile)))
                    && (email == null || email.equalsIgnoreCase(card.email()));
        }
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** {@code cards}: every person's card in the account (§7.5). */
public final class CardsCall implements Reading<List<Card>> {

    @Override
    public String operation() {
        return "cards";
    }

    @Override
    public String path() {
        return CardAccountPath.PREFIX + "search";
    }

    @Override
    public String section() {
        return "7.5";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        return Request.post(path(), CardAccountPath.body(onboarding, program));
    }

    @Override
    public List<Card> answer(JsonNode payload, Input input, Onboarding onboarding) {
        return Members.rows(payload).rows().stream().map(Card::read).toList();
    }
}

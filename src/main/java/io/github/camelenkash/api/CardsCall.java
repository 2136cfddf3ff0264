package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code cards}: every person's card in the account (§7.5). */
public final class CardsCall implements ListReading<Card> {

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
    public Card row(JsonNode row) {
        return Card.read(row);
    }
}

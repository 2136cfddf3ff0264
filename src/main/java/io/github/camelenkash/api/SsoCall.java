package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * {@code sso}: a one-click redirect URL for one card (§7.6, §8). The token inside is a credential: it is fetched anew for
 * each redirect, and never cached or logged.
 */
public final class SsoCall implements Reading<String> {

    private static final String[] TOKEN_NAMES = {"access_token", "accessToken", "sso_token", "ssoToken", "token"};

    private final SsoPage page;

    public SsoCall(SsoPage page) {
        this.page = page;
    }

    @Override
    public String operation() {
        return "sso";
    }

    @Override
    public String path() {
        return CardAccountPath.PREFIX + "sso-token";
    }

    @Override
    public String section() {
        return "7.6";
    }

    @Override
    public Request request(Input input, Onboarding onboarding, Program program) {
        Onboarding.required(onboarding.ssoUrl(), "ssoUrl");
        Onboarding.required(onboarding.partnerName(), "partnerName");
        var card = input.text() != null ? input.text().trim() : RewardFields.cardId(input.fields());
        card = card != null ? card : input.cardId();
        if (card == null || card.isBlank()) {
            throw new InvalidRequestException(Failure.because("No card was named to log in")
                    .next("Give the card id as the body, or in the header CamelEnkashCardId"));
        }
        // Lower-case k in this call only (§14 row 6).
        return Request.post(path(), CardAccountPath.body(onboarding, program).put("enkashCardId", card));
    }

    @Override
    public String answer(JsonNode payload, Input input, Onboarding onboarding) {
        var token = payload != null && payload.isTextual() ? payload.textValue() : Members.text(payload, TOKEN_NAMES);
        if (token == null || token.isBlank()) {
            throw new UndecodableException(Failure.because("The answer holds no single-sign-on token"));
        }
        return onboarding.ssoUrl().replaceAll("/+$", "") + "/sso/" + segment(token) + "/" + page + "/"
                + segment(onboarding.partnerName());
    }

    /** One path segment; form encoding writes a space as plus, which a path does not decode. */
    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

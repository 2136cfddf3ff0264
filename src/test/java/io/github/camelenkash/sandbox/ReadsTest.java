package io.github.camelenkash.sandbox;

import static io.github.camelenkash.sandbox.Partner.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.Shape;
import io.github.camelenkash.sandbox.Assumption.SsoPlace;
import io.github.camelenkash.sandbox.Assumption.UnknownCard;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §7.1 account, §7.5 cards, §7.6 and §8 single sign-on. */
class ReadsTest {

    static final HandClock CLOCK = new HandClock();

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension(builder -> builder.clock(CLOCK));

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    @Test
    @Shows(Documented.ACCOUNT)
    void theAccountTellsBalanceAndStatistics() {
        partner.credit("HR-1", "asha@example.in", "250.75");
        partner.credit("HR-2", "ravi@example.in", "100");
        CLOCK.forward(Duration.ofDays(40));
        partner.forgetBearer();
        partner.credit("HR-3", "ravi@example.in", "1");
        var payload = partner.call(Operation.ACCOUNT, ids()).payload();

        assertThat(payload.path("cardAccountId").textValue()).isEqualTo("CADEMO01");
        assertThat(payload.path("companyId").textValue()).isEqualTo("CEKDEMO001");
        assertThat(payload.path("companyName").textValue()).isEqualTo("Demo Industries");
        assertThat(payload.path("availableBalance").decimalValue()).isEqualByComparingTo("999648.25");
        assertThat(payload.path("totalCards").intValue()).isEqualTo(2);
        assertThat(payload.path("activeCards").intValue()).isEqualTo(2);
        assertThat(payload.path("totalAllocationPoint").decimalValue()).isEqualByComparingTo("351.75");
        assertThat(payload.path("currentMonthAllocationPoint").decimalValue()).isEqualByComparingTo("1");
        assertThat(payload.path("availableCardBalance").decimalValue()).isEqualByComparingTo("351.75");
        assertThat(payload.path("usedCreditLimit").decimalValue()).isEqualByComparingTo("-351.75");
        assertThat(payload.path("primaryEnKashCard").path("enKashCardId").textValue())
                .startsWith("EKC");
        assertThat(payload.fieldNames())
                .toIterable()
                .contains("totalRedemptionPoint", "currentMonthRedemptionPoint", "creditLimit", "dynamicLimit");
    }

    @Test
    void anAccountWithoutPrimaryCardShowsNone() {
        sandbox.books().obstruct(Partner.ACCOUNT, Obstacle.NO_PRIMARY_CARD);

        assertThat(partner.call(Operation.ACCOUNT, ids()).payload().has("primaryEnKashCard"))
                .isFalse();
    }

    @Test
    @Shows(Documented.CARD_SEARCH)
    void theSearchListsAllCardsOrOne() {
        sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "10");
        sandbox.books().openCard("ravi@example.in", "9000000124", "Mr", "Ravi", "M", "20");

        var all = partner.call(Operation.SEARCH, ids()).payload();
        assertThat(all.path("recordsCount").intValue()).isEqualTo(2);
        var one = partner.call(Operation.SEARCH, ids().put("enKashCardId", "EKC0000002"))
                .payload()
                .path("data");
        assertThat(one).hasSize(1);
        assertThat(one.path(0).path("mobile").textValue()).isEqualTo("9000000124");
        assertThat(one.path(0).path("otbBalance").intValue()).isEqualTo(20);
        assertThat(one.path(0).path("expiryMonth").textValue()).isEmpty();
        assertThat(one.path(0).path("cardStatus").path("name").textValue()).isEqualTo("ACTIVE");
    }

    @Test
    void anUnknownCardIsAnEmptyListOrNotFound() {
        ObjectNode unknown = ids().put("enKashCardId", "EKC9999999");
        assertThat(partner.call(Operation.SEARCH, unknown).payload().path("data"))
                .isEmpty();
        sandbox.behaviour().set(Assumption.UNKNOWN_CARD, UnknownCard.NOT_FOUND_404);
        assertThat(partner.call(Operation.SEARCH, unknown).status()).isEqualTo(404);
    }

    @Test
    void theCardSearchTakesOtherShapesToo() {
        sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "10");
        sandbox.books().openCard("ravi@example.in", "9000000124", "Mr", "Ravi", "M", "20");

        sandbox.behaviour().set(Assumption.CARD_FILTER, false);
        assertThat(partner.call(Operation.SEARCH, ids().put("enKashCardId", "EKC0000002"))
                        .payload()
                        .path("data"))
                .hasSize(2);
        sandbox.behaviour().set(Assumption.CARDS_PAGE_SIZE, 1);
        var cut = partner.call(Operation.SEARCH, ids()).payload();
        assertThat(cut.path("data")).hasSize(1);
        assertThat(cut.path("recordsCount").intValue()).isEqualTo(2);
        sandbox.behaviour().set(Assumption.CARDS_SHAPE, Shape.SINGLE);
        assertThat(partner.call(Operation.SEARCH, ids())
                        .payload()
                        .path("enKashCardId")
                        .textValue())
                .isEqualTo("EKC0000001");
    }

    private String ssoToken() {
        String cardId = sandbox.books()
                .openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "10")
                .cardId();
        return partner.call(Operation.SSO_TOKEN, ids().put("enkashCardId", cardId))
                .payload()
                .path("access_token")
                .textValue();
    }

    private int visit(String token, String page) {
        String segment = URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20");
        return partner.get("/sso/" + segment + "/" + page + "/hrms").status();
    }

    @ParameterizedTest
    @Shows({Documented.SSO_TOKEN, Documented.SSO_REDIRECT})
    @ValueSource(strings = {"employee_rewards", "reward_account"})
    void aTokenOpensBothPages(String page) {
        String token = ssoToken();

        assertThat(visit(token, page)).isEqualTo(200);
        assertThat(visit(token, page)).as("again").isEqualTo(200);
        assertThat(visit("nobody", page)).isEqualTo(410);
        assertThat(visit(token, "other_page")).isEqualTo(410);
        assertThat(sandbox.books().calls(Operation.SSO_REDIRECT)).isEqualTo(4);
    }

    @Test
    void theTokenNeedsACardUnderTheDocumentedSpelling() {
        assertThat(partner.call(Operation.SSO_TOKEN, ids()).status()).isEqualTo(400);
        assertThat(partner.call(Operation.SSO_TOKEN, ids().put("enKashCardId", "EKCCADEMO01"))
                        .status())
                .isEqualTo(400);
        assertThat(partner.call(Operation.SSO_TOKEN, ids().put("enkashCardId", "EKC9999999"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theAdministratorLogsInByThePrimaryCard() {
        String primary = partner.call(Operation.ACCOUNT, ids())
                .payload()
                .path("primaryEnKashCard")
                .path("enKashCardId")
                .textValue();

        assertThat(partner.call(Operation.SSO_TOKEN, ids().put("enkashCardId", primary))
                        .succeeded())
                .isTrue();
    }

    @Test
    void lifeUseAndCharactersOfTheTokenAreAssumptions() {
        String token = ssoToken();
        CLOCK.forward(Duration.ofMinutes(5));
        assertThat(visit(token, "employee_rewards")).isEqualTo(410);

        partner.forgetBearer();
        sandbox.behaviour()
                .set(Assumption.SSO_LIFE, Duration.ofDays(1))
                .set(Assumption.SSO_SINGLE_USE, true)
                .set(Assumption.SSO_URL_SAFE, false);
        token = ssoToken();
        assertThat(token).contains("/", "+", " ", "?");
        assertThat(visit(token, "employee_rewards")).isEqualTo(200);
        assertThat(visit(token, "employee_rewards")).isEqualTo(410);
    }

    @Test
    void thePlaceOfTheTokenIsAnAssumption() {
        ObjectNode body = ids().put("enkashCardId", "EKCCADEMO01");
        sandbox.behaviour().set(Assumption.SSO_NAME, "ssoToken");
        assertThat(partner.call(Operation.SSO_TOKEN, body).payload().has("ssoToken"))
                .isTrue();
        sandbox.behaviour().set(Assumption.SSO_PLACE, SsoPlace.TOP_LEVEL);
        assertThat(partner.call(Operation.SSO_TOKEN, body).json().has("ssoToken"))
                .isTrue();
        sandbox.behaviour().set(Assumption.SSO_PLACE, SsoPlace.PAYLOAD_STRING);
        assertThat(partner.call(Operation.SSO_TOKEN, body).payload().isTextual())
                .isTrue();
    }
}

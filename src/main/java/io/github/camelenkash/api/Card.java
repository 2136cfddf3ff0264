package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * One person's reward card: the purse of points (§7.5).
 *
 * @param cardId EnKash's id of the card
 * @param userId the person
 * @param maskedNumber card number with all but four digits masked, by EnKash
 * @param email the person's e-mail address
 * @param mobile the person's mobile number
 * @param title {@code Mr}, {@code Mrs}, {@code Ms}
 * @param firstName the name as stored
 * @param gender {@code M} or {@code F}
 * @param otbBalance what the person can redeem now, or null where the answer does not say
 * @param status EnKash's card status, or null
 * @param raw the card as received; not part of the JSON form
 */
public record Card(
        String cardId,
        String userId,
        String maskedNumber,
        String email,
        String mobile,
        String title,
        String firstName,
        String gender,
        BigDecimal otbBalance,
        String status,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    static Card read(JsonNode node) {
        var status = Members.find(node, "cardStatus", "status");
        return new Card(
                Members.text(node, Members.CARD_ID),
                Members.text(node, Members.USER_ID),
                Members.text(node, "maskedNumber", "maskedCard"),
                Members.text(node, "email"),
                Members.text(node, "mobile"),
                Members.text(node, "title"),
                Members.text(node, "firstName"),
                Members.text(node, "gender"),
                Members.decimal(node, "otbBalance"),
                status != null && status.isObject()
                        ? Members.text(status, "name", "label")
                        : Members.text(node, "cardStatus", "status"),
                Members.raw(node));
    }

    /** Name, e-mail and mobile are left out. */
    @Override
    public String toString() {
        return "Card[cardId=" + cardId + ", userId=" + userId + ", otbBalance=" + otbBalance + ", status=" + status
                + "]";
    }
}

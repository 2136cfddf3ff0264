package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One voucher (§10.8). Whoever knows number and PIN can spend it, so neither is ever shown.
 *
 * @param cardNumber the number to redeem
 * @param pin its PIN
 * @param expiryDate local date and time without a zone, as EnKash writes it
 * @param raw the voucher as received; not part of the JSON form
 */
public record Voucher(
        String cardNumber,
        String pin,
        String expiryDate,
        @JsonIgnore Map<String, Object> raw) implements Data {

    static Voucher read(JsonNode node) {
        return new Voucher(
                Members.text(node, "cardNumber"),
                Members.text(node, "pin"),
                Members.text(node, "expiryDate"),
                Members.raw(node));
    }

    @Override
    public String toString() {
        return "Voucher[cardNumber=" + Masking.secret(cardNumber) + ", pin=" + Masking.secret(pin) + "]";
    }
}

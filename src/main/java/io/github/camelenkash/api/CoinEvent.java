package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * An event that coins are allocated for (§11.3; creating and getting one are read by the same names, inferred).
 *
 * @param coinConfigId EnKash's id of it, or null where the answer to a change does not tell it
 * @param configuration {@code CUSTOM} in the texts, {@code DEFAULT} in the examples (§14 row 25)
 * @param event its name, which {@code allocateCoins} gives
 * @param amount coins that one allocation credits
 * @param raw the event as received; not part of the JSON form
 */
public record CoinEvent(
        String coinConfigId,
        String configuration,
        String event,
        BigDecimal amount,
        @JsonIgnore Map<String, Object> raw) implements Data {

    /** After a change: whatever came back, the change was accepted; an answer that tells no event gives empty members. */
    static CoinEvent readChanged(JsonNode payload) {
        return payload != null && payload.isObject() ? read(payload) : new CoinEvent(null, null, null, null, Map.of());
    }

    static CoinEvent read(JsonNode payload) {
        if (payload == null || !payload.isObject()) {
            throw new UndecodableException(Failure.because("The answer holds no coin event"));
        }
        return new CoinEvent(
                Members.text(payload, "coinConfigId"),
                Members.text(payload, "configuration"),
                Members.text(payload, "event"),
                Members.decimal(payload, "amount"),
                Members.raw(payload));
    }

    @Override
    public String toString() {
        return "CoinEvent[coinConfigId=" + Masking.clean(coinConfigId) + ", event=" + Masking.clean(event) + ", amount="
                + amount + "]";
    }
}

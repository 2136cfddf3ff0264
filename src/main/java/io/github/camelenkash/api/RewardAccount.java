package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The company's reward account: the pool that funds every card. Member names and meanings are those of §7.1; the field
 * table and the example there name different members, so each of them may be null.
 *
 * @param cardAccountId the account
 * @param companyId the company it belongs to
 * @param companyName the company's name
 * @param availableBalance what can still be allocated
 * @param totalCards cards in the account, active and blocked
 * @param activeCards cards in the account that are active
 * @param totalAllocationPoint points ever allocated
 * @param totalRedemptionPoint points ever redeemed
 * @param currentMonthAllocationPoint points allocated this month
 * @param currentMonthRedemptionPoint points redeemed this month
 * @param creditLimit credit limit; its meaning for rewards is not documented
 * @param dynamicLimit dynamic limit; its meaning for rewards is not documented
 * @param usedCreditLimit used credit limit; its meaning for rewards is not documented
 * @param availableCardBalance presumably the sum that is held on cards (inferred)
 * @param primaryEnKashCard the company's primary card as received, or null
 * @param raw the payload as received; not part of the JSON form
 */
public record RewardAccount(
        String cardAccountId,
        String companyId,
        String companyName,
        BigDecimal availableBalance,
        BigDecimal totalCards,
        BigDecimal activeCards,
        BigDecimal totalAllocationPoint,
        BigDecimal totalRedemptionPoint,
        BigDecimal currentMonthAllocationPoint,
        BigDecimal currentMonthRedemptionPoint,
        BigDecimal creditLimit,
        BigDecimal dynamicLimit,
        BigDecimal usedCreditLimit,
        BigDecimal availableCardBalance,
        Map<String, Object> primaryEnKashCard,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    static RewardAccount read(JsonNode node) {
        var primary = Members.find(node, "primaryEnKashCard");
        return new RewardAccount(
                Members.text(node, "cardAccountId"),
                Members.text(node, "companyId"),
                Members.text(node, "companyName"),
                Members.decimal(node, "availableBalance"),
                Members.decimal(node, "totalCards"),
                Members.decimal(node, "activeCards"),
                Members.decimal(node, "totalAllocationPoint"),
                Members.decimal(node, "totalRedemptionPoint"),
                Members.decimal(node, "currentMonthAllocationPoint"),
                Members.decimal(node, "currentMonthRedemptionPoint"),
                Members.decimal(node, "creditLimit"),
                Members.decimal(node, "dynamicLimit"),
                Members.decimal(node, "usedCreditLimit"),
                Members.decimal(node, "availableCardBalance"),
                primary == null ? null : Members.raw(primary),
                Members.raw(node));
    }

    @Override
    public String toString() {
        return "RewardAccount[cardAccountId=" + cardAccountId + ", availableBalance=" + availableBalance + "]";
    }
}

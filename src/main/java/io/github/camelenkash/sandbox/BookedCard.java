package io.github.camelenkash.sandbox;

import java.math.BigDecimal;

/**
 * One person's card as the server has it, at the moment of asking.
 *
 * @param cardId {@code EKC…}
 * @param userId {@code EK…}
 * @param accountId the account that funds it
 * @param otbBalance what the person can redeem now
 */
public record BookedCard(
        String cardId,
        String userId,
        String accountId,
        String email,
        String mobile,
        String title,
        String firstName,
        String gender,
        BigDecimal otbBalance) {

    /** As EnKash masks it: the last digits are those of the mobile number (§7.2). */
    public String maskedNumber() {
        String digits = mobile == null || mobile.length() < 4 ? "0000" : mobile.substring(mobile.length() - 4);
        return "XXXX XXXX XXXX " + digits;
    }

    BookedCard withBalance(BigDecimal balance) {
        return new BookedCard(cardId, userId, accountId, email, mobile, title, firstName, gender, balance);
    }

    /** The person stays out of logs and of test reports. */
    @Override
    public String toString() {
        return "BookedCard[" + cardId + ", " + otbBalance + "]";
    }
}

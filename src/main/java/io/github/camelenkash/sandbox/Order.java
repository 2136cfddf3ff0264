package io.github.camelenkash.sandbox;

import java.math.BigDecimal;

/**
 * One movement that a request asks for, checked in itself but not yet against the books.
 *
 * @param cardId null: the person is recognised by mobile or e-mail
 * @param fundExisting false: a known person gets nothing (§7.3, {@code isPointsAllocation})
 */
record Order(
        String direction,
        String cardId,
        String email,
        String mobile,
        String title,
        String firstName,
        String gender,
        BigDecimal amount,
        String reference,
        String remarks,
        boolean fundExisting) {

    boolean isCredit() {
        return "CR".equals(direction);
    }

    @Override
    public String toString() {
        return "Order[" + direction + ", " + amount + "]";
    }
}

package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One order of vouchers that was carried out (§10.8).
 *
 * @param number counts orders from 1; the ids and the vouchers are made from it
 * @param reference the partner's reference, as it was sent
 */
record Purchase(int number, String reference, String product, BigDecimal denomination, int quantity, String status) {

    String orderId() {
        return "ORDEMO%04d".formatted(number);
    }

    /** The members of §10.8: face value as total, two per cent less as price. */
    ObjectNode describe() {
        BigDecimal total = denomination.multiply(BigDecimal.valueOf(quantity)).setScale(2);
        BigDecimal price = total.multiply(new BigDecimal("0.98")).setScale(2, RoundingMode.HALF_UP);
        ObjectNode order = Json.object()
                .put("orderId", orderId())
                .put("paymentStatus", status)
                .put("orderStatus", status)
                .put("totalQuantity", quantity)
                .put("totalAmount", total)
                .put("orderAmount", price)
                .put("paidAmount", price)
                .put("partnerOrderReferenceId", reference);
        var vouchers = order.putArray("voucherDetailsList");
        for (int i = 1; i <= quantity; i++) {
            vouchers.addObject()
                    .put("cardNumber", "7%09d%06d".formatted(number, i))
                    .put("pin", "%04d".formatted((number * 131 + i * 17) % 10_000))
                    .put("expiryDate", "2032-12-31T23:59:59");
        }
        return order;
    }

    /** Vouchers are money, also here. */
    @Override
    public String toString() {
        return "Purchase[" + orderId() + "]";
    }
}

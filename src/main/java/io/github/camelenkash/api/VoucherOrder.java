package io.github.camelenkash.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One order of vouchers (§10.8). It holds the vouchers themselves, which are as good as money: they are in the body of a
 * message and nowhere else.
 *
 * @param orderId EnKash's id
 * @param reference the partner's reference ({@code partnerOrderReferenceId} on the wire)
 * @param paymentStatus {@code SUCCESS}; others are not documented
 * @param orderStatus {@code SUCCESS}; others are not documented
 * @param totalQuantity vouchers in all
 * @param totalAmount their face value (inferred from the published sample)
 * @param orderAmount their price (inferred)
 * @param paidAmount what was paid
 * @param vouchers the vouchers ({@code voucherDetailsList} on the wire); empty where the answer has none
 * @param raw the order as received, vouchers included; not part of the JSON form
 */
public record VoucherOrder(
        String orderId,
        String reference,
        String paymentStatus,
        String orderStatus,
        BigDecimal totalQuantity,
        BigDecimal totalAmount,
        BigDecimal orderAmount,
        BigDecimal paidAmount,
        List<Voucher> vouchers,
        @JsonIgnore Map<String, Object> raw)
        implements Data {

    static final String[] REFERENCE = {"partnerOrderReferenceId", "orderReferenceId"};

    static VoucherOrder read(JsonNode node) {
        var vouchers = new ArrayList<Voucher>();
        var list = Members.find(node, "voucherDetailsList");
        if (list != null && list.isArray()) {
            list.forEach(voucher -> vouchers.add(Voucher.read(voucher)));
        }
        return new VoucherOrder(
                Members.text(node, "orderId"),
                Members.text(node, REFERENCE),
                Members.text(node, "paymentStatus"),
                Members.text(node, "orderStatus"),
                Members.decimal(node, "totalQuantity"),
                Members.decimal(node, "totalAmount"),
                Members.decimal(node, "orderAmount"),
                Members.decimal(node, "paidAmount"),
                List.copyOf(vouchers),
                Members.raw(node));
    }

    /** Vouchers are counted, not shown. */
    @Override
    public String toString() {
        return "VoucherOrder[orderId=" + Masking.clean(orderId) + ", reference=" + Masking.reference(reference)
                + ", paymentStatus=" + Masking.clean(paymentStatus) + ", orderStatus=" + Masking.clean(orderStatus)
                + ", totalAmount=" + totalAmount + ", vouchers=" + vouchers.size() + "]";
    }
}

package io.github.camelenkash.flows;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Variable;

/**
 * What {@code routes/spot-award.camel.yaml} asks about an award: whether it is one, and whether a second person must agree
 * to it. It sends nothing.
 */
public final class SpotAwards {

    private BigDecimal limit;

    public String getLimit() {
        return limit == null ? null : limit.toPlainString();
    }

    /** The largest award in points that needs no approval; blank where none needs one. */
    public void setLimit(String limit) {
        this.limit = limit == null || limit.isBlank() ? null : new BigDecimal(limit.strip());
    }

    /** The award as a map. */
    public Map<String, Object> read(@Variable("order") String json) {
        var award = Orders.read(json);
        Orders.required(award, "reference", "uniqueReferenceNumber", "uniqueReferenceNum");
        Orders.points(award);
        return award;
    }

    public boolean needsApproval(@Variable("award") Map<String, Object> award) {
        return limit != null && Orders.points(award).compareTo(limit) > 0;
    }

    /** What is answered to the one who ordered an award that waits. */
    public Map<String, Object> waiting(@Variable("award") Map<String, Object> award) {
        var reply = new LinkedHashMap<String, Object>();
        reply.put("reference", Orders.reference(award));
        reply.put("outcome", "WAITING");
        reply.put("points", Orders.points(award));
        reply.put("reason", "Awards above " + getLimit() + " points need an approval");
        return reply;
    }

    /**
     * Reads an award that somebody has approved: the same order with {@code approvedBy} added.
     *
     * @throws InvalidRequestException if nobody has, or the one who ordered it
     */
    public Map<String, Object> readApproved(@Variable("order") String json) {
        var award = read(json);
        var approvedBy = Orders.required(award, "approvedBy");
        // Who nobody knows to have ordered it could approve it.
        if (approvedBy.equalsIgnoreCase(Orders.required(award, "orderedBy"))) {
            throw new InvalidRequestException(Failure.because("The award was approved by the one who ordered it")
                    .field("approvedBy")
                    .reference(Orders.reference(award))
                    .next("Let a second person approve it"));
        }
        return award;
    }

    /** A name for the award where the place it is put is a folder. */
    public String fileName(@Variable("order") String json) {
        String reference = null;
        try {
            reference = Orders.reference(Orders.read(json));
        } catch (InvalidRequestException unreadable) {
            // It needs a name all the same.
        }
        return Orders.fileName(reference, json);
    }
}

package io.github.camelenkash.flows;

import io.github.camelenkash.api.Amounts;
import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Variable;

/**
 * What {@code routes/sales-incentive.camel.yaml} asks about sales and their reversals. It sends nothing.
 *
 * <p>A reversal has no name of its own: it is called after its sale, so that a sale can be reversed once only, however
 * often and by whomever that is ordered.
 */
public final class SalesIncentives {

    private static final String REVERSAL = "/reversal";
    private static final String[] REFERENCE = {"reference", "uniqueReferenceNumber", "uniqueReferenceNum"};

    /** States of a sale that may yet become PAID by itself. */
    private static final Set<String> UNDECIDED = Set.of("RESERVED", "SENT", "UNKNOWN");

    private int waits = 6;

    public int getWaits() {
        return waits;
    }

    /** How often a reversal is laid back before its sale counts as never paid. */
    public void setWaits(int waits) {
        this.waits = waits;
    }

    /** The event as a map. */
    public Map<String, Object> read(@Variable("order") String json) {
        var event = Orders.read(json);
        var type = Orders.required(event, "type");
        switch (type) {
            case "SALE" -> {
                if (Orders.required(event, REFERENCE).endsWith(REVERSAL)) {
                    throw invalid(event, "reference", "The reference of a sale ends like that of a reversal");
                }
                Orders.points(event);
            }
            case "REVERSAL" -> {
                Orders.required(event, "sale");
                if (hasPoints(event)) {
                    Orders.points(event);
                }
            }
            default -> throw invalid(event, "type", "The type of an event is SALE or REVERSAL");
        }
        return event;
    }

    public boolean isSale(@Variable("event") Map<String, Object> event) {
        return "SALE".equals(Orders.text(event, "type"));
    }

    /** The reference of the sale that is reversed. */
    public String sale(@Variable("event") Map<String, Object> event) {
        return Orders.required(event, "sale");
    }

    /** The reference of its reversal. */
    public String reversal(@Variable("event") Map<String, Object> event) {
        return sale(event) + REVERSAL;
    }

    /**
     * Whether a reversal came before its sale, or before it is known what became of that.
     *
     * @param sale what the ledger knows of the sale, or null
     * @param waited how often it was laid back already
     */
    public boolean mustWait(@Variable("sale") Object sale, @Variable("waited") Object waited) {
        return isUndecided(sale) && count(waited) < waits;
    }

    private static boolean isUndecided(Object sale) {
        return sale == null || UNDECIDED.contains(state(members(sale)));
    }

    /** How often the message was laid back, this time included. */
    public int waited(@Variable("waited") Object waited) {
        return count(waited) + 1;
    }

    /** What came with the message as a count; whatever else stands there is none. */
    private static int count(Object waited) {
        var text = String.valueOf(waited);
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }

    /** What is answered while a reversal waits. */
    public Map<String, Object> waiting(@Variable("event") Map<String, Object> event) {
        var reply = new LinkedHashMap<String, Object>();
        reply.put("reference", reversal(event));
        reply.put("outcome", "WAITING");
        reply.put("reason", "Its sale is not paid yet");
        return reply;
    }

    /**
     * The request that takes back what the sale brought: from the card that it was credited to, all of it unless the event
     * says how much.
     *
     * @param sale what the ledger knows of the sale, or null
     * @param reversed what the ledger knows of a reversal of it, or null
     * @throws InvalidRequestException if there is nothing to take back, or not so much, or it was taken back before
     */
    public Map<String, Object> takeBack(
            @Variable("event") Map<String, Object> event,
            @Variable("sale") Object sale,
            @Variable("reversed") Object reversed) {
        var paid = sale == null ? Map.<String, Object>of() : members(sale);
        if (!"PAID".equals(state(paid))) {
            throw notPaid(event, paid);
        }
        if (!"CR".equals(String.valueOf(paid.get("direction")))) {
            throw invalid(event, "sale", "What the event calls a sale took points back");
        }
        var whole = (BigDecimal) paid.get("points");
        var points = hasPoints(event) ? Orders.points(event) : whole;
        if (points.compareTo(whole) > 0) {
            throw invalid(
                    event,
                    "points",
                    "The sale brought " + Amounts.canonical(whole) + " points, and " + Amounts.canonical(points)
                            + " are to be taken back");
        }
        var card = Orders.text(paid, "cardId");
        refuseASecondOne(event, points, card, reversed);
        checkCard(event, card);
        var request = new LinkedHashMap<String, Object>();
        request.put("reference", reversal(event));
        request.put("points", points);
        request.put("cardId", card);
        return request;
    }

    private static InvalidRequestException notPaid(Map<String, Object> event, Map<String, Object> sale) {
        var why =
                switch (state(sale)) {
                    case "REFUSED" -> "The sale was refused, so there is nothing to take back";
                    case "PARKED" -> "The sale is parked: a person must find out whether it is paid";
                    case "SENT", "UNKNOWN" -> "It is not known yet whether the sale is paid";
                    default -> "The sale has not been paid";
                };
        return new InvalidRequestException(Failure.because(why)
                .field("sale")
                .reference(Orders.text(event, "sale"))
                .next("Check which sale is meant; send the reversal again when that is paid"));
    }

    /** The same reversal again is no error: the ledger answers that it is done, as long as the card is known. */
    private void refuseASecondOne(Map<String, Object> event, BigDecimal points, String card, Object reversed) {
        if (reversed == null) {
            return;
        }
        var before = members(reversed);
        var taken = (BigDecimal) before.get("points");
        if ("PAID".equals(state(before)) && (card == null || taken.compareTo(points) != 0)) {
            throw invalid(event, "sale", "The sale is reversed already, by " + Amounts.canonical(taken) + " points");
        }
    }

    /** An event must not choose whom points are taken from: where the ledger cannot tell, a person does. */
    private void checkCard(Map<String, Object> event, String card) {
        if (card == null) {
            throw new InvalidRequestException(
                    Failure.because("The ledger does not know, or knows no more (purgeAfter), which card the sale was"
                                    + " credited to")
                            .field("sale")
                            .reference(sale(event))
                            .next("Look the sale up at EnKash, and take the points back from its card with"
                                    + " enkash:unallocate?program=incentive under the reference " + reversal(event)));
        }
        var named = Orders.text(event, "cardId", "enkashCardId");
        if (named != null && !card.equals(named)) {
            throw invalid(event, "cardId", "The sale was credited to another card than the event names");
        }
    }

    /** A name for the event where the place it is put is a folder. */
    public String fileName(@Variable("order") String json) {
        String reference = null;
        try {
            var event = Orders.read(json);
            reference = Orders.text(event, "reference", "uniqueReferenceNumber", "uniqueReferenceNum", "sale");
        } catch (InvalidRequestException unreadable) {
            // It needs a name all the same.
        }
        return Orders.fileName(reference, json);
    }

    private static boolean hasPoints(Map<String, Object> event) {
        return Orders.text(event, "points", "loadAmount") != null;
    }

    private static Map<String, Object> members(Object movement) {
        return ((Data) movement).toMap();
    }

    private static String state(Map<String, Object> movement) {
        return String.valueOf(movement.get("state"));
    }

    private static InvalidRequestException invalid(Map<String, Object> event, String field, String why) {
        return new InvalidRequestException(Failure.because(why)
                .field(field)
                .reference(Orders.text(event, "reference", "sale"))
                .next("Correct the event and send it again"));
    }
}

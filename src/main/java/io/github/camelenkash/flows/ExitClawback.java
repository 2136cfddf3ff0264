package io.github.camelenkash.flows;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.Transaction;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;

/** How many points a leaver has left, and what is written down of them. It sends nothing. */
public final class ExitClawback {

    /** The ledger holds this order: another amount under the same reference would be a conflict. */
    private static final Set<String> ORDERED = Set.of("SENT", "UNKNOWN", "PARKED", "PAID");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The same for a leaver however often the row is read: a person who comes back and leaves again has another day. */
    public String reference(@Variable("leaver") Map<String, Object> leaver) {
        return "exit/" + Orders.required(leaver, "employee") + "/" + Orders.required(leaver, "last_day");
    }

    /** What the leaver's card is searched by: its id, or else e-mail, or else mobile. */
    public String search(@Variable("leaver") Map<String, Object> leaver) {
        var search = Orders.text(leaver, "card_id", "email", "mobile");
        if (search == null) {
            throw new InvalidRequestException(Failure.because("The row names neither card nor e-mail nor mobile")
                    .next("Fill one of them in"));
        }
        return search;
    }

    /**
     * The request that takes back what is left; null if nothing is.
     *
     * @param movement what the ledger knows of this reference, or null
     */
    public Map<String, Object> request(
            @Variable("reference") String reference,
            @Variable("card") Card card,
            @Variable("movement") Object movement) {
        var points = card.otbBalance();
        if (movement != null) {
            // Ordered before, and perhaps done: the balance may already be less by it.
            var known = members(movement);
            if (ORDERED.contains(String.valueOf(known.get("state")))) {
                points = new BigDecimal(known.get("points").toString());
            }
        }
        if (points == null) {
            throw new InvalidRequestException(Failure.because("EnKash does not say what the card holds")
                    .reference(reference)
                    .next("Look at the card at EnKash"));
        }
        if (points.signum() <= 0) {
            return null;
        }
        var request = new LinkedHashMap<String, Object>();
        request.put("reference", reference);
        request.put("cardId", card.cardId());
        request.put("points", points);
        return request;
    }

    /** What the ledger says, which this package knows by its JSON form only. */
    private static Map<String, Object> members(Object movement) {
        return MAPPER.convertValue(movement, new TypeReference<>() {});
    }

    /** Points taken back, now or before. */
    public Map<String, Object> taken(
            @Body MovementReceipt receipt,
            @Variable("leaver") Map<String, Object> leaver,
            @Variable("card") Card card,
            @Variable("transactions") List<Transaction> transactions) {
        var line = line(leaver, receipt.outcome().name(), card, transactions);
        line.put("reference", receipt.reference());
        line.put("taken_back", receipt.points());
        var left = receipt.otbBalance();
        if (left == null && card.otbBalance() != null) {
            left = leftOnCard(receipt, card.otbBalance());
        }
        line.put("left_on_card", left);
        return line;
    }

    /** The answer did not say it: what was done before is off the card that was read, what was done now is not yet. */
    private static BigDecimal leftOnCard(MovementReceipt receipt, BigDecimal read) {
        if (receipt.outcome() == Outcome.ALREADY_PAID) {
            return read;
        }
        return receipt.settled() ? read.subtract(receipt.points()).max(BigDecimal.ZERO) : null;
    }

    /** Nothing to take back. */
    public Map<String, Object> nothing(
            @Variable("leaver") Map<String, Object> leaver,
            @Variable("card") Card card,
            @Variable("transactions") List<Transaction> transactions) {
        var line = line(leaver, "NOTHING_LEFT", card, transactions);
        line.put("taken_back", BigDecimal.ZERO);
        line.put("left_on_card", BigDecimal.ZERO);
        return line;
    }

    /** Somebody without a card never had points. */
    public Map<String, Object> noCard(@Variable("leaver") Map<String, Object> leaver) {
        return line(leaver, "NO_CARD", null, List.of());
    }

    /** What a person must look at. */
    public Map<String, Object> failed(
            @ExchangeException Exception failure, @Variable("leaver") Map<String, Object> leaver) {
        var reply = new Replies().failed(failure);
        var line = line(leaver, reply.get("outcome").toString(), null, List.of());
        line.put("reason", reply.get("reason") + ". " + reply.get("whatToDo"));
        return line;
    }

    private static Map<String, Object> line(
            Map<String, Object> leaver, String outcome, Card card, List<Transaction> transactions) {
        var line = new LinkedHashMap<String, Object>();
        line.put("employee", leaver.get("employee"));
        line.put("last_day", leaver.get("last_day"));
        line.put("reference", null);
        line.put("outcome", outcome);
        line.put("card_id", card == null ? null : card.cardId());
        line.put("taken_back", null);
        line.put("redeemed", card == null ? null : redeemed(card, transactions));
        line.put("left_on_card", null);
        line.put("reason", null);
        return line;
    }

    /** What was given and is neither taken back nor on the card; null where the transactions do not explain the card. */
    private static BigDecimal redeemed(Card card, List<Transaction> transactions) {
        if (card.otbBalance() == null) {
            return null;
        }
        var redeemed = card.otbBalance().negate();
        for (var transaction : transactions) {
            // A search may ignore its filter.
            if (card.cardId().equals(transaction.cardId()) && transaction.points() != null) {
                redeemed = transaction.direction() == Direction.DR
                        ? redeemed.subtract(transaction.points())
                        : redeemed.add(transaction.points());
            }
        }
        return redeemed.signum() < 0 ? null : redeemed;
    }
}

package io.github.camelenkash.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Tells from a bulk answer what became of each row (§7.3). Half the member names were not readable in the documents, so
 * rows are matched by reference where one is repeated, else by the person; whatever is not told without doubt is left
 * unknown, and looked up.
 */
final class BulkAnswerReader {

    private static final int NOBODY = -1;

    private final List<Order> chunk;
    private final JsonNode payload;
    private final int httpStatus;
    private final Integer code;
    private final boolean fundExisting;
    private final Answer[] answers;
    private final Map<String, Integer> byReference = new HashMap<>();
    private final Map<String, Integer> byPerson = new HashMap<>();

    BulkAnswerReader(List<Order> chunk, JsonNode payload, int httpStatus, Integer code, boolean fundExisting) {
        this.chunk = chunk;
        this.payload = payload;
        this.httpStatus = httpStatus;
        this.code = code;
        this.fundExisting = fundExisting;
        this.answers = new Answer[chunk.size()];
        for (int i = 0; i < chunk.size(); i++) {
            byReference.put(chunk.get(i).reference(), i);
            for (var part : chunk.get(i).who()) {
                byPerson.put(part, i);
            }
        }
    }

    List<Answer> read() {
        rows("success").forEach(row -> take(row, this::success));
        rows("fail").forEach(row -> take(row, this::failure));
        for (int i = 0; i < answers.length; i++) {
            if (answers[i] == null) {
                answers[i] = Answer.NoUsableAnswer.because("the bulk answer does not mention this row");
            }
        }
        return Arrays.asList(answers);
    }

    /** The array of the payload whose name starts so, ignoring case. */
    private List<JsonNode> rows(String prefix) {
        if (payload == null || !payload.isObject()) {
            return List.of();
        }
        var rows = new ArrayList<JsonNode>();
        for (var member : payload.properties()) {
            if (member.getKey().toLowerCase(Locale.ROOT).startsWith(prefix)
                    && member.getValue().isArray()) {
                member.getValue().forEach(rows::add);
            }
        }
        return rows;
    }

    private void take(JsonNode row, BiFunction<Integer, JsonNode, Answer> meaning) {
        int index = match(row);
        if (index != NOBODY) {
            // A row that is mentioned twice has no clear answer.
            answers[index] = answers[index] == null
                    ? meaning.apply(index, row)
                    : Answer.NoUsableAnswer.because("the bulk answer mentions this row more than once");
        }
    }

    /** By reference if the row repeats one of ours, else by mobile, else by e-mail. */
    private int match(JsonNode row) {
        var reference = Members.text(row, Members.REFERENCE);
        if (reference != null && byReference.containsKey(reference)) {
            return byReference.get(reference);
        }
        var mobile = Members.text(row, "mobile");
        if (mobile != null) {
            var digits = mobile.replaceAll("\\D", "");
            var index = byPerson.get("mobile:" + digits.substring(Math.max(0, digits.length() - 10)));
            if (index != null) {
                return index;
            }
        }
        var email = Members.text(row, "email");
        return email == null ? NOBODY : byPerson.getOrDefault("email:" + email.toLowerCase(Locale.ROOT), NOBODY);
    }

    private Answer success(int index, JsonNode row) {
        var order = chunk.get(index);
        var echo = Members.text(row, Members.REFERENCE);
        var amount = Members.decimal(row, "loadAmount", "amount", "points");
        if (echo != null && !echo.equals(order.reference())) {
            return new Answer.WrongEcho(httpStatus, code, "the row of this person names another reference");
        }
        if (amount != null ? !Amounts.same(amount, order.points()) : echo == null) {
            return Answer.NoUsableAnswer.because("the row of this person names another amount, or none");
        }
        var transactionId = transactionId(row);
        if (!fundExisting && transactionId == null) {
            return new Answer.NotFunded();
        }
        var accepted = new Accepted(
                order.reference(),
                Members.text(row, Members.CARD_ID),
                Members.text(row, Members.USER_ID),
                transactionId,
                balance(row),
                Members.raw(row));
        return new Answer.Paid(accepted, httpStatus, code, null);
    }

    private Answer failure(int index, JsonNode row) {
        var echo = Members.text(row, Members.REFERENCE);
        if (echo != null && !echo.equals(chunk.get(index).reference())) {
            return Answer.NoUsableAnswer.because("the failed row of this person names another reference");
        }
        return new Answer.Refused(httpStatus, code, reason(row));
    }

    private static String transactionId(JsonNode row) {
        var known = Members.text(row, Members.TRANSACTION_ID);
        return known != null ? known : named(row, "transactionid", "txnid");
    }

    private static BigDecimal balance(JsonNode row) {
        return Members.decimal(row, "otbBalance", "cardBalance", "enkashCardBalance");
    }

    private static String reason(JsonNode row) {
        var reason = named(row, "reason", "error", "message");
        return reason != null ? reason : "EnKash refused this row without a readable reason";
    }

    /** The first text whose member name contains one of these words, ignoring case. */
    private static String named(JsonNode row, String... words) {
        for (var word : words) {
            for (var member : row.properties()) {
                if (member.getKey().toLowerCase(Locale.ROOT).contains(word)
                        && member.getValue().isValueNode()
                        && !member.getValue().isNull()
                        && !member.getValue().asText().isBlank()) {
                    return member.getValue().asText();
                }
            }
        }
        return null;
    }
}

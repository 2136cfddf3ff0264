package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * One request as a rule of {@link Faults} sees it: let in, and decrypted.
 *
 * @param body the decrypted JSON; missing for the token call and the redirect page
 * @param rows what moves points: the body of a single call, the elements of a bulk call, otherwise nothing
 * @param attempt the how-manieth call this is for its (first) reference, or for its operation where there is none; from 1
 */
public record Call(Operation operation, JsonNode body, List<JsonNode> rows, int attempt) {

    /** Of points in both spellings, of orders, of coins. */
    private static final List<String> REFERENCE_NAMES =
            List.of("uniqueReferenceNumber", "uniqueReferenceNum", "orderReferenceId", "requestId");

    static List<JsonNode> rowsOf(Operation operation, JsonNode body) {
        return switch (operation) {
            case ALLOCATE, ALLOCATE_INCENTIVE, CREATE_ORDER, ALLOCATE_COINS -> List.of(body);
            case BULK -> StreamSupport.stream(body.spliterator(), false).toList();
            default -> List.of();
        };
    }

    /** A call without a body that matters. */
    static Call bare(Operation operation, int attempt) {
        return new Call(operation, MissingNode.getInstance(), List.of(), attempt);
    }

    /** The reference of the first row, or the one that a look-up asks for; empty without one. */
    public String reference() {
        return rows.isEmpty() ? body.path("pgReferenceNumber").asText("") : reference(rows.get(0));
    }

    /** The references of all rows. */
    public List<String> references() {
        return rows.stream().map(Call::reference).toList();
    }

    /** The e-mail of the first row; empty without one. */
    public String email() {
        return rows.isEmpty() ? "" : email(rows.get(0));
    }

    static String reference(JsonNode row) {
        for (String name : REFERENCE_NAMES) {
            String reference = row.path(name).asText("");
            if (!reference.isEmpty()) {
                return reference;
            }
        }
        return "";
    }

    static String email(JsonNode row) {
        return row.path("email").asText("");
    }

    /** Persons and references stay out of logs. */
    @Override
    public String toString() {
        return "Call[" + operation + ", rows " + rows.size() + ", attempt " + attempt + "]";
    }
}

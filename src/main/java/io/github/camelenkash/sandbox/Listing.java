package io.github.camelenkash.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.RecordsCount;
import io.github.camelenkash.sandbox.Assumption.Shape;
import java.util.List;

/** The forms that a list takes in an answer (§7.5, §14.8). */
final class Listing {

    private final Behaviour behaviour;

    Listing(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /**
     * Rows as a payload.
     *
     * @param total how many there are, shown or not
     */
    JsonNode of(Assumption<Shape> shape, List<ObjectNode> rows, int total) {
        return switch (behaviour.get(shape)) {
            case RECORDS -> records(rows, total);
            case ARRAY -> array(rows);
            case SINGLE ->
                switch (rows.size()) {
                    case 0 -> NullNode.getInstance();
                    case 1 -> rows.get(0);
                    default -> records(rows, total);
                };
            case NULL_WHEN_EMPTY -> rows.isEmpty() ? NullNode.getInstance() : records(rows, total);
            case MISSING_WHEN_EMPTY -> rows.isEmpty() ? null : records(rows, total);
        };
    }

    /**
     * The page of a list that a request asks for, if the service knows pages at all ({@link Assumption#PAGING}).
     *
     * @param most most rows of one answer
     */
    <T> List<T> page(List<T> rows, JsonNode body, int most) {
        Assumption.Paging paging = behaviour.get(Assumption.PAGING);
        boolean byNumber = paging == Assumption.Paging.PAGE_NUMBER;
        int size = paging == Assumption.Paging.NONE
                ? most
                : body.path(byNumber ? "pageSize" : "limit").asInt(most);
        size = Math.min(size, most);
        long first =
                switch (paging) {
                    case NONE -> 0;
                    case PAGE_NUMBER -> (long) size * body.path("pageNo").asInt(0);
                    case OFFSET -> body.path("offset").asInt(0);
                };
        int from = (int) Math.min(first, rows.size());
        return rows.subList(from, (int) Math.min((long) from + size, rows.size()));
    }

    /** §7.5, shape 1. */
    private ObjectNode records(List<ObjectNode> rows, int total) {
        ObjectNode records = Json.object();
        RecordsCount count = behaviour.get(Assumption.RECORDS_COUNT);
        if (count != RecordsCount.ABSENT) {
            records.put("recordsCount", count == RecordsCount.TOTAL ? total : rows.size());
        }
        records.set("data", array(rows));
        return records;
    }

    private static ArrayNode array(List<ObjectNode> rows) {
        return Json.array().addAll(rows);
    }
}

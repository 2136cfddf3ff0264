package io.github.camelenkash.flows.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows of a file as they end. It keeps {@value #MOST_LISTED} of each kind at most, however long the file is. */
public final class RowTally {

    /** More than these nobody reads on paper; the result file has them all. */
    public static final int MOST_LISTED = 200;

    /** What is worth a list of its own. */
    public enum Kind {
        /** Refused: a person corrects them. */
        REFUSED,
        /** Unknown or parked: nobody can say yet whether they are paid. */
        OPEN,
        /** Not tried, each for a reason of its own. */
        NOT_SENT,
        /** Paid or refused, and perhaps the same award as another one. */
        LIKELY_DUPLICATE
    }

    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, BigDecimal> points = new LinkedHashMap<>();
    private final Map<Kind, List<EndedRow>> listed = new EnumMap<>(Kind.class);
    private final Map<Kind, Long> totals = new EnumMap<>(Kind.class);

    /** Takes a row into account. */
    public void add(EndedRow row) {
        rows.merge(row.outcome(), 1L, Long::sum);
        points.merge(row.outcome(), row.points(), BigDecimal::add);
        switch (row.outcome()) {
            case "REFUSED" -> list(Kind.REFUSED, row);
            case "UNKNOWN", "PARKED" -> list(Kind.OPEN, row);
            case "NOT_SENT" -> list(Kind.NOT_SENT, row);
            default -> {
                // Nobody has to do anything about it.
            }
        }
        if (row.likelyDuplicate()) {
            list(Kind.LIKELY_DUPLICATE, row);
        }
    }

    private void list(Kind kind, EndedRow row) {
        totals.merge(kind, 1L, Long::sum);
        var list = listed.computeIfAbsent(kind, any -> new ArrayList<>());
        if (list.size() < MOST_LISTED) {
            list.add(row);
        }
    }

    /** How many rows ended how. */
    public Map<String, Long> rows() {
        return Collections.unmodifiableMap(rows);
    }

    /** What the rows of an outcome add up to. */
    public Map<String, BigDecimal> points() {
        return Collections.unmodifiableMap(points);
    }

    /** The first rows of a kind. */
    public List<EndedRow> listed(Kind kind) {
        return Collections.unmodifiableList(listed.getOrDefault(kind, List.of()));
    }

    /** How many rows of a kind there are, listed or not. */
    public long total(Kind kind) {
        return totals.getOrDefault(kind, 0L);
    }
}

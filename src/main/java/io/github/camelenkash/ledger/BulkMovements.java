package io.github.camelenkash.ledger;

import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts the rows of a bulk call into chunks and keeps their results in the order of the input. At most one row for each
 * person and each reference in a chunk, because answers may tell rows apart by the person only. Holds one chunk of
 * orders, as many set aside, and the results.
 */
final class BulkMovements {

    private final Movements movements;
    private final BulkMoving call;
    private final BulkOptions options;
    private final List<RowResult> results = new ArrayList<>();
    /** Where a reference stood first in this call, with what it ordered there. */
    private final Map<String, First> firstOf = new HashMap<>();
    /** Rows that repeat an earlier row; they get its outcome at the end. */
    private final Map<Integer, Integer> repeats = new HashMap<>();
    /** Rows that wait for another chunk: their person is in this one already, or they are to be sent again. */
    private final Deque<BulkItem> waiting = new ArrayDeque<>();

    private boolean started;
    private boolean unreadable;

    BulkMovements(Movements movements, BulkMoving call, BulkOptions options) {
        this.movements = movements;
        this.call = call;
        this.options = options;
    }

    List<RowResult> perform(Iterator<BulkRow> rows) {
        for (var chunk = nextChunk(rows); !chunk.isEmpty(); chunk = nextChunk(rows)) {
            if (options.dryRun()) {
                chunk.forEach(item -> put(rehearsed(item)));
            } else {
                var performed = new BulkChunk(movements, call, options, chunk, started).perform();
                started = true;
                performed.results().forEach(this::put);
                performed.toSendAgain().forEach(waiting::addLast);
            }
        }
        repeats.forEach((index, first) -> results.set(index, repeated(index, results.get(first))));
        return results;
    }

    private void put(RowResult result) {
        results.set(result.index(), result);
    }

    /** The next rows to send; empty when there are no more. */
    private List<BulkItem> nextChunk(Iterator<BulkRow> rows) {
        var chunk = new ArrayList<BulkItem>(options.size());
        var people = new HashSet<String>();
        for (int looked = waiting.size(); looked > 0 && chunk.size() < options.size(); looked--) {
            place(waiting.removeFirst(), chunk, people);
        }
        while (chunk.size() < options.size() && waiting.size() < options.size()) {
            var row = next(rows);
            if (row == null) {
                break;
            }
            int index = results.size();
            results.add(null);
            if (row.order() == null) {
                put(BulkItem.refused(index, row.reference(), null, row.problem()));
            } else if (isFirst(index, row.order())) {
                place(new BulkItem(index, row.order()), chunk, people);
            }
        }
        return chunk;
    }

    /** The next row, or null at the end. Where reading fails, what was paid before must still be told. */
    private BulkRow next(Iterator<BulkRow> rows) {
        if (unreadable) {
            return null;
        }
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (RuntimeException e) {
            if (!started) {
                throw e;
            }
            unreadable = true;
            return BulkRow.invalid(
                    null,
                    "the input could not be read to its end (" + e.getClass().getSimpleName()
                            + "); nothing after this place was read");
        }
    }

    private void place(BulkItem item, List<BulkItem> chunk, Set<String> people) {
        var who = item.order().who();
        if (who.stream().anyMatch(people::contains)) {
            waiting.addLast(item);
        } else {
            people.addAll(who);
            chunk.add(item);
        }
    }

    /** The first row of a reference is sent; a later one repeats it, or contradicts it and is refused. */
    private boolean isFirst(int index, Order order) {
        var content = Fingerprint.unsalted(order);
        var first = firstOf.putIfAbsent(order.reference(), new First(index, content));
        if (first == null) {
            return true;
        }
        if (first.content().equals(content)) {
            repeats.put(index, first.index());
        } else {
            put(BulkItem.refused(
                    index,
                    order.reference(),
                    order.points(),
                    "row " + first.index() + " of this call has the same reference with another person or amount"));
        }
        return false;
    }

    private RowResult rehearsed(BulkItem item) {
        try {
            return item.result(movements.rehearse(item.order()));
        } catch (EnkashException e) {
            return item.result(e.getOutcome(), e.getReason());
        }
    }

    private static RowResult repeated(int index, RowResult first) {
        return new RowResult(
                index,
                first.reference(),
                first.outcome(),
                first.points(),
                first.cardId(),
                first.userId(),
                first.transactionId(),
                first.otbBalance(),
                "same reference as row " + first.index() + ", sent once"
                        + (first.outcome() == Outcome.PAID || first.reason() == null ? "" : ": " + first.reason()));
    }

    private record First(int index, String content) {}
}

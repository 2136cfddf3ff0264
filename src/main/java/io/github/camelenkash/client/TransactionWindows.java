package io.github.camelenkash.client;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.TransactionsCall;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Transactions by date windows ({@code txnDateFrom}, {@code txnDateTo}; §7.4), oldest window first; only one window's
 * rows are held. A window whose answer is cut or too large, or that has too many pages, is narrowed until it is whole; one that is still cut at a
 * millisecond is an error, because going on would lose rows.
 */
public final class TransactionWindows implements Iterator<List<KeyedTransaction>> {

    private static final Duration SMALLEST = Duration.ofMillis(1);
    /** A window with more is narrowed, however many pages of it there are: one window's rows are held at a time. */
    private static final int MOST_ROWS = 2_000;
    /** No transaction is dated later than this from now, whatever zone its date was written in. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final EnkashClient client;
    private final Map<String, Object> filter;
    private final Program program;
    private final Paging paging;
    private final Duration widest;
    private final Instant now;
    private final Instant end;
    private Instant from;
    private Duration width;
    /** Windows touch, and a row on the border is in both answers. */
    private Set<String> before = Set.of();

    /** How many rows the last answer held that was cut: a wider window is worth a try well below it. */
    private long cutAt = Integer.MAX_VALUE;

    private boolean over;

    /**
     * Transactions from a moment to another.
     *
     * @param filter other filters
     * @param to the last moment, or null for all that there is
     * @param widest width of a window, as long as its answers are whole
     */
    public TransactionWindows(
            EnkashClient client,
            Map<String, Object> filter,
            Instant from,
            Instant to,
            Program program,
            Paging paging,
            Duration widest) {
        this.client = client;
        this.filter = filter;
        this.program = program;
        this.paging = paging;
        this.widest = widest;
        this.width = widest;
        this.from = from;
        this.now = Instant.now();
        this.end = to != null ? to : later(now, from).plus(AHEAD);
        this.over = end.isBefore(from);
    }

    @Override
    public boolean hasNext() {
        return !over;
    }

    /**
     * The rows of the next window that were not in the one before; may be empty.
     *
     * @throws io.github.camelenkash.api.EnkashException as {@link EnkashClient#read} does
     */
    @Override
    public List<KeyedTransaction> next() {
        if (over) {
            throw new NoSuchElementException();
        }
        var to = windowEnd();
        var rows = ask(to);
        while (rows == null) {
            width = Duration.between(from, to).dividedBy(2);
            to = from.plus(width);
            rows = ask(to);
        }
        var known = before;
        before = rows.stream().map(KeyedTransaction::key).collect(Collectors.toSet());
        over = !to.isBefore(end);
        from = to;
        if (rows.size() * 2L < cutAt) {
            width = shorter(width.multipliedBy(2), widest);
        }
        return rows.stream().filter(row -> !known.contains(row.key())).toList();
    }

    /** Where the next window begins. */
    public Instant position() {
        return from;
    }

    /** What is left beyond now is too little for a window of its own. */
    private Instant windowEnd() {
        var to = from.plus(width);
        boolean last = !to.isBefore(now) && (width.equals(widest) || !from.isBefore(now));
        return last || to.isAfter(end) ? end : to;
    }

    /** The rows of a window; null where it is to be narrowed. */
    private List<KeyedTransaction> ask(Instant to) {
        var fields = new HashMap<>(filter);
        fields.put("txnDateFrom", from);
        fields.put("txnDateTo", to);
        var pages = new Pages<>(client, new TransactionsCall(), Input.of(fields), program, paging);
        var rows = new ArrayList<Transaction>();
        try {
            do {
                rows.addAll(pages.next());
                if (rows.size() > MOST_ROWS && !isSmallest(to) && !pages.isCut() && pages.hasNext()) {
                    cutAt = rows.size();
                    return null;
                }
            } while (!pages.isCut() && pages.hasNext());
        } catch (UnavailableException e) {
            if (!Reads.TOO_LARGE.equals(e.getField()) || isSmallest(to)) {
                throw e;
            }
            return null;
        }
        if (!pages.isCut()) {
            return KeyedTransaction.of(rows);
        }
        cutAt = rows.size();
        if (isSmallest(to)) {
            throw new UnavailableException(Failure.because("EnKash's answer holds only " + rows.size()
                            + " of the transactions at " + from + ", and the window cannot be narrowed more")
                    .next("Nothing was skipped. Ask EnKash how transaction/all gives the next page, and set"
                            + " pageParameters and pageSize"));
        }
        return null;
    }

    private boolean isSmallest(Instant to) {
        return Duration.between(from, to).compareTo(SMALLEST) <= 0;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

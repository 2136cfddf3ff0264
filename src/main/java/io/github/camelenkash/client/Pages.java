package io.github.camelenkash.client;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.ListReading;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.Slice;
import io.github.camelenkash.api.SliceCall;
import io.github.camelenkash.api.UnavailableException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The pages of one list, asked for one by one; only one is held. Ends when nothing is missing by EnKash's own count, and
 * fails rather than end before.
 */
public final class Pages<A> implements Iterator<List<A>> {

    private final EnkashClient client;
    private final ListReading<A> call;
    private final Input input;
    private final Program program;
    private final Paging paging;
    private List<A> before = List.of();
    private int page;
    private int offset;
    private boolean over;
    private boolean cut;

    public Pages(EnkashClient client, ListReading<A> call, Input input, Program program, Paging paging) {
        this.client = client;
        this.call = call;
        this.input = input;
        this.program = program;
        this.paging = paging;
    }

    @Override
    public boolean hasNext() {
        if (cut) {
            throw missing("and no way to ask for the others is set", "Set pageSize and pageParameters");
        }
        return !over;
    }

    /**
     * The next page.
     *
     * @throws io.github.camelenkash.api.EnkashException as {@link EnkashClient#read} does
     */
    @Override
    public List<A> next() {
        if (over) {
            throw new NoSuchElementException();
        }
        var slice = client.read(new SliceCall<>(call, paging.of(page, offset)), input, program);
        var rows = slice.rows();
        if (page > 0 && !rows.isEmpty() && rows.equals(before)) {
            throw missing("but page " + (page + 1) + " is the one before once more", "Correct pageParameters");
        }
        page++;
        offset += rows.size();
        before = rows;
        if (paging.hasPages()) {
            // A full page may be the last one, whatever the count says: it may count this page's rows only.
            over = rows.size() < paging.size() && !slice.isCut(offset);
            checkGoesOn(rows, slice);
        } else {
            over = true;
            cut = slice.isCut() || (paging.size() > 0 && rows.size() >= paging.size());
        }
        return rows;
    }

    private void checkGoesOn(List<A> rows, Slice<A> slice) {
        boolean shortPage = rows.size() < paging.size();
        if (!over && shortPage && (rows.isEmpty() || !paging.members().containsValue(Paging.Member.offset))) {
            throw missing(
                    "of " + slice.total() + ", but page " + page + " has only " + rows.size() + " rows",
                    "Correct pageParameters, or set pageSize to what EnKash gives at a time");
        }
    }

    /** Whether the list is longer than what was handed out, with no way to ask for more. */
    boolean isCut() {
        return cut;
    }

    private UnavailableException missing(String what, String next) {
        return new UnavailableException(
                Failure.because("EnKash gave " + offset + " rows of '" + call.operation() + "', " + what)
                        .next(next));
    }
}

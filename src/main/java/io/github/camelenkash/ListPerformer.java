package io.github.camelenkash;

import io.github.camelenkash.api.Declaration;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.ListReading;
import io.github.camelenkash.client.Pages;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Performs what reads a list: the whole list, or an iterator that asks for it part by part ({@code outputType}). */
final class ListPerformer<A> implements Performer {

    private final ListReading<A> call;
    private final Parts<A> parts;
    private final Performer whole;

    /** How the list comes in parts. */
    interface Parts<A> {
        Iterator<List<A>> of(EnkashService service, EnkashConfiguration configuration, Input input);
    }

    /** A list whose parts are the pages that {@code pageParameters} describe. */
    ListPerformer(ListReading<A> call) {
        this(
                call,
                (service, configuration, input) -> new Pages<>(
                        service.client(),
                        call,
                        input,
                        configuration.getProgram(),
                        SettingsReader.paging(configuration)));
    }

    ListPerformer(ListReading<A> call, Parts<A> parts) {
        this.call = call;
        this.parts = parts;
        this.whole = new ReadingPerformer(configuration -> call);
    }

    @Override
    public Optional<Declaration> declaration(EnkashConfiguration configuration) {
        return Optional.of(call);
    }

    @Override
    public Reply perform(EnkashService service, EnkashConfiguration configuration, Input input) {
        if (configuration.getOutputType() == OutputType.list) {
            return whole.perform(service, configuration, input);
        }
        var rows = new RowIterator<>(parts.of(service, configuration, input));
        // The first part is asked for here, so that a refused login fails this step and not the splitter after it.
        rows.hasNext();
        return Reply.of(rows);
    }

    /** The rows of all parts, of which one is held at a time. */
    private static final class RowIterator<A> implements Iterator<A> {

        private final Iterator<List<A>> parts;
        private Iterator<A> rows = List.<A>of().iterator();

        RowIterator(Iterator<List<A>> parts) {
            this.parts = parts;
        }

        @Override
        public boolean hasNext() {
            while (!rows.hasNext() && parts.hasNext()) {
                // Let go before the next part is there, or two of them would be held.
                rows = Collections.emptyIterator();
                rows = parts.next().iterator();
            }
            return rows.hasNext();
        }

        @Override
        public A next() {
            hasNext();
            return rows.next();
        }
    }
}

package io.github.camelenkash;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.TransactionsCall;
import io.github.camelenkash.client.KeyedTransaction;
import io.github.camelenkash.client.Pages;
import io.github.camelenkash.client.TransactionWindows;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parts of {@code transactions?outputType=streamList}: date windows, or pages where the filter names no beginning. */
final class TransactionStream {

    private static final String FROM = "txnDateFrom";
    private static final String TO = "txnDateTo";
    /** The spellings under which a filter may name a card. */
    private static final Set<String> CARD = Set.of("cardId", "enkashCardId", "enKashCardId");

    private TransactionStream() {}

    static Iterator<List<Transaction>> of(EnkashService service, EnkashConfiguration configuration, Input input) {
        var paging = SettingsReader.paging(configuration);
        var from = moment(input.fields(), FROM);
        if (from == null && !paging.members().isEmpty()) {
            return new Pages<>(service.client(), new TransactionsCall(), input, configuration.getProgram(), paging);
        }
        if (input.text() != null || from == null) {
            throw new InvalidRequestException(
                    Failure.because("outputType=streamList asks by date windows, and the filter"
                                    + " does not say where to begin")
                            .field(FROM)
                            .next("Give txnDateFrom in the body, such as {\"txnDateFrom\": \"2031-01-01T00:00:00Z\"}"));
        }
        var filter = new HashMap<>(input.fields());
        filter.remove(FROM);
        filter.remove(TO);
        if (input.cardId() != null && Collections.disjoint(filter.keySet(), CARD)) {
            filter.put("cardId", input.cardId());
        }
        var windows = new TransactionWindows(
                service.client(),
                filter,
                from,
                moment(input.fields(), TO),
                configuration.getProgram(),
                paging,
                SettingsReader.dateWindow(configuration));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return windows.hasNext();
            }

            @Override
            public List<Transaction> next() {
                return windows.next().stream()
                        .map(KeyedTransaction::transaction)
                        .toList();
            }
        };
    }

    /** A filter's moment, in any form that {@code transactions} takes as well. */
    private static Instant moment(Map<String, Object> filter, String name) {
        var value = filter.get(name);
        try {
            if (value == null || value.toString().isBlank()) {
                return null;
            }
            if (value instanceof Date date) {
                return Instant.ofEpochMilli(date.getTime());
            }
            return value instanceof TemporalAccessor time
                    ? Instant.from(time)
                    : OffsetDateTime.parse(value.toString().trim()).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRequestException(Failure.because("The transaction filter '" + name + "' is no moment")
                    .field(name)
                    .next("Give it as ISO-8601 with an offset, such as 2031-01-24T08:47:01.505Z"));
        }
    }
}

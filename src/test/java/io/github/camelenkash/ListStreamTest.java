package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Long lists come part by part, whole, and never as a first page that passes for all. */
class ListStreamTest {

    private static final Instant FROM = Instant.parse("2031-01-01T00:00:00Z");
    private static final int MANY = 100_000;

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        enkash = Enkash.at(sandbox);
    }

    @AfterEach
    void close() {
        enkash.close();
        // A hundred thousand rows are a burden for the tests that come after.
        sandbox.reset();
    }

    /** One every minute. */
    private void transactions(int count) {
        var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
        for (int i = 0; i < count; i++) {
            sandbox.books().arrive(card.cardId(), "HR-" + i, "1", FROM.plusSeconds(60L * i));
        }
    }

    private void cards(int count) {
        for (int i = 0; i < count; i++) {
            sandbox.books()
                    .openCard("asha" + i + "@example.in", String.valueOf(9_000_000_000L + i), "Ms", "A", "F", "1");
        }
    }

    private static Map<String, Object> between(Instant from, Instant to) {
        return Map.of("txnDateFrom", from.toString(), "txnDateTo", to.toString());
    }

    @SuppressWarnings("unchecked")
    private List<Object> stream(String uri, Object body) {
        var rows = new ArrayList<Object>();
        ((Iterator<Object>) enkash.ask(uri, body, Iterator.class)).forEachRemaining(rows::add);
        return rows;
    }

    @Test
    void aHundredThousandTransactionsAreSplitWithOneWindowInMemory() {
        sandbox.behaviour().set(Assumption.TRANSACTIONS_PAGE_SIZE, 2_000);
        transactions(MANY);
        var sum = new AtomicInteger();
        var callsAtTheFirst = new AtomicLong();
        Set<String> kept = Collections.synchronizedSet(new HashSet<>());
        enkash.routes(routes -> routes.from("direct:all")
                .to("enkash:transactions?outputType=streamList&dateWindow=30d")
                .split(routes.body())
                .streaming()
                .process(exchange -> {
                    if (sum.getAndIncrement() == 0) {
                        callsAtTheFirst.set(sandbox.books().calls(Operation.TRANSACTIONS));
                    }
                    kept.add(exchange.getMessage().getBody(Transaction.class).reference());
                }));

        var exchange = enkash.send("direct:all", between(FROM, FROM.plus(Duration.ofMinutes(MANY))));

        assertThat(exchange.getException()).isNull();
        assertThat(sum).hasValue(MANY);
        assertThat(kept).hasSize(MANY);
        assertThat(callsAtTheFirst.get()).isLessThan(10);
        assertThat(sandbox.books().calls(Operation.TRANSACTIONS)).isGreaterThan(60);
    }

    /** The line with {@code true} shows that the heap could not hold the rows, so the others prove something. */
    @ParameterizedTest
    @CsvSource({
        "transactions, '',                                                        false",
        "transactions, '&pageSize=2000&pageParameters=offset=offset,limit=size', false",
        "cards,        '&pageSize=2000&pageParameters=offset=offset,limit=size', false",
        "cards,        '&pageSize=2000&pageParameters=offset=offset,limit=size', true"
    })
    void aHundredThousandRowsGoThroughAHeapThatHoldsAFraction(
            String operation, String paging, boolean keeps, @TempDir Path folder) throws Exception {
        sandbox.behaviour()
                .set(Assumption.TRANSACTIONS_PAGE_SIZE, 2_000)
                .set(Assumption.CARDS_PAGE_SIZE, 2_000)
                .set(Assumption.PAGING, Assumption.Paging.OFFSET);
        var body = "";
        if (operation.equals("cards")) {
            cards(MANY);
        } else {
            transactions(MANY);
            body = "{\"txnDateFrom\":\"%s\",\"txnDateTo\":\"%s\"}".formatted(FROM, FROM.plus(Duration.ofMinutes(MANY)));
        }
        var printed = folder.resolve("printed.txt");
        var child = StreamInSmallHeap.start(
                sandbox,
                "enkash:" + operation + "?outputType=streamList&dateWindow=30d" + paging,
                body,
                keeps,
                printed);
        try {
            assertThat(child.waitFor(300, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            child.destroyForcibly();
        }

        assertThat(child.exitValue())
                .as(Files.readString(printed))
                .isEqualTo(keeps ? StreamInSmallHeap.OUT_OF_MEMORY : 0);
        assertThat(Files.readString(printed).contains("rows " + MANY)).isEqualTo(!keeps);
    }

    @ParameterizedTest
    @EnumSource
    void eachTransactionComesOnceWhateverTheFormOfDates(Assumption.TimeForm form) {
        sandbox.behaviour().set(Assumption.TRANSACTIONS_PAGE_SIZE, 7).set(Assumption.TIME_FORM, form);
        transactions(200);

        var rows = stream(
                "enkash:transactions?outputType=streamList&dateWindow=1h",
                between(FROM, FROM.plus(Duration.ofMinutes(200))));

        assertThat(rows)
                .hasSize(200)
                .extracting(row -> ((Transaction) row).reference())
                .doesNotHaveDuplicates();
    }

    @Test
    void aSearchThatIgnoresTheDatesGivesNoneTwice() {
        sandbox.behaviour().set(Assumption.SEARCH, Assumption.Search.FILTER_IGNORED);
        transactions(50);

        assertThat(stream(
                        "enkash:transactions?outputType=streamList&dateWindow=10m",
                        between(FROM, FROM.plus(Duration.ofMinutes(50)))))
                .hasSize(50);
    }

    @Test
    void anAnswerThatIsTooLargeIsAskedForInSmallerParts() {
        transactions(300);
        enkash.with(c -> c.setMaxResponseSize(50_000));

        assertThat(stream(
                        "enkash:transactions?outputType=streamList&dateWindow=30d",
                        between(FROM, FROM.plus(Duration.ofMinutes(300)))))
                .hasSize(300);
    }

    @Test
    void aWindowThatStaysCutIsAnErrorInTheMiddleOfTheStream() {
        sandbox.behaviour().set(Assumption.TRANSACTIONS_PAGE_SIZE, 1);
        transactions(3);
        sandbox.books().arrive(sandbox.books().cards().get(0).cardId(), "HR-9", "1", FROM.plusSeconds(60));

        var exchange = enkash.routes(routes -> routes.from("direct:all")
                        .to("enkash:transactions?outputType=streamList&dateWindow=1m")
                        .split(routes.body())
                        .streaming()
                        .to("mock:row"))
                .send("direct:all", between(FROM, FROM.plusSeconds(180)));

        assertThat(Enkash.failure(exchange, UnavailableException.class))
                .hasMessageContaining("cannot be narrowed more");
    }

    @ParameterizedTest
    @CsvSource({"PAGE_NUMBER, 'pageNo=page,pageSize=size'", "OFFSET,      'offset=offset,limit=size'"})
    void cardsComePageByPageWhereTheOptionsSayHow(Assumption.Paging paging, String parameters) {
        sandbox.behaviour().set(Assumption.PAGING, paging).set(Assumption.CARDS_PAGE_SIZE, 10);
        for (int count : new int[] {0, 1, 10, 25}) {
            cards(count - sandbox.books().cards().size());
            var rows = stream("enkash:cards?outputType=streamList&pageSize=10&pageParameters=" + parameters, null);

            assertThat(rows)
                    .hasSize(count)
                    .extracting(row -> ((Card) row).cardId())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void transactionsWithoutABeginningComePageByPageToo() {
        sandbox.behaviour()
                .set(Assumption.PAGING, Assumption.Paging.OFFSET)
                .set(Assumption.TRANSACTIONS_PAGE_SIZE, 10)
                .set(Assumption.RECORDS_COUNT, Assumption.RecordsCount.ABSENT);
        transactions(35);

        assertThat(stream(
                        "enkash:transactions?outputType=streamList&pageSize=10"
                                + "&pageParameters=offset=offset,limit=size",
                        null))
                .hasSize(35);
        assertThat(Enkash.failure(
                                enkash.send("enkash:transactions?outputType=streamList", null),
                                InvalidRequestException.class)
                        .getField())
                .isEqualTo("txnDateFrom");
    }

    @ParameterizedTest
    @CsvSource({
        "enkash:cards?outputType=streamList, pageParameters",
        "'enkash:cards?outputType=streamList&pageSize=10&pageParameters=pageNo=page', is the one before once more",
        "'enkash:cards?outputType=streamList&pageSize=20&pageParameters=pageNo=page', has only 10 rows",
        "enkash:cards, EnKash counts 25 rows",
        "enkash:transactions, EnKash counts 30 rows"
    })
    void aFirstPageNeverPassesForTheWholeList(String uri, String reason) {
        sandbox.behaviour().set(Assumption.CARDS_PAGE_SIZE, 10).set(Assumption.TRANSACTIONS_PAGE_SIZE, 10);
        transactions(30);
        cards(24);
        var seen = new AtomicInteger();
        enkash.routes(routes -> routes.from("direct:all")
                .to(uri)
                .split(routes.body())
                .streaming()
                .process(exchange -> seen.incrementAndGet()));

        var exchange = enkash.send("direct:all", null);

        assertThat(Enkash.failure(exchange, UnavailableException.class)).hasMessageContaining(reason);
        assertThat(seen.get()).isLessThanOrEqualTo(10);
    }

    @Test
    void aFullPageCountsAsCutWhereOnlyItsSizeIsKnown() {
        sandbox.behaviour()
                .set(Assumption.TRANSACTIONS_PAGE_SIZE, 10)
                .set(Assumption.RECORDS_COUNT, Assumption.RecordsCount.ROWS);
        transactions(30);

        assertThat(stream(
                        "enkash:transactions?outputType=streamList&pageSize=10",
                        between(FROM, FROM.plus(Duration.ofMinutes(30)))))
                .hasSize(30);
    }

    @Test
    void aFailureOfTheFirstPartFailsTheStepItself() {
        sandbox.faults().next(Fault.SERVER_ERROR, 1);

        var exchange = enkash.send("enkash:cards?outputType=streamList", null);

        assertThat(Enkash.failure(exchange, UnavailableException.class)).hasMessageContaining("500");
    }
}

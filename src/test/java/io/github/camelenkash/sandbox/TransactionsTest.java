package io.github.camelenkash.sandbox;

import static io.github.camelenkash.sandbox.Partner.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.Paging;
import io.github.camelenkash.sandbox.Assumption.RecordsCount;
import io.github.camelenkash.sandbox.Assumption.Search;
import io.github.camelenkash.sandbox.Assumption.Shape;
import io.github.camelenkash.sandbox.Assumption.TimeForm;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract §7.4. */
class TransactionsTest {

    static final HandClock CLOCK = new HandClock();

    @RegisterExtension
    static final SandboxExtension EXTENSION =
            new SandboxExtension(builder -> builder.clock(CLOCK).with(Assumption.TOKEN_LIFE, Duration.ofDays(99)));

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    private Partner.Told search(ObjectNode filter) {
        return partner.call(Operation.TRANSACTIONS, filter);
    }

    private List<String> references(ObjectNode filter) {
        return references(search(filter));
    }

    private static List<String> references(Partner.Told told) {
        return StreamSupport.stream(told.payload().path("data").spliterator(), false)
                .map(row -> row.path("pgReferenceNumber").textValue())
                .toList();
    }

    private static JsonNode onlyRow(Partner.Told told) {
        assertThat(told.payload().path("data")).hasSize(1);
        return told.payload().path("data").path(0);
    }

    @Test
    void aTransactionHasTheMembersOfTheNotification() {
        partner.credit("HR-1", "asha@example.in", "250.50");
        var row = onlyRow(partner.find("HR-1"));

        assertThat(row.path("enKashCardTransactionId").textValue()).isEqualTo("ECT0000000001");
        assertThat(row.path("enkashCardId").textValue()).isEqualTo("EKC0000001");
        assertThat(row.path("userId").textValue()).isEqualTo("EK000001");
        assertThat(row.path("cardAccountId").textValue()).isEqualTo("CADEMO01");
        assertThat(row.path("principalAmount").decimalValue()).isEqualByComparingTo("250.50");
        assertThat(row.path("balance").decimalValue()).isEqualByComparingTo("250.50");
        assertThat(row.path("cardTransactionType").textValue()).isEqualTo("CR");
        assertThat(row.path("type").textValue()).isEqualTo("ALLOCATE_POINT");
        assertThat(row.path("status").textValue()).isEqualTo("SUCCESS");
        assertThat(row.path("txnDate").textValue())
                .isEqualTo(CLOCK.instant().toString())
                .endsWith(".505Z");
    }

    @Test
    @Shows(Documented.TRANSACTION_FILTERS)
    void everyFilterRestricts() {
        partner.credit("HR-1", "asha@example.in", "10");
        CLOCK.forward(Duration.ofHours(1));
        partner.credit("HR-2", "ravi@example.in", "20");
        CLOCK.forward(Duration.ofHours(1));
        partner.call(
                Operation.ALLOCATE,
                Partner.asDebit(Partner.credit("HR-3", "ravi@example.in", Partner.mobile("ravi@example.in"), "5")));
        String between = CLOCK.instant().minus(Duration.ofMinutes(90)).toString();

        assertThat(references(ids())).containsExactly("HR-1", "HR-2", "HR-3");
        assertThat(references(ids().put("pgReferenceNumber", "HR-2"))).containsExactly("HR-2");
        assertThat(references(ids().put("pgReferenceNumber", "HR-9"))).isEmpty();
        assertThat(references(with("pgReferenceNumbers", "HR-1", "HR-3"))).containsExactly("HR-1", "HR-3");
        assertThat(references(with("enKashTransactionIds", "ECT0000000002"))).containsExactly("HR-2");
        assertThat(references(ids().put("enKashTransactionId", "ECT0000000001")))
                .containsExactly("HR-1");
        assertThat(references(ids().put("enKashCardId", "EKC0000001"))).containsExactly("HR-1");
        assertThat(references(ids().put("userId", "EK000002"))).containsExactly("HR-2", "HR-3");
        assertThat(references(ids().put("cardTransactionType", "DR"))).containsExactly("HR-3");
        assertThat(references(ids().put("status", "CREATED"))).isEmpty();
        assertThat(references(ids().put("companyName", "Other"))).isEmpty();
        assertThat(references(ids().put("cardHolderName", "Asha"))).hasSize(3);
        assertThat(references(ids().put("amountFrom", 10))).containsExactly("HR-1", "HR-2");
        assertThat(references(ids().put("amountTo", 10))).containsExactly("HR-1", "HR-3");
        assertThat(references(ids().put("txnDateFrom", between))).containsExactly("HR-2", "HR-3");
        assertThat(references(ids().put("txnDateTo", between))).containsExactly("HR-1");
        assertThat(search(ids().put("txnDateTo", "yesterday")).status()).isEqualTo(422);
        assertThat(search(ids().put("cardAccountId", "CANOWHERE")).status()).isEqualTo(404);
    }

    private static ObjectNode with(String name, String... values) {
        ObjectNode filter = ids();
        List.of(values).forEach(filter.withArray(name)::add);
        return filter;
    }

    @Test
    void arraysMayBeIgnored() {
        sandbox.behaviour().set(Assumption.ARRAY_FILTERS, false);
        partner.credit("HR-1", "10");

        assertThat(references(with("pgReferenceNumbers", "HR-9"))).containsExactly("HR-1");
    }

    @Test
    void aReferencePaidTwiceIsFoundTwice() {
        partner.credit("HR-1", "10");
        partner.credit("HR-1", "10");

        assertThat(references(partner.find("HR-1"))).hasSize(2);
    }

    @Test
    void aLaggingSearchSeesNothingUntilTheLagIsOver() {
        sandbox.behaviour().set(Assumption.SEARCH, Search.LAGGING).set(Assumption.SEARCH_LAG, Duration.ofMinutes(2));
        partner.credit("HR-1", "10");

        CLOCK.forward(Duration.ofMinutes(2).minusMillis(1));
        assertThat(references(partner.find("HR-1"))).isEmpty();
        CLOCK.forward(Duration.ofMillis(1));
        assertThat(references(partner.find("HR-1"))).containsExactly("HR-1");
    }

    @Test
    void aSearchMayIgnoreItsFilter() {
        sandbox.behaviour().set(Assumption.SEARCH, Search.FILTER_IGNORED);
        partner.credit("HR-1", "10");
        partner.credit("HR-2", "10");

        assertThat(references(partner.find("HR-9"))).containsExactly("HR-1", "HR-2");
    }

    @Test
    void aSearchMayLookThroughItsFirstPageOnly() {
        sandbox.behaviour().set(Assumption.SEARCH, Search.FIRST_PAGE_ONLY).set(Assumption.PAGE_SIZE, 2);
        IntStream.rangeClosed(1, 5).forEach(i -> partner.credit("HR-" + i, "10"));

        assertThat(references(ids())).containsExactly("HR-1", "HR-2");
        assertThat(references(partner.find("HR-2"))).containsExactly("HR-2");
        var absent = partner.find("HR-5");
        assertThat(references(absent)).isEmpty();
        assertThat(absent.payload().path("recordsCount").intValue()).isEqualTo(5);
    }

    @Test
    void aCutPageNeedNotBetrayItself() {
        sandbox.behaviour()
                .set(Assumption.SEARCH, Search.FIRST_PAGE_ONLY)
                .set(Assumption.PAGE_SIZE, 1)
                .set(Assumption.RECORDS_COUNT, RecordsCount.ROWS);
        partner.credit("HR-1", "10");
        partner.credit("HR-2", "10");

        assertThat(search(ids()).payload().path("recordsCount").intValue()).isEqualTo(1);
        sandbox.behaviour().set(Assumption.RECORDS_COUNT, RecordsCount.ABSENT);
        assertThat(search(ids()).payload().has("recordsCount")).isFalse();
    }

    @Test
    void thePayloadTakesEveryShape() {
        partner.credit("HR-1", "10");
        assertThat(find(Shape.RECORDS, "HR-1").path("recordsCount").intValue()).isEqualTo(1);
        assertThat(find(Shape.ARRAY, "HR-1")).hasSize(1);
        assertThat(find(Shape.SINGLE, "HR-1").path("pgReferenceNumber").textValue())
                .isEqualTo("HR-1");
        assertThat(find(Shape.SINGLE, "HR-9").isNull()).isTrue();
        assertThat(find(Shape.NULL_WHEN_EMPTY, "HR-9").isNull()).isTrue();
        assertThat(find(Shape.MISSING_WHEN_EMPTY, "HR-9").isMissingNode()).isTrue();
        assertThat(find(Shape.MISSING_WHEN_EMPTY, "HR-1").path("data")).hasSize(1);
    }

    private JsonNode find(Shape shape, String reference) {
        sandbox.behaviour().set(Assumption.TRANSACTIONS_SHAPE, shape);
        return partner.find(reference).payload();
    }

    @Test
    void namesStatusAndDatesAreAssumptions() {
        sandbox.behaviour()
                .set(Assumption.TRANSACTION_ID_NAME, "enKashTransactionId")
                .set(Assumption.TRANSACTION_AMOUNT_NAME, "amount")
                .set(Assumption.TRANSACTION_STATUS, "CREATED")
                .set(Assumption.TIME_FORM, TimeForm.LOCAL_WITHOUT_ZONE);
        partner.credit("HR-1", "10");
        var row = onlyRow(partner.find("HR-1"));

        assertThat(row.path("enKashTransactionId").textValue()).startsWith("ECT");
        assertThat(row.path("amount").intValue()).isEqualTo(10);
        assertThat(row.path("status").textValue()).isEqualTo("CREATED");
        assertThat(row.path("txnDate").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");

        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "").set(Assumption.TIME_FORM, TimeForm.EPOCH_MILLIS);
        row = onlyRow(partner.find("HR-1"));
        assertThat(row.has("status")).isFalse();
        assertThat(row.path("txnDate").longValue()).isEqualTo(CLOCK.instant().toEpochMilli());
    }

    @Test
    void anIdOrADateMayBeMissing() {
        sandbox.behaviour().set(Assumption.TRANSACTION_ID_NAME, "").set(Assumption.TIME_FORM, TimeForm.ABSENT);
        partner.credit("HR-1", "10");
        var row = onlyRow(partner.find("HR-1"));

        assertThat(row.fieldNames())
                .toIterable()
                .contains("pgReferenceNumber")
                .doesNotContain("enKashCardTransactionId", "txnDate", "createdOn", "modifiedOn", "");
    }

    @Test
    void anAnswerMayHoldFewerThanMatch() {
        sandbox.behaviour().set(Assumption.TRANSACTIONS_PAGE_SIZE, 2);
        IntStream.rangeClosed(1, 5).forEach(i -> partner.credit("HR-" + i, "10"));

        var cut = search(ids());
        assertThat(references(cut)).containsExactly("HR-1", "HR-2");
        assertThat(cut.payload().path("recordsCount").intValue()).isEqualTo(5);
        assertThat(references(partner.find("HR-5"))).containsExactly("HR-5");
    }

    @Test
    void pagesMayBeAskedForByNumberOrByOffset() {
        IntStream.rangeClosed(1, 5).forEach(i -> partner.credit("HR-" + i, "10"));

        assertThat(references(ids().put("pageNo", 1).put("pageSize", 2))).hasSize(5);
        sandbox.behaviour().set(Assumption.PAGING, Paging.PAGE_NUMBER);
        assertThat(references(ids().put("pageNo", 1).put("pageSize", 2))).containsExactly("HR-3", "HR-4");
        assertThat(references(ids().put("pageNo", 3).put("pageSize", 2))).isEmpty();
        sandbox.behaviour().set(Assumption.PAGING, Paging.OFFSET).set(Assumption.TRANSACTIONS_PAGE_SIZE, 3);
        assertThat(references(ids().put("offset", 1).put("limit", 9))).containsExactly("HR-2", "HR-3", "HR-4");
        assertThat(references(ids().put("offset", 5).put("limit", 9))).isEmpty();
    }

    @Test
    void whatOthersDoArrivesWithItsOwnDate() {
        var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "10");
        var time = CLOCK.instant().minus(Duration.ofMinutes(20));
        sandbox.books().arrive(card.cardId(), "HR-1", "5", time);
        var row = onlyRow(partner.find("HR-1"));

        assertThat(row.path("txnDate").textValue()).isEqualTo(time.toString());
        assertThat(sandbox.books().card(card.cardId()).otbBalance()).isEqualByComparingTo("15");
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999995");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }
}

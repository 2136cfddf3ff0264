package io.github.camelenkash;

import static io.github.camelenkash.Enkash.answer;
import static io.github.camelenkash.Enkash.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.Product;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.VoucherOrder;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.ledger.SettleReport;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Redemption from the message to the server's books and back; above all, that vouchers are bought once. */
class VoucherOrdersTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        // Repeated references buy again, which is the worst that EnKash may do.
        assertThat(sandbox.behaviour().get(Assumption.REPEATED_ORDER))
                .isEqualTo(Assumption.RepeatedReference.PAY_AGAIN);
        enkash = Enkash.at(sandbox).with(c -> c.setSettleInCall(Duration.ofSeconds(60)));
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void anOrderIsBoughtOnceAndItsVouchersAreFetched() {
        var exchange = enkash.send("enkash:createOrder", order("PO-1", 2));

        var receipt = answer(exchange, MovementReceipt.class);
        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.points()).isEqualByComparingTo("1000");
        assertThat(receipt.direction()).isEqualTo(Direction.DR);
        assertThat(receipt.transactionId()).isEqualTo("ORDEMO0001");
        assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("PAID");

        var fetched = enkash.send("enkash:order", "PO-1");
        var order = answer(fetched, VoucherOrder.class);
        assertThat(order.vouchers()).hasSize(2);
        assertThat(fetched.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(true);
        assertThat(fetched.getMessage().getHeader(EnkashConstants.TRANSACTION_ID))
                .isEqualTo("ORDEMO0001");
        assertThat(enkash.ask("enkash:orders", null, List.class)).hasSize(1);

        assertThat(enkash.ask("enkash:createOrder", order("PO-1", 2), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.ALREADY_PAID);
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "LOST_ANSWER",
                "SERVER_ERROR",
                "TRUNCATED",
                "GATEWAY_TIMEOUT",
                "WRONG_ECHO",
                "NO_ECHO",
                "UNMENTIONED"
            })
    void anOrderWhoseAnswerIsLostOrUselessIsFetchedAndBoughtOnce(Fault fault) {
        sandbox.faults().next(fault, 1, Operation.CREATE_ORDER);

        var receipt = enkash.ask("enkash:createOrder", order("PO-1", 2), MovementReceipt.class);

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.settled()).isTrue();
        assertThat(receipt.transactionId()).isEqualTo("ORDEMO0001");
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
        assertThat(sandbox.books().vouchers("PO-1")).isEqualTo(2);
    }

    @Test
    void anOrderWhoseAnswerTellsNothingIsFetchedBeforeAnythingIsBelieved() {
        sandbox.behaviour().set(Assumption.CREATED_ORDER, Assumption.CreatedOrder.TEXT);

        assertThat(enkash.ask("enkash:createOrder", order("PO-1", 1), MovementReceipt.class)
                        .settled())
                .isTrue();
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
    }

    @Test
    void theEarlierPageSettlesAsWellAsTheNewest() {
        sandbox.behaviour().set(Assumption.FETCH_ORDER, Assumption.FetchOrder.POST);
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.CREATE_ORDER);

        var uri = "enkash:createOrder?orderMethod=POST";
        assertThat(enkash.ask(uri, order("PO-1", 1), MovementReceipt.class).outcome())
                .isEqualTo(Outcome.PAID);
        assertThat(enkash.ask("enkash:order?orderMethod=POST", "PO-1", VoucherOrder.class)
                        .reference())
                .isEqualTo("PO-1");
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
    }

    /** The first order is the control that the fetching must find before an absence is believed. */
    @Test
    void anOrderThatNeverArrivedIsBelievedAbsentByAControlAndThenSentAgain() {
        enkash.ask("enkash:createOrder", order("PO-0", 1), MovementReceipt.class);
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.CREATE_ORDER);

        var receipt = enkash.ask("enkash:createOrder", order("PO-1", 2), MovementReceipt.class);

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
        assertThat(sandbox.books().calls(Operation.CREATE_ORDER)).isEqualTo(3);
    }

    @Test
    void withoutAControlAnAbsenceIsNotBelievedAndNothingIsSentAgain() {
        enkash.with(c -> c.setSettleInCall(Duration.ofSeconds(2)));
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.CREATE_ORDER);

        var exchange = enkash.send("enkash:createOrder", order("PO-1", 2));

        assertThat(failure(exchange, OutcomeUnknownException.class).getOutcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("UNKNOWN");
        assertThat(sandbox.books().calls(Operation.CREATE_ORDER)).isEqualTo(1);
    }

    @Test
    void aNoThatMayMeanAnythingIsNoAbsence() {
        enkash.ask("enkash:createOrder", order("PO-0", 1), MovementReceipt.class);
        sandbox.behaviour().set(Assumption.UNKNOWN_ORDER, Assumption.UnknownOrder.CODE_1);
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.CREATE_ORDER);

        failure(enkash.send("enkash:createOrder?settleInCall=2s", order("PO-1", 2)), OutcomeUnknownException.class);
        assertThat(sandbox.books().calls(Operation.CREATE_ORDER)).isEqualTo(2);
    }

    @Test
    void anOrderOfAnotherStatusWaitsForAPersonWhoClosesItByItsKind() {
        sandbox.behaviour().set(Assumption.ORDER_STATUS, "PENDING");

        var exchange = enkash.send("enkash:createOrder", order("PO-1", 1));
        assertThat(failure(exchange, OutcomeUnknownException.class).getOutcome())
                .isEqualTo(Outcome.PARKED);

        assertThat(enkash.ask("enkash:movement", Map.of("reference", "PO-1"), Object.class))
                .as("points of that name")
                .isNull();
        var view = enkash.ask("enkash:movement", Map.of("reference", "PO-1", "kind", "orders"), MovementView.class);
        assertThat(view.kind()).isEqualTo(Kind.orders);
        assertThat(view.reason()).contains("PENDING");
        var verdict = new LinkedHashMap<String, Object>(Map.of(
                "reference", "PO-1", "attempt", view.attempt(), "verdict", "PAID", "who", "a person", "why", "seen"));
        assertThat(failure(enkash.send("enkash:close", verdict), InvalidRequestException.class))
                .hasMessageContaining("knows no movement");
        verdict.put("kind", "orders");
        assertThat(enkash.ask("enkash:close", verdict, MovementView.class).state())
                .isEqualTo(State.PAID);
        assertThat(enkash.ask("enkash:createOrder", order("PO-1", 1), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.ALREADY_PAID);
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
    }

    @Test
    void aStatusThatIsSaidToBePaidSettles() {
        sandbox.behaviour().set(Assumption.ORDER_STATUS, "PENDING");
        var uri = "enkash:createOrder?paidStatuses=SUCCESS,PENDING";
        assertThat(enkash.ask(uri, order("PO-1", 1), MovementReceipt.class).outcome())
                .isEqualTo(Outcome.PAID);
    }

    @Test
    void settleKnowsKinds() {
        enkash.with(c -> c.setSettleInCall(Duration.ZERO));
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.CREATE_ORDER);
        // The look-up of the call itself fails, too.
        sandbox.faults().next(Fault.SERVER_ERROR, 1, Operation.ORDER);
        failure(enkash.send("enkash:createOrder", order("PO-1", 1)), OutcomeUnknownException.class);

        assertThat(enkash.ask("enkash:settle", Map.of("reference", "PO-1"), SettleReport.class)
                        .looked())
                .isZero();
        assertThat(enkash.ask("enkash:settle", Map.of("reference", "PO-1", "kind", "orders"), SettleReport.class)
                        .paid())
                .isEqualTo(1);
        assertThat(failure(
                        enkash.send("enkash:settle", Map.of("reference", "PO-1", "kind", "gold")),
                        InvalidRequestException.class))
                .hasMessageContaining("points, orders and coins");
    }

    @Test
    void anotherOrderUnderTheSameReferenceIsAConflict() {
        enkash.ask("enkash:createOrder", order("PO-1", 2), MovementReceipt.class);
        var twiceTheValue = order("PO-1", 1);
        twiceTheValue.put("denomination", 1000);

        failure(enkash.send("enkash:createOrder", order("PO-1", 3)), ReferenceConflictException.class);
        failure(enkash.send("enkash:createOrder", twiceTheValue), ReferenceConflictException.class);
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
    }

    @Test
    void aRefusedOrderCanBeCorrectedUnderTheSameReference() {
        var wrong = order("PO-1", 1);
        wrong.put("denomination", 501);
        assertThat(failure(enkash.send("enkash:createOrder", wrong), RejectedException.class))
                .hasMessageContaining("Invalid denomination");

        assertThat(enkash.ask("enkash:createOrder", order("PO-1", 1), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.PAID);
    }

    @Test
    void aDryRunBuysNothing() {
        var receipt = enkash.ask("enkash:createOrder?dryRun=true", order("PO-1", 2), MovementReceipt.class);
        assertThat(receipt.outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(receipt.points()).isEqualByComparingTo("1000");
        assertThat(sandbox.books().orders("PO-1")).isZero();
    }

    @Test
    void theReferenceMayComeFromTheHeaderAndMustComeFromSomewhere() {
        var unnamed = order("x", 1);
        unnamed.remove("orderReferenceId");
        assertThat(failure(enkash.send("enkash:createOrder", unnamed), InvalidRequestException.class))
                .hasMessageContaining("reference");
        answer(
                enkash.send("enkash:createOrder", unnamed, Map.of(EnkashConstants.REFERENCE, "PO-H")),
                MovementReceipt.class);
        assertThat(sandbox.books().orders("PO-H")).isEqualTo(1);
    }

    @Test
    void anOrderThatIsNotThereIsNull() {
        var exchange = enkash.send("enkash:order", "NONE");
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(false);
    }

    @Test
    void theCatalogueIsReachedByThePathsThatAreSet() {
        assertThat(failure(enkash.send("enkash:catalog", null), InvalidRequestException.class))
                .hasMessageContaining("pathOverrides");
        var paths = "?pathOverrides=catalog=/sandbox/catalog,product=/sandbox/product/{productCatalogId}";
        assertThat(enkash.ask("enkash:catalog" + paths, Map.of("brand", "Demo Books"), List.class))
                .hasSize(1);
        assertThat(enkash.ask("enkash:product" + paths, "PCDEMO02", Product.class)
                        .brand())
                .isEqualTo("Demo Cinema");
        assertThat(enkash.ask("enkash:denominations", Map.of("productCatalogId", "PCDEMO01"), Product.class)
                        .denominations())
                .hasSize(2);
    }

    /** The steps that the page of operations shows. */
    @Test
    void aRouteBuysVouchersAndFetchesThem() {
        enkash.routes(r -> r.from("direct:buy")
                .to("enkash:createOrder")
                .setBody(r.simple("${body.reference}"))
                .to("enkash:order"));

        assertThat(enkash.ask("direct:buy", order("PO-1", 2), VoucherOrder.class)
                        .vouchers())
                .hasSize(2);
    }

    @Test
    void aDurableLedgerKeepsOrdersApartFromPoints(@TempDir Path folder) {
        enkash.with(c -> c.setLedgerUrl("jdbc:h2:file:" + folder.resolve("movements")));
        enkash.ask("enkash:createOrder", order("SAME", 1), MovementReceipt.class);
        enkash.ask("enkash:allocate", Enkash.award("SAME", 1, 5), MovementReceipt.class);

        assertThat(enkash.ask("enkash:createOrder", order("SAME", 1), MovementReceipt.class)
                        .outcome())
                .isEqualTo(Outcome.ALREADY_PAID);
        assertThat(sandbox.books().orders("SAME")).isEqualTo(1);
        assertThat(sandbox.books().credits("SAME")).isEqualTo(1);
    }

    @Test
    void theCartIsFilledAndChanged() {
        enkash.ask(
                "enkash:addToCart",
                "{\"productCatalogId\":\"PCDEMO01\",\"items\":{\"PCNDEMO1\":{\"quantity\":2,\"description\":\"\"}}}",
                List.class);
        enkash.ask("enkash:updateCart", Map.of("cartId", 1, "items", Map.of("PCNDEMO1", 5)), List.class);

        var json = enkash.routes(
                        r -> r.from("direct:cart").to("enkash:cart").marshal().json())
                .send("direct:cart", (Object) null)
                .getMessage()
                .getBody(String.class);
        assertThat(json).contains("\"cartId\":1").contains("\"quantity\":5");
    }

    @Test
    void vouchersAreInTheBodyAndInNoLogOrException() {
        try (var log = new CapturedLog()) {
            enkash.ask("enkash:createOrder", order("PO-1", 2), MovementReceipt.class);
            sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.CREATE_ORDER);
            enkash.ask("enkash:createOrder", order("PO-2", 2), MovementReceipt.class);
            var exchange = enkash.send("enkash:order", "PO-1");
            var order = answer(exchange, VoucherOrder.class);
            enkash.send("enkash:createOrder", order("PO-1", 3));

            var voucher = order.vouchers().get(0);
            assertThat(voucher.cardNumber()).hasSize(16);
            assertThat(order.toMap().toString()).contains(voucher.cardNumber());
            assertThat(order.toString() + exchange.getMessage().getHeaders()).doesNotContain(voucher.cardNumber());
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains(voucher.cardNumber()));
        }
    }

    private static Map<String, Object> order(String reference, int quantity) {
        var order = new LinkedHashMap<String, Object>();
        order.put("productCatalogId", "PCDEMO01");
        order.put("denomination", 500);
        order.put("quantity", quantity);
        order.put("orderReferenceId", reference);
        return order;
    }
}

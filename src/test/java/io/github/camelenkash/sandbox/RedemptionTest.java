package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.CreatedOrder;
import io.github.camelenkash.sandbox.Assumption.Encryption;
import io.github.camelenkash.sandbox.Assumption.FetchOrder;
import io.github.camelenkash.sandbox.Assumption.RepeatedReference;
import io.github.camelenkash.sandbox.Assumption.Shape;
import io.github.camelenkash.sandbox.Assumption.UnknownOrder;
import io.github.camelenkash.sandbox.Partner.Told;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contract §10: catalogue, cart and orders. */
class RedemptionTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox).plain();
    }

    @Test
    @Shows(Documented.DENOMINATIONS)
    void aProductTellsWhatItCanBeBoughtIn() {
        var payload = get("/api/v0/partner/search-config/PCDEMO02").payload();

        assertThat(payload.path("brand").textValue()).isEqualTo("Demo Cinema");
        assertThat(payload.at("/configResponses/0/productConfigId").textValue()).isEqualTo("PCNDEMO3");
        assertThat(payload.at("/configResponses/0/mrp").decimalValue()).isEqualByComparingTo("250");
        assertThat(get("/api/v0/partner/search-config/NONE").status()).isEqualTo(404);
    }

    @Test
    void theCatalogueHasTwoProductsInAnyShape() {
        var path = Operation.CATALOG.path();
        assertThat(partner.call(path, Json.object()).payload().path("data")).hasSize(2);
        assertThat(partner.call(path, Json.object().put("brand", "Demo Books"))
                        .payload()
                        .path("recordsCount")
                        .intValue())
                .isEqualTo(1);
        sandbox.behaviour().set(Assumption.CATALOG_SHAPE, Shape.ARRAY);
        assertThat(partner.call(path, Json.object()).payload()).hasSize(2);
        assertThat(get("/sandbox/product/PCDEMO01").payload().path("brand").textValue())
                .isEqualTo("Demo Books");
    }

    @Test
    @Shows(Documented.CART)
    void theCartAddsAndReplaces() {
        assertThat(get("/api/v0/cart?product=VOUCHER").payload()).isEmpty();
        partner.call("/api/v0/cart?product=VOUCHER", add(2));
        var added =
                partner.call("/api/v0/cart?product=VOUCHER", add(1)).payload().get(0);
        assertThat(added.at("/items/PCNDEMO1/quantity").intValue()).isEqualTo(3);
        assertThat(added.at("/items/PCNDEMO1/total").decimalValue()).isEqualByComparingTo("1470");
        assertThat(added.path("totalSavings").decimalValue()).isEqualByComparingTo("30");

        var change = Json.object().put("cartId", added.path("id").intValue());
        change.putObject("items").putObject("PCNDEMO1").put("quantity", 1);
        assertThat(patch("/api/v0/cart?product=VOUCHER", change)
                        .payload()
                        .at("/0/totalQuantity")
                        .intValue())
                .isEqualTo(1);
        assertThat(get("/api/v0/cart").status()).as("the query is required").isEqualTo(400);
        assertThat(sandbox.books().calls(Operation.ADD_TO_CART)).isEqualTo(2);
        assertThat(sandbox.books().calls(Operation.UPDATE_CART)).isEqualTo(1);
    }

    @Test
    @Shows({Documented.CREATE_ORDER, Documented.FETCH_ORDER})
    void anOrderIsCreatedOnceAndFetchedByEitherPage() {
        assertThat(buy("PO-1").payload().path("partnerOrderReferenceId").textValue())
                .isEqualTo("PO-1");

        for (var fetched : new Told[] {fetch("PO-1"), fetchEarlier("PO-1")}) {
            assertThat(fetched.json().path("response_code").textValue()).isEqualTo("0");
            var order = fetched.json().path("paylod");
            assertThat(order.path("orderStatus").textValue()).isEqualTo("SUCCESS");
            assertThat(order.path("totalAmount").decimalValue()).isEqualByComparingTo("1000");
            assertThat(order.path("voucherDetailsList")).hasSize(2);
            assertThat(order.at("/voucherDetailsList/0/pin").textValue()).hasSize(4);
        }
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(1);
        assertThat(sandbox.books().vouchers("PO-1")).isEqualTo(2);
    }

    @Test
    void oneOfThePagesThatFetchAnOrderMayBeDead() {
        buy("PO-1");
        sandbox.behaviour().set(Assumption.FETCH_ORDER, FetchOrder.POST);
        assertThat(fetch("PO-1").status()).isEqualTo(405);
        assertThat(fetchEarlier("PO-1").status()).isEqualTo(200);
        sandbox.behaviour().set(Assumption.FETCH_ORDER, FetchOrder.GET);
        assertThat(fetch("PO-1").status()).isEqualTo(200);
        assertThat(fetchEarlier("PO-1").status()).isEqualTo(405);
    }

    @Test
    void anUnknownOrderIsToldInThreeWays() {
        assertThat(fetch("NONE").status()).isEqualTo(404);
        sandbox.behaviour().set(Assumption.UNKNOWN_ORDER, UnknownOrder.NULL);
        assertThat(fetch("NONE").json().path("paylod").isNull()).isTrue();
        sandbox.behaviour().set(Assumption.UNKNOWN_ORDER, UnknownOrder.CODE_1);
        assertThat(fetch("NONE").code()).isEqualTo("1");
    }

    @Test
    void aRepeatedReferenceBuysAgainUnlessItIsSwitched() {
        buy("PO-1");
        buy("PO-1");
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(2);
        sandbox.behaviour().set(Assumption.REPEATED_ORDER, RepeatedReference.REJECT);
        assertThat(buy("PO-1").code()).isEqualTo("1");
        sandbox.behaviour().set(Assumption.REPEATED_ORDER, RepeatedReference.REJECT_WITH_STATUS_409);
        assertThat(buy("PO-1").status()).isEqualTo(409);
        sandbox.behaviour().set(Assumption.REPEATED_ORDER, RepeatedReference.REJECT_WITH_CODE_409);
        assertThat(buy("PO-1").code()).isEqualTo("409");
        sandbox.behaviour().set(Assumption.REPEATED_ORDER, RepeatedReference.RETURN_ORIGINAL);
        assertThat(buy("PO-1").payload().path("orderId").textValue()).isEqualTo("ORDEMO0001");
        assertThat(sandbox.books().orders("PO-1")).isEqualTo(2);
    }

    @Test
    void whatIsWrongWithAnOrderIsRefusedAndBuysNothing() {
        assertThat(partner.call(Operation.CREATE_ORDER, order("PO-1").put("denomination", 501))
                        .status())
                .isEqualTo(422);
        assertThat(partner.call(Operation.CREATE_ORDER, order("PO-1").put("quantity", 11))
                        .status())
                .isEqualTo(422);
        assertThat(partner.call(Operation.CREATE_ORDER, order("PO-1").put("productCatalogId", "NONE"))
                        .status())
                .isEqualTo(404);
        assertThat(partner.call(Operation.CREATE_ORDER, Json.object()).status()).isEqualTo(400);
        assertThat(sandbox.books().orders("PO-1")).isZero();
    }

    @Test
    void theAnswerToAnOrderIsAnAssumption() {
        sandbox.behaviour().set(Assumption.CREATED_ORDER, CreatedOrder.WITHOUT_REFERENCE);
        assertThat(buy("PO-1").payload().has("partnerOrderReferenceId")).isFalse();
        sandbox.behaviour().set(Assumption.CREATED_ORDER, CreatedOrder.TEXT);
        assertThat(buy("PO-2").payload().isTextual()).isTrue();
        sandbox.behaviour().set(Assumption.ORDER_STATUS, "PENDING");
        buy("PO-3");
        assertThat(fetch("PO-3").json().at("/paylod/paymentStatus").textValue()).isEqualTo("PENDING");
    }

    @Test
    @Shows(Documented.ORDER_SEARCH)
    void ordersAreSearchedByPage() {
        buy("PO-1");
        buy("PO-2");
        buy("PO-3");
        var page = partner.call(Operation.ORDERS.path() + "?limit=2&offset=1", Json.object())
                .payload();
        assertThat(page.path("recordsCount").intValue()).isEqualTo(3);
        assertThat(page.path("data"))
                .extracting(order -> order.path("partnerOrderReferenceId").textValue())
                .containsExactly("PO-2", "PO-3");
        sandbox.behaviour().set(Assumption.ORDERS_SHAPE, Shape.ARRAY);
        assertThat(partner.call(Operation.ORDERS.path() + "?limit=9&offset=0", Json.object())
                        .payload())
                .hasSize(3);
        assertThat(partner.call(Operation.ORDERS, Json.object()).status()).isEqualTo(400);
    }

    @Test
    void redemptionHasASwitchOfItsOwnForEncryption() {
        var encrypting = new Partner(sandbox);
        assertThat(encrypting.call(Operation.CREATE_ORDER, order("PO-1")).status())
                .as("an encrypted body lacks all its fields")
                .isEqualTo(400);
        sandbox.behaviour().set(Assumption.REDEMPTION_ENCRYPTION, Encryption.ENFORCED);
        assertThat(buy("PO-1").status()).isEqualTo(422);
        assertThat(encrypting.call(Operation.CREATE_ORDER, order("PO-1")).succeeded())
                .isTrue();
    }

    @Test
    void faultsAndWrongEchoesStrikeOrdersToo() {
        sandbox.faults().next(Fault.WRONG_ECHO, 1, Operation.CREATE_ORDER);
        assertThat(buy("PO-1").payload().path("partnerOrderReferenceId").textValue())
                .startsWith("ANOTHER");
        sandbox.faults().next(Fault.NO_ECHO, 1, Operation.CREATE_ORDER);
        assertThat(buy("PO-2").payload().has("partnerOrderReferenceId")).isFalse();
        sandbox.faults().next(Fault.UNMENTIONED, 1, Operation.CREATE_ORDER);
        assertThat(buy("PO-3").payload().isNull()).isTrue();
        sandbox.faults().when(call -> call.reference().equals("PO-4"), Fault.REFUSED);
        assertThat(buy("PO-4").code()).isEqualTo("1");
        assertThat(sandbox.books().orders("PO-4")).isZero();
    }

    private Told get(String path) {
        return partner.send(partner.request(path).GET());
    }

    private Told patch(String path, JsonNode body) {
        return partner.send(partner.request(path).method("PATCH", BodyPublishers.ofByteArray(Json.write(body))));
    }

    private Told fetch(String reference) {
        return get("/api/v0/partner/fetch-order-details/" + reference);
    }

    private Told fetchEarlier(String reference) {
        return partner.call(Operation.ORDER_EARLIER, Json.object().put("orderId", reference));
    }

    private Told buy(String reference) {
        return partner.call(Operation.CREATE_ORDER, order(reference));
    }

    private static ObjectNode order(String reference) {
        return Json.object()
                .put("denomination", 500)
                .put("orderReferenceId", reference)
                .put("productCatalogId", "PCDEMO01")
                .put("quantity", 2);
    }

    private static ObjectNode add(int quantity) {
        var body = Json.object().put("productCatalogId", "PCDEMO01");
        body.putObject("items").putObject("PCNDEMO1").put("quantity", quantity).put("description", "");
        return body;
    }
}

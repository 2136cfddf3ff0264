package io.github.camelenkash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.client.AesPayloadCodec;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.testing.RawServer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation that calls EnKash is here, from a message to the wire and back: the request line, the sample answer of
 * the contract, and that answer in every odd form of §14. An operation that is added and not written down here fails.
 */
class EveryOperationTest {

    private static final String CARDS = "/api/v0/partner/enKashCard/";
    private static final String COINS = "/api/v0/enkash-coins/";
    /** Stands for the reference, which is another one in each call. */
    private static final String REFERENCE = "REF-1";

    private static final String CARD = "{\"enKashCardId\":\"EKC5DEMO3X\",\"userId\":\"EK7DEMO1\",\"cardAccountId\":"
            + "\"CA9DEMO1\",\"expiryMonth\":\"\",\"expiryYear\":\"\",\"email\":\"asha.demo@example.com\",\"mobile\":"
            + "\"9000000123\",\"title\":\"Ms\",\"firstName\":\"Asha\"}";
    private static final String ALLOCATED = "{\"enKashCardId\":\"EKC5DEMO3X\",\"userId\":\"EK7DEMO1\","
            + "\"cardAccountId\":\"CA9DEMO1\",\"token\":\"0f1e2d3c4b5a69788796\",\"maskedNumber\":"
            + "\"XXXX XXXX XXXX 0123\",\"otbBalance\":250,\"enkashCardTxnId\":\"ECTDEMO00001\","
            + "\"pgReferenceNumber\":\"" + REFERENCE + "\"}";
    private static final String TRANSACTION = "{\"enKashCardTransactionId\":\"ECTDEMO00001\",\"enkashCardId\":"
            + "\"EKC5DEMO3X\",\"userId\":\"EK7DEMO1\",\"principalAmount\":250.00,\"pgReferenceNumber\":\"" + REFERENCE
            + "\",\"cardTransactionType\":\"CR\",\"status\":\"SUCCESS\",\"txnDate\":\"2031-01-24T08:47:01.505Z\"}";
    private static final String PRODUCT = "{\"productCatalogId\":\"PC10DEMO\",\"brand\":\"Demo Books\",\"aggregator\":"
            + "\"REWARD_STORE\",\"category\":\"Books\",\"images\":{\"BRAND_IMAGE\":\"https://img.example.com/b.png\"},"
            + "\"configResponses\":[{\"productConfigId\":\"PCN1DEMO\",\"mrp\":500.00,\"sellRate\":490.00,"
            + "\"enkashDiscount\":2.00,\"maxQuantity\":5,\"customAmountEnabled\":false}],\"enabled\":true}";
    private static final String CART = "[{\"id\":7,\"ekUserId\":\"EK7DEMO1\",\"productCatalogId\":\"PC10DEMO\","
            + "\"items\":{\"PCN1DEMO\":{\"mrp\":500.00,\"quantity\":2,\"total\":980.00}},\"totalQuantity\":2}]";
    private static final String ORDER = "{\"orderId\":\"OR10DEMO\",\"paymentStatus\":\"SUCCESS\",\"orderStatus\":"
            + "\"SUCCESS\",\"totalQuantity\":1,\"totalAmount\":500.00,\"orderAmount\":490.00,\"paidAmount\":490.00,"
            + "\"partnerOrderReferenceId\":\"" + REFERENCE + "\",\"voucherDetailsList\":[{\"cardNumber\":"
            + "\"7000000000000001\",\"pin\":\"0000\",\"expiryDate\":\"2032-12-31T23:59:59\"}]}";
    private static final String EVENT = "{\"coinConfigId\":\"WCC00DEMO\",\"configuration\":\"CUSTOM\",\"event\":"
            + "\"WORK_ANNIVERSARY\",\"amount\":10}";

    private static final Map<String, Object> ITEMS =
            Map.of("productCatalogId", "PC10DEMO", "items", Map.of("PCN1DEMO", 2));

    /**
     * One operation as the contract has it.
     *
     * @param line the request line; {@link #REFERENCE} stands for the reference
     * @param payload the sample answer
     * @param member a member of the answer, and what it holds then
     */
    private record Wire(String options, Object body, String line, String payload, String member, Object value) {}

    private static final Map<EnkashOperation, Wire> WIRES = new LinkedHashMap<>();

    private static void wire(
            EnkashOperation operation, Object body, String line, String payload, String member, Object value) {
        wire(operation, "", body, line, payload, member, value);
    }

    private static void wire(
            EnkashOperation operation,
            String options,
            Object body,
            String line,
            String payload,
            String member,
            Object value) {
        WIRES.put(operation, new Wire(options, body, line, payload, member, value));
    }

    static {
        var award = Enkash.award(REFERENCE, 1, 250);
        var allocated = ALLOCATED;
        wire(
                EnkashOperation.allocate,
                award,
                "POST " + CARDS + "create-allocate-points",
                allocated,
                "transactionId",
                "ECTDEMO00001");
        wire(
                EnkashOperation.unallocate,
                Map.of("cardId", "EKC5DEMO3X", "points", 100, "reference", REFERENCE),
                "POST " + CARDS + "create-allocate-points",
                allocated,
                "cardId",
                "EKC5DEMO3X");
        wire(
                EnkashOperation.bulkAllocate,
                List.of(award),
                "POST " + CARDS + "bulk-create-allocate-points-json?companyId=CEKDEMO001&cardAccountId=CADEMO01"
                        + "&isPointsAllocation=true",
                "{\"successBulkEnKashCardCreateDTOs\":[{\"email\":\"asha1@example.in\",\"loadAmount\":250,"
                        + "\"uniqueReferenceNumber\":\"" + REFERENCE + "\"}],\"failedBulkEnKashCardCreateDTOs\":[]}",
                "outcome",
                "PAID");
        wire(
                EnkashOperation.balance,
                null,
                "POST " + CARDS + "cardAccount/get",
                "{\"cardAccountId\":\"CA9DEMO1\",\"companyName\":\"Demo Industries\",\"availableBalance\":48000}",
                "companyName",
                "Demo Industries");
        wire(
                EnkashOperation.transactions,
                Map.of("status", "SUCCESS"),
                "POST " + CARDS + "transaction/all",
                "{\"recordsCount\":1,\"data\":[" + TRANSACTION + "]}",
                "transactionId",
                "ECTDEMO00001");
        wire(
                EnkashOperation.transaction,
                REFERENCE,
                "POST " + CARDS + "transaction/all",
                "[" + TRANSACTION + "]",
                "reference",
                REFERENCE);
        wire(EnkashOperation.cards, null, "POST " + CARDS + "search", CARD, "cardId", "EKC5DEMO3X");
        wire(
                EnkashOperation.card,
                "EKC5DEMO3X",
                "POST " + CARDS + "search",
                "{\"recordsCount\":1,\"data\":[" + CARD + "]}",
                "userId",
                "EK7DEMO1");
        wire(
                EnkashOperation.sso,
                "EKC5DEMO3X",
                "POST " + CARDS + "sso-token",
                "{\"access_token\":\"one-click\"}",
                null,
                "/sso/one-click/employee_rewards/hrms");
        wire(
                EnkashOperation.catalog,
                "?pathOverrides=catalog=/told/catalog",
                Map.of("brand", "Demo Books"),
                "POST /told/catalog",
                "[" + PRODUCT + "]",
                "brand",
                "Demo Books");
        wire(
                EnkashOperation.product,
                "?pathOverrides=product=/told/product/{productCatalogId}",
                "PC10DEMO",
                "GET /told/product/PC10DEMO",
                PRODUCT,
                "brand",
                "Demo Books");
        wire(
                EnkashOperation.denominations,
                "PC10DEMO",
                "GET /api/v0/partner/search-config/PC10DEMO",
                PRODUCT,
                "productCatalogId",
                "PC10DEMO");
        wire(EnkashOperation.cart, null, "GET /api/v0/cart?product=VOUCHER", CART, "cartId", 7L);
        wire(EnkashOperation.addToCart, ITEMS, "POST /api/v0/cart?product=VOUCHER", CART, "cartId", 7L);
        wire(
                EnkashOperation.updateCart,
                Map.of("cartId", 7, "items", Map.of("PCN1DEMO", 5)),
                "PATCH /api/v0/cart?product=VOUCHER",
                CART,
                "cartId",
                7L);
        wire(
                EnkashOperation.createOrder,
                Map.of("productCatalogId", "PC10DEMO", "denomination", 500, "quantity", 1, "reference", REFERENCE),
                "POST /api/v0/partner/create-order",
                ORDER,
                "transactionId",
                "OR10DEMO");
        wire(
                EnkashOperation.orders,
                Map.of("limit", 5),
                "POST /api/v0/partner/search-order?limit=5&offset=0",
                "{\"recordsCount\":1,\"data\":[" + ORDER + "]}",
                "orderId",
                "OR10DEMO");
        wire(
                EnkashOperation.order,
                REFERENCE,
                "GET /api/v0/partner/fetch-order-details/" + REFERENCE,
                ORDER,
                "orderId",
                "OR10DEMO");
        wire(
                EnkashOperation.createEvent,
                Map.of("configuration", "CUSTOM", "event", "WORK_ANNIVERSARY", "amount", 10),
                "POST " + COINS + "create-coins-config",
                EVENT,
                "coinConfigId",
                "WCC00DEMO");
        wire(EnkashOperation.event, "WCC00DEMO", "GET " + COINS + "WCC00DEMO", EVENT, "event", "WORK_ANNIVERSARY");
        wire(
                EnkashOperation.updateEvent,
                Map.of("coinConfigId", "WCC00DEMO", "amount", 10),
                "PATCH " + COINS + "WCC00DEMO",
                EVENT,
                "configuration",
                "CUSTOM");
        wire(
                EnkashOperation.allocateCoins,
                Map.of("requestId", REFERENCE, "event", "WORK_ANNIVERSARY", "userId", "EK7DEMO1"),
                "POST " + COINS + "allocate-coin",
                "\"Coins are allocated\"",
                "outcome",
                "PAID");
        wire(
                EnkashOperation.coinBalance,
                "EK7DEMO1",
                "GET /api/v0/coins/balance?userId=EK7DEMO1",
                "40",
                "userId",
                "EK7DEMO1");
    }

    private final RawServer server = RawServer.start();
    private final Enkash enkash = Enkash.at(server).with(c -> c.setMarketplaceUrl(server.url()));

    @AfterEach
    void stop() {
        enkash.close();
        server.close();
    }

    /** The operations that call EnKash, each by one call of its own; the others only ask the ledger, or look up. */
    static List<EnkashOperation> calling() {
        return Arrays.stream(EnkashOperation.values())
                .filter(operation -> operation
                        .performer()
                        .declaration(new EnkashConfiguration())
                        .isPresent())
                .toList();
    }

    @Test
    void everyOperationThatCallsEnkashIsHere() {
        assertThat(WIRES.keySet()).containsExactlyElementsOf(calling());
        assertThat(EnkashOperation.values())
                .as("those that ask the ledger; DeskTest and OperationsTest have them")
                .hasSize(WIRES.size() + 5);
    }

    /** The forms of one answer (§14 rows 1, 2, 3, 15 and 26), by their names. */
    private static Map<String, UnaryOperator<String>> forms() {
        var codec = AesPayloadCodec.of("5a4db0c5e1f24b7f9d0a6c3e8b2175940fdec0de");
        var forms = new LinkedHashMap<String, UnaryOperator<String>>();
        forms.put("style A", p -> "{\"response_code\":0,\"response_message\":\"Success\",\"payload\":" + p + "}");
        forms.put("style B", p -> "{\"code\":0,\"message\":\"Success\",\"payload\":" + p + "}");
        forms.put(
                "a code of text",
                p -> "{\"payload\":" + p + ",\"response_message\":\"Success\",\"response_code\":\"0\"}");
        forms.put("paylod", p -> "{\"paylod\":" + p + ",\"response_message\":\"Success\",\"response_code\":\"0\"}");
        forms.put(
                "unknown, null and moved members",
                p -> "{\"trace\":{\"a\":[1]},\"payload\":" + p + ",\"message\":null,\"hint\":null,\"code\":0}");
        forms.put("encrypted", p -> encrypted(codec, "{\"code\":0,\"payload\":" + p + "}"));
        forms.put("encrypted under another name", p -> encrypted(codec, "{\"response_code\":0,\"payload\":" + p + "}")
                .replace("\"request\"", "\"response\""));
        return forms;
    }

    private static String encrypted(AesPayloadCodec codec, String json) {
        return new String(codec.encode(json.getBytes(UTF_8)), UTF_8);
    }

    @ParameterizedTest
    @MethodSource("calling")
    void theSampleOfTheContractIsReadInEveryForm(EnkashOperation operation) {
        var wire = WIRES.get(operation);
        forms().forEach((name, form) -> {
            var reference = "REF-" + name.replaceAll("\\W", "-");
            server.next(RawServer.json(form.apply(wire.payload().replace(REFERENCE, reference))));

            var exchange = send(operation, reference);

            assertThat(exchange.getException()).as(name).isNull();
            var calls = server.calls();
            assertThat(calls.get(calls.size() - 1).line())
                    .isEqualTo(wire.line().replace(REFERENCE, reference) + " HTTP/1.1");
            var answer = exchange.getMessage().getBody();
            if (answer instanceof String text) {
                assertThat(text).as(name).endsWith((String) wire.value());
            } else {
                var expected = wire.value().equals(REFERENCE) ? reference : wire.value();
                assertThat(((Data) first(answer)).toMap()).as(name).containsEntry(wire.member(), expected);
            }
        });
        assertThat(server.calls()).as("one call each").hasSize(forms().size());
    }

    /** §14 row 4: only a 2xx with code 0 is a success. */
    @ParameterizedTest
    @MethodSource("calling")
    void aNoInA200IsANo(EnkashOperation operation) {
        server.always(
                RawServer.json("{\"response_code\":1,\"response_message\":\"Insufficient balance in card account\","
                        + "\"payload\":\"Insufficient balance in card account\"}"));

        var exchange = send(operation, "REF-NO");

        if (operation == EnkashOperation.bulkAllocate) {
            // A no to many rows says of none of them that it did not move; each is looked up, here in vain.
            assertThat(((Data) first(exchange.getMessage().getBody())).toMap())
                    .containsEntry("outcome", "UNKNOWN")
                    .hasEntrySatisfying(
                            "reason", reason -> assertThat((String) reason).contains("Insufficient balance"));
        } else {
            assertThat(Enkash.failure(exchange, RejectedException.class))
                    .hasMessageContaining("Insufficient balance in card account");
        }
    }

    /** §14 row 4: without any code nothing is known, and for what changes something that is more than an error. */
    @ParameterizedTest
    @MethodSource("calling")
    void anAnswerWithoutACodeIsNoAnswer(EnkashOperation operation) {
        var wire = WIRES.get(operation);
        server.always(RawServer.json("{\"payload\":" + wire.payload().replace(REFERENCE, "REF-NONE") + "}"));

        var exchange = send(operation, "REF-NONE");

        if (operation == EnkashOperation.bulkAllocate) {
            assertThat(((Data) first(exchange.getMessage().getBody())).toMap()).containsEntry("outcome", "UNKNOWN");
        } else {
            var changes = List.of("addToCart", "updateCart", "createEvent", "updateEvent");
            Class<? extends EnkashException> expected = operation.movesValue() || changes.contains(operation.name())
                    ? OutcomeUnknownException.class
                    : UndecodableException.class;
            Enkash.failure(exchange, expected);
        }
    }

    /** The offline EnKash answers every one of them, so each can be tried without an account. */
    @Test
    void theSandboxHasEveryCall() {
        var sandbox = Stream.of(Operation.values())
                .map(call -> call.method() + " " + call.path())
                .toList();
        for (var operation : calling()) {
            var call =
                    operation.performer().declaration(new EnkashConfiguration()).orElseThrow();
            // No page states these two paths; the sandbox has its own.
            var path = call.path() != null
                    ? call.path().replaceAll("\\{\\w+}", "{}")
                    : operation == EnkashOperation.catalog ? "/sandbox/catalog" : "/sandbox/product/{}";
            assertThat(sandbox).as("%s", operation).contains(call.method() + " " + path);
        }
    }

    private Exchange send(EnkashOperation operation, String reference) {
        var wire = WIRES.get(operation);
        return enkash.send("enkash:" + operation + wire.options(), renamed(wire.body(), reference));
    }

    /** The body with this reference. */
    private static Object renamed(Object body, String reference) {
        if (body instanceof Map<?, ?> map) {
            var renamed = new LinkedHashMap<Object, Object>();
            map.forEach((name, value) -> renamed.put(name, renamed(value, reference)));
            return renamed;
        }
        if (body instanceof List<?> list) {
            var renamed = new ArrayList<Object>();
            list.forEach(element -> renamed.add(renamed(element, reference)));
            return renamed;
        }
        return REFERENCE.equals(body) ? reference : body;
    }

    private static Object first(Object answer) {
        return answer instanceof List<?> list ? list.get(0) : answer;
    }
}

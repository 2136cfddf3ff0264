package io.github.camelenkash.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.AddToCartCall;
import io.github.camelenkash.api.AllocateCoinsCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Cart;
import io.github.camelenkash.api.CartCall;
import io.github.camelenkash.api.CatalogCall;
import io.github.camelenkash.api.CoinBalanceCall;
import io.github.camelenkash.api.CoinEvent;
import io.github.camelenkash.api.CreateEventCall;
import io.github.camelenkash.api.CreateOrderCall;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.DenominationsCall;
import io.github.camelenkash.api.EventCall;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.OrderCall;
import io.github.camelenkash.api.OrderMethod;
import io.github.camelenkash.api.OrdersCall;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.Product;
import io.github.camelenkash.api.ProductCall;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.Reading;
import io.github.camelenkash.api.ReferenceField;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.api.UpdateCartCall;
import io.github.camelenkash.api.UpdateEventCall;
import io.github.camelenkash.api.VoucherOrder;
import io.github.camelenkash.ledger.TestPermit;
import io.github.camelenkash.testing.RawServer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redemption (§10) and point management (§11) as they travel: requests, the published answers, and the odd ones. */
@Timeout(60)
class RedemptionCallsTest {

    private static final String PRODUCT = "{\"payload\":{\"productCatalogId\":\"PC10DEMO\",\"brand\":\"Demo Books\","
            + "\"aggregator\":\"REWARD_STORE\",\"category\":\"Books\",\"images\":{\"BRAND_IMAGE\":"
            + "\"https://img.example.com/b.png\"},\"description\":\"Gift voucher\",\"configResponses\":"
            + "[{\"productConfigId\":\"PCN1DEMO\",\"mrp\":500.00,\"sellRate\":490.00,\"enkashDiscount\":2.00,"
            + "\"maxQuantity\":5,\"customAmountEnabled\":false}],\"enabled\":true,\"rank\":1,\"termsAndCondition\":\"t\","
            + "\"howToRedeem\":\"h\",\"expiryPeriod\":12,\"active\":true,\"enkashImages\":{},\"discount\":2},"
            + "\"response_code\":0,\"response_message\":\"Success\"}";
    private static final String ORDER = "{\"paylod\":{\"orderId\":\"OR10DEMO\",\"paymentStatus\":\"SUCCESS\","
            + "\"orderStatus\":\"SUCCESS\",\"totalQuantity\":1,\"totalAmount\":500.00,\"orderAmount\":490.00,"
            + "\"paidAmount\":490.00,\"partnerOrderReferenceId\":\"PO-7001\",\"voucherDetailsList\":"
            + "[{\"cardNumber\":\"7000000000000001\",\"pin\":\"0000\",\"expiryDate\":\"2032-12-31T23:59:59\"}]},"
            + "\"response_message\":\"Success\",\"response_code\":\"0\"}";
    private static final String EVENT = "{\"payload\":{\"coinConfigId\":\"WCC00DEMO\",\"configuration\":\"CUSTOM\","
            + "\"event\":\"WORK_ANNIVERSARY\",\"amount\":10},\"response_code\":0,\"response_message\":\"Success\"}";

    private final RawServer server = RawServer.start();
    private EnkashClient client = Demo.client(server);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    static Stream<Arguments> calls() {
        var items = Map.of("PCN1DEMO", 2);
        return Stream.of(
                read(new DenominationsCall(), "PC10DEMO", "GET /api/v0/partner/search-config/PC10DEMO", ""),
                read(new DenominationsCall(), "a b/ü?", "GET /api/v0/partner/search-config/a%20b%2F%C3%BC%3F", ""),
                read(new CartCall(), null, "GET /api/v0/cart?product=VOUCHER", ""),
                read(
                        new AddToCartCall(),
                        Map.of("productCatalogId", "PC10DEMO", "items", items),
                        "POST /api/v0/cart?product=VOUCHER",
                        "{\"productCatalogId\":\"PC10DEMO\",\"items\":{\"PCN1DEMO\":{\"quantity\":2,"
                                + "\"description\":\"\"}}}"),
                read(
                        new UpdateCartCall(),
                        Map.of("cartId", 7, "items", Map.of("PCN1DEMO", Map.of("quantity", "0", "description", "x"))),
                        "PATCH /api/v0/cart?product=VOUCHER",
                        "{\"cartId\":7,\"items\":{\"PCN1DEMO\":{\"quantity\":0,\"description\":\"x\"}}}"),
                read(
                        new OrdersCall(),
                        Map.of("limit", 5, "brand", List.of("Demo Books")),
                        "POST /api/v0/partner/search-order?limit=5&offset=0",
                        "{\"companyId\":\"CEK4DEMO77\",\"brand\":[\"Demo Books\"]}"),
                read(new OrderCall(OrderMethod.GET), "PO-7001", "GET /api/v0/partner/fetch-order-details/PO-7001", ""),
                read(
                        new OrderCall(OrderMethod.POST),
                        Map.of("orderReferenceId", "PO-7001"),
                        "POST /api/v0/order/orderDetails",
                        "{\"orderId\":\"PO-7001\"}"),
                call(
                        "createOrder",
                        c -> c.send(new CreateOrderCall(), order("PO-7001"), TestPermit.open()),
                        "POST /api/v0/partner/create-order",
                        "{\"denomination\":500,\"orderReferenceId\":\"PO-7001\",\"productCatalogId\":\"PC10DEMO\","
                                + "\"quantity\":2}"),
                read(
                        new CreateEventCall(),
                        Map.of("configuration", "CUSTOM", "event", "WORK_ANNIVERSARY", "amount", "10"),
                        "POST /api/v0/enkash-coins/create-coins-config",
                        "{\"companyId\":\"CEK4DEMO77\",\"configuration\":\"CUSTOM\",\"event\":\"WORK_ANNIVERSARY\","
                                + "\"amount\":10}"),
                read(new EventCall(), "WCC00DEMO", "GET /api/v0/enkash-coins/WCC00DEMO", ""),
                read(
                        new UpdateEventCall(),
                        Map.of("coinConfigId", "WCC00DEMO", "amount", 25, "companyId", "STRANGER"),
                        "PATCH /api/v0/enkash-coins/WCC00DEMO",
                        "{\"companyId\":\"CEK4DEMO77\",\"amount\":25}"),
                call(
                        "allocateCoins",
                        c -> c.send(new AllocateCoinsCall(), coins("RQ-1"), TestPermit.open()),
                        "POST /api/v0/enkash-coins/allocate-coin",
                        "{\"companyId\":\"CEK4DEMO77\",\"event\":\"WORK_ANNIVERSARY\",\"requestId\":\"RQ-1\","
                                + "\"userId\":\"EK7DEMO1\"}"),
                read(new CoinBalanceCall(), "EK7 DEMO1", "GET /api/v0/coins/balance?userId=EK7%20DEMO1", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void everyCallTravelsAsTheContractSays(String name, Consumer<EnkashClient> call, String line, String body) {
        server.always(RawServer.json(EVENT));
        try {
            call.accept(client);
        } catch (UndecodableException notAnEvent) {
            // What the answers mean is the other tests' business.
        }
        assertThat(server.calls()).hasSize(1);
        var seen = server.calls().get(0);
        assertThat(seen.line()).isEqualTo(line + " HTTP/1.1");
        assertThat(seen.text()).isEqualTo(body);
        assertThat(seen.header("partnerId"))
                .as("not listed on these pages (§4)")
                .isNull();
        assertThat(seen.header("Content-Type")).isEqualTo(body.isEmpty() ? null : "application/json");
        assertThat(seen.header("Authorization")).isEqualTo("Bearer token-1");
    }

    @Test
    void aProductIsReadWithItsDenominations() {
        server.always(RawServer.json(PRODUCT));
        var product = ask(new DenominationsCall(), "PC10DEMO");
        assertThat(product.productCatalogId()).isEqualTo("PC10DEMO");
        assertThat(product.images()).containsEntry("BRAND_IMAGE", "https://img.example.com/b.png");
        assertThat(product.active()).isTrue();
        var value = product.denominations().get(0);
        assertThat(value.productConfigId()).isEqualTo("PCN1DEMO");
        assertThat(value.mrp()).isEqualTo(new BigDecimal("500.00"));
        assertThat(value.customAmountEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[%s]", "{\"recordsCount\":1,\"data\":[%s]}", "%s"})
    void aCatalogueIsReadInAnyShape(String shape) {
        client = Demo.with(server, settings -> settings.pathOverrides(Map.of("catalog", "/found")));
        server.always(RawServer.json("{\"response_code\":0,\"payload\":"
                + shape.formatted("{\"productCatalogId\":\"PC10DEMO\",\"enabled\":\"true\",\"discount\":\"2.5\"}")
                + "}"));
        var products =
                client.read(new CatalogCall(), Input.of(Map.of("brand", "x", "companyId", "no")), Program.reward);
        assertThat(products).extracting(Product::productCatalogId).containsExactly("PC10DEMO");
        assertThat(products.get(0).enabled()).isTrue();
        assertThat(products.get(0).discount()).isEqualByComparingTo("2.5");
        assertThat(server.calls().get(0).text()).isEqualTo("{\"brand\":\"x\"}");
    }

    @Test
    void aCartIsReadWithItsLines() {
        server.always(RawServer.json("{\"response_code\":0,\"payload\":[{\"id\":7,\"ekUserId\":\"EK1\","
                + "\"productCatalogId\":\"PC10DEMO\",\"items\":{\"PCN1DEMO\":{\"mrp\":500,\"quantity\":2,"
                + "\"total\":980.00}},\"totalQuantity\":2,\"totalAmount\":980.50}]}"));
        assertThat(ask(new CartCall(), null)).singleElement().satisfies(cart -> {
            assertThat(cart.cartId()).isEqualTo(7);
            assertThat(cart.totalAmount()).isEqualTo(new BigDecimal("980.50"));
            assertThat(cart.items().get(0).productConfigId()).isEqualTo("PCN1DEMO");
            assertThat(cart.items().get(0).quantity()).isEqualByComparingTo("2");
        });
        server.always(RawServer.json("{\"response_code\":0,\"payload\":null}"));
        assertThat(ask(new CartCall(), null)).isEqualTo(List.<Cart>of());
    }

    @Test
    void anOrderIsReadInTheMisspelledPayloadWithACodeOfText() {
        server.always(RawServer.json(ORDER));
        var order = ask(new OrderCall(OrderMethod.GET), "PO-7001");
        assertThat(order.orderId()).isEqualTo("OR10DEMO");
        assertThat(order.reference()).isEqualTo("PO-7001");
        assertThat(order.totalAmount()).isEqualTo(new BigDecimal("500.00"));
        assertThat(order.vouchers()).singleElement().satisfies(voucher -> {
            assertThat(voucher.cardNumber()).isEqualTo("7000000000000001");
            assertThat(voucher.pin()).isEqualTo("0000");
            assertThat(voucher.expiryDate()).isEqualTo("2032-12-31T23:59:59");
        });
        assertThat(order + " " + order.vouchers())
                .doesNotContain("7000000000000001")
                .doesNotContain("0000,")
                .doesNotContain("pin=0");
        assertThat(ask(new OrderCall(OrderMethod.GET), "PO-OTHER")).isNull();
    }

    @Test
    void noOrderIsNullAndAWrongPathIsAnError() {
        server.next(RawServer.json("{\"response_code\":\"0\",\"paylod\":null}"));
        assertThat(ask(new OrderCall(OrderMethod.GET), "PO-1")).isNull();
        server.next(RawServer.status(404, "{\"response_code\":1,\"response_message\":\"Order not found\"}"));
        assertThat(ask(new OrderCall(OrderMethod.GET), "PO-1")).isNull();
        server.next(RawServer.status(404, "{\"status\":404,\"error\":\"Not Found\",\"path\":\"/x\"}"));
        assertThatThrownBy(() -> ask(new OrderCall(OrderMethod.GET), "PO-1")).isInstanceOf(RejectedException.class);
        server.next(RawServer.status(404, "{\"response_code\":1,\"response_message\":\"no such event\"}"));
        assertThatThrownBy(() -> ask(new EventCall(), "WCC1")).isInstanceOf(RejectedException.class);
    }

    @Test
    void ordersAreReadByTheNamesOfAFetchedOne() {
        server.always(RawServer.json("{\"response_code\":0,\"payload\":{\"recordsCount\":9,\"data\":"
                + "[{\"orderId\":\"OR1\",\"partnerOrderReferenceId\":\"PO-1\"}]}}"));
        assertThat(ask(new OrdersCall(), null))
                .extracting(VoucherOrder::reference)
                .containsExactly("PO-1");
    }

    @Test
    void eventsAndBalancesAreRead() {
        server.always(RawServer.json(EVENT));
        CoinEvent event = ask(new EventCall(), "WCC00DEMO");
        assertThat(event.event()).isEqualTo("WORK_ANNIVERSARY");
        assertThat(event.amount()).isEqualByComparingTo("10");
        server.always(RawServer.json("{\"response_code\":0,\"response_message\":\"Success\",\"payload\":40}"));
        assertThat(ask(new CoinBalanceCall(), "EK1").balance()).isEqualByComparingTo("40");
        server.always(RawServer.json("{\"response_code\":0,\"payload\":\"40.50\"}"));
        assertThat(ask(new CoinBalanceCall(), "EK1").balance()).isEqualByComparingTo("40.5");
        for (var odd : List.of("\"many\"", "{}", "null", "true")) {
            server.always(RawServer.json("{\"response_code\":0,\"payload\":" + odd + "}"));
            assertThatThrownBy(() -> ask(new CoinBalanceCall(), "EK1")).isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void anAcceptedOrderIsPaidOnlyWithItsEchoAndItsStatus() {
        server.next(RawServer.json(ORDER));
        assertThat(send(new CreateOrderCall(), order("PO-7001")))
                .isInstanceOfSatisfying(
                        Answer.Paid.class,
                        paid -> assertThat(paid.accepted().transactionId()).isEqualTo("OR10DEMO"));
        server.next(RawServer.json(ORDER));
        assertThat(send(new CreateOrderCall(), order("PO-1"))).isInstanceOf(Answer.WrongEcho.class);
        server.next(RawServer.json("{\"response_code\":0,\"payload\":\"Order placed\"}"));
        assertThat(send(new CreateOrderCall(), order("PO-1"))).isInstanceOf(Answer.WrongEcho.class);
        server.next(RawServer.json(ORDER.replace("\"orderStatus\":\"SUCCESS\"", "\"orderStatus\":\"PENDING\"")));
        assertThat(send(new CreateOrderCall(), order("PO-7001"))).isInstanceOf(Answer.NoUsableAnswer.class);
    }

    @Test
    void coinsArePaidByCodeZeroBecauseTheAnswerIsOnlyAText() {
        server.next(RawServer.json("{\"response_code\":0,\"payload\":\"Coins allocated\"}"));
        assertThat(send(new AllocateCoinsCall(), coins("RQ-1")))
                .isInstanceOfSatisfying(
                        Answer.Paid.class,
                        paid -> assertThat(paid.accepted().raw()).containsEntry("payload", "Coins allocated"));
        server.next(RawServer.json("{\"response_code\":1,\"response_message\":\"no such event\"}"));
        assertThat(send(new AllocateCoinsCall(), coins("RQ-1"))).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void anOrderIsLookedUpAsItIsFetchedAndCoinsNever() {
        server.next(
                RawServer.json(ORDER),
                RawServer.json(ORDER),
                RawServer.json("{\"response_code\":\"0\",\"paylod\":null}"),
                RawServer.status(404, "{\"response_code\":1,\"response_message\":\"Order not found\"}"),
                RawServer.status(404, "<html>"),
                RawServer.json("{\"response_code\":1,\"response_message\":\"Order not found\"}"),
                RawServer.json("{\"response_code\":0,\"payload\":\"x\"}"));
        assertThat(lookUp("PO-7001")).isInstanceOfSatisfying(LookUp.Found.class, found -> {
            assertThat(found.voucherOrder()).isTrue();
            assertThat(found.transactions().get(0).points()).isEqualByComparingTo("500");
            assertThat(found.transactions().get(0).raw().toString()).doesNotContain("7000000000000001");
        });
        assertThat(lookUp("PO-1")).as("another one's order").isInstanceOf(LookUp.Failed.class);
        assertThat(lookUp("PO-1")).isEqualTo(new LookUp.Empty());
        assertThat(lookUp("PO-1")).isEqualTo(new LookUp.Empty());
        assertThat(lookUp("PO-1")).as("a wrong path").isInstanceOf(LookUp.Failed.class);
        assertThat(lookUp("PO-1")).as("a no may have any reason").isInstanceOf(LookUp.Failed.class);
        assertThat(lookUp("PO-1")).isInstanceOf(LookUp.Failed.class);
        assertThat(client.lookUp(Kind.coins, "CEK4DEMO77", "RQ-1")).isEqualTo(new LookUp.Impossible());
        assertThat(server.calls()).hasSize(7).allSatisfy(seen -> assertThat(seen.line())
                .startsWith("GET /api/v0/partner/fetch-order-details/PO-"));
    }

    @Test
    void aChangeIsNotRepeatedAndSaysThatItMayHaveBeenDone() {
        var cart = Input.of(Map.of("productCatalogId", "PC1", "items", Map.of("PCN1", 1)));
        server.next(RawServer.status(503, "", "Retry-After: 0"));
        assertThatThrownBy(() -> client.read(new AddToCartCall(), cart, Program.reward))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("look before you send it again");
        server.next(RawServer.cut());
        assertThatThrownBy(() -> client.read(new AddToCartCall(), cart, Program.reward))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(server.calls()).hasSize(2);
        server.next(RawServer.status(401, ""), RawServer.json("{\"response_code\":0,\"payload\":[]}"));
        assertThat(client.read(new AddToCartCall(), cart, Program.reward)).isEmpty();
    }

    @Test
    void anAcceptedChangeIsNoFailureBecauseItsAnswerIsATextOrNothing() {
        for (var odd : List.of("\"Done\"", "null", "7")) {
            server.always(RawServer.json("{\"response_code\":0,\"payload\":" + odd + "}"));
            assertThat(client.read(
                            new CreateEventCall(),
                            Input.of(Map.of("configuration", "CUSTOM", "event", "E", "amount", 1)),
                            Program.reward))
                    .isEqualTo(new CoinEvent(null, null, null, null, Map.of()));
            assertThat(client.read(
                            new AddToCartCall(),
                            Input.of(Map.of("productCatalogId", "PC1", "items", Map.of("PCN1", 1))),
                            Program.reward))
                    .isEmpty();
            assertThatThrownBy(() -> ask(new EventCall(), "WCC1")).isInstanceOf(UndecodableException.class);
        }
    }

    @Test
    void pathsThatNoPageStatesAreAskedForByName() {
        assertThatThrownBy(() -> ask(new CatalogCall(), null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("pathOverrides: catalog=");
        assertThatThrownBy(() -> ask(new ProductCall(), "PC1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("pathOverrides: product=")
                .hasMessageContaining("{productCatalogId}");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aReplacedPathMayHaveTheVariablesOfItsOperationOnly() {
        client = Demo.with(
                server,
                settings -> settings.pathOverrides(
                        Map.of("product", "/p/{productCatalogId}/details?x=1", "event", "/e/{userId}")));
        server.always(RawServer.json(PRODUCT));
        assertThat(ask(new ProductCall(), "a/../b$1").productCatalogId()).isEqualTo("PC10DEMO");
        assertThat(server.calls().get(0).line()).isEqualTo("GET /p/a%2F..%2Fb%241/details?x=1 HTTP/1.1");
        assertThatThrownBy(() -> ask(new ProductCall(), ".."))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("productCatalogId");
        assertThatThrownBy(() -> ask(new EventCall(), "WCC1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("{userId}")
                .hasMessageContaining("{coinConfigId}");
    }

    @Test
    void redemptionCanHaveALoginOfItsOwnWithATokenOfItsOwn() {
        var own = new Credentials("market", "market-password", "MARKET", "market-secret");
        client = Demo.with(
                server,
                settings -> settings.marketplace(
                        new MarketplaceSettings(own, server.url() + "/market/oauth/token", false, null, null)));
        server.nextToken(
                RawServer.json("{\"access_token\":\"of-the-market\",\"expires_in\":86399}"),
                RawServer.json("{\"access_token\":\"of-the-core\",\"expires_in\":86399}"));
        server.always(RawServer.json("{\"response_code\":0,\"payload\":40}"));
        client.lookUp(Kind.orders, "x", "PO-1");
        client.logIn(Kind.orders);
        ask(new CoinBalanceCall(), "EK1");
        client.logIn(Kind.coins);
        client.lookUp(Kind.orders, "x", "PO-1");
        assertThat(server.calls())
                .extracting(seen -> seen.header("Authorization"))
                .containsExactly("Bearer of-the-market", "Bearer of-the-core", "Bearer of-the-market");
        assertThat(server.tokenCalls()).hasSize(2);
        assertThat(server.tokenCalls().get(0).line()).isEqualTo("POST /market/oauth/token HTTP/1.1");
        assertThat(server.tokenCalls().get(0).text()).contains("username=market&password=market-password");
    }

    @Test
    void aRefusedLoginOfRedemptionIsNotTriedAgainAndLeavesTheMainOneAlone() {
        var own = new Credentials("market", "wrong", "MARKET", "market-secret");
        client = Demo.with(
                server, settings -> settings.marketplace(new MarketplaceSettings(own, null, false, null, null)));
        server.nextToken(RawServer.status(401, "{}"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> ask(new CartCall(), null)).isInstanceOf(CredentialsException.class);
        }
        assertThat(server.tokenCalls()).hasSize(1);
        server.always(RawServer.json("{\"response_code\":0,\"payload\":40}"));
        assertThat(ask(new CoinBalanceCall(), "EK1").balance()).isEqualByComparingTo("40");
    }

    @Test
    void encryptionIsSwitchedForEachProductAlone() {
        var codec = AesPayloadCodec.of("market-secret");
        client = Demo.with(server, settings -> settings.encryptRequests(true)
                .marketplace(new MarketplaceSettings(null, null, true, codec, null)));
        server.always(RawServer.json(EVENT));
        send(new CreateOrderCall(), order("PO-1"));
        send(new AllocateCoinsCall(), coins("RQ-1"));
        assertThat(server.calls().get(0).text()).startsWith("{\"request\":");
        assertThat(new String(codec.decode(server.calls().get(0).body()))).contains("PO-1");
        assertThat(server.calls().get(1).text()).startsWith("{\"companyId\":");

        client = Demo.with(server, settings -> settings.encryptCoins(true));
        send(new AllocateCoinsCall(), coins("RQ-1"));
        send(new CreateOrderCall(), order("PO-1"));
        assertThat(server.calls().get(2).text()).startsWith("{\"request\":");
        assertThat(server.calls().get(3).text()).startsWith("{\"denomination\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", ".", "a;b", "50%", "a\\b"})
    void aReferenceThatCouldNeverBeLookedUpIsRefused(String reference) {
        assertThatThrownBy(() -> order(reference))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("path");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        refused(new DenominationsCall(), Map.of(), "productCatalogId");
        refused(new OrderCall(OrderMethod.GET), Map.of(), "orderReferenceId");
        refused(new AddToCartCall(), Map.of("productCatalogId", "PC1"), "items");
        refused(new AddToCartCall(), Map.of("productCatalogId", "PC1", "items", Map.of("PCN1", 1.5)), "items");
        refused(new UpdateCartCall(), Map.of("items", Map.of("PCN1", 1)), "cartId");
        refused(new OrdersCall(), Map.of("limit", "-1"), "limit");
        refused(new CreateEventCall(), Map.of("event", "E", "amount", 1), "configuration");
        refused(new CreateEventCall(), Map.of("configuration", "CUSTOM", "event", "E", "amount", 1.5), "amount");
        refused(new UpdateEventCall(), Map.of("coinConfigId", "WCC1"), "amount");
        refused(new EventCall(), Map.of(), "coinConfigId");
        refused(new CoinBalanceCall(), Map.of(), "userId");
        for (var wrong : List.of(
                Map.of("productCatalogId", "PC1", "quantity", 1),
                Map.of("denomination", 500, "quantity", 1),
                Map.of("denomination", 500, "productCatalogId", "PC1"),
                Map.of("denomination", 500, "productCatalogId", "PC1", "quantity", 0),
                Map.of("denomination", "5e2", "productCatalogId", "PC1", "quantity", 1))) {
            assertThatThrownBy(() -> order(new CreateOrderCall(), Input.of(new java.util.HashMap<>(wrong))))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(server.requests()).isEmpty();
    }

    private void refused(Reading<?> call, Map<String, Object> fields, String field) {
        assertThatThrownBy(() -> client.read(call, Input.of(fields), Program.reward))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> assertThat(e.getField())
                        .isEqualTo(field));
    }

    private <A> A ask(Reading<A> call, String text) {
        return client.read(call, text == null ? Input.nothing() : Input.of(text), Program.reward);
    }

    private Answer send(Moving call, io.github.camelenkash.api.Order order) {
        return client.send(call, order, TestPermit.open());
    }

    private LookUp lookUp(String reference) {
        return client.lookUp(Kind.orders, "CEK4DEMO77", reference);
    }

    private static io.github.camelenkash.api.Order order(String reference) {
        return order(
                new CreateOrderCall(),
                Input.of(Map.of(
                        "productCatalogId",
                        "PC10DEMO",
                        "denomination",
                        "500.00",
                        "quantity",
                        2,
                        "reference",
                        reference)));
    }

    private static io.github.camelenkash.api.Order coins(String requestId) {
        return order(
                new AllocateCoinsCall(),
                Input.of(Map.of("requestId", requestId, "event", "WORK_ANNIVERSARY", "userId", "EK7DEMO1")));
    }

    private static io.github.camelenkash.api.Order order(Moving call, Input input) {
        return call.order(input, Demo.ONBOARDING, Program.reward, ReferenceField.both);
    }

    @SuppressWarnings("unchecked") // a map of the test's own
    private static Arguments read(Reading<?> call, Object body, String line, String sent) {
        var input = body == null
                ? Input.nothing()
                : body instanceof String text ? Input.of(text) : Input.of((Map<String, Object>) body);
        return call(call.operation(), client -> client.read(call, input, Program.reward), line, sent);
    }

    private static Arguments call(String name, Consumer<EnkashClient> call, String line, String body) {
        return Arguments.of(name, call, line, body);
    }
}

package io.github.camelenkash.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.CardCall;
import io.github.camelenkash.api.CardsCall;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.Onboarding;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.Reading;
import io.github.camelenkash.api.ReferenceField;
import io.github.camelenkash.api.Request;
import io.github.camelenkash.api.SsoCall;
import io.github.camelenkash.api.SsoPage;
import io.github.camelenkash.api.TransactionCall;
import io.github.camelenkash.api.TransactionsCall;
import io.github.camelenkash.api.UnallocateCall;
import io.github.camelenkash.ledger.TestPermit;
import io.github.camelenkash.testing.RawServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every declared call as it travels: request line, headers, and the body before and after encryption. */
@Timeout(60)
class DeclaredCallsTest {

    private static final String CARD = "/api/v0/partner/enKashCard/";
    private static final String ACCOUNT = "\"companyId\":\"CEK4DEMO77\",\"cardAccountId\":\"CA9DEMO1\"";

    private final RawServer server =
            RawServer.start().always(RawServer.json("{\"code\":0,\"message\":\"ok\",\"payload\":{\"token\":\"t\"}}"));

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                call(
                        "balance",
                        client -> client.read(new BalanceCall(), Input.nothing(), Program.reward),
                        CARD + "cardAccount/get",
                        "{" + ACCOUNT + "}"),
                call(
                        "balance of the incentive account",
                        client -> client.read(new BalanceCall(), Input.nothing(), Program.incentive),
                        CARD + "cardAccount/get",
                        "{\"companyId\":\"CEK4DEMO77\",\"cardAccountId\":\"CA9DEMO2\"}"),
                call(
                        "cards",
                        client -> client.read(new CardsCall(), Input.nothing(), Program.reward),
                        CARD + "search",
                        "{" + ACCOUNT + "}"),
                call(
                        "card",
                        client -> client.read(new CardCall(), Input.of("EKC5DEMO3X"), Program.reward),
                        CARD + "search",
                        "{" + ACCOUNT + ",\"enKashCardId\":\"EKC5DEMO3X\"}"),
                call(
                        "transactions",
                        client -> client.read(
                                new TransactionsCall(), Input.of(Map.of("status", "CREATED")), Program.reward),
                        CARD + "transaction/all",
                        "{" + ACCOUNT + ",\"status\":\"CREATED\"}"),
                call(
                        "transaction",
                        client -> client.read(new TransactionCall(), Input.of("HR-1"), Program.reward),
                        CARD + "transaction/all",
                        "{" + ACCOUNT + ",\"pgReferenceNumber\":\"HR-1\"}"),
                call(
                        "look-up of one reference",
                        client -> client.lookUp(Kind.points, "CA9DEMO1", "HR-1"),
                        CARD + "transaction/all",
                        "{" + ACCOUNT + ",\"pgReferenceNumber\":\"HR-1\"}"),
                call(
                        "sso",
                        client -> client.read(
                                new SsoCall(SsoPage.employee_rewards), Input.of("EKC5DEMO3X"), Program.reward),
                        CARD + "sso-token",
                        "{" + ACCOUNT + ",\"enkashCardId\":\"EKC5DEMO3X\"}"),
                call(
                        "allocate",
                        client -> client.send(new AllocateCall(), Demo.order(), TestPermit.open()),
                        CARD + "create-allocate-points",
                        "{" + ACCOUNT + ",\"transactionCode\":\"ALLOCATION\",\"transactionType\":\"CR\","
                                + "\"type\":\"ALLOCATE_POINT\",\"email\":\"asha.demo@example.com\","
                                + "\"mobile\":\"9000000123\",\"title\":\"Ms\",\"firstName\":\"Asha\",\"gender\":\"F\","
                                + "\"loadAmount\":250.50,\"uniqueReferenceNumber\":\"HR-2031-000017\","
                                + "\"uniqueReferenceNum\":\"HR-2031-000017\"}"),
                call(
                        "unallocate",
                        client -> client.send(new UnallocateCall(), takeBack(), TestPermit.open()),
                        CARD + "create-allocate-points",
                        "{" + ACCOUNT + ",\"transactionCode\":\"ALLOCATION\",\"transactionType\":\"DR\","
                                + "\"type\":\"UNALLOCATE_POINT\",\"loadAmount\":100,"
                                + "\"uniqueReferenceNumber\":\"HR-2\",\"uniqueReferenceNum\":\"HR-2\","
                                + "\"enkashCardId\":\"EKC5DEMO3X\"}"),
                call(
                        "bulkAllocate",
                        client -> client.send(new BulkAllocateCall(), Demo.chunk(), false, TestPermit.open()),
                        CARD + "bulk-create-allocate-points-json?companyId=CEK4DEMO77&cardAccountId=CA9DEMO1"
                                + "&isPointsAllocation=false",
                        "[{\"title\":\"Mr\",\"name\":\"Ravi Demo\",\"email\":\"ravi9000000124@example.com\","
                                + "\"mobile\":\"9000000124\",\"loadAmount\":100,"
                                + "\"uniqueReferenceNumber\":\"HR-2031-000018\"},"
                                + "{\"title\":\"Mr\",\"name\":\"Ravi Demo\",\"email\":\"ravi9000000125@example.com\","
                                + "\"mobile\":\"9000000125\",\"loadAmount\":100,"
                                + "\"uniqueReferenceNumber\":\"HR-2031-000019\"}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void everyCallTravelsAsTheContractSays(String name, Consumer<EnkashClient> call, String line, String body) {
        try (var client = Demo.client(server)) {
            call.accept(client);
        }
        var seen = server.calls();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).line()).isEqualTo("POST " + line + " HTTP/1.1");
        assertThat(seen.get(0).text()).isEqualTo(body);
        assertThat(seen.get(0).headers())
                .containsExactly(
                        "Host: 127.0.0.1:" + server.port(),
                        "partnerId: CRMDEMO001",
                        "Authorization: Bearer token-1",
                        "Content-Type: application/json",
                        "Content-Length: " + body.getBytes(UTF_8).length,
                        "Accept: application/json",
                        "User-Agent: " + Product.USER_AGENT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void everyCallIsTheSameInsideItsEncryption(String name, Consumer<EnkashClient> call, String line, String body) {
        try (var client =
                EnkashClient.create(Demo.settings(server).encryptRequests(true).build())) {
            call.accept(client);
        }
        var seen = server.calls().get(0);
        assertThat(seen.line()).isEqualTo("POST " + line + " HTTP/1.1");
        assertThat(seen.text()).matches("\\{\"request\":\"[A-Za-z0-9+/]+=*\"}").doesNotContain("CEK4DEMO77");
        assertThat(AesPayloadCodec.of(Demo.SECRET).decode(seen.body()))
                .asString(UTF_8)
                .isEqualTo(body);
    }

    @Test
    void aCodecOfTheUsersOwnMakesTheWholeBody() {
        PayloadCodec backwards = new PayloadCodec() {
            @Override
            public byte[] encode(byte[] json) {
                return new StringBuilder(new String(json, UTF_8))
                        .reverse()
                        .toString()
                        .getBytes(UTF_8);
            }

            @Override
            public byte[] decode(byte[] body) {
                return encode(body);
            }
        };
        server.always(RawServer.json("}}\"77OMED4KEC\":\"dIynapmoc\"{:\"daolyap\",0:\"edoc\"{"));
        try (var client = EnkashClient.create(
                Demo.settings(server).codec(backwards).encryptRequests(true).build())) {
            assertThat(client.read(new BalanceCall(), Input.nothing(), Program.reward)
                            .companyId())
                    .isEqualTo("CEK4DEMO77");
        }
        assertThat(server.calls().get(0).text())
                .isEqualTo("}\"1OMED9AC\":\"dItnuoccAdrac\",\"77OMED4KEC\":\"dIynapmoc\"{");
    }

    @Test
    void aPathInTheBaseUrlIsKeptAndSlashesDoNotDouble() {
        try (var client = EnkashClient.create(
                Demo.settings(server).apiUrl(server.url() + "/gateway//").build())) {
            client.read(new BalanceCall(), Input.nothing(), Program.reward);
        }
        assertThat(server.tokenCalls().get(0).line()).isEqualTo("POST /gateway/oauth/token HTTP/1.1");
        assertThat(server.calls().get(0).line()).isEqualTo("POST /gateway" + CARD + "cardAccount/get HTTP/1.1");
        assertThat(server.calls().get(0).header("partnerId")).isEqualTo("CRMDEMO001");
    }

    @Test
    void queryParametersAreEncodedAndCannotAddOthers() {
        var onboarding = new Onboarding("CRMDEMO001", "CEK 4&x=y#", "CA+9/é", null, null, null);
        try (var client =
                EnkashClient.create(Demo.settings(server).onboarding(onboarding).build())) {
            var row = new BulkAllocateCall()
                    .order(
                            Map.of(
                                    "title",
                                    "Mr",
                                    "name",
                                    "R",
                                    "email",
                                    "r@example.com",
                                    "mobile",
                                    "9000000124",
                                    "loadAmount",
                                    1,
                                    "uniqueReferenceNumber",
                                    "r"),
                            onboarding,
                            Program.reward);
            client.send(new BulkAllocateCall(), java.util.List.of(row), true, TestPermit.open());
        }
        assertThat(server.calls().get(0).line())
                .isEqualTo("POST " + CARD + "bulk-create-allocate-points-json?companyId=CEK%204%26x%3Dy%23"
                        + "&cardAccountId=CA%2B9%2F%C3%A9&isPointsAllocation=true HTTP/1.1");
    }

    @Test
    void callsOfRedemptionGoToTheMarketplaceWithoutPartnerOrContentType() {
        try (var market = RawServer.start();
                var client = EnkashClient.create(
                        Demo.settings(server).marketplaceUrl(market.url() + "/").build())) {
            client.read(new MarketCall("/api/v0/cart"), Input.nothing(), Program.reward);
            assertThat(market.calls().get(0).line()).isEqualTo("GET /api/v0/cart?product=VOUCHER HTTP/1.1");
            assertThat(market.calls().get(0).headers())
                    .containsExactly(
                            "Host: 127.0.0.1:" + market.port(),
                            "Authorization: Bearer token-1",
                            "Accept: application/json",
                            "User-Agent: " + Product.USER_AGENT);
            assertThat(market.tokenCalls()).isEmpty();
        }
    }

    @Test
    void anAddressThatIsMissingIsNamedByItsOption() {
        try (var client =
                EnkashClient.create(Demo.settings(server).marketplaceUrl(null).build())) {
            assertThatThrownBy(() -> client.read(new MarketCall("/x"), Input.nothing(), Program.reward))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("marketplaceUrl");
            assertThatThrownBy(() -> client.read(new MarketCall(null), Input.nothing(), Program.reward))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("pathOverrides")
                    .hasMessageContaining("market");
        }
        try (var client = EnkashClient.create(Demo.settings(server)
                .onboarding(new Onboarding(null, "CEK4DEMO77", "CA9DEMO1", null, null, null))
                .build())) {
            assertThatThrownBy(() -> client.read(new BalanceCall(), Input.nothing(), Program.reward))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("partnerId");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aPathThatWasReplacedIsUsedForItsOperationOnly() {
        try (var client = EnkashClient.create(Demo.settings(server)
                .pathOverrides(Map.of("allocate", CARD + "points/allocate", "market", "/found", "transaction", "/one"))
                .build())) {
            client.send(new AllocateCall(), Demo.order(), TestPermit.open());
            client.send(new UnallocateCall(), takeBack(), TestPermit.open());
            client.read(new MarketCall(null), Input.nothing(), Program.reward);
            client.lookUp(Kind.points, "CA9DEMO1", "HR-1");
        }
        assertThat(server.calls())
                .extracting(RawServer.Seen::line)
                .containsExactly(
                        "POST " + CARD + "points/allocate HTTP/1.1",
                        "POST " + CARD + "create-allocate-points HTTP/1.1",
                        "GET /found?product=VOUCHER HTTP/1.1",
                        "POST /one HTTP/1.1");
        assertThat(server.calls().get(3).header("partnerId"))
                .as("a core call stays one wherever its path leads")
                .isEqualTo("CRMDEMO001");
    }

    private static io.github.camelenkash.api.Order takeBack() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("cardId", "EKC5DEMO3X");
        fields.put("points", "100");
        fields.put("reference", "HR-2");
        var order = new UnallocateCall().order(Input.of(fields), Demo.ONBOARDING, Program.reward, ReferenceField.both);
        assertThat(order.direction()).isEqualTo(Direction.DR);
        return order;
    }

    private static Arguments call(String name, Consumer<EnkashClient> call, String line, String body) {
        return Arguments.of(name, call, line, body);
    }

    /** A call of redemption as §10 declares them. */
    private record MarketCall(String path) implements Reading<JsonNode> {

        @Override
        public String operation() {
            return "market";
        }

        @Override
        public String section() {
            return "10";
        }

        @Override
        public Request request(Input input, Onboarding onboarding, Program program) {
            return new Request(Request.Method.GET, Request.Host.MARKETPLACE, path, Map.of("product", "VOUCHER"), null);
        }

        @Override
        public JsonNode answer(JsonNode payload, Input input, Onboarding onboarding) {
            return payload == null ? JsonNodeFactory.instance.nullNode() : payload;
        }
    }
}

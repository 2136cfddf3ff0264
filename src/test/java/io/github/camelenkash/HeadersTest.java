package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.testing.RawServer;
import io.github.camelenkash.testing.RawServer.Seen;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an outside message's headers can do: nothing, but for the two that are documented. The family of CVE-2025-27636
 * got in through letter case, so every name is tried in several.
 */
class HeadersTest {

    /** What a stranger's value would look like on the wire. */
    private static final String EVIL = "evil-1";

    /** Names that mean something to us, to EnKash, to HTTP or to Camel. */
    private static final List<String> NAMES = List.of(
            // ours that are no option
            "Operation",
            "SourceReference",
            "Configuration",
            "Component",
            // fields of requests
            "title",
            "firstName",
            "name",
            "gender",
            "email",
            "mobile",
            "loadAmount",
            "points",
            "amount",
            "reference",
            "uniqueReferenceNumber",
            "uniqueReferenceNum",
            "pgReferenceNumber",
            "enkashCardId",
            "enKashCardId",
            "cardId",
            "remarks",
            "transactionType",
            "type",
            "transactionCode",
            "isPointsAllocation",
            "direction",
            "outcome",
            // HTTP and its neighbours
            "Authorization",
            "Proxy-Authorization",
            "Host",
            "Cookie",
            "Content-Type",
            "Content-Length",
            "Content-Encoding",
            "Transfer-Encoding",
            "Connection",
            "User-Agent",
            "Accept",
            "Accept-Encoding",
            "Expect",
            "X-Forwarded-Host",
            "X-Http-Method-Override",
            "Forwarded",
            "Location",
            "SOAPAction",
            "priority",
            "token",
            "access_token",
            "traceparent",
            // Camel
            "CamelHttpUri",
            "CamelHttpUrl",
            "CamelHttpPath",
            "CamelHttpQuery",
            "CamelHttpRawQuery",
            "CamelHttpMethod",
            "CamelHttpScheme",
            "CamelHttpHost",
            "CamelHttpPort",
            "CamelHttpProtocolVersion",
            "CamelHttpCharacterEncoding",
            "CamelHttpResponseCode",
            "CamelDestinationOverrideUrl",
            "CamelFileName",
            "CamelBeanMethodName",
            "CamelExecCommandExecutable",
            "CamelCharsetName",
            "CamelToEndpoint",
            "CamelRedelivered",
            "CamelSplitIndex",
            "CamelOverruleFileName",
            "CamelJmsDestinationName",
            "JMSMessageID",
            "JMSCorrelationID",
            "kafka.TOPIC",
            "kafka.PARTITION",
            "kafka.OFFSET",
            "kafka.KEY");

    private static final List<String> INPUTS = List.of(EnkashConstants.REFERENCE, EnkashConstants.CARD_ID);

    static Stream<Arguments> operations() {
        return Stream.of(
                Arguments.of("allocate", award("HR-1", 1, 10), 1),
                Arguments.of("unallocate", award("HR-1", 1, 10), 1),
                Arguments.of("allocate?program=incentive", Map.of("cardId", "EKC1", "points", 1, "reference", "R"), 1),
                Arguments.of("bulkAllocate", List.of(award("HR-1", 1, 10), award("HR-2", 2, 20)), 1),
                Arguments.of("balance", null, 1),
                Arguments.of("transactions", Map.of("status", "CREATED"), 1),
                Arguments.of("transaction", "HR-1", 1),
                Arguments.of("cards", null, 1),
                Arguments.of("card", "EKC1", 1),
                Arguments.of("sso", "EKC1", 1),
                Arguments.of("movement", "HR-1", 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void noHeaderChangesWhatIsSent(String operation, Object body, int calls) {
        var undisturbed = requests(operation, body, Map.of());
        assertThat(undisturbed.stream().filter(request -> !request.isTokenCall()))
                .hasSize(calls);

        for (var spelling : spellings()) {
            assertThat(requests(operation, body, evilHeaders(spelling)))
                    .as(spelling)
                    .usingElementComparator((one, other) -> text(one).equals(text(other)) ? 0 : 1)
                    .containsExactlyElementsOf(undisturbed);
        }
    }

    @Test
    void onlyTheHeadersOfTheContractTravel() {
        var requests = requests("allocate", award("HR-1", 1, 10), evilHeaders("as they are"));

        assertThat(requests.stream()
                        .filter(Seen::isTokenCall)
                        .findFirst()
                        .orElseThrow()
                        .headers())
                .extracting(header -> header.substring(0, header.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "Host", "Authorization", "Content-Type", "Content-Length", "Accept", "User-Agent");
        assertThat(requests.get(requests.size() - 1).headers())
                .extracting(header -> header.substring(0, header.indexOf(':')))
                .containsExactlyInAnyOrder(
                        "Host", "partnerId", "Authorization", "Content-Type", "Content-Length", "Accept", "User-Agent");
    }

    @Test
    void aCardInTheHeaderNeverSteersAMovement() {
        var headers = Map.<String, Object>of(EnkashConstants.CARD_ID, "EKCEVIL");

        for (var operation : List.of("allocate", "unallocate", "bulkAllocate")) {
            Object body = award("HR-1", 1, 10);
            var requests = requests(operation, operation.startsWith("bulk") ? List.of(body) : body, headers);
            assertThat(text(requests.get(requests.size() - 1)))
                    .contains("asha1@example.in")
                    .doesNotContain("EKCEVIL");
        }
        // Neither does it stand in for a person who is missing.
        try (var server = server();
                var enkash = Enkash.at(server)) {
            var exchange = enkash.send("enkash:unallocate", Map.of("points", 1, "reference", "HR-1"), headers);
            assertThat(exchange.getException()).hasMessageContaining("'email', 'mobile'");
            assertThat(server.calls()).isEmpty();
        }
    }

    @Test
    void aCardInTheHeaderServesReadsWhereTheBodyNamesNone() {
        for (var spelling : List.of("CamelEnkashCardId", "camelenkashcardid", "CAMELENKASHCARDID")) {
            for (var operation : List.of("card", "sso", "transactions")) {
                var requests = requests(operation, null, Map.of(spelling, "EKC1"));
                assertThat(requests.get(requests.size() - 1).text()).contains("\"EKC1\"");
            }
        }
        for (var operation : List.of("card", "sso")) {
            var requests = requests(operation, "EKC2", Map.of(EnkashConstants.CARD_ID, "EKC1"));
            assertThat(requests.get(requests.size() - 1).text())
                    .contains("EKC2")
                    .doesNotContain("EKC1");
        }
    }

    @Test
    void whatAnEarlierStepWroteIsClearedHoweverItIsSpelled() {
        try (var server = server();
                var enkash = Enkash.at(server)) {
            for (var spelling : spellings()) {
                var stale = new LinkedHashMap<String, Object>();
                outputs().forEach(name -> stale.put(spell(name, spelling), EVIL));

                var read = enkash.send("enkash:cards", null, stale);
                assertThat(read.getMessage().getHeaders()).doesNotContainValue(EVIL);

                var failed = enkash.send("enkash:card", List.of(), stale);
                assertThat(failed.getException()).isNotNull();
                assertThat(failed.getMessage().getHeaders()).doesNotContainValue(EVIL);

                var refused = enkash.send("enkash:allocate", award("HR-1", 1, -1), stale);
                assertThat(refused.getMessage().getHeaders())
                        .doesNotContainValue(EVIL)
                        .isEqualTo(Map.of(EnkashConstants.OUTCOME, "REFUSED"));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void theTwoInputHeadersAreNeverWritten(String operation, Object body, int calls) {
        try (var server = server();
                var enkash = Enkash.at(server)) {
            var without = enkash.send("enkash:" + operation, body);
            assertThat(without.getMessage().getHeaders()).doesNotContainKeys(INPUTS.toArray(String[]::new));

            var with = enkash.send(
                    "enkash:" + operation,
                    body,
                    Map.of(EnkashConstants.REFERENCE, "HR-MINE", EnkashConstants.CARD_ID, "EKC-MINE"));
            assertThat(with.getMessage().getHeader(EnkashConstants.REFERENCE)).isEqualTo("HR-MINE");
            assertThat(with.getMessage().getHeader(EnkashConstants.CARD_ID)).isEqualTo("EKC-MINE");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void nothingOfAnAnswerBecomesAHeaderButWhatIsDocumented(String operation, Object body, int calls) {
        try (var server = server();
                var enkash = Enkash.at(server)) {
            server.always(RawServer.status(
                    200,
                    "{\"code\":0,\"message\":\"Success\",\"CamelHttpUri\":\"x\",\"payload\":{\"CamelEnkashReference\":"
                            + "\"x\",\"CamelToEndpoint\":\"x\",\"pgReferenceNumber\":\"HR-1\",\"recordsCount\":0}}",
                    "CamelToEndpoint: x",
                    "CamelEnkashReference: x",
                    "X-Anything: x"));

            var exchange = enkash.send("enkash:" + operation, body, Map.of("mine", "kept"));

            assertThat(exchange.getMessage().getHeaders()).containsEntry("mine", "kept");
            assertThat(outputs())
                    .containsAll(exchange.getMessage().getHeaders().keySet().stream()
                            .filter(name -> !name.equals("mine"))
                            .toList());
        }
    }

    @Test
    void aHeaderThatIsNoTextIsReadAsOneOrNotAtAll() {
        try (var server = server();
                var enkash = Enkash.at(server)) {
            for (Object value : new Object[] {new StringBuilder("HR-1"), "HR-1".toCharArray(), " HR-1 "}) {
                var headers = Map.of(EnkashConstants.REFERENCE, value);
                var exchange = enkash.send("enkash:movement", null, headers);
                assertThat(exchange.getException()).isNull();
            }
        }
    }

    private static List<Seen> requests(String operation, Object body, Map<String, Object> headers) {
        try (var server = server();
                var enkash = Enkash.at(server)) {
            enkash.with(c -> c.setApiUrl("http://127.0.0.1:" + server.port()));
            enkash.send("enkash:" + operation, body, headers);
            return server.requests();
        }
    }

    private static RawServer server() {
        return RawServer.start().always((request, connection) -> {
            var order = new ObjectMapper().readTree(request.body());
            var payload = request.line().contains("bulk")
                    ? "{\"success\":" + order + "}"
                    : request.line().contains("sso-token")
                            ? "\"sso\""
                            : "{\"data\":[],\"pgReferenceNumber\":"
                                    + order.path("uniqueReferenceNum")
                                            .toString()
                                            .transform(text -> text.isEmpty() ? "null" : text)
                                    + "}";
            return RawServer.json("{\"code\":0,\"payload\":" + payload + "}").play(request, connection);
        });
    }

    /** All of a request but the port, which differs from server to server. */
    private static String text(Seen request) {
        return (request.line() + "\n" + request.headers() + "\n" + request.text())
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1");
    }

    private static Map<String, Object> evilHeaders(String spelling) {
        var headers = new LinkedHashMap<String, Object>();
        var options = Arrays.stream(EnkashConfiguration.class.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(field -> Character.toUpperCase(field.getName().charAt(0))
                        + field.getName().substring(1))
                .toList();
        assertThat(options).contains("CompanyId", "Program");
        for (var name : Stream.concat(NAMES.stream(), options.stream()).toList()) {
            headers.put(spell(name, spelling), EVIL);
            headers.put(spell("CamelEnkash" + name, spelling), EVIL);
            headers.put(spell("Enkash" + name, spelling), EVIL);
        }
        outputs().forEach(name -> headers.put(spell(name, spelling), EVIL));
        // These two are meant to be read; other tests say where.
        INPUTS.forEach(name -> headers.keySet().removeIf(name::equalsIgnoreCase));
        return headers;
    }

    private static List<String> spellings() {
        return List.of("as they are", "lower", "UPPER", "mIXED");
    }

    private static String spell(String name, String spelling) {
        return switch (spelling) {
            case "lower" -> name.toLowerCase(Locale.ROOT);
            case "UPPER" -> name.toUpperCase(Locale.ROOT);
            case "mIXED" -> {
                var mixed = new StringBuilder();
                name.chars()
                        .forEach(c -> mixed.append((char)
                                (mixed.length() % 2 == 0 ? Character.toLowerCase(c) : Character.toUpperCase(c))));
                yield mixed.toString();
            }
            default -> name;
        };
    }

    /** Every header name of the component but the two that are read. */
    private static List<String> outputs() {
        var names = new ArrayList<String>();
        Arrays.stream(EnkashConstants.class.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()) && field.getType() == String.class)
                .forEach(field -> {
                    try {
                        names.add((String) field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                });
        names.removeAll(INPUTS);
        names.remove(EnkashConstants.SOURCE); // an exchange property
        assertThat(names).hasSizeGreaterThan(8).allMatch(name -> name.startsWith("CamelEnkash"));
        return names;
    }

    @Test
    void anExchangeHasNoOtherWayToNameAnOperation() {
        try (var server = server();
                var enkash = Enkash.at(server)) {
            var exchange = enkash.send("enkash:balance", e -> {
                e.getMessage().setBody(award("HR-1", 1, 10));
                e.setProperty("CamelEnkashOperation", "allocate");
                e.setProperty("CamelEnkashReference", "HR-1");
                e.setProperty(Exchange.TO_ENDPOINT, "enkash:allocate");
            });
            assertThat(exchange.getException()).isNull();
            assertThat(server.calls()).allMatch(call -> call.line().contains("cardAccount/get"));
        }
    }
}

package io.github.camelenkash.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BalanceCall;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.CardCall;
import io.github.camelenkash.api.CardsCall;
import io.github.camelenkash.api.CoinEvent;
import io.github.camelenkash.api.CreateEventCall;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.Input;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.OrderCall;
import io.github.camelenkash.api.OrderMethod;
import io.github.camelenkash.api.Program;
import io.github.camelenkash.api.Reading;
import io.github.camelenkash.api.ReferenceField;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.SsoCall;
import io.github.camelenkash.api.SsoPage;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.TransactionsCall;
import io.github.camelenkash.api.UnallocateCall;
import io.github.camelenkash.api.UndecodableException;
import io.github.camelenkash.api.UpdateEventCall;
import io.github.camelenkash.api.VoucherOrder;
import io.github.camelenkash.ledger.TestPermit;
import io.github.camelenkash.testing.RawServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where EnKash's documents contradict themselves: each reading of §14 of the wire contract, one test a row. */
@Timeout(60)
class ReadingsTest {

    private final RawServer server = RawServer.start();
    private EnkashClient client = Demo.client(server);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void row01_bothStylesOfTheEnvelopeAreReadOnEveryCall() {
        answer("{\"code\":0,\"message\":\"ok\",\"payload\":{\"companyId\":\"B\"}}");
        assertThat(balance().companyId()).isEqualTo("B");
        answer("{\"response_code\":0,\"response_message\":\"ok\",\"payload\":{\"companyId\":\"A\"}}");
        assertThat(balance().companyId()).isEqualTo("A");
        answer("{\"code\":0,\"response_code\":0,\"payload\":{\"companyId\":\"C\"}}");
        assertThat(balance().companyId()).isEqualTo("C");
        answer("{\"code\":null,\"response_code\":1,\"response_message\":\"no\"}");
        assertThatThrownBy(this::balance).isInstanceOf(RejectedException.class).hasMessageContaining("no");
        answer(
                "{\"response_code\":0,\"response_message\":\"Success\",\"payload\":{\"pgReferenceNumber\":\"HR-2031-000017\"}}");
        assertThat(allocate()).isInstanceOf(Answer.Paid.class);
    }

    @Test
    void row02_theCodeMayBeANumberOrItsText() {
        answer("{\"response_code\":\"0\",\"payload\":{\"companyId\":\"A\"}}");
        assertThat(balance().companyId()).isEqualTo("A");
        answer("{\"response_code\":\" 1 \",\"response_message\":\"no\"}");
        assertThatThrownBy(this::balance).isInstanceOfSatisfying(RejectedException.class, e -> assertThat(e.getCode())
                .isEqualTo(1));
        answer("{\"response_code\":\"OK\",\"payload\":{}}");
        assertThatThrownBy(this::balance).isInstanceOf(UndecodableException.class);
    }

    @Test
    void row03_thePayloadMayBeSpelledPaylodAndTheRightSpellingWins() {
        answer("{\"code\":0,\"paylod\":{\"companyId\":\"sic\"}}");
        assertThat(balance().companyId()).isEqualTo("sic");
        answer("{\"code\":0,\"payload\":null,\"paylod\":{\"companyId\":\"sic\"}}");
        assertThat(balance().companyId()).isEqualTo("sic");
        answer("{\"paylod\":{\"companyId\":\"sic\"},\"payload\":{\"companyId\":\"right\"},\"code\":0}");
        assertThat(balance().companyId()).isEqualTo("right");
    }

    @Test
    void row04_onlyA2xxWithCode0IsASuccessAndNoCodeIsNoAnswer() {
        answer("{\"code\":1,\"message\":\"Insufficient balance in card account\"}");
        assertThatThrownBy(this::balance).isInstanceOf(RejectedException.class);
        server.next(RawServer.status(422, "{\"code\":0,\"payload\":{}}"));
        assertThatThrownBy(this::balance).isInstanceOf(RejectedException.class);
        answer("{\"payload\":{\"companyId\":\"A\"}}");
        assertThatThrownBy(this::balance).isInstanceOf(UndecodableException.class);
        answer("{\"payload\":{\"pgReferenceNumber\":\"HR-2031-000017\"}}");
        assertThat(allocate()).isInstanceOf(Answer.NoUsableAnswer.class);
    }

    @Test
    void row05_theReferenceIsSentInBothSpellingsOrInTheOneThatIsSet() {
        var spellings = Map.of(
                ReferenceField.both, List.of("uniqueReferenceNumber", "uniqueReferenceNum"),
                ReferenceField.uniqueReferenceNumber, List.of("uniqueReferenceNumber"),
                ReferenceField.uniqueReferenceNum, List.of("uniqueReferenceNum"));
        spellings.forEach((field, names) -> {
            answer(Demo.PAID);
            client.send(new AllocateCall(), Demo.order(field), TestPermit.open());
            for (var name : List.of("uniqueReferenceNumber", "uniqueReferenceNum")) {
                var sent = lastBody().get(name);
                assertThat(sent == null ? null : sent.textValue())
                        .as("%s with %s", name, field)
                        .isEqualTo(names.contains(name) ? "HR-2031-000017" : null);
            }
        });
        client.send(new BulkAllocateCall(), Demo.chunk(), true, TestPermit.open());
        assertThat(lastBody().get(0).has("uniqueReferenceNumber")).isTrue();
        assertThat(lastBody().get(0).has("uniqueReferenceNum")).isFalse();

        for (var echo : List.of("pgReferenceNumber", "uniqueReferenceNumber", "uniqueReferenceNum")) {
            answer("{\"code\":0,\"payload\":{\"" + echo + "\":\"HR-2031-000017\"}}");
            assertThat(allocate()).isInstanceOf(Answer.Paid.class);
        }
    }

    @Test
    void row06_theCardIdIsWrittenAsEachPageSpellsItAndReadInAnyCase() {
        answer("{\"code\":0,\"payload\":{\"enKashCardId\":\"EKC1\"}}");
        assertThat(client.read(new CardCall(), Input.of("EKC1"), Program.reward).cardId())
                .isEqualTo("EKC1");
        assertThat(names()).contains("enKashCardId").doesNotContain("enkashCardId");
        answer("{\"code\":0,\"payload\":[{\"ENKASHCARDID\":\"EKC2\"}]}");
        var found = client.read(new TransactionsCall(), Input.of(Map.of("cardId", "EKC2")), Program.reward);
        assertThat(names()).contains("enKashCardId");
        assertThat(found.get(0).cardId()).isEqualTo("EKC2");
        answer("{\"code\":0,\"payload\":{\"token\":\"t\"}}");
        client.read(new SsoCall(SsoPage.employee_rewards), Input.of("EKC1"), Program.reward);
        assertThat(names()).contains("enkashCardId").doesNotContain("enKashCardId");
        answer(Demo.PAID);
        client.send(new UnallocateCall(), debit(Map.of("enkashCardId", "EKC1")), TestPermit.open());
        assertThat(names()).contains("enkashCardId").doesNotContain("enKashCardId");
    }

    @Test
    void row07_theTransactionIdIsReadUnderAllItsNames() {
        for (var name : List.of(
                "enkashCardTxnId",
                "enkashCardTransactionId",
                "enKashCardTransactionId",
                "enKashTransactionId",
                "ENKASHCARDTXNID")) {
            answer("{\"code\":0,\"payload\":[{\"" + name + "\":\"ECT1\"}]}");
            assertThat(transactions().get(0).transactionId()).as(name).isEqualTo("ECT1");
            answer("{\"code\":0,\"payload\":{\"" + name + "\":\"ECT1\",\"pgReferenceNumber\":\"HR-2031-000017\"}}");
            assertThat(((Answer.Paid) allocate()).accepted().transactionId()).isEqualTo("ECT1");
        }
    }

    @Test
    void row08_everyShapeOfASearchResultBecomesAList() {
        var shapes = new LinkedHashMap<String, Integer>();
        shapes.put("{\"recordsCount\":2,\"data\":[{\"enKashCardId\":\"a\"},{\"enKashCardId\":\"b\"}]}", 2);
        shapes.put("[{\"enKashCardId\":\"a\"},{\"enKashCardId\":\"b\"}]", 2);
        shapes.put("{\"enKashCardId\":\"a\",\"userId\":\"u\"}", 1);
        shapes.put("{\"recordsCount\":0,\"data\":null}", 0);
        shapes.put("[]", 0);
        shapes.put("{}", 0);
        shapes.put("null", 0);
        shapes.forEach((payload, size) -> {
            answer("{\"code\":0,\"payload\":" + payload + "}");
            assertThat(cards()).as(payload).hasSize(size);
        });
        answer("{\"code\":0}");
        assertThat(cards()).isEmpty();
    }

    @Test
    void row09_theCardIdOfASearchIsOptional() {
        answer("{\"code\":0,\"payload\":[]}");
        cards();
        assertThat(names()).containsExactly("companyId", "cardAccountId");
        answer("{\"code\":0,\"payload\":[{\"enKashCardId\":\"a\",\"mobile\":\"9000000123\"}]}");
        assertThat(client.read(new CardCall(), Input.of("9000000123"), Program.incentive)
                        .cardId())
                .isEqualTo("a");
        assertThat(names()).containsExactly("companyId", "cardAccountId");
    }

    @Test
    void row10_aTokenLivesFiveMinutesLessAMarginWhateverExpiresInSaysAndA401GetsANewOne() {
        var clock = new AtomicLong();
        client = new EnkashClient(Demo.settings(server).build(), new InMemoryLoginMemory(), clock::get, Pause.real());
        cards();
        clock.addAndGet(Duration.ofSeconds(269).toNanos());
        cards();
        assertThat(server.tokenCalls()).hasSize(1);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        cards();
        assertThat(server.tokenCalls()).as("although expires_in said 86399").hasSize(2);
        server.next(RawServer.status(401, "{}"));
        cards();
        assertThat(server.tokenCalls()).hasSize(3);
    }

    @Test
    void row11_theTokenIsReadInSnakeCaseAndInCamelCase() {
        for (var answer : List.of(
                "{\"access_token\":\"tok\",\"token_type\":\"bearer\",\"expires_in\":300}",
                "{\"accessToken\":\"tok\",\"tokenType\":\"bearer\",\"expiresIn\":300}")) {
            server.nextToken(RawServer.json(answer));
            client = Demo.client(server);
            cards();
            assertThat(lastCall().header("Authorization")).isEqualTo("Bearer tok");
        }
    }

    @Test
    void row12_theBasicHeaderHoldsClientIdAndClientSecret() {
        client.logIn();
        var basic = server.tokenCalls().get(0).header("Authorization").substring("Basic ".length());
        assertThat(new String(Base64.getDecoder().decode(basic), UTF_8)).isEqualTo("CEK4DEMO77:" + Demo.SECRET);
    }

    @Test
    void row13_theTokenAlwaysFollowsTheWordBearer() {
        cards();
        allocate();
        client.send(new BulkAllocateCall(), Demo.chunk(), true, TestPermit.open());
        assertThat(server.calls()).hasSize(3).allSatisfy(call -> assertThat(call.header("Authorization"))
                .isEqualTo("Bearer token-1"));
    }

    @Test
    void row14_noCookieAndNoPriorityAreSentEvenAfterTheServerSetOne() {
        server.next(RawServer.status(200, "{\"code\":0}", "Set-Cookie: JSESSIONID=1; Path=/", "Set-Cookie: _cfuvid=2"));
        cards();
        cards();
        assertThat(server.requests()).hasSize(3).allSatisfy(call -> {
            assertThat(call.header("Cookie")).isNull();
            assertThat(call.header("priority")).isNull();
        });
    }

    @Test
    void row15_encryptionIsASwitchForRequestsAndDetectedInAnswers() {
        var codec = AesPayloadCodec.of(Demo.SECRET);
        var plain = "{\"code\":0,\"payload\":{\"companyId\":\"A\"}}";
        var encrypted = new String(codec.encode(plain.getBytes(UTF_8)), UTF_8);
        for (boolean encrypt : new boolean[] {true, false}) {
            client = EnkashClient.create(
                    Demo.settings(server).encryptRequests(encrypt).build());
            for (var answer : List.of(plain, encrypted, encrypted.replace("\"request\"", "\"response\""))) {
                answer(answer);
                assertThat(balance().companyId()).isEqualTo("A");
                assertThat(lastCall().text().startsWith("{\"request\":")).isEqualTo(encrypt);
            }
        }
        client = EnkashClient.create(Demo.settings(server)
                .encryptRequests(true)
                .secretKey("another secret")
                .build());
        answer(plain);
        balance();
        assertThat(AesPayloadCodec.of("another secret").decode(lastCall().body()))
                .asString(UTF_8)
                .contains("CEK4DEMO77");
        answer(encrypted);
        assertThatThrownBy(this::balance).isInstanceOf(UndecodableException.class);
    }

    @Test
    void row16_incentivesAreAllocatedOnTheCommonPathUnlessAnotherIsSet() {
        answer(Demo.PAID);
        var order = new AllocateCall()
                .order(Input.of(Demo.request()), Demo.ONBOARDING, Program.incentive, ReferenceField.both);
        client.send(new AllocateCall(), order, TestPermit.open());
        assertThat(lastCall().line()).contains("/api/v0/partner/enKashCard/create-allocate-points ");
        assertThat(lastBody().get("cardAccountId").textValue()).isEqualTo("CA9DEMO2");

        client = EnkashClient.create(Demo.settings(server)
                .pathOverrides(Map.of("allocate", "/api/v0/partner/enKashCard/points/allocate"))
                .build());
        client.send(new AllocateCall(), order, TestPermit.open());
        assertThat(lastCall().line()).contains("/api/v0/partner/enKashCard/points/allocate ");
    }

    @Test
    void row17_companyAndAccountAreAlwaysSentAndThePersonIsOnlyRequiredWithoutACard() {
        client.send(new UnallocateCall(), debit(Map.of("cardId", "EKC1")), TestPermit.open());
        assertThat(names())
                .contains("companyId", "cardAccountId", "enkashCardId")
                .doesNotContain("email", "mobile");

        var withCard = new LinkedHashMap<String, Object>(
                Map.of("cardId", "EKC1", "points", 5, "reference", "HR-9", "mobile", "9000000123"));
        client.send(
                new AllocateCall(),
                new AllocateCall().order(Input.of(withCard), Demo.ONBOARDING, Program.reward, ReferenceField.both),
                TestPermit.open());
        assertThat(names()).contains("companyId", "cardAccountId", "enkashCardId", "mobile");

        assertThatThrownBy(() -> debit(Map.of("mobile", "9000000123")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("email");
        client.send(
                new UnallocateCall(),
                debit(Map.of("mobile", "9000000123", "email", "asha.demo@example.com")),
                TestPermit.open());
        assertThat(names()).doesNotContain("enkashCardId");
    }

    @Test
    void row18_titleAndGenderArePassedOnAsTheyWereGiven() {
        for (var gender : List.of("F", "M", "Female")) {
            for (var title : List.of("Ms", "Mr.", "Mrs")) {
                var request = Demo.request();
                request.put("gender", gender);
                request.put("title", title);
                client.send(new AllocateCall(), order(request), TestPermit.open());
                assertThat(lastBody().get("gender").textValue()).isEqualTo(gender);
                assertThat(lastBody().get("title").textValue()).isEqualTo(title);
            }
        }
    }

    @Test
    void row19_enumerationsAreStrings() {
        allocate();
        for (var name : List.of("transactionCode", "transactionType", "type")) {
            assertThat(lastBody().get(name).isTextual()).as(name).isTrue();
        }
    }

    @Test
    void row20_theSingleCallSendsFirstNameAndBulkSendsNameAndNoNameIsSplit() {
        var request = Demo.request();
        request.put("firstName", "Asha Rani Demo");
        client.send(new AllocateCall(), order(request), TestPermit.open());
        assertThat(lastBody().get("firstName").textValue()).isEqualTo("Asha Rani Demo");
        assertThat(names()).doesNotContain("name");

        var row = new BulkAllocateCall().order(request, Demo.ONBOARDING, Program.reward);
        client.send(new BulkAllocateCall(), List.of(row), true, TestPermit.open());
        assertThat(lastBody().get(0).get("name").textValue()).isEqualTo("Asha Rani Demo");
        assertThat(lastBody().get(0).has("firstName")).isFalse();
    }

    @Test
    void row21_anEchoOfAnotherReferenceIsSurfacedAndNeverRepeated() {
        answer("{\"code\":0,\"payload\":{\"pgReferenceNumber\":\"HR-OTHER\"}}");
        assertThat(allocate()).isInstanceOf(Answer.WrongEcho.class);
        assertThat(server.calls()).hasSize(1);
    }

    @Test
    void row22_theRewardAccountIsTheUnionOfTableAndExampleAndAllOfItIsOptional() {
        answer("{\"response_code\":0,\"payload\":{\"totalCards\":7,\"creditLimit\":0,\"usedCreditLimit\":-1250.75,"
                + "\"primaryEnKashCard\":{\"enKashCardId\":\"EKC1\"}}}");
        var account = balance();
        assertThat(account.totalCards()).isEqualByComparingTo("7");
        assertThat(account.creditLimit()).isEqualByComparingTo("0");
        assertThat(account.usedCreditLimit()).isEqualTo(new BigDecimal("-1250.75"));
        assertThat(account.primaryEnKashCard()).containsEntry("enKashCardId", "EKC1");
        assertThat(account.availableBalance()).isNull();
        answer("{\"response_code\":0,\"payload\":{}}");
        assertThat(balance().companyId()).isNull();
    }

    @Test
    void row23_anOrderIsFetchedByGetWithoutABodyAndTheOlderPostIsAnOption() {
        var order = "{\"paylod\":{\"orderId\":\"OR10DEMO\",\"partnerOrderReferenceId\":\"PO-7001\"},"
                + "\"response_message\":\"Success\",\"response_code\":\"0\"}";
        answer(order);
        assertThat(fetch(OrderMethod.GET).orderId()).isEqualTo("OR10DEMO");
        assertThat(lastCall().line()).isEqualTo("GET /api/v0/partner/fetch-order-details/PO-7001 HTTP/1.1");
        assertThat(lastCall().body()).isEmpty();
        assertThat(lastCall().header("Content-Length")).isNull();

        answer(order);
        assertThat(fetch(OrderMethod.POST).orderId()).isEqualTo("OR10DEMO");
        assertThat(lastCall().line()).isEqualTo("POST /api/v0/order/orderDetails HTTP/1.1");
        assertThat(lastCall().text()).isEqualTo("{\"orderId\":\"PO-7001\"}");
    }

    @Test
    void row24_amountsAreDecimalAndKeepTheCallersScaleInBothDirections() {
        for (var amount : List.of("250", "250.0", "250.00", "0.10", "100000000000000.01")) {
            var request = Demo.request();
            request.put("loadAmount", amount);
            client.send(new AllocateCall(), order(request), TestPermit.open());
            assertThat(lastCall().text()).contains("\"loadAmount\":" + amount + ",");
        }
        for (var amount :
                List.of("1250", "1250.75", "1250.70", "0.1", "12345678901234567890.123456789", "\"1250.50\"")) {
            answer("{\"code\":0,\"payload\":{\"availableBalance\":" + amount + "}}");
            assertThat(balance().availableBalance()).isEqualTo(new BigDecimal(amount.replace("\"", "")));
        }
        answer("{\"code\":0,\"payload\":{\"availableBalance\":1E+3}}");
        assertThat(balance().availableBalance()).isEqualByComparingTo("1000");
    }

    @Test
    void row25_aConfigurationIsPassedOnAndNeverInvented() {
        for (var configuration : List.of("CUSTOM", "DEFAULT", "of tomorrow")) {
            event(new CreateEventCall(), Map.of("configuration", configuration, "event", "E", "amount", 1));
            assertThat(lastBody().get("configuration").textValue()).isEqualTo(configuration);
            event(new UpdateEventCall(), Map.of("coinConfigId", "WCC00DEMO", "configuration", configuration));
            assertThat(lastBody().get("configuration").textValue()).isEqualTo(configuration);
            assertThat(lastCall().line()).startsWith("PATCH /api/v0/enkash-coins/WCC00DEMO ");
            assertThat(lastCall().header("partnerId")).isNull();
        }
        event(new UpdateEventCall(), Map.of("coinConfigId", "WCC00DEMO", "amount", 2));
        assertThat(names()).containsExactly("companyId", "amount");
        assertThatThrownBy(() -> event(new CreateEventCall(), Map.of("event", "E", "amount", 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("configuration");
    }

    @Test
    void row26_unknownNullAndMovedMembersDoNotMatterAndStayReachable() {
        answer("{\"payload\":{\"new\":{\"deep\":[1,2]},\"companyName\":null,\"companyId\":\"A\"},\"extra\":true,"
                + "\"message\":null,\"code\":0}");
        var account = balance();
        assertThat(account.companyId()).isEqualTo("A");
        assertThat(account.companyName()).isNull();
        assertThat(account.raw()).containsEntry("new", Map.of("deep", List.of(1, 2)));
    }

    @Test
    void row27_thereIsNoDefaultHost() {
        assertThatThrownBy(() -> ClientSettings.builder()
                        .onboarding(Demo.ONBOARDING)
                        .credentials(Demo.CREDENTIALS)
                        .build())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("apiUrl");
    }

    @Test
    void row28_aRefusedLoginIsNeverRepeatedByAnyThread() {
        server.alwaysToken(RawServer.status(400, "{\"error\":\"invalid_grant\"}"));
        var refusals = IntStream.range(0, 200)
                .parallel()
                .filter(i -> {
                    try {
                        cards();
                        return false;
                    } catch (CredentialsException e) {
                        return true;
                    }
                })
                .count();
        assertThat(refusals).isEqualTo(200);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void everyRowOfTheSectionHasItsTest() {
        var rows = Arrays.stream(ReadingsTest.class.getDeclaredMethods())
                .map(method -> method.getName())
                .filter(name -> name.matches("row\\d\\d_.*"))
                .map(name -> Integer.valueOf(name.substring(3, 5)));
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 28).boxed().toList());
    }

    private void answer(String json) {
        server.next(RawServer.json(json));
    }

    private Answer allocate() {
        return client.send(new AllocateCall(), Demo.order(), TestPermit.open());
    }

    private RewardAccount balance() {
        return client.read(new BalanceCall(), Input.nothing(), Program.reward);
    }

    private List<Card> cards() {
        return client.read(new CardsCall(), Input.nothing(), Program.reward);
    }

    private List<Transaction> transactions() {
        return client.read(new TransactionsCall(), Input.nothing(), Program.reward);
    }

    private static Order order(Map<String, Object> request) {
        return new AllocateCall().order(Input.of(request), Demo.ONBOARDING, Program.reward, ReferenceField.both);
    }

    private static Order debit(Map<String, Object> who) {
        var request = new LinkedHashMap<String, Object>(who);
        request.put("points", 5);
        request.put("reference", "HR-9");
        return new UnallocateCall().order(Input.of(request), Demo.ONBOARDING, Program.reward, ReferenceField.both);
    }

    private RawServer.Seen lastCall() {
        var calls = server.calls();
        return calls.get(calls.size() - 1);
    }

    private JsonNode lastBody() {
        return Json.read(lastCall().body());
    }

    private List<String> names() {
        return lastBody().properties().stream().map(Map.Entry::getKey).toList();
    }

    private VoucherOrder fetch(OrderMethod method) {
        return client.read(new OrderCall(method), Input.of("PO-7001"), Program.reward);
    }

    private CoinEvent event(Reading<CoinEvent> call, Map<String, Object> fields) {
        return client.read(call, Input.of(fields), Program.reward);
    }
}

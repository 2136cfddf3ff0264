package io.github.camelenkash;

import static io.github.camelenkash.Enkash.answer;
import static io.github.camelenkash.Enkash.award;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.Card;
import io.github.camelenkash.api.Direction;
import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.model.dataformat.JsonLibrary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each operation from the message to the server's books and back: bodies with all their members, and headers. */
class OperationsTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final ObjectMapper json = new ObjectMapper();
    private Sandbox sandbox;
    private Enkash enkash;

    @BeforeEach
    void connect() {
        sandbox = SERVER.sandbox();
        enkash = Enkash.at(sandbox);
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    @Test
    void allocatePaysOnceAndGivesAReceipt() {
        var exchange = enkash.send("enkash:allocate", award("HR-1", 1, "250.50"));

        var receipt = answer(exchange, MovementReceipt.class);
        var card = sandbox.books().cardOf("asha1@example.in");
        assertThat(receipt.reference()).isEqualTo("HR-1");
        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.direction()).isEqualTo(Direction.CR);
        assertThat(receipt.points()).isEqualTo(new BigDecimal("250.50"));
        assertThat(receipt.cardId()).isEqualTo(card.cardId());
        assertThat(receipt.userId()).isEqualTo(card.userId());
        assertThat(receipt.transactionId())
                .isEqualTo(sandbox.books().transactions("HR-1").get(0).transactionId());
        assertThat(receipt.otbBalance()).isEqualByComparingTo("250.50");
        assertThat(receipt.responseCode()).isZero();
        assertThat(receipt.responseMessage()).isEqualTo("Success");
        assertThat(receipt.settled()).isFalse();
        assertThat(receipt.raw()).containsKeys("token", "maskedNumber");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);

        var message = exchange.getMessage();
        assertThat(message.getHeader(EnkashConstants.OUTCOME)).isEqualTo("PAID");
        assertThat(message.getHeader(EnkashConstants.TRANSACTION_ID)).isEqualTo(receipt.transactionId());
        assertThat(message.getHeader(EnkashConstants.OTB_BALANCE)).isEqualTo(receipt.otbBalance());
        assertThat(message.getHeader(EnkashConstants.RESPONSE_CODE)).isEqualTo(0);
        assertThat(message.getHeader(EnkashConstants.RESPONSE_MESSAGE)).isEqualTo("Success");
        assertThat(message.getHeader(EnkashConstants.HTTP_STATUS)).isEqualTo(200);
    }

    @Test
    void theSameAllocationAgainIsAlreadyPaidWithTheSameReceiptAndSendsNothing() {
        var first = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);
        var exchange = enkash.send("enkash:allocate", award("HR-1", 1, "250.00"));

        var again = answer(exchange, MovementReceipt.class);
        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("ALREADY_PAID");
        assertThat(exchange.getMessage().getHeader(EnkashConstants.HTTP_STATUS)).isNull();
        assertThat(again.transactionId()).isEqualTo(first.transactionId());
        assertThat(again.cardId()).isEqualTo(first.cardId());
        assertThat(again.otbBalance()).isEqualByComparingTo(first.otbBalance());
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(1);
    }

    @Test
    void anAllocationWhoseAnswerIsLostIsFoundAndPaidOnce() {
        enkash.ask("enkash:allocate", award("HR-0", 2, 1), MovementReceipt.class);
        sandbox.faults().next(Fault.LOST_ANSWER);

        var receipt = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);

        assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        assertThat(receipt.settled()).isTrue();
        assertThat(receipt.transactionId()).isNotNull();
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void unallocateTakesPointsBackFromACard() {
        var paid = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);

        var exchange = enkash.send(
                "enkash:unallocate", Map.of("cardId", paid.cardId(), "points", 100, "reference", "HR-1-back"));

        var receipt = answer(exchange, MovementReceipt.class);
        assertThat(receipt.direction()).isEqualTo(Direction.DR);
        assertThat(receipt.points()).isEqualByComparingTo("100");
        assertThat(receipt.otbBalance()).isEqualByComparingTo("150");
        assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("PAID");
        assertThat(sandbox.books().debits("HR-1-back")).isEqualTo(1);
        assertThat(sandbox.books().card(paid.cardId()).otbBalance()).isEqualByComparingTo("150");
    }

    @Test
    void unallocateKnowsThePersonByMobileAndEmail() {
        enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);

        var exchange = enkash.send(
                "enkash:unallocate",
                Map.of(
                        "email",
                        "asha1@example.in",
                        "mobile",
                        "+91 91000 00001",
                        "points",
                        50,
                        "reference",
                        "HR-1-back"));

        // The server of the test asks for every documented field; what matters here is that the request left.
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isEqualTo(2);
        if (exchange.getException() != null) {
            assertThat(Enkash.failure(exchange, RejectedException.class).getPointsMoved())
                    .hasToString("NO");
        }
    }

    @Test
    void bulkAllocateGivesAResultForEachRowInTheOrderOfTheInput() {
        sandbox.books().openCard("asha4@example.in", "9100000004", "Ms", "Asha", "F", "5");
        var bad = award("HR-2", 2, "12.345");
        var exchange = enkash.send(
                "enkash:bulkAllocate?bulkSize=2",
                List.of(
                        award("HR-1", 1, "10.50"),
                        bad,
                        award("HR-3", 3, 30),
                        award("HR-4", 4, 40),
                        Map.of("points", 5, "reference", "HR-5")));

        var results = rows(exchange.getMessage().getBody());
        assertThat(results).extracting(RowResult::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(results).extracting(RowResult::reference).containsExactly("HR-1", "HR-2", "HR-3", "HR-4", "HR-5");
        assertThat(results)
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.PAID, Outcome.REFUSED, Outcome.PAID, Outcome.PAID, Outcome.REFUSED);
        var first = results.get(0);
        var card = sandbox.books().cardOf("asha1@example.in");
        assertThat(first.points()).isEqualTo(new BigDecimal("10.50"));
        assertThat(first.cardId()).isEqualTo(card.cardId());
        assertThat(first.userId()).isEqualTo(card.userId());
        assertThat(first.transactionId())
                .isEqualTo(sandbox.books().transactions("HR-1").get(0).transactionId());
        assertThat(first.otbBalance()).isEqualByComparingTo("10.50");
        assertThat(first.reason()).isNull();
        assertThat(results.get(1).reason()).contains("loadAmount").contains("more than two decimals");
        assertThat(results.get(4).reason()).contains("title").contains("name").contains("mobile");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-3", 1, "HR-4", 1));

        var message = exchange.getMessage();
        assertThat(message.getHeader(EnkashConstants.SUCCEEDED_COUNT)).isEqualTo(3);
        assertThat(message.getHeader(EnkashConstants.FAILED_COUNT)).isEqualTo(2);
        assertThat(message.getHeader(EnkashConstants.UNKNOWN_COUNT)).isEqualTo(0);
    }

    @Test
    void bulkAllocateWithoutFundingThePeopleWhoExistSaysSo() {
        sandbox.books().openCard("asha1@example.in", "9100000001", "Ms", "Asha", "F", "5");
        enkash.ask("enkash:bulkAllocate?fundExisting=false", List.of(award("HR-0", 9, 1)), List.class);

        var exchange = enkash.send(
                "enkash:bulkAllocate?fundExisting=false", List.of(award("HR-1", 1, 10), award("HR-2", 2, 20)));

        assertThat(rows(exchange.getMessage().getBody()))
                .extracting(RowResult::outcome)
                .containsExactly(Outcome.NOT_FUNDED, Outcome.PAID);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.FAILED_COUNT))
                .isEqualTo(1);
        assertThat(sandbox.books().credits("HR-1")).isZero();
    }

    @Test
    void aBulkCallOfNothingGivesNoResults() {
        for (Object nothing : new Object[] {List.of(), "[]", "", null}) {
            var exchange = enkash.send("enkash:bulkAllocate", nothing);
            assertThat(answer(exchange, List.class)).isEmpty();
            assertThat(exchange.getMessage().getHeader(EnkashConstants.SUCCEEDED_COUNT))
                    .isEqualTo(0);
        }
        assertThat(sandbox.books().calls(Operation.BULK)).isZero();
    }

    @Test
    void balanceGivesTheAccountOfTheProgramme() {
        enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);

        var exchange = enkash.send("enkash:balance", null);

        var account = answer(exchange, RewardAccount.class);
        assertThat(account.cardAccountId()).isEqualTo("CADEMO01");
        assertThat(account.companyId()).isEqualTo("CEKDEMO001");
        assertThat(account.companyName()).isEqualTo("Demo Industries");
        assertThat(account.availableBalance()).isEqualByComparingTo("999750");
        assertThat(account.totalAllocationPoint()).isEqualByComparingTo("250");
        assertThat(account.raw()).containsKey("availableBalance");
        assertThat(exchange.getMessage().getHeader(EnkashConstants.HTTP_STATUS)).isEqualTo(200);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.RESPONSE_CODE))
                .isEqualTo(0);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.FOUND))
                .as("only what can be missing says whether it was found")
                .isNull();
        assertThat(enkash.ask("enkash:balance?program=incentive", "whatever stood there", RewardAccount.class)
                        .cardAccountId())
                .isEqualTo("CADEMO02");
    }

    @Test
    void transactionsAreListedAndFiltered() {
        enkash.ask("enkash:allocate", award("HR-1", 1, "250.50"), MovementReceipt.class);
        var second = enkash.ask("enkash:allocate", award("HR-2", 2, 20), MovementReceipt.class);

        assertThat(list(enkash.ask("enkash:transactions", null, List.class), Transaction.class))
                .extracting(Transaction::reference)
                .containsExactlyInAnyOrder("HR-1", "HR-2");
        var one = list(enkash.ask("enkash:transactions", Map.of("reference", "HR-1"), List.class), Transaction.class)
                .get(0);
        assertThat(one.transactionId()).startsWith("ECT");
        assertThat(one.cardId()).startsWith("EKC");
        assertThat(one.userId()).startsWith("EK");
        assertThat(one.points()).isEqualByComparingTo("250.50");
        assertThat(one.direction()).isEqualTo(Direction.CR);
        assertThat(one.type()).isEqualTo("ALLOCATE_POINT");
        assertThat(one.status()).isEqualTo("SUCCESS");
        assertThat(OffsetDateTime.parse(one.time())).isNotNull();
        assertThat(one.raw()).containsKey("pgReferenceNumber");

        var ofACard = enkash.send("enkash:transactions", null, Map.of(EnkashConstants.CARD_ID, second.cardId()));
        assertThat(list(answer(ofACard, List.class), Transaction.class))
                .extracting(Transaction::reference)
                .containsExactly("HR-2");
        var asJson = enkash.ask("enkash:transactions", "{\"cardId\":\"" + second.cardId() + "\"}", List.class);
        assertThat(list(asJson, Transaction.class))
                .extracting(Transaction::reference)
                .containsExactly("HR-2");
    }

    @Test
    void aMisspeltTransactionFilterIsRefusedBecauseTheServiceWouldIgnoreIt() {
        var exchange = enkash.send("enkash:transactions", Map.of("refrence", "HR-1"));

        assertThat(Enkash.failure(exchange, InvalidRequestException.class))
                .hasMessageContaining("'refrence'")
                .hasMessageContaining("pgReferenceNumber");
    }

    @Test
    void aTransactionIsFoundByATextAHeaderOrABodyThatHoldsItsReference() {
        var receipt = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);

        var byHeader = enkash.send("enkash:transaction", null, Map.of(EnkashConstants.REFERENCE, "HR-1"));
        for (Transaction found : List.of(
                enkash.ask("enkash:transaction", "HR-1", Transaction.class),
                enkash.ask("enkash:transaction", " HR-1\n", Transaction.class),
                enkash.ask("enkash:transaction", Map.of("reference", "HR-1"), Transaction.class),
                enkash.ask("enkash:transaction", receipt, Transaction.class),
                answer(byHeader, Transaction.class))) {
            assertThat(found.reference()).isEqualTo("HR-1");
            assertThat(found.transactionId()).isEqualTo(receipt.transactionId());
        }
        assertThat(byHeader.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(true);
        assertThat(byHeader.getMessage().getHeader(EnkashConstants.TRANSACTION_ID))
                .isEqualTo(receipt.transactionId());
    }

    @Test
    void aTransactionThatDoesNotExistIsNullAndNotFound() {
        var exchange = enkash.send("enkash:transaction", "HR-NEVER");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
        assertThat(exchange.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(false);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.TRANSACTION_ID))
                .isNull();
    }

    @Test
    void cardsListsEverybody() {
        enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);
        enkash.ask("enkash:allocate", award("HR-2", 2, 20), MovementReceipt.class);

        var exchange = enkash.send("enkash:cards", null);

        assertThat(list(answer(exchange, List.class), Card.class))
                .extracting(Card::email)
                .containsExactlyInAnyOrder("asha1@example.in", "asha2@example.in");
        assertThat(exchange.getMessage().getHeader(EnkashConstants.HTTP_STATUS)).isEqualTo(200);
    }

    @Test
    void aCardIsFoundByItsIdOrItsPerson() {
        var cardId = enkash.ask("enkash:allocate", award("HR-1", 1, "250.50"), MovementReceipt.class)
                .cardId();
        enkash.ask("enkash:allocate", award("HR-2", 2, 20), MovementReceipt.class);

        var byHeader = enkash.send("enkash:card", null, Map.of(EnkashConstants.CARD_ID, cardId));
        for (Card card : List.of(
                enkash.ask("enkash:card", cardId, Card.class),
                enkash.ask("enkash:card", "9100000001", Card.class),
                enkash.ask("enkash:card", "+91-9100000001", Card.class),
                enkash.ask("enkash:card", "Asha1@example.in", Card.class),
                enkash.ask("enkash:card", Map.of("cardId", cardId), Card.class),
                enkash.ask("enkash:card", Map.of("mobile", 9100000001L), Card.class),
                enkash.ask("enkash:card", "{\"email\":\"asha1@example.in\"}", Card.class),
                answer(byHeader, Card.class))) {
            assertThat(card.cardId()).isEqualTo(cardId);
            assertThat(card.userId()).startsWith("EK");
            assertThat(card.maskedNumber()).endsWith("0001");
            assertThat(card.email()).isEqualTo("asha1@example.in");
            assertThat(card.mobile()).isEqualTo("9100000001");
            assertThat(card.title()).isEqualTo("Ms");
            assertThat(card.firstName()).isEqualTo("Asha");
            assertThat(card.gender()).isEqualTo("F");
            assertThat(card.otbBalance()).isEqualByComparingTo("250.50");
            assertThat(card.status()).isNotBlank();
            assertThat(card.raw()).containsKey("userId");
        }
        assertThat(byHeader.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(true);
        assertThat(byHeader.getMessage().getHeader(EnkashConstants.OTB_BALANCE, BigDecimal.class))
                .isEqualByComparingTo("250.50");
    }

    @Test
    void aCardThatDoesNotExistIsNullAndNotFound() {
        for (Object nobody : new Object[] {"EKCNOBODY", "9999999999", "nobody@example.in"}) {
            var exchange = enkash.send("enkash:card", nobody);

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isNull();
            assertThat(exchange.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(false);
            assertThat(exchange.getMessage().getHeader(EnkashConstants.OTB_BALANCE))
                    .isNull();
        }
    }

    @Test
    void ssoGivesARedirectUrlForEitherPage() {
        var card = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);
        var cardId = card.cardId();

        for (String url : List.of(
                enkash.ask("enkash:sso", cardId, String.class),
                enkash.ask("enkash:sso", card, String.class),
                enkash.ask("enkash:sso", Map.of("enkashCardId", cardId), String.class),
                answer(enkash.send("enkash:sso", null, Map.of(EnkashConstants.CARD_ID, cardId)), String.class))) {
            assertThat(url).matches(sandbox.url() + "/sso/[^/]+/employee_rewards/hrms");
        }
        assertThat(enkash.ask("enkash:sso?page=reward_account", cardId, String.class))
                .matches(sandbox.url() + "/sso/[^/]+/reward_account/hrms");
    }

    @Test
    void anSsoLinkIsNeverGivenTwice() {
        var cardId = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class)
                .cardId();

        assertThat(enkash.ask("enkash:sso", cardId, String.class))
                .isNotEqualTo(enkash.ask("enkash:sso", cardId, String.class));
    }

    @Test
    void aCardOfAnotherStepLogsInWhateverElseIsInIt() {
        var cardId = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class)
                .cardId();

        // Where EnKash masks people in its answers, their mobiles are no mobiles any more.
        var masked = Map.of("cardId", cardId, "mobile", "XXXXXX0001", "email", "a***@***", "points", "0.123");
        assertThat(enkash.ask("enkash:sso", masked, String.class)).contains("/employee_rewards/");
    }

    @Test
    void movementSaysWhatTheLedgerKnowsAndAsksNobodyElse() {
        var receipt = enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);
        var calls = sandbox.books().calls(Operation.TRANSACTIONS);

        var exchange = enkash.send("enkash:movement", "HR-1");

        var view = answer(exchange, MovementView.class);
        assertThat(view.reference()).isEqualTo("HR-1");
        assertThat(view.state()).isEqualTo(State.PAID);
        assertThat(view.operation()).isEqualTo("allocate");
        assertThat(view.direction()).isEqualTo(Direction.CR);
        assertThat(view.points()).isEqualByComparingTo("250");
        assertThat(view.account()).isEqualTo("CADEMO01");
        assertThat(view.cardId()).isEqualTo(receipt.cardId());
        assertThat(view.transactionId()).isEqualTo(receipt.transactionId());
        assertThat(view.attempt()).isEqualTo(1);
        assertThat(OffsetDateTime.parse(view.sentAt())).isNotNull();
        assertThat(exchange.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(true);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.TRANSACTION_ID))
                .isEqualTo(receipt.transactionId());
        assertThat(sandbox.books().calls(Operation.TRANSACTIONS)).isEqualTo(calls);
    }

    @Test
    void aMovementIsNamedByTheBodyBeforeTheHeaderAndMayBeUnknown() {
        enkash.ask("enkash:allocate", award("HR-1", 1, 250), MovementReceipt.class);
        enkash.ask("enkash:allocate", award("HR-2", 2, 20), MovementReceipt.class);
        var header = Map.<String, Object>of(EnkashConstants.REFERENCE, "HR-2");

        for (Object body :
                new Object[] {"HR-1", Map.of("reference", "HR-1"), Map.of("uniqueReferenceNumber", "HR-1")}) {
            assertThat(answer(enkash.send("enkash:movement", body, header), MovementView.class)
                            .reference())
                    .isEqualTo("HR-1");
        }
        assertThat(answer(enkash.send("enkash:movement", null, header), MovementView.class)
                        .reference())
                .isEqualTo("HR-2");
        var unknown = enkash.send("enkash:movement", "HR-NEVER");
        assertThat(unknown.getException()).isNull();
        assertThat(unknown.getMessage().getBody()).isNull();
        assertThat(unknown.getMessage().getHeader(EnkashConstants.FOUND)).isEqualTo(false);
        assertThat(Enkash.failure(enkash.send("enkash:movement", null), InvalidRequestException.class))
                .hasMessageContaining("CamelEnkashReference");
    }

    @Test
    void dryRunSaysWhatWouldHappenAndMovesNothing() {
        var exchange = enkash.send("enkash:allocate?dryRun=true", award("HR-1", 1, 250));

        assertThat(answer(exchange, MovementReceipt.class).outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(exchange.getMessage().getHeader(EnkashConstants.OUTCOME)).isEqualTo("DRY_RUN");
        var rows = enkash.ask("enkash:bulkAllocate?dryRun=true", List.of(award("HR-1", 1, 250)), List.class);
        assertThat(rows(rows)).extracting(RowResult::outcome).containsExactly(Outcome.DRY_RUN);
        assertThat(enkash.send("enkash:movement", "HR-1").getMessage().getBody())
                .isNull();
        assertThat(sandbox.books().transactions()).isEmpty();
        assertThat(Enkash.failure(
                        enkash.send("enkash:allocate?dryRun=true", award("HR-2", 2, -1)),
                        InvalidRequestException.class))
                .hasMessageContaining("loadAmount");
    }

    @Test
    void incentivesArePaidFromTheirOwnAccount() {
        enkash.ask("enkash:allocate?program=incentive", award("INC-1", 1, 250), MovementReceipt.class);
        enkash.ask("enkash:allocate?program=incentive", award("INC-2", 2, 50), MovementReceipt.class);

        assertThat(sandbox.books().transactions())
                .allSatisfy(booking -> assertThat(booking.accountId()).isEqualTo("CADEMO02"))
                .hasSize(2);
    }

    @Test
    void everyAnswerMarshalsToJsonWithTheDocumentedMembers() throws Exception {
        enkash.routes(routes ->
                routes.from("direct:json").toD("${header.operation}").marshal().json(JsonLibrary.Jackson));
        var cardId = enkash.ask("enkash:allocate", award("HR-0", 9, 1), MovementReceipt.class)
                .cardId();

        assertThat(members(asJson("enkash:allocate", award("HR-1", 1, "250.50"))))
                .containsExactlyInAnyOrder(
                        "reference",
                        "outcome",
                        "direction",
                        "points",
                        "cardId",
                        "userId",
                        "transactionId",
                        "otbBalance",
                        "responseCode",
                        "responseMessage",
                        "settled");
        assertThat(asJson("enkash:allocate", award("HR-1", 1, "250.50"))
                        .get("points")
                        .decimalValue())
                .isEqualByComparingTo("250.50");
        assertThat(members(asJson("enkash:bulkAllocate", List.of(award("HR-2", 2, 20)))
                        .get(0)))
                .containsExactlyInAnyOrder(
                        "index",
                        "reference",
                        "outcome",
                        "points",
                        "cardId",
                        "userId",
                        "transactionId",
                        "otbBalance",
                        "reason");
        var transaction = Set.of(
                "transactionId", "reference", "cardId", "userId", "points", "direction", "type", "status", "time");
        assertThat(members(asJson("enkash:transactions", null).get(0))).isEqualTo(new TreeSet<>(transaction));
        assertThat(members(asJson("enkash:transaction", "HR-1"))).isEqualTo(new TreeSet<>(transaction));
        var card = Set.of(
                "cardId",
                "userId",
                "maskedNumber",
                "email",
                "mobile",
                "title",
                "firstName",
                "gender",
                "otbBalance",
                "status");
        assertThat(members(asJson("enkash:cards", null).get(0))).isEqualTo(new TreeSet<>(card));
        assertThat(members(asJson("enkash:card", cardId))).isEqualTo(new TreeSet<>(card));
        assertThat(members(asJson("enkash:balance", null)))
                .contains("cardAccountId", "companyId", "companyName", "availableBalance")
                .doesNotContain("raw");
        assertThat(members(asJson("enkash:movement", "HR-1")))
                .contains("reference", "state", "points", "transactionId", "attempt")
                .doesNotContain("fingerprint", "owner", "raw");
        assertThat(asJson("enkash:sso", cardId).isTextual()).isTrue();
    }

    @Test
    void aRouteReachesMembersInSimpleAndSplitsLists() {
        enkash.routes(routes -> {
            routes.from("direct:simple").to("enkash:allocate").transform().simple("${body.cardId}/${body.outcome}");
            routes.from("direct:raw").to("enkash:card").transform().simple("${body.raw[userId]}");
            routes.from("direct:split")
                    .to("enkash:bulkAllocate")
                    .split()
                    .body()
                    .setBody()
                    .simple("${body.reference}=${body.outcome}")
                    .to("mock:rows");
        });
        var rows = enkash.context().getEndpoint("mock:rows", org.apache.camel.component.mock.MockEndpoint.class);

        var text = enkash.ask("direct:simple", award("HR-1", 1, 250), String.class);
        var card = sandbox.books().cardOf("asha1@example.in");
        assertThat(text).isEqualTo(card.cardId() + "/PAID");
        assertThat(enkash.ask("direct:raw", card.cardId(), String.class)).isEqualTo(card.userId());
        enkash.send("direct:split", List.of(award("HR-2", 2, 20), award("HR-3", 3, -1)));
        assertThat(rows.getReceivedExchanges())
                .extracting(exchange -> exchange.getMessage().getBody(String.class))
                .containsExactly("HR-2=PAID", "HR-3=REFUSED");
    }

    private JsonNode asJson(String operation, Object body) throws Exception {
        var exchange = enkash.send("direct:json", body, Map.of("operation", operation));
        return json.readTree(exchange.getMessage().getBody(byte[].class));
    }

    private static Set<String> members(JsonNode object) {
        var members = new TreeSet<String>();
        object.fieldNames().forEachRemaining(members::add);
        return members;
    }

    private static List<RowResult> rows(Object body) {
        return list(body, RowResult.class);
    }

    private static <T> List<T> list(Object body, Class<T> type) {
        var list = new ArrayList<T>();
        ((List<?>) body).forEach(element -> list.add(type.cast(element)));
        return list;
    }
}

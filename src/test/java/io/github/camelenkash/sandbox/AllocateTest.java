package io.github.camelenkash.sandbox;

import static io.github.camelenkash.sandbox.Assumption.RepeatedReference.PAY_AGAIN;
import static io.github.camelenkash.sandbox.Assumption.RepeatedReference.REJECT;
import static io.github.camelenkash.sandbox.Assumption.RepeatedReference.REJECT_WITH_CODE_409;
import static io.github.camelenkash.sandbox.Assumption.RepeatedReference.REJECT_WITH_STATUS_409;
import static io.github.camelenkash.sandbox.Assumption.RepeatedReference.RETURN_ORIGINAL;
import static io.github.camelenkash.sandbox.Partner.asDebit;
import static io.github.camelenkash.sandbox.Partner.credit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.PersonKey;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §7.2 and §9.1. */
class AllocateTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    private Partner.Told post(ObjectNode body) {
        return partner.call(Operation.ALLOCATE, body);
    }

    private static ObjectNode asha(String reference) {
        return credit(reference, "asha.demo@example.com", "9000000123", "250");
    }

    @Test
    @Shows({Documented.CREATE_OR_CREDIT, Documented.ECHO})
    void aCreditCreatesThePersonWithACardAndEchoesTheReference() {
        var told = post(asha("HR-1"));

        assertThat(told.succeeded()).isTrue();
        var payload = told.payload();
        assertThat(payload.path("enKashCardId").textValue()).isEqualTo("EKC0000001");
        assertThat(payload.path("userId").textValue()).isEqualTo("EK000001");
        assertThat(payload.path("cardAccountId").textValue()).isEqualTo("CADEMO01");
        assertThat(payload.path("maskedNumber").textValue()).isEqualTo("XXXX XXXX XXXX 0123");
        assertThat(payload.path("firstName").textValue()).isEqualTo("Asha");
        assertThat(payload.path("otbBalance").decimalValue()).isEqualByComparingTo("250");
        assertThat(payload.path("enkashCardTxnId").textValue()).isEqualTo("ECT0000000001");
        assertThat(payload.path("pgReferenceNumber").textValue()).isEqualTo("HR-1");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999750");
    }

    @Test
    void aSecondCreditGoesToTheSameCard() {
        post(asha("HR-1"));
        var told = post(asha("HR-2"));

        assertThat(told.payload().path("enKashCardId").textValue()).isEqualTo("EKC0000001");
        assertThat(told.payload().path("otbBalance").decimalValue()).isEqualByComparingTo("500");
        assertThat(sandbox.books().cards()).hasSize(1);
    }

    @Test
    void aCardIdStandsForThePerson() {
        post(asha("HR-1"));
        ObjectNode byCard = asha("HR-2").put("enkashCardId", "EKC0000001");
        byCard.remove(List.of("email", "mobile", "title", "firstName", "gender"));

        assertThat(post(byCard).payload().path("otbBalance").decimalValue()).isEqualByComparingTo("500");
        assertThat(post(byCard.put("enkashCardId", "EKC9999999")).status()).isEqualTo(404);
    }

    @Test
    @Shows(Documented.DEBIT)
    void aDebitTakesPointsBackToTheAccount() {
        post(asha("HR-1"));
        var told = post(asDebit(asha("HR-2")).put("loadAmount", new BigDecimal("100.50")));

        assertThat(told.payload().path("otbBalance").decimalValue()).isEqualByComparingTo("149.50");
        assertThat(told.payload().path("pgReferenceNumber").textValue()).isEqualTo("HR-2");
        assertThat(sandbox.books().debits("HR-2")).isEqualTo(1);
        assertThat(sandbox.books().credits("HR-2")).isZero();
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999850.50");
    }

    @Test
    void aDebitOfAnUnknownPersonIsNotFound() {
        assertThat(post(asDebit(asha("HR-1"))).status()).isEqualTo(404);
    }

    @Test
    void aDebitBeyondTheBalanceIsRefusedUnlessOverdraftIsAssumed() {
        post(asha("HR-1"));
        ObjectNode tooMuch = asDebit(asha("HR-2")).put("loadAmount", 251);

        var refused = post(tooMuch);
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.code()).isEqualTo("1");

        sandbox.behaviour().set(Assumption.OVERDRAFT, true);
        assertThat(post(tooMuch).payload().path("otbBalance").decimalValue()).isEqualByComparingTo("-1");
    }

    @Test
    @Shows({Documented.INSUFFICIENT, Documented.FAILURE_WITH_200})
    void anAccountThatIsTooPoorRefusesWithTheDocumentedWordsAndChangesNothing() {
        sandbox.books().setAvailableBalance("249.99");
        var told = post(asha("HR-1"));

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.code()).isEqualTo("1");
        assertThat(told.message()).isEqualTo("Insufficient balance in card account");
        assertThat(told.payload().textValue()).isEqualTo("Insufficient balance in card account");
        assertThat(sandbox.books().credits("HR-1")).isZero();
        assertThat(sandbox.books().cards()).isEmpty();
    }

    @ParameterizedTest
    @Shows(Documented.REFERENCE_SPELLINGS)
    @ValueSource(strings = {"uniqueReferenceNumber", "uniqueReferenceNum"})
    void eitherSpellingOfTheReferenceIsRead(String spelling) {
        ObjectNode body = asha("unused");
        body.remove("uniqueReferenceNumber");
        post(body.put(spelling, "HR-1"));

        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void bothSpellingsMayAgreeButNotDiffer() {
        assertThat(post(asha("HR-1").put("uniqueReferenceNum", "HR-1")).succeeded())
                .isTrue();
        assertThat(post(asha("HR-2").put("uniqueReferenceNum", "HR-3")).status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @Shows(Documented.STATUS_CODES)
    @ValueSource(
            strings = {
                "companyId",
                "cardAccountId",
                "transactionCode",
                "transactionType",
                "type",
                "email",
                "mobile",
                "title",
                "firstName",
                "gender",
                "loadAmount",
                "uniqueReferenceNumber"
            })
    void aMissingMandatoryFieldIsInvalid(String field) {
        ObjectNode body = asha("HR-1");
        body.remove(field);
        var told = post(body);

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.message()).isEqualTo(field + " is required");
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "transactionCode, LOAD",
        "transactionType, XX",
        "type, UNALLOCATE_POINT",
        "email, asha",
        "mobile, +919000000123"
    })
    void anInvalidFieldIsUnprocessable(String field, String value) {
        assertThat(post(asha("HR-1").put(field, value)).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "1.234"})
    void anAmountIsPositiveWithAtMostTwoDecimals(String amount) {
        assertThat(post(asha("HR-1").put("loadAmount", new BigDecimal(amount))).status())
                .isEqualTo(422);
        assertThat(post(asha("HR-1").put("loadAmount", "250")).status()).isEqualTo(422);
    }

    @Test
    void amountAndPersonChecksAreAssumptions() {
        sandbox.behaviour().set(Assumption.AMOUNT_DECIMALS, 3).set(Assumption.PERSON_CHECKS, false);

        assertThat(post(asha("HR-1").put("loadAmount", new BigDecimal("1.234")).put("mobile", "+919000000123"))
                        .succeeded())
                .isTrue();
    }

    @Test
    void anUnknownAccountIsNotFound() {
        var told = post(asha("HR-1").put("cardAccountId", "CANOWHERE"));

        assertThat(told.status()).isEqualTo(404);
        assertThat(told.message())
                .isEqualTo("Card account not found for companyId: [CEKDEMO001] and cardAccountId: [CANOWHERE]");
    }

    @Test
    void aRepeatedReferencePaysAgainByDefault() {
        assertThat(Assumption.REPEATED_REFERENCE.standard()).isEqualTo(PAY_AGAIN);
        post(asha("HR-1"));
        assertThat(post(asha("HR-1")).succeeded()).isTrue();
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(2);
    }

    @Test
    void aRepeatedReferenceCanBeRejectedInThreeWays() {
        post(asha("HR-1"));

        sandbox.behaviour().set(Assumption.REPEATED_REFERENCE, REJECT);
        assertThat(post(asha("HR-1")).code()).isEqualTo("1");
        sandbox.behaviour().set(Assumption.REPEATED_REFERENCE, REJECT_WITH_STATUS_409);
        assertThat(post(asha("HR-1")).status()).isEqualTo(409);
        sandbox.behaviour().set(Assumption.REPEATED_REFERENCE, REJECT_WITH_CODE_409);
        assertThat(post(asha("HR-1")).code()).isEqualTo("409");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void aRepeatedReferenceCanReturnTheOriginal() {
        sandbox.behaviour().set(Assumption.REPEATED_REFERENCE, RETURN_ORIGINAL);
        var first = post(asha("HR-1"));
        post(asha("HR-2"));

        assertThat(post(asha("HR-1")).payload()).isEqualTo(first.payload());
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void aPersonIsRecognisedByTheAssumedKey() {
        sandbox.books().openCard("asha.demo@example.com", "9000000123", "Ms", "Asha", "F", "0");
        sandbox.books().openCard("ravi.demo@example.com", "9000000124", "Mr", "Ravi", "M", "0");
        ObjectNode mixed = credit("HR-1", "Asha.Demo@example.com", "9000000124", "10");

        assertThat(post(mixed).status()).as("either: a conflict").isEqualTo(422);
        assertThat(cardUnder(PersonKey.MOBILE, mixed)).isEqualTo("EKC0000002");
        assertThat(cardUnder(PersonKey.EMAIL, mixed)).isEqualTo("EKC0000001");
        assertThat(cardUnder(PersonKey.BOTH, mixed)).as("a new person").isEqualTo("EKC0000003");
    }

    private String cardUnder(PersonKey key, ObjectNode body) {
        sandbox.behaviour().set(Assumption.PERSON_KEY, key);
        return post(body).payload().path("enKashCardId").textValue();
    }

    @Test
    void theMovementIdsNameIsAnAssumption() {
        sandbox.behaviour().set(Assumption.MOVEMENT_ID_NAME, "enKashTransactionId");

        assertThat(post(asha("HR-1")).payload().path("enKashTransactionId").textValue())
                .startsWith("ECT");
    }

    @ParameterizedTest
    @Shows(Documented.INCENTIVES)
    @CsvSource({"ALLOCATE", "ALLOCATE_INCENTIVE"})
    void incentivesComeFromTheirOwnAccountOnEitherPath(Operation path) {
        var told = partner.call(path, asha("HR-1").put("cardAccountId", Partner.INCENTIVES));

        assertThat(told.succeeded()).isTrue();
        assertThat(sandbox.books().availableBalance("CADEMO02")).isEqualByComparingTo("999750");
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("1000000");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }
}

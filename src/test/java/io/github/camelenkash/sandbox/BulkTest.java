package io.github.camelenkash.sandbox;

import static io.github.camelenkash.sandbox.Partner.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Assumption.BulkMode;
import io.github.camelenkash.sandbox.Assumption.BulkRefusals;
import io.github.camelenkash.sandbox.Assumption.NotFunded;
import io.github.camelenkash.sandbox.Assumption.RepeatedReference;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contract §7.3. */
class BulkTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private static final String SUCCEEDED = "successBulkEnKashCardCreateDTOs";
    private static final String FAILED = "failedBulkEnKashCardCreateDTOs";

    private final ObjectNode asha = row("HR-1", "asha@example.in", "100");
    private final ObjectNode ravi = row("HR-2", "ravi@example.in", "50.25");
    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    private static JsonNode first(Partner.Told told, String list) {
        return told.payload().path(list).path(0);
    }

    @Test
    @Shows(Documented.BULK)
    void everyRowCreatesAndFundsAPerson() {
        var told = partner.bulk(true, asha, ravi);

        assertThat(told.succeeded()).isTrue();
        assertThat(told.payload().path(SUCCEEDED)).hasSize(2);
        assertThat(told.payload().path(FAILED)).isEmpty();
        assertThat(told.payload().path("successCount").intValue()).isEqualTo(2);
        assertThat(told.payload().path("totalCount").intValue()).isEqualTo(2);
        var row = first(told, SUCCEEDED);
        assertThat(row.path("name").textValue()).isEqualTo("Ravi Demo");
        assertThat(row.path("enKashCardId").textValue()).isEqualTo("EKC0000001");
        assertThat(row.path("enkashCardTxnId").textValue()).isEqualTo("ECT0000000001");
        assertThat(row.path("availableBalance").decimalValue()).isEqualByComparingTo("999900");
        assertThat(row.path("otbBalance").decimalValue()).isEqualByComparingTo("100");
        assertThat(sandbox.books().creditsByReference()).containsOnlyKeys("HR-1", "HR-2");
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999849.75");
    }

    @Test
    void aBadRowFailsForItself() {
        asha.remove("mobile");
        var told = partner.bulk(true, asha, ravi);

        assertThat(told.succeeded()).as("code 0 does not mean every row").isTrue();
        assertThat(first(told, FAILED).path("failureReason").textValue()).isEqualTo("mobile is required");
        assertThat(told.payload().path("failedCount").intValue()).isEqualTo(1);
        assertThat(sandbox.books().creditsByReference()).containsOnlyKeys("HR-2");
    }

    @Test
    void rowsAreFundedInOrderUntilTheAccountIsEmpty() {
        sandbox.books().setAvailableBalance("100");
        var told = partner.bulk(true, asha, ravi);

        assertThat(told.payload().path(SUCCEEDED)).hasSize(1);
        assertThat(first(told, FAILED).path("failureReason").textValue())
                .isEqualTo("Insufficient balance in card account");
    }

    @Test
    void allOrNothingIsAnAssumption() {
        sandbox.behaviour().set(Assumption.BULK_MODE, BulkMode.ATOMIC);
        sandbox.books().setAvailableBalance("100");
        var poor = partner.bulk(true, asha, ravi);
        assertThat(poor.code()).isEqualTo("1");
        assertThat(poor.message()).isEqualTo("Insufficient balance in card account");

        sandbox.books().setAvailableBalance("1000");
        assertThat(partner.bulk(true, asha, ravi.deepCopy().put("title", "")).code())
                .isEqualTo("1");
        sandbox.behaviour().set(Assumption.REPEATED_REFERENCE, RepeatedReference.REJECT);
        assertThat(partner.bulk(true, asha, ravi.deepCopy().put("uniqueReferenceNumber", "HR-1"))
                        .code())
                .isEqualTo("1");
        assertThat(sandbox.books().transactions()).isEmpty();
        assertThat(partner.bulk(true, asha, ravi).payload().path(SUCCEEDED)).hasSize(2);
    }

    @Test
    @Shows(Documented.BULK_ONLY_NEW)
    void knownPersonsGetNothingWhenOnlyNewOnesAreFunded() {
        partner.bulk(true, asha);
        var told = partner.bulk(false, asha.deepCopy().put("uniqueReferenceNumber", "HR-3"), ravi);

        assertThat(told.payload().path(SUCCEEDED)).hasSize(2);
        assertThat(first(told, SUCCEEDED).has("enkashCardTxnId")).isFalse();
        assertThat(sandbox.books().creditsByReference()).containsOnlyKeys("HR-1", "HR-2");
    }

    @Test
    void howUnfundedPersonsAreReportedIsAnAssumption() {
        partner.bulk(true, asha);
        sandbox.behaviour().set(Assumption.NOT_FUNDED, NotFunded.FAILED);
        assertThat(partner.bulk(false, asha).payload().path(FAILED)).hasSize(1);
        sandbox.behaviour().set(Assumption.NOT_FUNDED, NotFunded.UNMENTIONED);
        var payload = partner.bulk(false, asha).payload();
        assertThat(payload.path(FAILED)).isEmpty();
        assertThat(payload.path(SUCCEEDED)).isEmpty();
    }

    @Test
    void theReferenceIsRepeatedOnlyIfAssumed() {
        assertThat(first(partner.bulk(true, asha), SUCCEEDED).has("uniqueReferenceNumber"))
                .isFalse();
        sandbox.behaviour().set(Assumption.BULK_ECHO, true);
        assertThat(first(partner.bulk(true, ravi), SUCCEEDED)
                        .path("uniqueReferenceNumber")
                        .textValue())
                .isEqualTo("HR-2");
    }

    @Test
    void theUnreadableNamesAreAssumptions() {
        sandbox.behaviour()
                .set(Assumption.BULK_FAILED_NAME, "failureBulkDTOs")
                .set(Assumption.BULK_REASON_NAME, "remark")
                .set(Assumption.BULK_COUNTER_NAMES, List.of());
        asha.remove("email");
        var payload = partner.bulk(true, asha).payload();

        assertThat(payload.fieldNames()).toIterable().containsExactly(SUCCEEDED, "failureBulkDTOs");
        assertThat(payload.path("failureBulkDTOs").path(0).path("remark").textValue())
                .isEqualTo("email is required");

        sandbox.behaviour().set(Assumption.BULK_REASON_NAME, "");
        assertThat(partner.bulk(true, asha)
                        .payload()
                        .path("failureBulkDTOs")
                        .path(0)
                        .has("remark"))
                .isFalse();
    }

    @ParameterizedTest
    @Shows(Documented.BULK_REFUSALS)
    @EnumSource(Obstacle.class)
    void anObstacleRefusesTheCallWithItsWords(Obstacle obstacle) {
        sandbox.books().obstruct(Partner.ACCOUNT, obstacle);
        var told = partner.bulk(true, asha);

        assertThat(told.status()).isEqualTo(422);
        assertThat(told.message()).isEqualTo(obstacle.message());
        assertThat(sandbox.books().transactions()).isEmpty();
    }

    @Test
    void theSameWordsMayStandInEveryRow() {
        sandbox.behaviour().set(Assumption.BULK_REFUSALS, BulkRefusals.ROWS);
        sandbox.books().obstruct(Partner.ACCOUNT, Obstacle.KYC_MISSING);
        var told = partner.bulk(true, asha, ravi);

        assertThat(told.succeeded()).isTrue();
        assertThat(told.payload().path(FAILED)).hasSize(2);
        assertThat(first(told, FAILED).path("failureReason").textValue()).isEqualTo(Obstacle.KYC_MISSING.message());
    }

    @Test
    void theQueryIsChecked() {
        var rows = Json.array().add(asha);

        var noCompany = partner.call(Operation.BULK.path() + "?cardAccountId=CADEMO01&isPointsAllocation=true", rows);
        assertThat(noCompany.status()).isEqualTo(422);
        assertThat(noCompany.message()).isEqualTo("Company Id is required if it is an Enkash User");

        var otherAccount = partner.call(Partner.bulkPath("CEKDEMO001", "CANOWHERE", "true"), rows);
        assertThat(otherAccount.status()).isEqualTo(404);
        assertThat(otherAccount.message())
                .isEqualTo("Card account not found for companyId: [CEKDEMO001] and cardAccountId: [CANOWHERE]");

        assertThat(partner.call(Operation.BULK, rows).status()).isEqualTo(422);
        assertThat(partner.call(Partner.bulkPath("CEKDEMO001", "CADEMO01", "yes"), rows)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theBodyIsAnArrayOfObjectsAndNotTooLong() {
        String path = Partner.bulkPath("CEKDEMO001", "CADEMO01", "true");
        assertThat(partner.call(path, asha).status()).isEqualTo(400);
        assertThat(partner.call(path, Json.array()).status()).isEqualTo(400);
        assertThat(partner.call(path, Json.array().add(1)).status()).isEqualTo(400);

        sandbox.behaviour().set(Assumption.BULK_MAX_ROWS, 1);
        assertThat(partner.bulk(true, asha, ravi).status()).isEqualTo(422);
    }
}

package io.github.camelenkash.sandbox;

import static io.github.camelenkash.sandbox.Partner.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelenkash.sandbox.Fault.Effect;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which call suffers: the next, by rule, by chance, by its data. */
class FaultRulesTest {

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    private static final String SUCCEEDED = "successBulkEnKashCardCreateDTOs";
    private static final String FAILED = "failedBulkEnKashCardCreateDTOs";

    private Sandbox sandbox;
    private Partner partner;

    @BeforeEach
    void meet() {
        sandbox = EXTENSION.sandbox();
        partner = new Partner(sandbox);
    }

    private int credit(String reference) {
        return partner.credit(reference, "10").status();
    }

    @Test
    void theNextCallsSufferButNotTheLogin() {
        sandbox.faults().next(Fault.BUSY, 2);

        assertThat(credit("HR-1")).isEqualTo(503);
        assertThat(credit("HR-1")).isEqualTo(503);
        assertThat(credit("HR-1")).isEqualTo(200);
    }

    @Test
    void faultsQueueUp() {
        sandbox.faults().next(Fault.BUSY).next(Fault.BAD_GATEWAY);

        assertThat(credit("HR-1")).isEqualTo(503);
        assertThat(credit("HR-1")).isEqualTo(502);
        assertThat(credit("HR-1")).isEqualTo(200);
    }

    @Test
    void aRuleSeesOperationReferenceEmailBodyAndAttempt() {
        sandbox.faults()
                .when(
                        call -> call.operation() == Operation.ALLOCATE
                                && call.reference().equals("HR-2")
                                && call.references().equals(List.of("HR-2"))
                                && call.email().startsWith("person-")
                                && call.body().path("loadAmount").intValue() == 10
                                && call.attempt() == 2,
                        Fault.CONFLICT);

        assertThat(credit("HR-1")).isEqualTo(200);
        assertThat(credit("HR-2")).isEqualTo(200);
        assertThat(credit("HR-2")).isEqualTo(409);
        assertThat(credit("HR-2")).isEqualTo(200);
    }

    @Test
    void aCallDoesNotTellWhomItIsAbout() {
        var body = Partner.credit("HR-1", "asha@example.in", "9000000123", "10");

        assertThat(new Call(Operation.ALLOCATE, body, List.of(body), 1).toString())
                .doesNotContain("HR-1")
                .doesNotContain("asha")
                .doesNotContain("9000000123");
    }

    @Test
    void anAnswerCanBeWrittenByHand() {
        sandbox.faults()
                .answer(
                        call -> call.operation() == Operation.ALLOCATE,
                        1,
                        Effect.TAKES_PLACE,
                        207,
                        "application/json",
                        "{\"odd\":true}");
        var told = partner.credit("HR-1", "10");

        assertThat(told.status()).isEqualTo(207);
        assertThat(told.text()).isEqualTo("{\"odd\":true}");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    private List<Integer> chance(long seed, boolean backwards) {
        sandbox.reset();
        partner.forgetBearer();
        sandbox.faults().randomly(seed, 0.3, Fault.BUSY, Fault.SERVER_ERROR);
        var statuses = new Integer[40];
        IntStream.range(0, 40).map(i -> backwards ? 39 - i : i).forEach(i -> statuses[i] = credit("HR-" + i));
        return List.of(statuses);
    }

    @Test
    void chanceIsDecidedBySeedAndReferenceNotByTheOrderOfArrival() {
        List<Integer> once = chance(7, false);

        assertThat(once).contains(200, 500, 503);
        assertThat(chance(7, true)).isEqualTo(once);
        assertThat(chance(8, false)).isNotEqualTo(once);
    }

    @Test
    void chanceGivesARetryAnotherThrow() {
        sandbox.faults().randomly(7, 0.5, Fault.BUSY);

        assertThat(IntStream.range(0, 20).map(i -> credit("HR-1")).boxed()).contains(200, 503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "busy@example.in",
                "busy2@example.in",
                "busy-2@example.in",
                "busy+asha@example.in",
                "busy+2@x.co",
                "BUSY@example.in"
            })
    void aRowCarriesItsOwnFaultOnceForEachReference(String email) {
        assertThat(partner.credit("HR-1", email, "10").status()).isEqualTo(503);
        assertThat(partner.credit("HR-1", email, "10").status()).isEqualTo(200);
        assertThat(partner.credit("HR-2", email, "10").status()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busybody@example.in", "asha.busy@example.in", "asha@busy.in", "html.page@example.in"})
    void otherPersonsSufferNothing(String email) {
        assertThat(partner.credit("HR-1", email, "10").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "insufficient"})
    void aRefusalIsNotAnAccidentAndStays(String fault) {
        for (int i = 0; i < 3; i++) {
            assertThat(partner.credit("HR-1", fault + "@example.in", "10").code())
                    .isEqualTo("1");
        }
        assertThat(partner.credit("HR-1", "asha@example.in", "10").succeeded()).isTrue();
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void magicCanBeSwitchedOffAndComesBackWithAReset() {
        sandbox.faults().magic(false);
        assertThat(partner.credit("HR-1", "busy@example.in", "10").status()).isEqualTo(200);

        sandbox.reset();
        partner.forgetBearer();
        assertThat(partner.credit("HR-1", "busy@example.in", "10").status()).isEqualTo(503);
    }

    @Test
    void aRefusedRowFailsAloneInBulk() {
        var told = partner.bulk(true, row("HR-1", "refused@example.in", "10"), row("HR-2", "asha@example.in", "10"));

        assertThat(told.payload().path(FAILED).path(0).path("failureReason").textValue())
                .isEqualTo("User is not eligible");
        assertThat(told.payload().path(SUCCEEDED)).hasSize(1);
        assertThat(sandbox.books().creditsByReference()).containsOnlyKeys("HR-2");
    }

    @Test
    void aBulkCallFailsOnceForEachRowThatCarriesACallsFault() {
        var rows = new ObjectNode[] {
            row("HR-1", "server-error@example.in", "10"),
            row("HR-2", "busy@example.in", "10"),
            row("HR-3", "asha@example.in", "10")
        };

        assertThat(partner.bulk(true, rows).status()).isEqualTo(500);
        assertThat(sandbox.books().creditsByReference()).as("effect of all").hasSize(3);
        assertThat(partner.bulk(true, rows).status()).isEqualTo(503);
        assertThat(partner.bulk(true, rows).status()).isEqualTo(200);
    }

    @Test
    void rowsOfABulkAnswerCanBeWrongOrMissing() {
        var told = partner.bulk(
                true,
                row("HR-1", "wrong-echo@example.in", "10"),
                row("HR-2", "unmentioned@example.in", "10"),
                row("HR-3", "asha@example.in", "10"));

        assertThat(told.payload().path(SUCCEEDED)).hasSize(2);
        assertThat(told.payload()
                        .path(SUCCEEDED)
                        .path(0)
                        .path("uniqueReferenceNumber")
                        .textValue())
                .isEqualTo("ANOTHER-REFERENCE");
        assertThat(sandbox.books().creditsByReference()).hasSize(3);
    }

    @Test
    void aCallThatIsNotLetInSpendsNoFault() {
        partner.bearer();
        sandbox.books().expireTokens();
        assertThat(partner.credit("HR-1", "busy@example.in", "10").status()).isEqualTo(401);
        partner.forgetBearer();

        assertThat(partner.credit("HR-1", "busy@example.in", "10").status()).isEqualTo(503);
    }
}

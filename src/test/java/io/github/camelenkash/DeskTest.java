package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.api.ReferenceConflictException;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.ledger.ProbeReport;
import io.github.camelenkash.ledger.SettleReport;
import io.github.camelenkash.ledger.State;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Looking after movements that no call holds any more: {@code settle}, {@code movements} and {@code close}. */
class DeskTest {

    @RegisterExtension
    static final SandboxExtension SANDBOX = new SandboxExtension();

    private CamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void startCamel() throws Exception {
        context = new DefaultCamelContext();
        context.getRegistry().bind("sandbox", SANDBOX.sandbox());
        var options = context.getComponent("enkash", EnkashComponent.class).getConfiguration();
        options.setEnvironment(Environment.sandbox);
        options.setSettleInCall(Duration.ZERO);
        options.setSettleWindow(Duration.ZERO);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopCamel() throws Exception {
        context.close();
    }

    private MovementReceipt allocate(String reference) {
        return template.requestBody(
                "enkash:allocate",
                Map.of(
                        "cardId",
                        SANDBOX.sandbox().books().cards().get(0).cardId(),
                        "points",
                        "10",
                        "reference",
                        reference),
                MovementReceipt.class);
    }

    /** A movement whose answer is lost while the search is down, so that the call itself cannot find out. */
    private void leaveUnknown(Sandbox sandbox, String reference, Fault fault) {
        sandbox.faults().next(fault, 1, Operation.ALLOCATE);
        sandbox.faults().next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
        assertThatThrownBy(() -> allocate(reference))
                .isInstanceOf(CamelExecutionException.class)
                .hasCauseInstanceOf(OutcomeUnknownException.class);
    }

    private static void openCard(Sandbox sandbox) {
        sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
    }

    private MovementView movement(String reference) {
        return template.requestBody("enkash:movement", (Object) reference, MovementView.class);
    }

    private Object close(String reference, int attempt, String verdict) {
        return template.requestBody("enkash:close", (Object) Map.of(
                "reference", reference,
                "attempt", attempt,
                "verdict", verdict,
                "who", "Meera",
                "why", "seen in the portal"));
    }

    @Test
    void settleFindsOutWhatBecameOfALostAnswer(Sandbox sandbox) {
        openCard(sandbox);
        leaveUnknown(sandbox, "DESK-1", Fault.LOST_ANSWER);

        var report = template.requestBody("enkash:settle", null, SettleReport.class);

        assertThat(report.looked()).isEqualTo(1);
        assertThat(report.paid()).isEqualTo(1);
        assertThat(movement("DESK-1").state()).isEqualTo(State.PAID);
        assertThat(allocate("DESK-1").outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(sandbox.books().credits("DESK-1")).isEqualTo(1);
    }

    @Test
    void settleOfOneReferenceLeavesTheOthersAlone(Sandbox sandbox) {
        openCard(sandbox);
        leaveUnknown(sandbox, "DESK-1", Fault.LOST_ANSWER);
        leaveUnknown(sandbox, "DESK-2", Fault.LOST_ANSWER);

        var report = template.requestBodyAndHeader(
                "enkash:settle", null, EnkashConstants.REFERENCE, "DESK-2", SettleReport.class);

        assertThat(report).isEqualTo(new SettleReport(1, 1, 0, 0, 0, 0, 0));
        assertThat(movement("DESK-1").state()).isEqualTo(State.UNKNOWN);
        assertThat(movement("DESK-2").state()).isEqualTo(State.PAID);
    }

    @Test
    void movementsStreamWithoutALimitInTheOrderOfTheirChanges() {
        var rows = IntStream.range(0, 1201)
                .mapToObj(i -> Map.of(
                        "title", "Ms",
                        "name", "Asha",
                        "gender", "F",
                        "email", "asha" + i + "@example.in",
                        "mobile", Long.toString(9_000_000_000L + i),
                        "points", "1",
                        "reference", "DESK-" + i))
                .toList();
        template.requestBody("enkash:bulkAllocate", (Object) rows);

        var stream = (Iterator<?>) template.requestBody("enkash:movements?outputType=streamList", (Object) "PAID");

        var seen = new ArrayList<MovementView>();
        stream.forEachRemaining(view -> seen.add((MovementView) view));
        assertThat(seen)
                .extracting(MovementView::reference)
                .doesNotHaveDuplicates()
                .hasSize(1201);
        assertThat(seen).isSortedAccordingTo(Comparator.comparing(view -> Instant.parse(view.changedAt())));
        assertThat(stream.hasNext()).isFalse();
        assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void settlePurgesWhatIsOldWhereThatIsAskedFor(Sandbox sandbox) {
        openCard(sandbox);
        allocate("DESK-1");

        assertThat(settle("enkash:settle").purged()).isZero();
        assertThat(movement("DESK-1").transactionId()).isNotNull();
        assertThat(settle("enkash:settle?purgeAfter=1h").purged()).isZero();
        assertThat(settle("enkash:settle?purgeAfter=0").purged()).isEqualTo(1);

        assertThat(movement("DESK-1").transactionId()).isNull();
        assertThat(movement("DESK-1").cardId()).isNull();
        assertThat(allocate("DESK-1").outcome()).isEqualTo(Outcome.ALREADY_PAID);
        assertThat(sandbox.books().credits("DESK-1")).isEqualTo(1);
    }

    private SettleReport settle(String uri) {
        return template.requestBody(uri, null, SettleReport.class);
    }

    @Test
    void probeSaysWhatWorksAndWhatCannotBeCheckedYet(Sandbox sandbox) {
        openCard(sandbox);
        var before = template.requestBody("enkash:probe", null, ProbeReport.class);

        assertThat(before.checks())
                .extracting(check -> check.name() + " " + check.result())
                .containsExactly("login OK", "account OK", "encryption OK", "search NOT_CHECKED", "echo NOT_CHECKED");
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();

        allocate("DESK-1");
        assertThat(template.requestBody("enkash:probe", null, ProbeReport.class).isReady())
                .isTrue();
    }

    @Test
    void movementsListsWhatIsInAState(Sandbox sandbox) {
        openCard(sandbox);
        allocate("DESK-0");
        leaveUnknown(sandbox, "DESK-1", Fault.NEVER_ARRIVED);

        assertThat(references("UNKNOWN")).containsExactly("DESK-1");
        assertThat(references("paid")).containsExactly("DESK-0");
        assertThat(template.requestBody("enkash:movements", Map.of("unchangedFor", "1h"), List.class))
                .isEmpty();
        assertThatThrownBy(() -> references("LOST")).hasRootCauseInstanceOf(InvalidRequestException.class);
    }

    private List<String> references(String state) {
        return ((List<?>) template.requestBody("enkash:movements", (Object) state, List.class))
                .stream().map(view -> ((MovementView) view).reference()).toList();
    }

    @Test
    void aPersonClosesAParkedMovementAsPaid(Sandbox sandbox) {
        park(sandbox);

        close("DESK-1", movement("DESK-1").attempt(), "PAID");

        assertThat(movement("DESK-1").state()).isEqualTo(State.PAID);
        assertThat(allocate("DESK-1").outcome()).isEqualTo(Outcome.ALREADY_PAID);
    }

    @Test
    void aMovementThatEnkashHasIsNotClosedAsUnpaid(Sandbox sandbox) {
        park(sandbox);

        assertThatThrownBy(() -> close("DESK-1", movement("DESK-1").attempt(), "NOT_PAID"))
                .hasCauseInstanceOf(ReferenceConflictException.class);
        assertThat(movement("DESK-1").state()).isEqualTo(State.PARKED);
    }

    @Test
    void aMovementClosedAsUnpaidMayBeSentAgain(Sandbox sandbox) {
        openCard(sandbox);
        leaveUnknown(sandbox, "DESK-1", Fault.NEVER_ARRIVED);

        close("DESK-1", movement("DESK-1").attempt(), "NOT_PAID");

        assertThat(movement("DESK-1").state()).isEqualTo(State.RESERVED);
        assertThat(allocate("DESK-1").outcome()).isEqualTo(Outcome.PAID);
        assertThat(sandbox.books().credits("DESK-1")).isEqualTo(1);
    }

    @Test
    void onlyTheAttemptThatWasJudgedIsClosed(Sandbox sandbox) {
        park(sandbox);

        assertThatThrownBy(() -> close("DESK-1", movement("DESK-1").attempt() + 1, "PAID"))
                .hasCauseInstanceOf(InvalidRequestException.class)
                .hasStackTraceContaining("attempt");
    }

    @Test
    void whatIsPaidCannotBeClosed(Sandbox sandbox) {
        openCard(sandbox);
        allocate("DESK-1");

        assertThatThrownBy(() -> close("DESK-1", 1, "NOT_PAID")).hasCauseInstanceOf(InvalidRequestException.class);
        assertThat(movement("DESK-1").state()).isEqualTo(State.PAID);
    }

    /** A lost answer whose transaction then shows a status that does not mean paid. */
    private void park(Sandbox sandbox) {
        openCard(sandbox);
        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "PENDING");
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);
        assertThatThrownBy(() -> allocate("DESK-1")).hasCauseInstanceOf(OutcomeUnknownException.class);
        assertThat(movement("DESK-1").state()).isEqualTo(State.PARKED);
    }
}

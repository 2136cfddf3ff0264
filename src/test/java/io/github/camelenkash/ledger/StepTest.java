package io.github.camelenkash.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The table of states as such: which steps there are, and that nothing else happens. */
class StepTest {

    /** The table of the design once more, written down by state: a slip in one of the two shows. */
    private static final Map<State, Set<Step>> ALLOWED = Map.of(
            State.RESERVED,
            EnumSet.of(Step.CLAIM, Step.ACCEPTED, Step.FOUND_BEFORE_SENDING, Step.CONTRADICTED_BEFORE_SENDING),
            State.REFUSED,
            EnumSet.of(Step.CLAIM, Step.ACCEPTED, Step.FOUND_BEFORE_SENDING, Step.CONTRADICTED_BEFORE_SENDING),
            State.SENT,
            EnumSet.of(Step.NOT_SENT, Step.ACCEPTED, Step.REFUSED, Step.DOUBTED),
            State.UNKNOWN,
            EnumSet.of(
                    Step.ACCEPTED,
                    Step.FOUND,
                    Step.CONTRADICTED,
                    Step.ABSENT_AFTER_A_NO,
                    Step.ABSENT,
                    Step.GIVEN_TO_A_PERSON,
                    Step.CLOSED_AS_PAID,
                    Step.CLOSED_AS_NOT_PAID),
            State.PARKED,
            EnumSet.of(Step.ACCEPTED, Step.CLOSED_AS_PAID, Step.CLOSED_AS_NOT_PAID),
            State.PAID,
            EnumSet.noneOf(Step.class));

    private static final Set<Step> FROM_NOTHING =
            EnumSet.of(Step.CLAIM, Step.FOUND_BEFORE_SENDING, Step.CONTRADICTED_BEFORE_SENDING);

    private final Scene scene = new Scene();

    @Test
    void everyStepThatTheTableDoesNotHaveIsRefused() {
        var wrong = new ArrayList<String>();
        for (var step : Step.values()) {
            check(step, null, FROM_NOTHING.contains(step), wrong);
            for (var state : State.values()) {
                check(step, rowIn(state), ALLOWED.get(state).contains(step), wrong);
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static void check(Step step, Movement before, boolean allowed, List<String> wrong) {
        boolean taken;
        try {
            taken = step.check(before) == step.to();
        } catch (IllegalStateException e) {
            taken = false;
        }
        if (taken != allowed) {
            wrong.add((taken ? "allowed " : "refused ") + step + " from " + (before == null ? null : before.state()));
        }
    }

    /** The loop above asks the table; this one asks those who take the steps. */
    @Test
    void noRowIsMadeByAStepThatTheTableDoesNotHave() {
        var now = scene.time.instant();
        var order = Scene.order("R-1");
        Map<Step, Consumer<Movement>> takers = Map.ofEntries(
                Map.entry(Step.CLAIM, row -> Steps.claim(row, row.key(), order, "node-1", Scene.LEASE, now)),
                Map.entry(Step.NOT_SENT, row -> Steps.notSent(row, now)),
                Map.entry(Step.ACCEPTED, row -> Steps.accepted(row, paid(), now)),
                Map.entry(Step.REFUSED, row -> Steps.refused(row, "no", now)),
                Map.entry(Step.DOUBTED, row -> Steps.doubted(row, "why", now)),
                Map.entry(Step.ABSENT_AFTER_A_NO, row -> Steps.absentAfterANo(row, now)),
                Map.entry(Step.ABSENT, row -> Steps.absent(row, now)),
                Map.entry(Step.GIVEN_TO_A_PERSON, row -> Steps.givenToAPerson(row, "why", now)),
                Map.entry(Step.CLOSED_AS_PAID, row -> Steps.closedAsPaid(row, "Asha", "seen", now)),
                Map.entry(Step.CLOSED_AS_NOT_PAID, row -> Steps.closedAsNotPaid(row, "Asha", "not seen", now)));

        takers.forEach((step, taker) -> Arrays.stream(State.values())
                .filter(state -> !step.isAllowedFrom(state))
                .forEach(state -> assertThatIllegalStateException()
                        .as("%s from %s", step, state)
                        .isThrownBy(() -> taker.accept(rowIn(state)))));
    }

    @Test
    void everyStepLeadsWhereTheTableSays() {
        assertThat(Arrays.stream(Step.values()).filter(step -> step.to() == State.SENT))
                .containsExactly(Step.CLAIM);
        assertThat(Arrays.stream(Step.values()).filter(step -> step.to() == State.RESERVED))
                .containsExactly(Step.NOT_SENT, Step.ABSENT, Step.CLOSED_AS_NOT_PAID);
        assertThat(Arrays.stream(Step.values()).filter(step -> step.to() == State.REFUSED))
                .containsExactly(Step.REFUSED, Step.ABSENT_AFTER_A_NO);
        assertThat(Arrays.stream(Step.values()).filter(step -> step.to() == State.UNKNOWN))
                .containsExactly(Step.DOUBTED);
        assertThat(Arrays.stream(Step.values()).filter(step -> step.to() == State.PAID))
                .containsExactly(Step.ACCEPTED, Step.FOUND, Step.FOUND_BEFORE_SENDING, Step.CLOSED_AS_PAID);
        assertThat(Arrays.stream(Step.values()).filter(step -> step.to() == State.PARKED))
                .containsExactly(Step.CONTRADICTED, Step.CONTRADICTED_BEFORE_SENDING, Step.GIVEN_TO_A_PERSON);
    }

    private static Answer.Paid paid() {
        return (Answer.Paid) FakeEnkash.paid(Scene.order("R-1"));
    }

    private Movement rowIn(State state) {
        var now = scene.time.instant();
        var sent = Steps.claim(
                null, scene.settings.key(Kind.points, "R-1"), Scene.order("R-1"), "node-1", Duration.ofMinutes(2), now);
        return switch (state) {
            case SENT -> sent;
            case RESERVED -> Steps.notSent(sent, now);
            case REFUSED -> Steps.refused(sent, "no", now);
            case PAID -> Steps.accepted(sent, paid(), now);
            case UNKNOWN -> Steps.doubted(sent, "why", now);
            case PARKED -> Steps.givenToAPerson(Steps.doubted(sent, "why", now), "why", now);
        };
    }
}

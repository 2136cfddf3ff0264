package io.github.camelenkash.ledger;

import java.util.EnumSet;
import java.util.Set;

/**
 * The table of states, one constant a row. What is not in this table does not happen: {@link Steps} makes the next row
 * only through {@link #check}.
 */
public enum Step {
    /** About to send. From no row at all, too; from REFUSED only after a successful look-up. */
    CLAIM(EnumSet.of(State.RESERVED, State.REFUSED), true, State.SENT),
    /** Provably not sent. */
    NOT_SENT(EnumSet.of(State.SENT), false, State.RESERVED),
    /** Accepted answer of any attempt, content as in the row. */
    ACCEPTED(EnumSet.complementOf(EnumSet.of(State.PAID)), false, State.PAID),
    /** A clear no, and no earlier attempt in doubt. */
    REFUSED(EnumSet.of(State.SENT), false, State.REFUSED),
    /** Any other answer, none, or the lease is over. */
    DOUBTED(EnumSet.of(State.SENT), false, State.UNKNOWN),
    /** A look-up found it once and everything agrees. */
    FOUND(EnumSet.of(State.UNKNOWN), false, State.PAID),
    /** A look-up found it with other content, another status, or more than once. */
    CONTRADICTED(EnumSet.of(State.UNKNOWN), false, State.PARKED),
    /** Looked up before sending (again), and found with the content of the row. */
    FOUND_BEFORE_SENDING(EnumSet.of(State.RESERVED, State.REFUSED), true, State.PAID),
    /** Looked up before sending (again), and found otherwise. */
    CONTRADICTED_BEFORE_SENDING(EnumSet.of(State.RESERVED, State.REFUSED), true, State.PARKED),
    /** Believed absent, and the last answer was a clear no. */
    ABSENT_AFTER_A_NO(EnumSet.of(State.UNKNOWN), false, State.REFUSED),
    /** Believed absent, to be sent again. */
    ABSENT(EnumSet.of(State.UNKNOWN), false, State.RESERVED),
    /** Believed absent, but not to be sent again by machine; or it can never be looked up. */
    GIVEN_TO_A_PERSON(EnumSet.of(State.UNKNOWN), false, State.PARKED),
    /** A person decided that it was paid. */
    CLOSED_AS_PAID(EnumSet.of(State.PARKED, State.UNKNOWN), false, State.PAID),
    /** A person decided that it was not paid, and a look-up did not find it. */
    CLOSED_AS_NOT_PAID(EnumSet.of(State.PARKED, State.UNKNOWN), false, State.RESERVED);

    private final Set<State> from;
    private final boolean fromNothing;
    private final State to;

    Step(Set<State> from, boolean fromNothing, State to) {
        this.from = from;
        this.fromNothing = fromNothing;
        this.to = to;
    }

    /** The state it leads to. */
    public State to() {
        return to;
    }

    /** Whether it may be taken from this state; null stands for no row. */
    public boolean isAllowedFrom(State state) {
        return state == null ? fromNothing : from.contains(state);
    }

    /**
     * The state it leads to from this row.
     *
     * @param before the row, or null for none
     * @throws IllegalStateException if the table has no such step
     */
    State check(Movement before) {
        var state = before == null ? null : before.state();
        if (!isAllowedFrom(state)) {
            throw new IllegalStateException("No step " + this + " from " + state);
        }
        return to;
    }
}

package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.LookUp;

/** Finds out what became of a movement whose outcome is unknown. It looks; it never sends. */
final class Settler {

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Gateway gateway;
    private final Absence absence;

    Settler(MovementSettings settings, Ledger ledger, Gateway gateway) {
        this.settings = settings;
        this.ledger = ledger;
        this.gateway = gateway;
        this.absence = new Absence(settings, ledger, gateway);
    }

    /**
     * Takes a movement from a sender who let the lease run out.
     *
     * @param sent a row in state SENT
     * @return the row as it is now; SENT still if the lease is not over
     */
    Movement takeOver(Movement sent) {
        var now = ledger.now();
        return sent.leaseIsOver(now) ? ledger.write(sent, Steps.leaseOver(sent, now)) : sent;
    }

    /**
     * Looks once.
     *
     * @param unknown a row in state UNKNOWN
     * @return the row as it is now: settled, given to a person, to be sent again, or unknown still
     */
    Movement settle(Movement unknown) {
        var key = unknown.key();
        var asked = ledger.now();
        var lookUp = gateway.lookUp(key.kind(), unknown.content().account(), key.reference());
        if (lookUp instanceof LookUp.Found found) {
            var problem = Findings.problem(unknown.content(), found, settings.paidStatuses());
            return ledger.write(
                    unknown,
                    problem == null
                            ? Steps.found(unknown, found.transactions().get(0), ledger.now())
                            : Steps.contradicted(unknown, problem, ledger.now()));
        }
        if (lookUp instanceof LookUp.Impossible) {
            var reason = "EnKash has no search for " + key.kind() + ", so nobody can look it up";
            return ledger.write(unknown, Steps.givenToAPerson(unknown, reason, ledger.now()));
        }
        if (lookUp instanceof LookUp.Empty && absence.isBelieved(unknown, asked)) {
            return ledger.write(unknown, whenAbsent(unknown));
        }
        return unknown;
    }

    private Movement whenAbsent(Movement unknown) {
        if (unknown.doubt().refusal() != null) {
            return Steps.absentAfterANo(unknown, ledger.now());
        }
        if (settings.unknownPolicy() == UnknownPolicy.resend && !unknown.doubt().wrongEcho()) {
            return Steps.absent(unknown, ledger.now());
        }
        var reason = unknown.doubt().wrongEcho()
                ? "EnKash accepted it under another reference, and does not find it under ours"
                : "EnKash does not find it, and unknownPolicy is park";
        return Steps.givenToAPerson(unknown, reason, ledger.now());
    }
}

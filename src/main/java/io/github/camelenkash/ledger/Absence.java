package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.LookUp;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether an empty search is believed. No document says how the search behaves, so it must prove itself each time
 * by finding controls: movements that are known to be paid.
 */
final class Absence {

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Gateway gateway;
    private final Sightings sightings = new Sightings();

    Absence(MovementSettings settings, Ledger ledger, Gateway gateway) {
        this.settings = settings;
        this.ledger = ledger;
        this.gateway = gateway;
    }

    /**
     * Whether a movement that a search has just not found is believed to be absent.
     *
     * <p>(a) the settle window has passed since the send could last have taken effect; (b) after the empty answer, the
     * same form of search found its controls; (c) lately a control was found that was then no older than the movement is
     * now, so that a search that lags betrays itself.
     *
     * @param asked when the empty search was asked
     */
    boolean isBelieved(Movement unknown, Instant asked) {
        var age = Duration.between(unknown.doubt().effectUntil(), asked);
        if (age.compareTo(settings.settleWindow()) < 0) {
            lookOut(unknown);
            return false;
        }
        return findsControls(unknown) && sightings.wereYoung(unknown, age, ledger.now());
    }

    /** Before its time a control can only be seen while it is young, for (c). */
    private void lookOut(Movement unknown) {
        if (!sightings.wereYoung(unknown, settings.settleWindow(), ledger.now())) {
            var controls = ledger.controls(unknown);
            if (!controls.isEmpty()) {
                finds(controls.get(controls.size() - 1));
            }
        }
    }

    private boolean findsControls(Movement unknown) {
        var controls = ledger.controls(unknown);
        return !controls.isEmpty() && controls.stream().allMatch(this::finds);
    }

    private boolean finds(Movement control) {
        var content = control.content();
        var lookUp = gateway.lookUp(
                control.key().kind(), content.account(), control.key().reference());
        if (!(lookUp instanceof LookUp.Found found)
                || Findings.problem(content, found, settings.paidStatuses()) != null) {
            return false;
        }
        sightings.add(control, ledger.now());
        return true;
    }
}

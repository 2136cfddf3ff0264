package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.LookUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Decides whether an empty search is believed. No document says how the search behaves, so it must prove itself each time
 * by finding a control: a movement that is known to be paid.
 */
final class Absence {

    /** How long a control that was found young speaks for the search's timeliness. */
    private static final Duration LATELY = Duration.ofHours(1);

    private static final int SIGHTINGS_KEPT = 512;

    private final MovementSettings settings;
    private final Ledger ledger;
    private final Gateway gateway;
    private final Deque<Sighting> sightings = new ArrayDeque<>();

    Absence(MovementSettings settings, Ledger ledger, Gateway gateway) {
        this.settings = settings;
        this.ledger = ledger;
        this.gateway = gateway;
    }

    /**
     * Whether a movement that a search has just not found is believed to be absent.
     *
     * <p>(a) the settle window has passed since the send could last have taken effect; (b) after the empty answer, the
     * same form of search found a control; (c) lately a control was found that was then no older than the movement is
     * now, so that a search that lags betrays itself.
     */
    boolean isBelieved(Movement unknown) {
        var age = Duration.between(unknown.doubt().effectUntil(), ledger.now());
        boolean windowHasPassed = age.compareTo(settings.settleWindow()) >= 0;
        if (!windowHasPassed && wasSeenYoung(unknown, age)) {
            return false; // nothing to learn from a control yet
        }
        boolean controlFound = findControl(unknown);
        return windowHasPassed && controlFound && wasSeenYoung(unknown, age);
    }

    private boolean findControl(Movement unknown) {
        var content = unknown.content();
        int length = unknown.key().reference().length();
        var control = ledger.control(unknown.key(), content.operation(), content.account(), length);
        if (control.isEmpty()) {
            return false;
        }
        var paid = control.get();
        var lookUp = gateway.lookUp(paid.key().kind(), content.account(), paid.key().reference());
        if (!(lookUp instanceof LookUp.Found found) || Findings.judge(paid, found, settings.paidStatuses()).isEmpty()) {
            return false;
        }
        // The oldest it can be: from the moment its send began.
        var now = ledger.now();
        remember(new Sighting(group(paid), paid.key().reference().length(), Duration.between(paid.sentAt(), now), now));
        return true;
    }

    private static String group(Movement movement) {
        return movement.content().operation() + '\n' + movement.content().account();
    }

    private synchronized void remember(Sighting sighting) {
        sightings.addFirst(sighting);
        while (sightings.size() > SIGHTINGS_KEPT) {
            sightings.removeLast();
        }
    }

    private synchronized boolean wasSeenYoung(Movement unknown, Duration age) {
        var since = ledger.now().minus(LATELY);
        for (Iterator<Sighting> each = sightings.iterator(); each.hasNext(); ) {
            var sighting = each.next();
            if (sighting.at().isBefore(since)) {
                each.remove();
            } else if (sighting.group().equals(group(unknown))
                    && sighting.referenceLength() >= unknown.key().reference().length()
                    && sighting.age().compareTo(age) <= 0) {
                return true;
            }
        }
        return false;
    }

    /** A control that was found: how old it was then, and when that was. */
    private record Sighting(String group, int referenceLength, Duration age, Instant at) {}
}

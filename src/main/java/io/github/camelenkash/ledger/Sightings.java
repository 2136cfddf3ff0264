package io.github.camelenkash.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers which controls a search found lately, and how old they were then: the proof that it does not lag. */
final class Sightings {

    /** How long a control that was found young speaks for the search. */
    private static final Duration LATELY = Duration.ofHours(1);
    /** A sighting that says no more than one of the last minute is not kept. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static final int MOST_KEPT = 512;

    private final Deque<Sighting> youngestFirst = new ArrayDeque<>();

    /** A control was found now. */
    synchronized void add(Movement control, Instant now) {
        var sighting = Sighting.of(control, now);
        if (youngestFirst.stream().anyMatch(sighting::isRepeatedBy)) {
            return;
        }
        youngestFirst.removeIf(other -> sighting.saysAsMuchAs(other) || !other.isOfLate(now));
        youngestFirst.addFirst(sighting);
        if (youngestFirst.size() > MOST_KEPT) {
            youngestFirst.removeLast();
        }
    }

    /** Whether lately a control of this movement was found that was then no older than this. */
    synchronized boolean wereYoung(Movement movement, Duration age, Instant now) {
        return youngestFirst.stream()
                .anyMatch(sighting -> sighting.isOfLate(now)
                        && sighting.isFor(movement)
                        && sighting.age().compareTo(age) <= 0);
    }

    /**
     * A control that was found.
     *
     * @param age how old it was at the most: from the start of the first send that may have paid it
     */
    private record Sighting(String operation, String account, int referenceLength, Duration age, Instant at) {

        static Sighting of(Movement control, Instant now) {
            var sent = control.doubt().earlierAttempt() ? control.createdAt() : control.sentAt();
            var content = control.content();
            int length = control.key().reference().length();
            return new Sighting(content.operation(), content.account(), length, Duration.between(sent, now), now);
        }

        boolean isOfLate(Instant now) {
            return !at.isBefore(now.minus(LATELY));
        }

        boolean isFor(Movement movement) {
            var content = movement.content();
            return operation.equals(content.operation())
                    && account.equals(content.account())
                    && referenceLength >= movement.key().reference().length();
        }

        /** Whether nothing is lost with the other one, as long as this one counts. */
        boolean saysAsMuchAs(Sighting other) {
            return operation.equals(other.operation)
                    && account.equals(other.account)
                    && referenceLength >= other.referenceLength
                    && age.compareTo(other.age) <= 0;
        }

        boolean isRepeatedBy(Sighting earlier) {
            return earlier.saysAsMuchAs(this) && earlier.at.plus(SOON).isAfter(at);
        }
    }
}

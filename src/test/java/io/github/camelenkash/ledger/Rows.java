package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Accepted;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Transaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Opens the steps of the state table to tests of ledgers that live in other packages. */
public final class Rows {

    private Rows() {}

    public static Movement claim(
            Movement before, MovementKey key, Order order, String owner, Duration lease, Instant now) {
        return Steps.claim(before, key, order, owner, lease, now);
    }

    public static Movement paid(Movement sent, String transactionId, BigDecimal balance, Instant now) {
        var accepted = new Accepted(sent.key().reference(), "EKC1", "EK1", transactionId, balance, Map.of());
        return Steps.accepted(sent, new Answer.Paid(accepted, 200, 0, "Success"), now);
    }

    public static Movement notSent(Movement sent, Instant now) {
        return Steps.notSent(sent, now);
    }

    public static Movement doubted(Movement sent, Instant now) {
        return Steps.doubted(sent, "no answer", now);
    }

    public static Movement leaseOver(Movement sent, Instant now) {
        return Steps.leaseOver(sent, now);
    }

    public static Movement absent(Movement unknown, Instant now) {
        return Steps.absent(unknown, now);
    }

    public static Movement found(Movement unknown, String transactionId, Instant now) {
        var found = new Transaction(
                transactionId,
                unknown.key().reference(),
                "EKC1",
                "EK1",
                unknown.content().points(),
                unknown.content().direction(),
                null,
                "SUCCESS",
                null,
                Map.of());
        return Steps.found(unknown, found, now);
    }

    public static Movement closedAsPaid(Movement unknown, Instant now) {
        return Steps.closedAsPaid(unknown, "Asha", "seen in the portal", now);
    }

    public static Movement purged(Movement row) {
        return Purge.purged(row);
    }

    /** As a database keeps it. */
    public static Movement inMicroseconds(Movement row) {
        return new Movement(
                row.key(),
                row.content(),
                row.state(),
                row.attempt(),
                row.owner(),
                micros(row.leaseUntil()),
                row.doubt(),
                row.receipt(),
                micros(row.createdAt()),
                micros(row.sentAt()),
                micros(row.changedAt()));
    }

    private static Instant micros(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }
}

package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Gateway.ChunkAnswer;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One chunk of a bulk call: claims its rows in one commit, sends those it could claim, and settles what no answer tells.
 */
final class BulkChunk {

    private static final Logger LOG = LoggerFactory.getLogger(Movements.class);
    /** A row that never arrives is not sent for ever within one call; the next call may go on. */
    private static final int MOST_RESENDS = 5;

    private final Movements movements;
    private final MovementSettings settings;
    private final Ledger ledger;
    private final BulkMoving call;
    private final BulkOptions options;
    private final List<BulkItem> chunk;
    /** Whether an earlier chunk of this call was begun: then a failure is a result of rows, not an exception. */
    private final boolean started;

    private final List<RowResult> results = new ArrayList<>();
    private final List<BulkItem> toSendAgain = new ArrayList<>();
    /** Rows whose outcome is to be found out. */
    private final Map<BulkItem, Movement> unknown = new LinkedHashMap<>();
    /** Rows of which this very call has sent something: a payment found later is this call's payment. */
    private final java.util.Set<Integer> sentHere = new java.util.HashSet<>();

    BulkChunk(
            Movements movements, BulkMoving call, BulkOptions options, List<BulkItem> chunk, boolean started) {
        this.movements = movements;
        this.settings = movements.settings();
        this.ledger = movements.ledger();
        this.call = call;
        this.options = options;
        this.chunk = chunk;
        this.started = started;
        chunk.stream().filter(item -> item.resent() > 0).forEach(item -> sentHere.add(item.index()));
    }

    /** What became of a chunk: results, and rows that are believed absent and are to be sent in a later chunk. */
    record Performed(List<RowResult> results, List<BulkItem> toSendAgain) {}

    Performed perform() {
        var sendable = new LinkedHashMap<BulkItem, Movement>();
        for (var item : chunk) {
            sort(item, sendable);
        }
        if (!sendable.isEmpty()) {
            send(sendable, true);
        }
        settle();
        return new Performed(results, toSendAgain);
    }

    /** Reads a row's movement and puts it where its state belongs: to be sent, to be settled, or done. */
    private void sort(BulkItem item, Map<BulkItem, Movement> sendable) {
        var row = ledger.find(settings.key(item.order().kind(), item.order().reference()))
                .orElse(null);
        if (row == null) {
            if (!settings.checkFirst() || isAbsent(item, null)) {
                sendable.put(item, null);
            }
            return;
        }
        switch (row.state()) {
            case RESERVED -> sendable.put(item, row);
            case REFUSED -> {
                if (isAbsent(item, row)) {
                    sendable.put(item, row);
                }
            }
            default -> learn(item, row);
        }
    }

    private void learn(BulkItem item, Movement row) {
        if (!row.isSameOrder(item.order())) {
            results.add(item.result(Outcome.REFUSED, Receipts.conflict(row).getReason()));
            return;
        }
        switch (row.state()) {
            case PAID -> results.add(
                    item.result(row, sentHere.contains(item.index()) ? Outcome.PAID : Outcome.ALREADY_PAID));
            case PARKED -> results.add(
                    item.result(Outcome.PARKED, Receipts.parked(row).getReason()));
            case SENT -> {
                if (row.leaseIsOver(ledger.now())) {
                    var doubted = Steps.leaseOver(row, ledger.now());
                    unknown.put(item, ledger.replace(row, doubted) ? doubted : current(row));
                } else {
                    results.add(item.result(
                            Outcome.UNKNOWN, Receipts.inProgress(row).getReason()));
                }
            }
            case UNKNOWN -> unknown.put(item, row);
            case REFUSED -> results.add(item.result(
                    row.doubt().notFunded() ? Outcome.NOT_FUNDED : Outcome.REFUSED,
                    row.doubt().refusal()));
            case RESERVED -> again(item, row);
        }
    }

    /** Looked up before it is sent; found, it is done, and a failed look-up means that it is not sent now. */
    private boolean isAbsent(BulkItem item, Movement row) {
        var order = item.order();
        var lookUp = movements.gateway().lookUp(order.kind(), order.account(), order.reference());
        if (lookUp instanceof LookUp.Found found) {
            var after = BeforeSending.found(settings, ledger, row, order, found);
            learn(item, ledger.replace(row, after) ? after : ledger.find(after.key()).orElse(after));
            return false;
        }
        if (lookUp instanceof LookUp.Failed failed) {
            results.add(item.result(
                    Outcome.REFUSED, "not sent: it must be looked up first, and that failed: " + failed.reason()));
            return false;
        }
        return true;
    }

    private void send(Map<BulkItem, Movement> sendable, boolean mayLogInAgain) {
        try {
            movements.gateway().logIn();
        } catch (EnkashException e) {
            notStarted(sendable.keySet(), e);
            return;
        }
        long start = movements.waiting().nanoTime();
        var claimed = claim(sendable);
        if (claimed.isEmpty()) {
            return;
        }
        var items = List.copyOf(claimed.keySet());
        var orders = items.stream().map(BulkItem::order).toList();
        var permit = SendPermit.from(start, settings.lease(), settings.callTimeout());
        var answer = movements.gateway().send(call, orders, options.fundExisting(), permit);
        conclude(claimed, items, answer, mayLogInAgain);
    }

    /** One commit for all rows of the chunk; a row that somebody else took meanwhile is theirs. */
    private Map<BulkItem, Movement> claim(Map<BulkItem, Movement> sendable) {
        var items = new ArrayList<BulkItem>(sendable.size());
        var changes = new ArrayList<Ledger.Change>(sendable.size());
        var now = ledger.now();
        sendable.forEach((item, row) -> {
            var order = item.order();
            var key = settings.key(order.kind(), order.reference());
            items.add(item);
            changes.add(new Ledger.Change(
                    row, Steps.claim(row, key, order, settings.owner(), settings.lease(), now)));
        });
        var written = ledger.replaceAll(changes);
        var claimed = new LinkedHashMap<BulkItem, Movement>();
        for (int i = 0; i < written.length; i++) {
            if (written[i]) {
                sentHere.add(items.get(i).index());
                claimed.put(items.get(i), changes.get(i).after());
            } else {
                learn(items.get(i), current(changes.get(i).after()));
            }
        }
        return claimed;
    }

    private void conclude(
            Map<BulkItem, Movement> claimed, List<BulkItem> items, ChunkAnswer answer, boolean mayLogInAgain) {
        alert(answer);
        var after = record(claimed, items, answer);
        var first = answer.rows().get(0);
        if (answer.whole() && first instanceof Answer.NotSent notSent) {
            notStarted(items, notSent.cause());
        } else if (answer.whole() && first instanceof Answer.TokenRefused) {
            if (mayLogInAgain) {
                send(after, false);
            } else {
                notStarted(
                        items,
                        new CredentialsException(Failure.because("EnKash does not accept a fresh token")
                                .httpStatus(401)));
            }
        } else {
            after.forEach((item, row) -> learn(item, row));
        }
    }

    /** Writes down what the answer means to each row, in one commit. */
    private Map<BulkItem, Movement> record(
            Map<BulkItem, Movement> claimed, List<BulkItem> items, ChunkAnswer answer) {
        var now = ledger.now();
        var changes = new ArrayList<Ledger.Change>(items.size());
        for (int i = 0; i < items.size(); i++) {
            var sent = claimed.get(items.get(i));
            changes.add(new Ledger.Change(
                    sent, AnswerTable.apply(sent, answer.rows().get(i), answer.whole(), now)));
        }
        var after = new LinkedHashMap<BulkItem, Movement>();
        try {
            var written = ledger.replaceAll(changes);
            for (int i = 0; i < items.size(); i++) {
                var change = changes.get(i);
                after.put(
                        items.get(i),
                        written[i]
                                ? change.after()
                                : Late.conclude(
                                        ledger, change.before(), items.get(i).order(), answer.rows().get(i)));
            }
        } catch (RuntimeException e) {
            LOG.warn("The ledger could not record the answer to {} rows; they count as unknown", items.size());
            changes.forEach(change -> {
                var item = items.get(changes.indexOf(change));
                after.put(
                        item,
                        Steps.doubted(change.before(), "the ledger could not record the answer", now));
            });
        }
        return after;
    }

    private void alert(ChunkAnswer answer) {
        if (answer.rows().get(0) instanceof Answer.NoUsableAnswer unusable && unusable.alert()) {
            LOG.warn("EnKash answered a bulk call with {}. Whether points moved is looked up; have somebody check the"
                    + " access rights and the references", unusable.reason());
        }
    }

    /** Nothing of these rows was sent. */
    private void notStarted(Iterable<BulkItem> items, EnkashException cause) {
        if (!started && results.isEmpty() && unknown.isEmpty()) {
            throw cause;
        }
        items.forEach(item -> results.add(item.result(Outcome.REFUSED, "not sent: " + cause.getReason())));
    }

    /** Looks every unknown row up, again and again, until the time for settling in the call is over. */
    private void settle() {
        long until = movements.waiting().nanoTime() + settings.settleInCall().toNanos();
        while (!unknown.isEmpty()) {
            for (var entry : List.copyOf(unknown.entrySet())) {
                var row = movements.settler().settle(entry.getValue());
                unknown.remove(entry.getKey());
                if (row.state() == State.UNKNOWN) {
                    unknown.put(entry.getKey(), row);
                } else {
                    learn(entry.getKey(), row);
                }
            }
            if (!unknown.isEmpty() && !pause(until)) {
                unknown.forEach((item, row) -> results.add(
                        item.result(Outcome.UNKNOWN, Receipts.unknown(row).getReason())));
                unknown.clear();
            }
        }
    }

    private boolean pause(long until) {
        long left = until - movements.waiting().nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            movements.waiting().pause(Duration.ofNanos(Math.min(left, settings.settleDelay().toNanos())));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Believed absent: sent again in a later chunk, a bounded number of times. */
    private void again(BulkItem item, Movement row) {
        if (item.resent() < MOST_RESENDS) {
            toSendAgain.add(item.again());
        } else {
            results.add(item.result(
                    Outcome.UNKNOWN,
                    "sent " + row.attempt() + " times without an effect; believed unpaid, order it again"));
        }
    }

    private Movement current(Movement otherwise) {
        return ledger.find(otherwise.key()).orElse(otherwise);
    }
}

package io.github.camelenkash.ledger;

import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Gateway.ChunkAnswer;
import io.github.camelenkash.api.Masking;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RejectedException;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    /** Whether an earlier chunk of this call was begun: then a failure is a result of rows, not an exception. */
    private final boolean started;

    private final int size;
    private final Patience patience;
    /** Rows without a result, which are not to be sent again either. */
    private final Set<BulkItem> open;

    private final List<RowResult> results = new ArrayList<>();
    private final List<BulkItem> toSendAgain = new ArrayList<>();
    /** Rows whose outcome is to be found out. */
    private List<BulkItem> unknown = new ArrayList<>();

    BulkChunk(Movements movements, BulkMoving call, BulkOptions options, List<BulkItem> chunk, boolean started) {
        this.movements = movements;
        this.settings = movements.settings();
        this.ledger = movements.ledger();
        this.call = call;
        this.options = options;
        this.started = started;
        this.patience = new Patience(movements.waiting(), settings);
        this.size = chunk.size();
        this.open = new LinkedHashSet<>(chunk);
    }

    /** What became of a chunk: results, and rows that are believed absent and are to be sent in a later chunk. */
    record Performed(List<RowResult> results, List<BulkItem> toSendAgain) {}

    /**
     * Performs it.
     *
     * @throws RuntimeException only if nothing of the whole call was begun
     */
    Performed perform() {
        try {
            send(sendable(), true);
            settle();
        } catch (RuntimeException e) {
            giveUp(e);
        }
        return new Performed(results, toSendAgain);
    }

    /** Reads every row and puts it where its state belongs: to be sent, to be settled, or done. */
    private List<BulkItem> sendable() {
        var sendable = new ArrayList<BulkItem>();
        var rows = ledger.findAll(open.stream().map(this::key).toList());
        for (var item : List.copyOf(open)) {
            item.beginRound();
            item.see(rows.get(key(item)));
            if (item.row() != null && !item.row().mayBeSent()) {
                learn(item);
            } else if (isFree(item)) {
                sendable.add(item);
            }
        }
        return sendable;
    }

    private MovementKey key(BulkItem item) {
        return settings.key(item.order().kind(), item.order().reference());
    }

    /** Whether a look-up, where one is due, leaves it to be sent. */
    private boolean isFree(BulkItem item) {
        try {
            var known = movements.beforeSending().look(item.row(), item.order(), item.sentHere());
            known.ifPresent(row -> learn(item, row));
            return known.isEmpty();
        } catch (UnavailableException | RejectedException e) {
            done(item, notSent(item, e));
            return false;
        }
    }

    private void send(List<BulkItem> items, boolean mayLogInAgain) {
        if (items.isEmpty()) {
            return;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new UnavailableException(Failure.because("The thread was asked to stop"));
        }
        movements.gateway().logIn();
        long start = movements.waiting().nanoTime();
        var claimed = claim(items);
        if (claimed.isEmpty()) {
            return;
        }
        var orders = claimed.stream().map(BulkItem::order).toList();
        var permit = SendPermit.from(start, settings.lease(), settings.callTimeout());
        var answer = movements.gateway().send(call, orders, options.fundExisting(), permit);
        Alert.about("a bulk call of " + orders.size() + " rows", answer.rows().get(0));
        record(claimed, answer);
        conclude(claimed, answer, mayLogInAgain);
    }

    /** One commit for all rows of the chunk; a row that somebody else took meanwhile is theirs. */
    private List<BulkItem> claim(List<BulkItem> items) {
        var now = ledger.now();
        var changes = items.stream().map(item -> claim(item, now)).toList();
        var written = ledger.replaceAll(changes);
        var claimed = new ArrayList<BulkItem>(items.size());
        for (int i = 0; i < written.length; i++) {
            var item = items.get(i);
            var sent = changes.get(i).after();
            if (written[i]) {
                item.claim(sent);
                claimed.add(item);
            } else {
                learn(item, ledger.present(sent.key()));
            }
        }
        return claimed;
    }

    private Ledger.Change claim(BulkItem item, Instant now) {
        var order = item.order();
        var key = settings.key(order.kind(), order.reference());
        return new Ledger.Change(
                item.row(), Steps.claim(item.row(), key, order, settings.owner(), settings.lease(), now));
    }

    /** Writes down what the answer means to each row, in one commit. */
    private void record(List<BulkItem> claimed, ChunkAnswer answer) {
        var now = ledger.now();
        var changes = new ArrayList<Ledger.Change>(claimed.size());
        for (int i = 0; i < claimed.size(); i++) {
            var sent = claimed.get(i).row();
            changes.add(new Ledger.Change(
                    sent, AnswerTable.apply(sent, answer.rows().get(i), answer.whole(), now)));
        }
        var written = ledger.replaceAll(changes);
        for (int i = 0; i < written.length; i++) {
            var item = claimed.get(i);
            var ofRow = answer.rows().get(i);
            item.see(
                    written[i]
                            ? changes.get(i).after()
                            : Late.conclude(ledger, changes.get(i).before(), item.order(), ofRow));
            item.sentHere(!AnswerTable.isNotSent(ofRow));
        }
    }

    private void conclude(List<BulkItem> claimed, ChunkAnswer answer, boolean mayLogInAgain) {
        var first = answer.rows().get(0);
        if (!answer.whole() || !AnswerTable.isNotSent(first)) {
            for (int i = 0; i < claimed.size(); i++) {
                conclude(claimed.get(i), answer.rows().get(i));
            }
            return;
        }
        var free = new ArrayList<BulkItem>();
        for (var item : claimed) {
            if (item.row().state() == State.RESERVED) {
                free.add(item);
            } else {
                learn(item);
            }
        }
        if (first instanceof Answer.NotSent notSent) {
            throw notSent.cause();
        }
        if (!mayLogInAgain) {
            throw Receipts.freshTokenRefused(null);
        }
        send(free, false);
    }

    private void conclude(BulkItem item, Answer answer) {
        var bar = Late.bar(item.row(), item.order(), item.claimed(), answer);
        if (bar.isPresent()) {
            done(item, item.result(Outcome.UNKNOWN, bar.get().getReason()));
        } else {
            learn(item);
        }
    }

    private void learn(BulkItem item, Movement row) {
        item.see(row);
        learn(item);
    }

    /** Says of a row what the ledger knows, or puts it where that is found out. */
    private void learn(BulkItem item) {
        var row = item.row();
        if (!item.isSameOrder()) {
            if (row.mayBeSent()) {
                again(item);
            } else {
                done(item, item.result(Outcome.REFUSED, Receipts.conflict(row).getReason()));
            }
            return;
        }
        switch (row.state()) {
            case PAID -> done(item, item.paid());
            case PARKED ->
                done(item, item.result(Outcome.PARKED, Receipts.parked(row).getReason()));
            case SENT -> takeOver(item);
            case UNKNOWN -> unknown.add(item);
            case REFUSED -> {
                var outcome = row.doubt().notFunded() ? Outcome.NOT_FUNDED : Outcome.REFUSED;
                done(item, item.result(outcome, row.doubt().refusal()));
            }
            case RESERVED -> again(item);
        }
    }

    private void takeOver(BulkItem item) {
        var row = movements.settler().takeOver(item.row());
        if (row.state() == State.SENT) {
            done(item, item.result(Outcome.UNKNOWN, Receipts.inProgress(row).getReason()));
        } else {
            learn(item, row);
        }
    }

    /** To be sent in a later chunk, a bounded number of times. */
    private void again(BulkItem item) {
        if (item.rounds() <= MOST_RESENDS) {
            open.remove(item);
            toSendAgain.add(item);
        } else {
            var reason = "EnKash does not find it after " + item.row().attempt() + " attempts; order it again";
            done(item, unknown(item, reason));
        }
    }

    /** Looks every unknown row up, again and again, until the time for settling in the call is over. */
    private void settle() {
        patience.begin();
        while (!unknown.isEmpty()) {
            lookOnce();
            if (!unknown.isEmpty() && !patience.pause()) {
                unknown.forEach(
                        item -> done(item, unknown(item, item.row().doubt().reason())));
                unknown.clear();
            }
        }
    }

    /** Looks at each row; once the time is over, only as long as looking settles something. */
    private void lookOnce() {
        var round = unknown;
        unknown = new ArrayList<>();
        boolean goOn = true;
        for (var item : round) {
            if (goOn) {
                learn(item, movements.settler().settle(item.row()));
                goOn = item.row().state() != State.UNKNOWN || !patience.isOver();
            } else {
                unknown.add(item);
            }
        }
    }

    /** Something failed for all rows together: each that is open gets the result that its row allows. */
    private void giveUp(RuntimeException cause) {
        boolean begun = started
                || open.size() < size
                || open.stream()
                        .anyMatch(item -> item.row() != null && !item.row().mayBeSent());
        if (!begun) {
            throw cause;
        }
        if (!(cause instanceof EnkashException)) {
            // The message of a stranger may hold anything.
            LOG.error("A chunk of a bulk call ended early: {}", Masking.clean(cause.toString()));
        }
        for (var item : List.copyOf(open)) {
            if (item.isInDoubt()) {
                done(item, unknown(item, reason(cause)));
            } else if (item.row() == null || item.row().mayBeSent()) {
                done(item, notSent(item, cause));
            } else {
                learn(item);
            }
        }
    }

    /** What this call sent before is believed to be without an effect, which is less than to know it. */
    private static RowResult notSent(BulkItem item, RuntimeException cause) {
        return item.sentHere()
                ? unknown(item, "EnKash does not find it, and it could not be sent again: " + reason(cause))
                : item.result(Outcome.REFUSED, "not sent: " + reason(cause));
    }

    private static RowResult unknown(BulkItem item, String reason) {
        return item.result(
                Outcome.UNKNOWN,
                Receipts.unknown(item.row().key(), reason, null).getReason());
    }

    private static String reason(RuntimeException cause) {
        return cause instanceof EnkashException known
                ? known.getReason()
                : "unexpected " + cause.getClass().getSimpleName();
    }

    private void done(BulkItem item, RowResult result) {
        open.remove(item);
        results.add(result);
    }
}

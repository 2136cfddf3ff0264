package io.github.camelenkash.ledger.jdbc;

import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.UnavailableException;
import io.github.camelenkash.ledger.Ledger.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * Lets callers that write at the same time share a commit, because its flush costs more than its rows. Whoever finds a
 * lane free commits what is waiting, its own change among it; the others wait, and find their change written. A caller
 * that is alone waits for nobody; while a commit is under way, the next one begins beside it as soon as there are enough
 * for it, and else after it. No call returns before its change is durable.
 *
 * <p>A commit that fails fails for all whose changes were in it, as if each had been alone: nobody knows what became of it.
 * A change that the database refuses before the commit spoils nothing, because then each is written by itself.
 */
final class GroupCommit {

    /** So that one commit stays short, and with it the time that its rows are locked. */
    private static final int MOST_CHANGES = 128;

    /**
     * How many changes a commit begins for beside another one. With fewer, a database does nearly as much for each commit,
     * and for more of them.
     */
    static final int ENOUGH = 6;

    private final Writer writer;
    private final int allLanes;
    private final Semaphore lanes;
    private final Queue<Pending> waiting = new ConcurrentLinkedQueue<>();

    /** How changes are written. */
    interface Writer {

        /** One change in a commit of its own. */
        boolean one(Change change);

        /**
         * Several in one commit, or none of them.
         *
         * @return for each whether it was written; null if the database refused one of them and wrote none
         */
        boolean[] all(List<Change> changes);
    }

    /** A change on its way; who commits it writes the outcome before {@code done}, who waits reads it after. */
    private static final class Pending {
        final Change change;
        /** Released when it is done, and when it is its caller's turn to commit. */
        final Semaphore woken = new Semaphore(0);

        boolean written;
        RuntimeException failure;
        volatile boolean done;

        Pending(Change change) {
            this.change = change;
        }

        void end(boolean isWritten, RuntimeException failed) {
            written = isWritten;
            failure = failed;
            done = true;
            woken.release();
        }
    }

    /**
     * Shares commits.
     *
     * @param lanes how many commits may be under way at a time; those who come meanwhile gather for the next
     */
    GroupCommit(Writer writer, int lanes) {
        this.writer = writer;
        this.allLanes = lanes;
        this.lanes = new Semaphore(lanes);
    }

    /** Writes a change durably; false if the row is another by now. */
    boolean write(Change change) {
        var own = new Pending(change);
        waiting.add(own);
        while (!own.done) {
            if (mayCommit() && lanes.tryAcquire()) {
                try {
                    commit(take());
                } finally {
                    lanes.release();
                    wakeNext();
                }
            }
            // Not done yet: another lane has it, or it waits for one. In either case whoever ends next wakes it. A
            // second look costs nothing where it is done already.
            if (!own.done) {
                own.woken.acquireUninterruptibly();
            }
        }
        if (own.failure != null) {
            throw own.failure;
        }
        return own.written;
    }

    private boolean mayCommit() {
        // No size(), which would count all of them.
        return lanes.availablePermits() == allLanes
                || waiting.stream().skip(ENOUGH - 1).findFirst().isPresent();
    }

    /** How many changes nobody has taken in hand yet. */
    int waiting() {
        return waiting.size();
    }

    private List<Pending> take() {
        var group = new ArrayList<Pending>();
        for (var next = waiting.poll(); next != null; next = group.size() < MOST_CHANGES ? waiting.poll() : null) {
            group.add(next);
        }
        return group;
    }

    /**
     * After a lane was given back. Whoever found none to take is in the queue by now, so none sleeps for ever: the first of
     * them is woken here, and takes this lane; or leaves it to those who still commit, the last of whom finds all lanes free.
     */
    private void wakeNext() {
        var next = waiting.peek();
        if (next != null) {
            next.woken.release();
        }
    }

    private void commit(List<Pending> group) {
        if (group.size() < 2) {
            group.forEach(this::commitAlone);
            return;
        }
        boolean[] written;
        try {
            written = writer.all(group.stream().map(pending -> pending.change).toList());
        } catch (RuntimeException e) {
            group.forEach(pending -> pending.end(false, forOneCaller(e)));
            return;
        } catch (Error e) {
            // Nobody may wait for ever, whatever became of this thread.
            group.forEach(pending -> pending.end(false, broken(e)));
            return;
        }
        if (written == null) {
            group.forEach(this::commitAlone);
            return;
        }
        for (int i = 0; i < written.length; i++) {
            group.get(i).end(written[i], null);
        }
    }

    private void commitAlone(Pending pending) {
        try {
            pending.end(writer.one(pending.change), null);
        } catch (RuntimeException e) {
            pending.end(false, e);
        } catch (Error e) {
            pending.end(false, broken(e));
        }
    }

    private static RuntimeException broken(Error e) {
        return new UnavailableException(
                Failure.because("The ledger could not be written ("
                                + e.getClass().getSimpleName() + ")")
                        .next("Nothing is sent without a ledger row"),
                e);
    }

    /** Each caller gets an exception of its own: one that several threads add to shows what is none of its business. */
    private static RuntimeException forOneCaller(RuntimeException e) {
        return e instanceof UnavailableException unavailable
                ? new UnavailableException(unavailable.getFailure(), unavailable)
                : e;
    }
}

package io.github.camelenkash.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * Actors of whom one acts at a time; who is next, and how long each step takes, is drawn from a seed. So threads can meet
 * in every order, and each order can be had again. Time passes only when nobody can act, or when the draw says so.
 */
final class Stage extends Clock implements Waiting {

    /** What an actor does. It gives the word to others at each {@link #step()}. */
    interface Part {
        void play() throws InterruptedException;
    }

    private static final class Actor {
        final Semaphore turn = new Semaphore(0);
        Instant awakeAt;
    }

    private final Random random;
    private final ExecutorService threads;
    private final List<Actor> actors = new ArrayList<>();
    private final ThreadLocal<Actor> self = new ThreadLocal<>();
    private final Semaphore allDone = new Semaphore(0);
    private volatile Throwable failure;
    private volatile Instant now = VirtualTime.START;

    Stage(Random random, ExecutorService threads) {
        this.random = random;
        this.threads = threads;
    }

    /** Plays all parts to their ends, each beginning at some moment of the next minute. */
    void play(List<Part> parts) throws InterruptedException {
        for (var part : parts) {
            var actor = new Actor();
            actor.awakeAt = now.plusMillis(random.nextInt(60_000));
            actors.add(actor);
            threads.execute(() -> act(actor, part));
        }
        next().turn.release();
        allDone.acquire();
        if (failure != null) {
            throw new AssertionError("An actor failed", failure);
        }
    }

    private void act(Actor actor, Part part) {
        self.set(actor);
        actor.turn.acquireUninterruptibly();
        try {
            part.play();
        } catch (Throwable e) {
            failure = e;
        }
        self.remove();
        actors.remove(actor);
        if (actors.isEmpty()) {
            allDone.release();
        } else {
            next().turn.release();
        }
    }

    /** Others may act now. Outside of a play, and after a failure, nothing happens. */
    void step() {
        if (self.get() != null) {
            sleep(random.nextInt(4) == 0 ? Duration.ofMillis(random.nextInt(500)) : Duration.ZERO);
        }
    }

    /** Others act until this time has passed for the one who sleeps. */
    void sleep(Duration duration) {
        var actor = self.get();
        if (actor == null) {
            pass(duration);
            return;
        }
        actor.awakeAt = now.plus(duration);
        var next = next();
        if (next != actor) {
            next.turn.release();
            actor.turn.acquireUninterruptibly();
        }
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Somebody who is awake; where all sleep, time passes until somebody is. */
    private Actor next() {
        int awake = 0;
        Actor chosen = null;
        Actor first = actors.get(0);
        for (var actor : actors) {
            if (!actor.awakeAt.isAfter(now) && random.nextInt(++awake) == 0) {
                chosen = actor;
            }
            if (actor.awakeAt.isBefore(first.awakeAt)) {
                first = actor;
            }
        }
        if (chosen != null) {
            return chosen;
        }
        now = first.awakeAt;
        return first;
    }

    @Override
    public void pause(Duration duration) {
        sleep(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanoTime() {
        return Duration.between(VirtualTime.START, now).toNanos();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}

package io.github.camelenkash.lab;

import io.github.camelenkash.sandbox.Call;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * When a payer is killed, drawn by chance. Most kills are told by the server: when so many movement calls more have
 * arrived, at once or a moment later. So they strike while a row is on its way, whatever the speed of the machine.
 */
final class KillMoment {

    /** Where in the life of a movement it strikes. */
    enum Kind {
        /** The request has arrived: the points are moved for a caller who is dead by then. */
        BEFORE_THE_CREDIT,
        /** The request has arrived, and nobody acts on it: the row waits to be sent again. */
        INSTEAD_OF_THE_CREDIT,
        /** A moment after a request arrived: before the answer, before it is written down, or in the next row. */
        SOON_AFTER,
        /** Some time after the start: while it starts, reads rows that are paid, or settles. */
        ANY_TIME
    }

    /** About as long as a few rows take. */
    private static final int SOON_MICROS = 20_000;
    /** About as long as a start takes. */
    private static final int LONG_MICROS = 3_000_000;

    private final Kind kind;
    private final long delayMicros;
    private final AtomicInteger callsToGo;
    private final CountDownLatch victimKnown = new CountDownLatch(1);
    private final AtomicReference<ChildProcess> victim = new AtomicReference<>();

    private KillMoment(Kind kind, int callsToGo, long delayMicros) {
        this.kind = kind;
        this.callsToGo = new AtomicInteger(callsToGo);
        this.delayMicros = delayMicros;
    }

    /**
     * Draws one.
     *
     * @param mostCalls within how many further calls it strikes
     */
    static KillMoment draw(Random random, int mostCalls) {
        int calls = 1 + random.nextInt(Math.max(1, mostCalls));
        return switch (random.nextInt(10)) {
            case 0, 1 -> new KillMoment(Kind.BEFORE_THE_CREDIT, calls, 0);
            case 2, 3 -> new KillMoment(Kind.INSTEAD_OF_THE_CREDIT, calls, 0);
            case 4 -> new KillMoment(Kind.ANY_TIME, Integer.MAX_VALUE, random.nextInt(LONG_MICROS));
            default -> new KillMoment(Kind.SOON_AFTER, calls, random.nextInt(SOON_MICROS));
        };
    }

    /** Draws one that strikes at this movement call, or a moment after it. */
    static KillMoment at(Random random, int call) {
        return switch (random.nextInt(3)) {
            case 0 -> new KillMoment(Kind.BEFORE_THE_CREDIT, call, 0);
            case 1 -> new KillMoment(Kind.INSTEAD_OF_THE_CREDIT, call, 0);
            default -> new KillMoment(Kind.SOON_AFTER, call, random.nextInt(SOON_MICROS));
        };
    }

    Kind kind() {
        return kind;
    }

    /** Lies in wait, before the victim starts. */
    void arm(Sandbox sandbox, ScheduledExecutorService timer) {
        arm(sandbox, timer, call -> true);
    }

    /** @param counted which movement calls count */
    void arm(Sandbox sandbox, ScheduledExecutorService timer, Predicate<Call> counted) {
        sandbox.faults().reset();
        sandbox.faults().when(call -> counted.test(call) && strikes(call, timer), Fault.NEVER_ARRIVED);
    }

    /** Names the victim, as soon as it is started. */
    void aim(ChildProcess process, ScheduledExecutorService timer) {
        victim.set(process);
        victimKnown.countDown();
        if (kind == Kind.ANY_TIME) {
            timer.schedule(this::kill, delayMicros, TimeUnit.MICROSECONDS);
        }
    }

    /** Called by the server for each request, before it acts on it. */
    private boolean strikes(Call call, ScheduledExecutorService timer) {
        if (call.operation() != Operation.ALLOCATE || callsToGo.decrementAndGet() != 0) {
            return false;
        }
        if (kind == Kind.SOON_AFTER) {
            timer.schedule(this::kill, delayMicros, TimeUnit.MICROSECONDS);
            return false;
        }
        kill();
        return kind == Kind.INSTEAD_OF_THE_CREDIT;
    }

    private void kill() {
        try {
            victimKnown.await();
            victim.get().kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

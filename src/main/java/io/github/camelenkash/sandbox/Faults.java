package io.github.camelenkash.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides which call suffers which {@link Fault}: the next ones, those of a rule, some of them by a seeded chance, or
 * those whose data says so. The first of them that has a fault for a call wins. Only calls that the server lets in
 * suffer: a 401 or an undecryptable body is answered as such.
 *
 * <p><b>Magic data</b> is on by default. A row whose e-mail is {@code lost-answer@example.in} (or
 * {@code lost-answer2@…}, {@code lost-answer+anything@…}) suffers that fault once for its reference, so that a retry
 * goes well; {@code refused@…} and {@code insufficient@…} are refused every time. In a bulk call, faults
 * {@linkplain Fault#ofRow() of a row} strike that row, all others the call.
 */
public final class Faults implements AutoCloseable {

    private final Clock clock;
    private final List<Function<Call, Misfortune>> rules = new CopyOnWriteArrayList<>();
    private final Magic magic = new Magic();
    private final Map<Fault, LongAdder> injected = new EnumMap<>(Fault.class);
    private final ConcurrentLinkedQueue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final AtomicInteger flakyCalls = new AtomicInteger();
    private volatile boolean magicOn = true;
    private volatile Duration slowness = Duration.ofSeconds(2);
    private volatile Duration lateness = Duration.ofMillis(300);
    private volatile Duration retryAfter = Duration.ofSeconds(1);
    private volatile boolean retryAfterIsDate;
    private ScheduledExecutorService timer;

    Faults(Clock clock) {
        this.clock = clock;
        for (Fault fault : Fault.values()) {
            injected.put(fault, new LongAdder());
        }
    }

    /** The next call of the partner API (not a login) suffers this. */
    public Faults next(Fault fault) {
        return next(fault, 1);
    }

    /** The next calls of the partner API (not logins) suffer this. */
    public Faults next(Fault fault, int times) {
        return when(call -> call.operation() != Operation.TOKEN, fault, times);
    }

    /** The next calls of one operation suffer this. */
    public Faults next(Fault fault, int times, Operation operation) {
        return when(call -> call.operation() == operation, fault, times);
    }

    /** Every call that fits suffers this. */
    public Faults when(Predicate<Call> rule, Fault fault) {
        return when(rule, fault, Integer.MAX_VALUE);
    }

    /** The first calls that fit suffer this. */
    public Faults when(Predicate<Call> rule, Fault fault, int times) {
        return when(rule, times, Misfortune.of(fault));
    }

    /**
     * The first calls that fit are answered word for word with this: for shapes that no fault has.
     *
     * @param effect whether the points move
     */
    public Faults answer(
            Predicate<Call> rule, int times, Fault.Effect effect, int status, String contentType, String body) {
        return when(rule, times, Misfortune.written(effect, Answer.of(status, contentType, body)));
    }

    private Faults when(Predicate<Call> rule, int times, Misfortune misfortune) {
        var left = new AtomicInteger(times);
        rules.add(call -> rule.test(call) && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? misfortune : null);
        return this;
    }

    /**
     * Some calls of the partner API suffer one of these. The seed decides for each (reference, attempt), not in the
     * order of arrival, so that a run with many threads can be repeated.
     */
    public Faults randomly(long seed, double probability, Fault... faults) {
        return randomly(seed, probability, call -> call.operation() != Operation.TOKEN, faults);
    }

    /** As {@link #randomly(long, double, Fault...)}, for the calls that fit. */
    public Faults randomly(long seed, double probability, Predicate<Call> rule, Fault... faults) {
        Fault[] choice = faults.clone();
        rules.add(call -> {
            if (!rule.test(call)) {
                return null;
            }
            long name = (call.operation() + " " + call.reference()).hashCode();
            var random = new SplittableRandom(seed ^ (name << 32) ^ call.attempt());
            return random.nextDouble() < probability ? Misfortune.of(choice[random.nextInt(choice.length)]) : null;
        });
        return this;
    }

    /** Whether rows carry their own faults; on by default. */
    public Faults magic(boolean on) {
        magicOn = on;
        return this;
    }

    /** How long {@link Fault#SLOW} takes; 2 s by default. */
    public Faults slowBy(Duration duration) {
        slowness = duration;
        return this;
    }

    /** How long after the answer was lost {@link Fault#LATE_EFFECT} moves the points; 300 ms by default. */
    public Faults lateBy(Duration duration) {
        lateness = duration;
        return this;
    }

    /** What {@link Fault#BUSY} and {@link Fault#THROTTLED} ask for, in seconds; 1 s by default. */
    public Faults retryAfter(Duration duration) {
        retryAfter = duration;
        retryAfterIsDate = false;
        return this;
    }

    /** The same as an HTTP date: RFC 9110 allows both. */
    public Faults retryAfterAsDate(Duration duration) {
        retryAfter = duration;
        retryAfterIsDate = true;
        return this;
    }

    /** Lets every late effect take place now. */
    public void releaseLate() {
        for (Runnable effect = late.poll(); effect != null; effect = late.poll()) {
            effect.run();
        }
    }

    /** How often a fault has struck since the last reset (faults of rows: how many rows), whatever raised it. */
    public long injected(Fault fault) {
        return injected.get(fault).sum();
    }

    /** No rules any more, magic data afresh. Late effects that are on their way are dropped. */
    public void reset() {
        rules.clear();
        magic.reset();
        late.clear();
        flakyCalls.set(0);
        injected.values().forEach(LongAdder::reset);
        magicOn = true;
        slowBy(Duration.ofSeconds(2)).lateBy(Duration.ofMillis(300)).retryAfter(Duration.ofSeconds(1));
    }

    Suffering befall(Call call) {
        for (Function<Call, Misfortune> rule : rules) {
            Misfortune misfortune = rule.apply(call);
            if (misfortune == null || misfortune.fault() == Fault.FLAKY && flakyCalls.getAndIncrement() % 2 == 1) {
                continue;
            }
            Fault fault = misfortune.fault();
            // a rule's refusal is that of the call; what acts inside an answer acts on each of its rows
            boolean inside = fault != null && fault.ofRow() && fault.refusal() == null;
            return counted(inside ? Suffering.ofEveryRow(fault, call) : Suffering.ofCall(misfortune));
        }
        return magicOn ? counted(magic.befall(call)) : Suffering.NONE;
    }

    private Suffering counted(Suffering suffering) {
        if (suffering.misfortune() != null && suffering.misfortune().fault() != null) {
            injected.get(suffering.misfortune().fault()).increment();
        }
        suffering.ofRows().values().forEach(fault -> injected.get(fault).increment());
        return suffering;
    }

    /** Keeps an effect for later: by time, or by {@link #releaseLate()}, whichever comes first. */
    void later(Runnable effect) {
        late.add(effect);
        timer().schedule(
                        () -> {
                            if (late.remove(effect)) {
                                effect.run();
                            }
                        },
                        lateness.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    Duration slowness() {
        return slowness;
    }

    String retryAfter() {
        return retryAfterIsDate
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().plus(retryAfter).atOffset(ZoneOffset.UTC))
                : Long.toString(retryAfter.toSeconds());
    }

    private synchronized ScheduledExecutorService timer() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(Daemons.named("enkash-sandbox-late"));
        }
        return timer;
    }

    /** Ends the timer of late effects; the sandbox calls it. */
    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }
}

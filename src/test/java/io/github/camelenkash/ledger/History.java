package io.github.camelenkash.ledger;

import io.github.camelenkash.api.AllocateCall;
import io.github.camelenkash.api.Answer;
import io.github.camelenkash.api.BulkAllocateCall;
import io.github.camelenkash.api.BulkMoving;
import io.github.camelenkash.api.CredentialsException;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Failure;
import io.github.camelenkash.api.Gateway;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.api.LookUp;
import io.github.camelenkash.api.Moving;
import io.github.camelenkash.api.Order;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.Permit;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One history drawn from a seed: some processes with some callers each deliver the same few orders, one by one and in
 * bulk, while EnKash, the network, the ledger and the processes fail as the seed has it. EnKash pays as often as it is
 * asked. At the end everything is healthy, and what is not paid by then is delivered until it is.
 */
final class History {

    /** How the search behaves during one history. */
    private enum SearchKind {
        EXACT,
        /** By less than the window, together with late effects. */
        LAGGING_A_LITTLE,
        /** By more than the window. */
        LAGGING_MUCH,
        IGNORING_THE_FILTER,
        NEWEST_PAGE_ONLY
    }

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int PAGE = 3;

    /** What was credited, and when that took effect. */
    private record Credit(Order order, Instant at) {}

    /** Counts what the histories were made of, so that a run can show that it was worth its time. */
    static final class Tally {
        long histories;
        long sends;
        long lookUps;
        long crashes;
        long answersLost;
        long requestsLost;
        long lateEffects;
        long resends;
        long steps;

        @Override
        public String toString() {
            return histories + " histories, " + steps + " steps, " + sends + " orders sent, " + answersLost
                    + " answers lost, " + requestsLost + " requests lost, " + lateEffects + " late effects, " + resends
                    + " sent again, " + lookUps + " look-ups, " + crashes + " crashes";
        }
    }

    private final Random random;
    private final Stage stage;
    private final Tally tally;
    private final InMemoryLedger memory;
    private final List<String> references = new ArrayList<>();
    private final List<Credit> credits = new ArrayList<>();
    private final SearchKind searchKind;
    private final Duration lag;
    private final Duration latest;
    /** Of a hundred things that can fail, how many do. */
    private final int faults;
    /** Before the callers begin and after they end nothing fails. */
    private boolean healthy = true;

    History(long seed, ExecutorService threads, Tally tally) {
        this.random = new Random(seed);
        this.stage = new Stage(random, threads);
        this.tally = tally;
        this.memory = new InMemoryLedger(stage);
        this.searchKind = SearchKind.values()[random.nextInt(SearchKind.values().length)];
        this.lag = switch (searchKind) {
            case LAGGING_A_LITTLE -> part(WINDOW.dividedBy(2));
            case LAGGING_MUCH -> part(WINDOW.multipliedBy(4));
            default -> Duration.ZERO;
        };
        // An effect later than the window less the lag is outside the guarantee, and nothing could be done about it.
        this.latest = searchKind == SearchKind.LAGGING_MUCH ? Duration.ZERO : part(WINDOW.dividedBy(2));
        this.faults = random.nextInt(90);
        int orders = 2 + random.nextInt(5);
        for (int i = 0; i < orders; i++) {
            references.add("ORDER-" + i);
        }
    }

    private static Order order(String reference) {
        return Scene.order(reference, "250");
    }

    /** Now and then somebody orders another amount under the same reference. */
    private Order ordered(String reference) {
        return oneIn(10) ? otherOrder(reference) : order(reference);
    }

    private static Order otherOrder(String reference) {
        return Scene.order(reference, "300");
    }

    private Duration part(Duration whole) {
        return Duration.ofMillis((long) (random.nextDouble() * whole.toMillis()));
    }

    private boolean happens() {
        return !healthy && random.nextInt(100) < faults;
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    void play() throws InterruptedException {
        tally.histories++;
        new Process("before").movements.perform(new AllocateCall(), order("CONTROL-0"));
        var parts = new ArrayList<Stage.Part>();
        int nodes = 1 + random.nextInt(3);
        for (int node = 0; node < nodes; node++) {
            var process = new Process("node-" + node);
            int callers = 1 + random.nextInt(3);
            for (int caller = 0; caller < callers; caller++) {
                parts.add(new Caller(process)::deliver);
            }
        }
        healthy = false;
        stage.play(parts);
        healthy = true;
        settleEverything();
    }

    /** With everything healthy, whatever was ordered must be paid in the end, and everything once. */
    private void settleEverything() {
        stage.pass(LEASE.plus(WINDOW.multipliedBy(5)));
        var process = new Process("after");
        process.movements.perform(new AllocateCall(), order("CONTROL-1"));
        for (var reference : references) {
            for (int tries = 0; tries < 10 && !isPaid(reference); tries++) {
                deliverAfterwards(process, reference);
            }
            if (!isPaid(reference) || !isCreditedOnce(orderIn(row(reference)))) {
                throw new AssertionError(row(reference) + " in the end; credits: " + credits);
            }
        }
    }

    private void deliverAfterwards(Process process, String reference) {
        try {
            var row = row(reference);
            process.movements.perform(new AllocateCall(), row == null ? order(reference) : orderIn(row));
        } catch (EnkashException e) {
            var row = row(reference);
            if (row.state() == State.PARKED && row.doubt().wrongEcho()) {
                // Its echo came when its lease was over, so a person has a look.
                memory.replace(
                        row,
                        creditsOf(reference) == 0
                                ? Steps.closedAsNotPaid(row, "Asha", "not seen", stage.instant())
                                : Steps.closedAsPaid(row, "Asha", "seen", stage.instant()));
            }
            stage.pass(WINDOW);
        }
    }

    private boolean isPaid(String reference) {
        var row = row(reference);
        return row != null && row.state() == State.PAID;
    }

    private Movement row(String reference) {
        return memory.find(new MovementKey("sim", "P", "C", Kind.points, reference))
                .orElse(null);
    }

    private static Order orderIn(Movement row) {
        var order = order(row.key().reference());
        return row.isSameOrder(order) ? order : otherOrder(order.reference());
    }

    private boolean isCreditedOnce(Order order) {
        return creditsOf(order.reference()) == 1
                && credits.stream()
                        .anyMatch(credit -> credit.order().reference().equals(order.reference())
                                && credit.order().points().equals(order.points()));
    }

    private long creditsOf(String reference) {
        return credits.stream()
                .filter(credit -> credit.order().reference().equals(reference))
                .count();
    }

    /** A process, and those that take its place after each crash. */
    private final class Process {

        private final String name;
        private int life;
        private Movements movements;

        Process(String name) {
            this.name = name;
            start();
        }

        private void start() {
            var settings = new MovementSettings(
                    "sim",
                    "P",
                    "C",
                    name + "-" + life,
                    LEASE,
                    CALL_TIMEOUT,
                    UnknownPolicy.resend,
                    WINDOW,
                    Duration.ofSeconds(5),
                    part(WINDOW.multipliedBy(2)),
                    Set.of("SUCCESS"),
                    false);
            var world = new World(this, life);
            movements = new Movements(settings, new SteppingLedger(memory, world), world, stage);
        }

        void crash() {
            tally.crashes++;
            life++;
            start();
        }
    }

    /** Delivers orders again and again, as redelivery does, until it has seen each settled or loses patience. */
    private final class Caller {

        private final Process process;

        Caller(Process process) {
            this.process = process;
        }

        void deliver() {
            var open = new ArrayList<>(references);
            for (int deliveries = 0; deliveries < 12 && !open.isEmpty(); deliveries++) {
                try {
                    if (oneIn(3)) {
                        deliverInBulk(open);
                    } else {
                        deliverOne(open);
                    }
                } catch (Crash e) {
                    stage.sleep(part(LEASE.multipliedBy(2)));
                }
                stage.sleep(part(WINDOW));
            }
        }

        private void deliverOne(List<String> open) {
            var order = ordered(open.get(random.nextInt(open.size())));
            try {
                told(order, process.movements.perform(new AllocateCall(), order).outcome(), open);
            } catch (EnkashException e) {
                told(order, e.getOutcome(), open);
            }
        }

        private void deliverInBulk(List<String> open) {
            var rows = new ArrayList<Order>();
            references.forEach(reference -> rows.add(ordered(reference)));
            if (oneIn(3)) {
                rows.add(ordered(references.get(random.nextInt(references.size()))));
            }
            var options = new BulkOptions(1 + random.nextInt(4), true, false);
            try {
                process.movements
                        .performAll(
                                new BulkAllocateCall(),
                                rows.stream().map(BulkRow::of).iterator(),
                                options)
                        .forEach(result -> told(rows.get(result.index()), result.outcome(), open));
            } catch (EnkashException e) {
                // Nothing was begun; delivered again later.
            }
        }

        private void told(Order order, Outcome outcome, List<String> open) {
            if (outcome.returnsNormally()) {
                open.remove(order.reference());
                if (!isCreditedOnce(order)) {
                    throw new AssertionError(order + " is told to be " + outcome + "; credits: " + credits);
                }
            }
            if (outcome == Outcome.PARKED && !row(order.reference()).doubt().wrongEcho()) {
                throw new AssertionError(order + " is parked, and nothing here gives a reason for that");
            }
        }
    }

    /** EnKash and the way to it, as one life of one process sees them. */
    private final class World implements Gateway {

        private final Process process;
        private final int life;

        World(Process process, int life) {
            this.process = process;
            this.life = life;
        }

        /** Others may act; and then this process may be dead. */
        void step() {
            tally.steps++;
            stage.step();
            if (happens() && oneIn(200)) {
                process.crash();
            }
            if (happens() && oneIn(200)) {
                stage.sleep(
                        part(LEASE.plus(WINDOW).plus(WINDOW))); // the machine stands still, this one thread at least
            }
            if (process.life != life) {
                throw new Crash();
            }
        }

        /** A token may be at hand or not, and may be gone when it is needed. */
        @Override
        public boolean isLoggedIn(Kind kind) {
            return oneIn(2);
        }

        @Override
        public void logIn() {
            step();
            if (happens() && oneIn(4)) {
                throw oneIn(2)
                        ? new UnavailableException(Failure.because("login down"))
                        : new CredentialsException(Failure.because("login refused"));
            }
        }

        @Override
        public Answer send(Moving call, Order order, Permit permit) {
            return exchange(permit, () -> attempt(order, oneIn(2)), answer -> answer);
        }

        @Override
        public ChunkAnswer send(BulkMoving call, List<Order> chunk, boolean fundExisting, Permit permit) {
            return exchange(
                    permit,
                    () -> {
                        boolean arrives = oneIn(2);
                        if (happens()) { // one answer for all, whatever became of the rows
                            var one = happens() ? new Answer.Refused(400, 1, "the chunk is refused") : null;
                            chunk.forEach(order -> attempt(order, arrives));
                            return ChunkAnswer.ofWhole(
                                    one != null ? one : FakeEnkash.unusable("timeout"), chunk.size());
                        }
                        return new ChunkAnswer(
                                false,
                                chunk.stream()
                                        .map(order -> attempt(order, arrives))
                                        .toList());
                    },
                    answer -> ChunkAnswer.ofWhole(answer, chunk.size()));
        }

        /** The times of one call: no first byte after the permit, no effect of it before, no answer after the timeout. */
        private <T> T exchange(Permit permit, Supplier<T> effect, Function<Answer, T> whole) {
            step();
            if (happens() && oneIn(3)) {
                return whole.apply(FakeEnkash.notSent("connection refused"));
            }
            if (!permit.allowsFirstByteAt(stage.nanoTime())) {
                return whole.apply(FakeEnkash.notSent("the permit is over"));
            }
            if (happens() && oneIn(4)) {
                return whole.apply(new Answer.TokenRefused());
            }
            begun = stage.instant();
            lasts = part(happens() ? CALL_TIMEOUT : Duration.ofSeconds(1));
            var answer = effect.get();
            stage.sleep(lasts);
            step();
            return answer;
        }

        private Instant begun;
        private Duration lasts;

        private Answer attempt(Order order, boolean arrives) {
            tally.sends++;
            if (!happens()) {
                credit(order, begun.plus(part(lasts)));
                return FakeEnkash.paid(order);
            }
            switch (random.nextInt(6)) {
                case 0:
                    tally.requestsLost++;
                    return FakeEnkash.unusable("the request is lost");
                case 1:
                    return new Answer.Refused(200, 1, "not now");
                case 2:
                    tally.lateEffects++;
                    credit(order, begun.plus(lasts).plus(part(latest)));
                    return FakeEnkash.unusable("the effect comes late");
                case 3:
                    credit(order, begun.plus(part(lasts)));
                    return new Answer.WrongEcho(200, 0, null);
                case 4:
                    if (arrives) {
                        credit(order, begun.plus(part(lasts)));
                    }
                    return new Answer.NoUsableAnswer("HTTP 403", 403, null, null, false);
                default:
                    tally.answersLost++;
                    credit(order, begun.plus(part(lasts)));
                    return FakeEnkash.unusable("the answer is lost");
            }
        }

        private void credit(Order order, Instant at) {
            credits.add(new Credit(order, at));
            if (creditsOf(order.reference()) > 1) {
                // An Error, so that nothing handles it on its way to the test.
                throw new AssertionError(order.reference() + " is paid twice");
            }
        }

        @Override
        public LookUp lookUp(Kind kind, String account, String reference) {
            tally.lookUps++;
            step();
            if (happens() && oneIn(3)) {
                return new LookUp.Failed("HTTP 503");
            }
            var visible = visible();
            var found =
                    switch (healthy ? SearchKind.EXACT : searchKind) {
                        case IGNORING_THE_FILTER -> {
                            var among = FakeEnkash.among(visible, reference);
                            yield among instanceof LookUp.Empty && !visible.isEmpty()
                                    ? new LookUp.Failed("others were found")
                                    : among;
                        }
                        case NEWEST_PAGE_ONLY ->
                            FakeEnkash.among(
                                    visible.subList(Math.max(0, visible.size() - PAGE), visible.size()), reference);
                        default -> FakeEnkash.among(visible, reference);
                    };
            step();
            return found;
        }

        private List<Transaction> visible() {
            var until = healthy ? stage.instant() : stage.instant().minus(lag);
            return credits.stream()
                    .filter(credit -> !credit.at().isAfter(until))
                    .sorted(Comparator.comparing(Credit::at))
                    .map(credit -> FakeEnkash.transaction(new FakeEnkash.Credit(
                            credit.order().reference(),
                            credit.order().account(),
                            credit.order().direction(),
                            credit.order().points(),
                            null,
                            credit.at())))
                    .toList();
        }
    }

    /** A ledger at which others may come between, before and after each access, and that cannot always be reached. */
    private final class SteppingLedger extends FailingLedger {

        private final World world;

        SteppingLedger(Ledger ledger, World world) {
            super(ledger);
            this.world = world;
        }

        @Override
        void access() {
            world.step();
            fail();
        }

        private void fail() {
            if (happens() && oneIn(20)) {
                throw new UnavailableException(Failure.because("the ledger's database failed"));
            }
        }

        @Override
        public boolean replace(Movement before, Movement after) {
            boolean written = super.replace(before, after);
            world.step();
            fail(); // written, and nobody is told
            if (written && after.state() == State.SENT && after.attempt() > 1) {
                tally.resends++;
            }
            return written;
        }

        @Override
        public boolean[] replaceAll(List<Change> changes) {
            var written = super.replaceAll(changes);
            world.step();
            fail();
            return written;
        }
    }
}

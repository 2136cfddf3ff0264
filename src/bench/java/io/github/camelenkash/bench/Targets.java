package io.github.camelenkash.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the component is to reach, as ratios within one run, and what it reached.
 */
final class Targets {

    /**
     * One of them.
     *
     * @param text what is compared
     * @param wanted the bound, as text
     * @param reached what was measured
     * @param holds whether it is within the bound
     */
    record Target(String text, String wanted, String reached, boolean holds) {}

    private final List<Figures> figures;
    private final List<Target> targets = new ArrayList<>();

    private Targets(List<Figures> figures) {
        this.figures = figures;
    }

    static List<Target> of(List<Figures> figures) {
        var targets = new Targets(figures);
        for (int callers : List.of(16, 128)) {
            targets.withoutLedger(Contenders.NO_LEDGER, callers);
            targets.withoutLedger(Contenders.READ, callers);
            targets.ratio("H2 ledger ÷ two bare commits", Contenders.H2, Contenders.H2_LOOP, new Load(callers, 0), 0.8);
            targets.ratio(
                    "PostgreSQL ledger ÷ two bare commits",
                    Contenders.POSTGRES,
                    Contenders.POSTGRES_LOOP,
                    new Load(callers, 0),
                    0.8);
        }
        targets.ratio(
                "throughput ÷ `http:` by hand with its default pool",
                Contenders.NO_LEDGER,
                Contenders.HAND_DEFAULT,
                new Load(128, 20),
                6);
        for (int callers : List.of(1, 16)) {
            targets.rows(Contenders.H2_BULK, Contenders.H2, callers);
            targets.rows(Contenders.POSTGRES_BULK, Contenders.POSTGRES, callers);
        }
        return targets.targets;
    }

    private void withoutLedger(Contenders who, int callers) {
        var load = new Load(callers, 0);
        ratio("throughput ÷ bare client", who, Contenders.BARE, load, 0.9);
        ratio("throughput ÷ `http:` by hand, tuned", who, Contenders.HAND_TUNED, load, 2.8);
        atMost("CPU ÷ bare client", who, Contenders.BARE, load, 1.12);
        atMost("CPU ÷ `http:` by hand, tuned", who, Contenders.HAND_TUNED, load, 1 / 3.8);
        find(who, load).ifPresent(own -> {
            double allocated = own.median(Round::allocatedBytes) / 1024;
            add(who, load, "KB allocated a request", "≤ 16.5", allocated, allocated <= 16.5);
        });
    }

    private void rows(Contenders bulk, Contenders single, int callers) {
        ratio("rows/s ÷ single calls", bulk, single, new Load(callers, 20), Round::awardsPerSecond, 20);
    }

    private void ratio(String text, Contenders who, Contenders other, Load load, double least) {
        ratio(text, who, other, load, Round::callsPerSecond, least);
    }

    private void ratio(
            String text, Contenders who, Contenders other, Load load, ToDoubleFunction<Round> figure, double least) {
        find(who, load).ifPresent(own -> find(other, load).ifPresent(their -> {
            double ratio = own.median(figure) / their.median(figure);
            add(who, load, text, "≥ " + number(least), ratio, ratio >= least);
        }));
    }

    private void atMost(String text, Contenders who, Contenders other, Load load, double most) {
        find(who, load).ifPresent(own -> find(other, load).ifPresent(their -> {
            double ratio = own.median(Round::cpuMicros) / their.median(Round::cpuMicros);
            add(who, load, text, "≤ " + number(most), ratio, ratio <= most);
        }));
    }

    private void add(Contenders who, Load load, String text, String wanted, double reached, boolean holds) {
        targets.add(new Target(
                "%s, %d callers, %d ms: %s".formatted(who.title(), load.callers(), load.latencyMillis(), text),
                wanted,
                number(reached),
                holds));
    }

    private Optional<Figures> find(Contenders who, Load load) {
        return figures.stream()
                .filter(each -> each.contender() == who
                        && each.callers() == load.callers()
                        && each.latencyMillis() == load.latencyMillis())
                .findFirst();
    }

    /** Something that is wanted to be small. */
    static Target atMost(String text, double reached, double most) {
        return new Target(text, "≤ " + number(most), number(reached), reached <= most);
    }

    /** Something that is wanted to be large. */
    static Target atLeast(String text, double reached, double least) {
        return new Target(text, "≥ " + number(least), number(reached), reached >= least);
    }

    /** As people read them. */
    static String table(List<Target> targets) {
        var text = new StringBuilder();
        text.append("| target | wanted | reached | |%n|---|--:|--:|---|%n".formatted());
        for (var target : targets) {
            text.append("| %s | %s | %s | %s |%n"
                    .formatted(
                            target.text(), target.wanted(), target.reached(), target.holds() ? "holds" : "**missed**"));
        }
        return text.toString();
    }

    static String number(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}

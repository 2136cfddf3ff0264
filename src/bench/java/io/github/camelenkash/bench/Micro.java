package io.github.camelenkash.bench;

import io.github.camelenkash.BindingBenchmark;
import io.github.camelenkash.flows.RowBenchmark;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The small parts of a call by JMH: codec, binding of a message, rows of a file. */
final class Micro {

    private Micro() {}

    /** Runs them, and gives a table. */
    static String run(boolean quick) throws RunnerException {
        var options = new OptionsBuilder()
                .include(CodecBenchmark.class.getName())
                .include(BindingBenchmark.class.getName())
                .include(RowBenchmark.class.getName())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(quick ? 1 : 3)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(quick ? 1 : 2))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.seconds(quick ? 1 : 2))
                .addProfiler(GCProfiler.class)
                .build();
        var table = new StringJoiner(System.lineSeparator(), System.lineSeparator(), System.lineSeparator());
        table.add("| one of | µs | ± | bytes allocated |");
        table.add("|---|--:|--:|--:|");
        for (var result : new Runner(options).run()) {
            var time = result.getPrimaryResult();
            var name = result.getParams().getBenchmark();
            var allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            table.add(String.format(
                    Locale.ROOT,
                    "| `%s` | %.2f | %.2f | %,.0f |",
                    name.replaceAll(".*\\.(\\w+)Benchmark\\.(\\w+)$", "$1.$2"),
                    time.getScore(),
                    time.getScoreError(),
                    allocated.getScore()));
        }
        return table.toString();
    }
}

package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.lab.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes survive the one that was paying a file, and take it over at the same moment. */
class TakeOverTest {

    private static final int SURVIVORS = 4;
    private static final int TIMES = 100;
    private static final String DEAD = "what the dead node knew";

    @TempDir
    private Path folder;

    private final ExecutorService nodes = Executors.newFixedThreadPool(SURVIVORS);
    private final CyclicBarrier together = new CyclicBarrier(SURVIVORS);

    @AfterEach
    void stop() {
        nodes.shutdownNow();
    }

    @Test
    void oneOfThemPaysTheFileAndItsResultsStayWithIt() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            var path = Files.writeString(folder.resolve(i + ".csv"), "cardId,loadAmount,reference\nEKC1,1,HR-1\n");
            Files.writeString(Landing.partial(path), DEAD);
            var winners = race(() -> {
                var file = new RewardFile(
                        path, RewardSettings.usual(), new Host("sandbox", List::of, () -> false, Clock.systemUTC()));
                return () -> {
                    file.check();
                    return () -> {
                        file.begin(null, null);
                        file.decide();
                        file.rows().forEachRemaining(row -> file.failed(row, new IllegalStateException("boom")));
                        return file.finish(null, null);
                    };
                };
            });

            assertThat(winners).hasSize(1);
            assertThat(Landing.partial(path)).content().startsWith("cardId,loadAmount,reference,line,");
            assertThat(folder.resolve("stopped/" + i + ".results.csv")).hasContent(DEAD);
            assertThat(folder.resolve("stopped/" + i + "-2.results.csv")).doesNotExist();
            winners.get(0).call();
            assertThat(folder.resolve("stopped/" + i + "-2.results.csv"))
                    .content()
                    .contains("EKC1,1,HR-1,2,UNKNOWN");
        }
    }

    @Test
    void oneOfThemReconcilesTheMonthAndTheOthersLeaveItAlone() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            var path = Files.writeString(folder.resolve(i + ".csv"), "reference,loadAmount\nHR-1,1\n");
            Files.writeString(Landing.partial(path), DEAD);
            var winners = race(() -> {
                var file = new Reconciliation(
                        path,
                        RewardSettings.usual(),
                        YearMonth.of(2026, 3),
                        ZoneOffset.UTC,
                        Duration.ofDays(1),
                        Set.of("SUCCESS"),
                        10);
                return () -> {
                    file.readHrFile();
                    return file::finish;
                };
            });

            assertThat(winners).hasSize(1);
            assertThat(folder.resolve("stopped/" + i + ".results.csv")).hasContent(DEAD);
            assertThat(winners.get(0).call()).isEqualTo("done/" + i + ".csv");
            assertThat(folder.resolve("done/" + i + ".results.csv")).content().startsWith("difference,reference,");
            assertThat(folder.resolve("stopped/" + i + "-2.results.csv")).doesNotExist();
        }
    }

    /** The operating system frees the lock of a file when its process closes another channel of it. */
    @Test
    void aFileThatAnotherRouteOfTheSameProcessWasRefusedIsStillLockedForOtherProcesses() throws Exception {
        var dropped = Files.createFile(folder.resolve("diwali.csv"));
        var partial = Landing.partial(dropped);
        try (var results = ResultFile.create(partial, dropped, List.of("reference"), false)) {
            assertThat(ResultFile.takeOver(partial, () -> Files.delete(partial)))
                    .isFalse();
            assertThat(isTakenOverByAnotherProcess(results.path())).isFalse();
        }
        assertThat(isTakenOverByAnotherProcess(partial)).isTrue();
    }

    private boolean isTakenOverByAnotherProcess(Path partial) throws Exception {
        try (var other = ChildProcess.start(
                OtherNode.class.getName(), folder, folder, ChildProcess.SHORT_LIVED, List.of(partial.toString()))) {
            assertThat(other.exitCode()).isZero();
            return Boolean.parseBoolean(other.out().strip());
        }
    }

    /** Says whether it can take a file over. */
    static final class OtherNode {

        private OtherNode() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(ResultFile.takeOver(Path.of(arguments[0]), () -> {}));
        }
    }

    /** A node: it is set up, then begins at the same moment as all others, and knows how to end. */
    private interface Node extends Callable<Callable<Callable<String>>> {}

    /** Those who got the file; all others were told that it is taken. */
    private List<Callable<String>> race(Node node) throws Exception {
        var begun = new ArrayList<Future<Callable<String>>>();
        for (int i = 0; i < SURVIVORS; i++) {
            var begin = node.call();
            begun.add(nodes.submit(() -> {
                together.await(10, TimeUnit.SECONDS);
                return begin.call();
            }));
        }
        var winners = new ArrayList<Callable<String>>();
        for (var one : begun) {
            try {
                winners.add(one.get(10, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(TakenFileException.class);
            }
        }
        return winners;
    }
}

package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.CapturedLog;
import io.github.camelenkash.flows.FileProgress.Phase;
import io.github.camelenkash.flows.report.EndedRow;
import io.github.camelenkash.flows.report.RowTally;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How far a file is, by a clock that the test turns. */
class ProgressTest {

    private final AtomicLong clock = new AtomicLong(-5);
    private final RowTally tally = new RowTally();
    private final List<FileProgress> told = new ArrayList<>();

    @Test
    void theLogHasALineForEachInterval() {
        try (var log = new CapturedLog()) {
            var progress = begin(Duration.ofSeconds(10), false);
            // A row a second.
            for (int row = 1; row <= 25; row++) {
                clock.addAndGet(Duration.ofSeconds(1).toNanos());
                end(progress, row % 5 == 0 ? "REFUSED" : "PAID", "10.50");
            }

            assertThat(lines(log))
                    .containsExactly(
                            "pay.csv: 10 of 100 rows, 84 points paid, 1 rows a second; 8 paid, 2 refused",
                            "pay.csv: 20 of 100 rows, 168 points paid, 1 rows a second; 16 paid, 4 refused");
        }
    }

    @Test
    void beforeTheFirstPointMovesItSaysHowManyRowsWereLookedAt() {
        try (var log = new CapturedLog()) {
            var progress = new Progress("pay.csv", clock::get, teller(Duration.ofSeconds(10), false));
            progress.begin(Phase.LOOKING, 5000);
            clock.addAndGet(Duration.ofSeconds(10).toNanos());
            progress.row(tally);

            assertThat(lines(log)).containsExactly("pay.csv: looked at 1 of 5000 rows, 0 rows a second");
        }
    }

    @Test
    void theLogIsSilentWhereSomebodyWatchesAndListenersHearMoreOften() {
        try (var log = new CapturedLog()) {
            var progress = begin(Duration.ofSeconds(1), true);
            for (int row = 1; row <= 40; row++) {
                clock.addAndGet(Duration.ofMillis(100).toNanos());
                end(progress, "PAID", "1");
            }

            assertThat(lines(log)).isEmpty();
            assertThat(told).extracting(FileProgress::rowsDone).containsExactly(5L, 10L, 15L, 20L, 25L, 30L, 35L, 40L);
            assertThat(told.get(7).rowsPerSecond()).isEqualTo(10);
        }
    }

    @Test
    void ofAShortFileAndByOptionThereIsNoLine() {
        try (var log = new CapturedLog()) {
            var progress = begin(Duration.ofSeconds(10), false);
            end(progress, "PAID", "1");
            var never = begin(Duration.ZERO, false);
            clock.addAndGet(Duration.ofHours(1).toNanos());
            end(never, "PAID", "1");

            assertThat(lines(log)).isEmpty();
            assertThat(progress.now().outcomes()).isEqualTo(Map.of("PAID", 1L));
        }
    }

    @Test
    void aListenerThatFailsHoldsNothingUp() {
        var teller = new ProgressTeller(
                () -> List.of(listener(false, progress -> {
                    throw new IllegalStateException("boom");
                })),
                Duration.ZERO,
                clock.get());
        var progress = new Progress("pay.csv", clock::get, teller);
        progress.begin(Phase.PAYING, 2);
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        end(progress, "PAID", "1");

        assertThat(progress.now().rowsDone()).isEqualTo(1);
    }

    @Test
    void theIntervalIsAProperty() {
        assertThat(RewardSettings.usual().progress()).isEqualTo(Duration.ofSeconds(10));
        assertThat(progress("1m")).isEqualTo(Duration.ofMinutes(1));
        assertThat(progress("500")).isEqualTo(Duration.ofMillis(500));
        assertThat(progress("0")).isEqualTo(Duration.ZERO);
        assertThatThrownBy(() -> progress("soon"))
                .hasMessage("The property 'csvDrop.progress' is not a duration such as 10s: soon");
    }

    private static Duration progress(String text) {
        return RewardSettings.of("csvDrop", List.of(), Map.of("progress", text)).progress();
    }

    private Progress begin(Duration interval, boolean watched) {
        var progress = new Progress("pay.csv", clock::get, teller(interval, watched));
        progress.begin(Phase.PAYING, 100);
        return progress;
    }

    private ProgressTeller teller(Duration interval, boolean watched) {
        return new ProgressTeller(() -> List.of(listener(watched, told::add)), interval, clock.get());
    }

    private static FileProgressListener listener(boolean watched, java.util.function.Consumer<FileProgress> told) {
        return new FileProgressListener() {
            @Override
            public boolean isWatched() {
                return watched;
            }

            @Override
            public void progressed(FileProgress progress) {
                told.accept(progress);
            }
        };
    }

    private void end(Progress progress, String outcome, String points) {
        tally.add(new EndedRow(2, "", "HR-1", outcome, new BigDecimal(points), "", "", false));
        progress.row(tally);
    }

    private static List<String> lines(CapturedLog log) {
        return log.lines().stream()
                .filter(line -> line.startsWith(ProgressTeller.class.getName()))
                .map(line -> line.substring(line.indexOf("pay.csv"), line.lastIndexOf(" {")))
                .toList();
    }
}

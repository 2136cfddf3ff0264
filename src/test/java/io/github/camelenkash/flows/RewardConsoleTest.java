package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person at the console reads. */
class RewardConsoleTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RewardConsole console = new RewardConsole(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @BeforeEach
    void attach() {
        console.attach(new RewardConsole.Surroundings("sandbox", "http://127.0.0.1:4711", Path.of("work/rewards")));
    }

    @Test
    void theFirstFileShowsTheWayAbout() {
        console.ended(done("diwali.csv", "PAID", 3L, "REFUSED", 1L));

        assertThat(printed()).isEqualTo("""

                        diwali.csv is done.
                          sandbox     http://127.0.0.1:4711
                          balance     1000 before, 750.50 after
                          rows        3 paid, 1 refused
                          results     work/rewards/done/diwali.results.csv
                          drop files  work/rewards
                          stop        Ctrl+C

                        """);
    }

    @Test
    void theNextOnesAreALine() {
        console.ended(done("diwali.csv", "PAID", 3L, "REFUSED", 1L));
        bytes.reset();
        console.ended(done("diwali.csv", "ALREADY_PAID", 3L, "REFUSED", 1L));

        assertThat(printed())
                .isEqualTo("diwali.csv is done. Rows: 3 already paid, 1 refused. Balance: 750.50. Results:"
                        + " work/rewards/done/diwali.results.csv\n");
    }

    @Test
    void aFileThatEndsBeforeTheJobIsReadyIsALineToo() {
        var early = new RewardConsole(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        early.ended(done("diwali.csv", "PAID", 3L, "REFUSED", 1L));

        assertThat(printed())
                .isEqualTo("diwali.csv is done. Rows: 3 paid, 1 refused. Balance: 750.50. Results:"
                        + " work/rewards/done/diwali.results.csv\n");
    }

    @Test
    void aRefusedFileSaysWhy() {
        console.ready();
        bytes.reset();
        console.ended(new FileReport(
                "x.csv",
                Ending.REFUSED,
                Map.of(),
                null,
                Path.of("work/rewards/refused/x.results.csv").toAbsolutePath(),
                "line 1: Column 2 is unknown: 'bonus'",
                null,
                null,
                null,
                null));

        assertThat(printed())
                .isEqualTo(
                        "x.csv was refused: line 1: Column 2 is unknown: 'bonus'. Rows: none sent. Balance: not known."
                                + " Results: work/rewards/refused/x.results.csv\n");
    }

    @Test
    void aBalanceThatNobodyReadIsNotKnown() {
        console.ready();
        bytes.reset();
        console.ended(new FileReport(
                "x.csv", Ending.STOPPED, Map.of("NOT_SENT", 7L), null, null, "login refused", null, null, null, null));

        assertThat(printed())
                .isEqualTo("x.csv was stopped: login refused. Rows: 7 not sent. Balance: not known. Results: none\n");
    }

    @Test
    void aFileThatWaitsSaysForWhat() {
        console.ready();
        bytes.reset();
        console.ended(new FileReport(
                "x.csv",
                Ending.WAITING,
                Map.of("NOT_SENT", 7L),
                new BigDecimal("750.50"),
                null,
                "it needs an approval",
                null,
                new BigDecimal("750.50"),
                null,
                null));

        assertThat(printed())
                .isEqualTo("x.csv waits: it needs an approval. Rows: 7 not sent. Balance: 750.50. Results: none\n");
    }

    @Test
    void onATerminalABarShowsHowFarALongFileIs() {
        var onTerminal = new RewardConsole(new PrintStream(bytes, true, StandardCharsets.UTF_8), true);
        onTerminal.attach(new RewardConsole.Surroundings("sandbox", null, Path.of("work/rewards")));
        onTerminal.ready();
        bytes.reset();
        onTerminal.progressed(at(FileProgress.Phase.LOOKING, 100, Map.of()));
        onTerminal.progressed(at(FileProgress.Phase.PAYING, 25, Map.of("PAID", 25L)));
        onTerminal.progressed(at(FileProgress.Phase.PAYING, 50, Map.of("PAID", 50L)));
        onTerminal.ended(done("diwali.csv", "PAID", 99L, "REFUSED", 1L));

        assertThat(onTerminal.isWatched()).isTrue();
        assertThat(printed()).contains("100/100", "looked at", "99 paid, 1 refused");
        assertThat(printed().lines()).last().asString().startsWith("diwali.csv is done. Rows: 99 paid, 1 refused.");
    }

    @Test
    void elsewhereThereIsNoBarAndTheLogTells() {
        console.progressed(at(FileProgress.Phase.PAYING, 50, Map.of("PAID", 50L)));

        assertThat(console.isWatched()).isFalse();
        assertThat(printed()).isEmpty();
    }

    private static FileProgress at(FileProgress.Phase phase, long rows, Map<String, Long> outcomes) {
        return new FileProgress(
                "diwali.csv", phase, rows, 100, BigDecimal.TEN, outcomes, java.time.Duration.ofSeconds(rows));
    }

    @Test
    void aJobWithoutASampleSaysWhereItLooks() {
        console.attach(new RewardConsole.Surroundings("uat", null, Path.of("in")));
        console.ready();

        assertThat(printed()).isEqualTo("\nReady.\n  enkash      uat\n  drop files  in\n  stop        Ctrl+C\n\n");
    }

    private static FileReport done(String name, String one, Long ones, String other, Long others) {
        var outcomes = new LinkedHashMap<String, Long>();
        outcomes.put(one, ones);
        outcomes.put(other, others);
        return new FileReport(
                name,
                Ending.DONE,
                outcomes,
                new BigDecimal("1000"),
                Path.of("work/rewards/done/diwali.results.csv").toAbsolutePath(),
                null,
                null,
                new BigDecimal("750.50"),
                null,
                null);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}

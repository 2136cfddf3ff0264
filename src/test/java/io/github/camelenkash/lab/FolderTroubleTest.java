package io.github.camelenkash.lab;

import static io.github.camelenkash.lab.Nodes.patiently;
import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.flows.Ending;
import io.github.camelenkash.routes.DropFolder;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.LedgerStore;
import io.github.camelenkash.testing.LedgerStore.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Row 12: a disk that is full, a folder that cannot be written to, a file that is still being copied. */
class FolderTroubleTest {

    private static final int ROWS = 200;
    private static final String FILE =
            HEADER + IntStream.range(0, ROWS).mapToObj(i -> row("HR-" + i, "1")).collect(Collectors.joining());

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final Sandbox sandbox = SERVER.sandbox();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void aDiskThatFillsUpInMidFileStopsItAndEachRowIsPaidOnceWhenItIsDroppedAgain(LedgerStore store) throws Exception {
        var ledger = store.create(folder);
        try (var disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), "256k");
                var drops = drops(disk.root(), ledger)) {
            // Room for the dropped file and for the results of some rows.
            disk.fillBut(SmallDisk.PAGE + SmallDisk.pages(FILE.length()));
            var stopped = drops.drop("pay.csv", FILE);

            assertThat(stopped.ending()).isEqualTo(Ending.STOPPED);
            assertThat(stopped.problem()).containsIgnoringCase("no space left");
            var paid = sandbox.books().transactions().size();
            assertThat(paid).isBetween(1, ROWS - 1);
            assertThat(disk.root().resolve("stopped/pay.csv")).hasContent(FILE);

            disk.free();
            var again = drops.drop("pay.csv", FILE);
            assertThat(again.ending()).isEqualTo(Ending.DONE);
            assertThat(results(again)).hasSize(ROWS);
            assertThat(again.outcomes()).isEqualTo(Map.of("ALREADY_PAID", (long) paid, "PAID", (long) ROWS - paid));
        }
        eachIsPaidOnce();
    }

    /** As the test above and without the right to mount, so that it runs everywhere; the ledger is in another process. */
    @Test
    void resultsThatTheSystemDoesNotTakeStopTheFileAndEachRowIsPaidOnceWhenItIsDroppedAgain() throws Exception {
        var home = Files.createDirectory(folder.resolve("job"));
        var job = new JobFolder(home, sandbox, LedgerStore.POSTGRESQL.create(folder), Map.of());
        var file = Files.writeString(folder.resolve("pay.csv"), FILE);
        int room = (int) Files.size(file) / 2;
        try (var cramped = job.startWithSmallFiles(room / 1024)) {
            var name = job.drop(file);
            patiently().until(() -> job.hasEnded(name) || !cramped.isAlive());

            assertThat(job.inbox().resolve("stopped/" + name + ".csv"))
                    .as("it said %s", cramped.err())
                    .hasContent(FILE);
            assertThat(cramped.out()).contains("was stopped").containsIgnoringCase("file too large");
        }
        var paid = sandbox.books().transactions().size();
        assertThat(paid).isBetween(1, ROWS - 1);

        try (var roomy = job.start()) {
            var name = job.drop(file);
            patiently().until(() -> job.hasEnded(name) || !roomy.isAlive());
            assertThat(results(job.inbox().resolve("done/" + name + ".results.csv")))
                    .as("it said %s", roomy.err())
                    .extracting(row -> row.get("outcome"))
                    .containsOnly("PAID", "ALREADY_PAID")
                    .hasSize(ROWS)
                    .filteredOn("ALREADY_PAID"::equals)
                    .hasSize(paid);
        }
        eachIsPaidOnce();
    }

    @Test
    void aFolderThatIsReadOnlyStaysAsItIsAndNothingIsSent() throws Exception {
        var ledger = LedgerStore.H2.create(folder);
        try (var disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), "256k")) {
            Files.writeString(disk.root().resolve("pay.csv"), FILE);
            disk.readOnly();
            try (var drops = drops(disk.root(), ledger)) {
                patiently().during(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(
                                sandbox.books().calls(Operation.ALLOCATE))
                        .isZero());
                assertThat(disk.root().resolve("pay.csv")).hasContent(FILE);

                disk.writable();
                assertThat(drops.await().outcomes()).isEqualTo(Map.of("PAID", (long) ROWS));
            }
        }
        eachIsPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void aFileThatIsCopiedInPiecesIsReadWhenItIsWhole(LedgerStore store) throws Exception {
        var dropped = Files.createDirectory(folder.resolve("drops"));
        var bytes = FILE.getBytes(StandardCharsets.UTF_8);
        try (var drops = drops(dropped, store.create(folder), Map.of("csvDrop.settle", "3000"))) {
            var file = Files.createFile(dropped.resolve("pay.csv"));
            var written = new int[1];
            // Pauses of a copy are shorter than what the route waits for; each piece ends in the middle of a row.
            patiently().pollInterval(Duration.ofMillis(100)).until(() -> {
                int end = Math.min(bytes.length, written[0] + 997);
                Files.write(file, java.util.Arrays.copyOfRange(bytes, written[0], end), StandardOpenOption.APPEND);
                written[0] = end;
                return end == bytes.length;
            });

            var report = drops.await();
            assertThat(report.ending()).isEqualTo(Ending.DONE);
            assertThat(report.outcomes()).isEqualTo(Map.of("PAID", (long) ROWS));
        }
        eachIsPaidOnce();
    }

    private void eachIsPaidOnce() {
        assertThat(sandbox.books().creditsByReference())
                .hasSize(ROWS)
                .allSatisfy((reference, credits) -> assertThat(credits).isEqualTo(1));
    }

    private DropFolder drops(Path dropped, Database ledger) throws Exception {
        return drops(dropped, ledger, Map.of());
    }

    private DropFolder drops(Path dropped, Database ledger, Map<String, String> further) throws Exception {
        var properties = new HashMap<>(further);
        properties.put("camel.component.enkash.ledgerUrl", ledger.url());
        if (ledger.username() != null) {
            properties.put("camel.component.enkash.ledgerUsername", ledger.username());
            properties.put("camel.component.enkash.ledgerPassword", ledger.password());
        }
        return DropFolder.start(dropped, sandbox, properties, Map.of());
    }
}

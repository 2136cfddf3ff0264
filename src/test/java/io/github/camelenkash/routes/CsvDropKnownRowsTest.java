package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger knows of a row comes before the limits of today: a row that was paid is never called refused. */
class CsvDropKnownRowsTest {

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    private final InMemoryLedger ledger = new InMemoryLedger();

    @TempDir
    private Path folder;

    private DropFolder start(Map<String, String> limits) throws Exception {
        var properties = new HashMap<>(limits);
        properties.put("camel.component.enkash.ledger", "#bean:ledger");
        properties.put("camel.component.enkash.settleInCall", "100");
        return DropFolder.start(folder, ENKASH.sandbox(), properties, Map.of("ledger", ledger));
    }

    @Test
    void aRowInDoubtIsLookedUpAlsoWhereItsPersonIsAboveTheLimitNow() throws Exception {
        var sandbox = ENKASH.sandbox();
        var person = "Ms,Asha,F,asha@example.in,9000000101,%s,%s\n";
        try (var drops = start(Map.of("csvDrop.mostPointsPerPerson", "10"))) {
            sandbox.faults()
                    .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                    .next(Fault.BAD_GATEWAY, 100, Operation.TRANSACTIONS);
            assertThat(drops.drop("pay.csv", HEADER + person.formatted("10", "HR-1"))
                            .outcomes())
                    .isEqualTo(Map.of("UNKNOWN", 1L));
            sandbox.faults().reset();

            var second =
                    drops.drop("pay2.csv", HEADER + person.formatted("10", "HR-1") + person.formatted("5", "HR-2"));

            assertThat(results(second))
                    .extracting(row -> row.get("outcome"))
                    .containsExactly("ALREADY_PAID", "REFUSED");
            assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));
        }
    }

    @Test
    void aPaidRowIsNotCalledRefusedBecauseALimitIsNewer() throws Exception {
        try (var drops = start(Map.of())) {
            drops.drop("pay.csv", HEADER + row("HR-1", "20"));
        }
        try (var drops = start(Map.of("csvDrop.mostPoints", "10"))) {
            var second = drops.drop("pay2.csv", HEADER + row("HR-1", "20") + row("HR-2", "20"));

            assertThat(results(second))
                    .extracting(row -> row.get("outcome"))
                    .containsExactly("ALREADY_PAID", "REFUSED");
            assertThat(second.preFlight().rowsAlreadyPaid()).isEqualTo(1);
        }
    }
}

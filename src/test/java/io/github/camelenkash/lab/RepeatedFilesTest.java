package io.github.camelenkash.lab;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.results;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.flows.FileReport;
import io.github.camelenkash.routes.DropFolder;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.LedgerStore;
import io.github.camelenkash.testing.LedgerStore.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Row 5: the same file twice, the same row twice, the same reference with another amount, and what was refused, corrected
 * and dropped again; over a restart, from files and from bulk calls.
 */
class RepeatedFilesTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    private final Sandbox sandbox = SERVER.sandbox();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void filesThatComeAgainPayWhatIsUnpaidAndNothingElse(LedgerStore store) throws Exception {
        var ledger = store.create(folder);
        var file = HEADER
                + row("HR-1", "250")
                + row("HR-1", "250")
                + row("HR-1", "251")
                + row("HR-2", "lost-answer@example.in", "10")
                + row("HR-3", "insufficient@example.in", "500")
                + row("HR-4", "-5");
        try (var drops = drops(ledger)) {
            var first = drops.drop("pay.csv", file);
            assertThat(outcomes(first)).containsExactly("PAID", "REFUSED", "REFUSED", "PAID", "REFUSED", "REFUSED");
            assertThat(results(first).get(2).get("reason")).contains("is the same as in line 2");
            assertThat(results(first).get(4).get("reason")).contains("Insufficient balance");

            assertThat(outcomes(drops.drop("pay.csv", file)))
                    .as("the same file again")
                    .containsExactly("ALREADY_PAID", "REFUSED", "REFUSED", "ALREADY_PAID", "REFUSED", "REFUSED");
        }
        var sent = sandbox.books().calls(Operation.ALLOCATE);
        try (var drops = drops(ledger)) {
            assertThat(outcomes(drops.drop("renamed.csv", HEADER + row("HR-2", "lost-answer@example.in", "10.00"))))
                    .as("after a restart, under another name, in another notation")
                    .containsExactly("ALREADY_PAID");
            assertThat(sandbox.books().calls(Operation.ALLOCATE))
                    .as("and nothing was sent")
                    .isEqualTo(sent);

            assertThat(results(drops.drop("other.csv", HEADER + row("HR-1", "251")))
                            .get(0)
                            .get("reason"))
                    .as("the same reference with another amount")
                    .contains("already names another movement");

            var corrected =
                    file.replace("insufficient@", "hr-3@").replace("-5", "5").replace(row("HR-1", "251"), "");
            assertThat(outcomes(drops.drop("corrected.csv", corrected)))
                    .as("what was refused is corrected")
                    .containsExactly("ALREADY_PAID", "REFUSED", "ALREADY_PAID", "PAID", "PAID");
            assertThat(outcomes(drops.drop("corrected.csv", corrected)))
                    .as("and dropped once more")
                    .containsExactly("ALREADY_PAID", "REFUSED", "ALREADY_PAID", "ALREADY_PAID", "ALREADY_PAID");
        }
        eachIsPaidOnce();
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void bulkCallsThatComeAgainPayWhatIsUnpaidAndNothingElse(LedgerStore store) throws Exception {
        var ledger = store.create(folder);
        var rows = List.of(
                Nodes.award("HR-1", 1, 250),
                Nodes.award("HR-1", 1, 250),
                Nodes.award("HR-1", 1, 251),
                Nodes.award("HR-2", 2, 10),
                Nodes.award("HR-3", 3, "1.234"),
                Nodes.award("HR-4", 4, -5));
        assertThat(bulk(ledger, rows))
                .containsExactly(
                        Outcome.PAID, Outcome.PAID, Outcome.REFUSED, Outcome.PAID, Outcome.REFUSED, Outcome.REFUSED);
        var sent = sandbox.books().calls(Operation.BULK);
        assertThat(bulk(ledger, rows))
                .as("the same again, after a restart")
                .containsExactly(
                        Outcome.ALREADY_PAID,
                        Outcome.ALREADY_PAID,
                        Outcome.REFUSED,
                        Outcome.ALREADY_PAID,
                        Outcome.REFUSED,
                        Outcome.REFUSED);
        assertThat(sandbox.books().calls(Operation.BULK)).as("nothing was sent").isEqualTo(sent);

        var corrected = List.of(
                Nodes.award("HR-1", 1, "250.00"),
                Nodes.award("HR-2", 2, 10),
                Nodes.award("HR-3", 3, "500"),
                Nodes.award("HR-4", 4, 5));
        assertThat(bulk(ledger, corrected))
                .containsExactly(Outcome.ALREADY_PAID, Outcome.ALREADY_PAID, Outcome.PAID, Outcome.PAID);
        assertThat(bulk(ledger, corrected)).containsOnly(Outcome.ALREADY_PAID);
        eachIsPaidOnce();
    }

    private void eachIsPaidOnce() {
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1, "HR-3", 1, "HR-4", 1));
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo("999235");
    }

    /** One bulk call by a node that lives for it only. */
    private List<Outcome> bulk(Database ledger, List<?> rows) throws Exception {
        try (var node = Nodes.node(sandbox, ledger, options -> {});
                var template = node.createProducerTemplate()) {
            node.start();
            var results = (List<?>) template.requestBody("enkash:bulkAllocate", rows);
            return results.stream()
                    .map(result -> ((RowResult) result).outcome())
                    .toList();
        }
    }

    private DropFolder drops(Database ledger) throws Exception {
        var properties = new HashMap<String, String>();
        properties.put("camel.component.enkash.ledgerUrl", ledger.url());
        if (ledger.username() != null) {
            properties.put("camel.component.enkash.ledgerUsername", ledger.username());
            properties.put("camel.component.enkash.ledgerPassword", ledger.password());
        }
        return DropFolder.start(folder.resolve("drops"), sandbox, properties, Map.of());
    }

    private static List<String> outcomes(FileReport report) throws IOException {
        return results(report).stream().map(line -> line.get("outcome")).toList();
    }
}

package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import io.github.camelenkash.testing.HrDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Leavers in the table of a real PostgreSQL: points are counted on the sandbox's books. */
class ExitClawbackTest {

    static final String ROUTE = "routes/exit-clawback.camel.yaml";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private HrDatabase hr;
    private ReadyRoute route;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        hr = HrDatabase.create(folder)
                .execute("CREATE TABLE leavers (employee text, last_day date, email text, mobile text, card_id text,"
                        + " outcome text, reference text, taken_back numeric, redeemed numeric, left_on_card numeric,"
                        + " reason text, PRIMARY KEY (employee, last_day))");
        route = ReadyRoute.of(ROUTE, sandbox)
                .with("exitClawback.poll", "100")
                .with("exitClawback.retryDelay", "10")
                .with("exitClawback.retries", "1")
                .with("exitClawback.report", folder.resolve("report.csv"))
                .bind("hr", hr.dataSource())
                .start();
    }

    @AfterEach
    void stop() {
        route.close();
    }

    @Test
    void whatIsLeftIsTakenBackOnceAndWrittenDown() throws Exception {
        var card = sandbox.books().openCard("asha@example.in", "9000000101", "Ms", "Asha", "F", "750.50");
        leaver("E1", "asha@example.in", null);

        var row = done("E1");
        assertThat(row)
                .containsEntry("outcome", "PAID")
                .containsEntry("reference", "exit/E1/2026-03-31")
                .containsEntry("card_id", card.cardId())
                .containsEntry("taken_back", "750.50");
        assertThat(sandbox.books().card(card.cardId()).otbBalance()).isEqualByComparingTo("0");
        assertThat(sandbox.books().debits("exit/E1/2026-03-31")).isEqualTo(1);
        patiently().untilAsserted(() -> assertThat(Files.readAllLines(folder.resolve("report.csv")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("E1,2026-03-31,PAID,750.50,"));
    }

    @Test
    void whatTheTransactionsExplainIsNotCalledRedeemed() {
        pay("GIVEN-1", "asha@example.in", "1000");
        pay("GIVEN-2", "asha@example.in", "500");
        leaver("E1", "asha@example.in", null);

        assertThat(done("E1")).containsEntry("taken_back", "1500").containsEntry("redeemed", "0");
    }

    @Test
    void somebodyWithoutACardAndSomebodyWithoutPointsHaveTheirOutcome() {
        sandbox.books().openCard("ravi@example.in", "9000000102", "Mr", "Ravi", "M", "0");
        leaver("E1", "nobody@example.in", null);
        leaver("E2", "ravi@example.in", null);

        assertThat(done("E1")).containsEntry("outcome", "NO_CARD");
        assertThat(done("E2")).containsEntry("outcome", "NOTHING_LEFT").containsEntry("taken_back", "0");
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
    }

    @Test
    void pointsWhoseAnswerIsLostAreTakenBackOnce() {
        sandbox.books().openCard("asha@example.in", "9000000101", "Ms", "Asha", "F", "750");
        sandbox.faults().next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE);
        leaver("E1", "asha@example.in", null);

        assertThat(done("E1")).containsEntry("outcome", "PAID").containsEntry("taken_back", "750");
        assertThat(sandbox.books().debits("exit/E1/2026-03-31")).isEqualTo(1);
    }

    @Test
    void aRowThatIsReadAgainAfterACrashTakesNothingMore() {
        sandbox.books().openCard("asha@example.in", "9000000101", "Ms", "Asha", "F", "750");
        leaver("E1", "asha@example.in", null);
        done("E1");
        hr.execute("UPDATE leavers SET outcome = NULL");

        assertThat(done("E1")).containsEntry("outcome", "ALREADY_PAID").containsEntry("taken_back", "750");
        assertThat(sandbox.books().debits("exit/E1/2026-03-31")).isEqualTo(1);
    }

    @Test
    void whoIsStillThereKeepsThePoints() {
        sandbox.books().openCard("asha@example.in", "9000000101", "Ms", "Asha", "F", "750");
        hr.execute(
                "INSERT INTO leavers (employee, last_day, email) VALUES ('E1', CURRENT_DATE + 30, 'asha@example.in')");
        leaver("E2", "nobody@example.in", null);

        done("E2");
        assertThat(hr.query("SELECT outcome FROM leavers WHERE employee = 'E1'"))
                .containsExactly(java.util.Collections.singletonMap("outcome", null));
        assertThat(sandbox.books().cardOf("asha@example.in").otbBalance()).isEqualByComparingTo("750");
    }

    @Test
    void aRowThatNamesNobodyIsRefusedAndTheNextIsDone() {
        sandbox.books().openCard("asha@example.in", "9000000101", "Ms", "Asha", "F", "750");
        leaver("E1", "", null);
        leaver("E2", "asha@example.in", null);

        assertThat(done("E1"))
                .containsEntry("outcome", "REFUSED")
                .hasEntrySatisfying("reason", reason -> assertThat(reason).startsWith("The row names neither card"));
        assertThat(done("E2")).containsEntry("outcome", "PAID");
    }

    @Test
    void whileEnkashIsAwayTheRowWaits() {
        sandbox.books().openCard("asha@example.in", "9000000101", "Ms", "Asha", "F", "750");
        sandbox.close();
        try {
            leaver("E1", "asha@example.in", null);
            patiently().until(() -> route.failures() > 0);
            assertThat(hr.query("SELECT employee FROM leavers WHERE outcome IS NULL"))
                    .hasSize(1);
        } finally {
            sandbox.start();
        }
        assertThat(done("E1")).containsEntry("outcome", "PAID");
        assertThat(sandbox.books().debits("exit/E1/2026-03-31")).isEqualTo(1);
    }

    private void pay(String reference, String email, String points) {
        try (var template = route.context().createProducerTemplate()) {
            template.requestBody(
                    "enkash:allocate",
                    Map.of(
                            "title", "Ms",
                            "firstName", "Asha",
                            "gender", "F",
                            "email", email,
                            "mobile", "9000000101",
                            "points", points,
                            "reference", reference));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void leaver(String employee, String email, String cardId) {
        hr.execute("INSERT INTO leavers (employee, last_day, email, card_id) VALUES ('%s', '2026-03-31', '%s', %s)"
                .formatted(employee, email, cardId == null ? "NULL" : "'" + cardId + "'"));
    }

    private Map<String, String> done(String employee) {
        var query = "SELECT * FROM leavers WHERE outcome IS NOT NULL AND employee = '" + employee + "'";
        patiently().until(() -> !hr.query(query).isEmpty());
        return hr.query(query).get(0);
    }
}

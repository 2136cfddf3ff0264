package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A month's end: a file of the personnel department, a ledger on disk, and the sandbox's books, with what may differ. */
class ReconcileTest {

    static final String ROUTE = "routes/reconcile.camel.yaml";

    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final YearMonth MONTH = YearMonth.now(INDIA);
    private static final String HEADER = "reference,points,employee\n";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    private Sandbox sandbox;
    private ReadyRoute route;
    private ProducerTemplate template;
    private String card;

    @BeforeEach
    void start() throws Exception {
        sandbox = ENKASH.sandbox();
        card = sandbox.books()
                .openCard("asha1@example.in", "9100000001", "Ms", "Asha", "F", "5000")
                .cardId();
        route = ReadyRoute.of(ROUTE, sandbox)
                .with("camel.component.enkash.ledgerUrl", ledgerUrl())
                .with("reconcile.folder", folder.resolve("in"))
                .with("reconcile.poll", "50")
                .with("reconcile.retryDelay", "10")
                .with("reconcile.retries", "1")
                .start();
        template = route.context().createProducerTemplate();
    }

    private String ledgerUrl() {
        return "jdbc:h2:file:" + folder.resolve("ledger/movements");
    }

    @AfterEach
    void stop() throws Exception {
        template.close();
        route.close();
    }

    @Test
    void whereAllSidesAgreeThereIsNoDifference() throws Exception {
        pay("A-1", "100");
        pay("A-2", "200.50");
        take("BACK-1", "10");
        var done = reconcile(HEADER + "A-1,100.00,E1\nA-2,200.50,E2\n");

        assertThat(done).isEmpty();
        assertThat(page())
                .contains("All sides agree", "about 3 references")
                .contains("<td>Personnel file</td><td class=\"number\">2</td><td class=\"number\">300.5</td>")
                .contains(
                        "<td>Ledger, paid in the period</td><td class=\"number\">2</td><td class=\"number\">300.5</td>")
                .contains(
                        "<td>EnKash, credited in the period</td><td class=\"number\">2</td><td class=\"number\">300.5</td>");
        assertThat(folder.resolve("in/done/" + MONTH + ".csv")).exists();
    }

    @Test
    void everyKindOfDifferenceIsFoundAndCounted() throws Exception {
        everyDifference();
        var differences = reconcile(HEADER
                + "AGREED,100,E1\n"
                + "NOT-PAID-1,100,E2\nNOT-PAID-2,100,E3\n"
                + "AMOUNT-HR,101,E4\n"
                + "AMOUNT-LEDGER,100,E5\n"
                + "LOST,100,E6\n"
                + "TWICE,100,E7\n"
                + "UNKNOWN-1,100,E8\n"
                + "PARKED-1,100,E9\n"
                + "HR-TWICE,100,E10\nHR-TWICE,100,E10\n"
                + ",100,E11\n"
                + "UNREADABLE,ten,E12\n"
                + "FOREIGN,100,E13\n");

        assertThat(differences)
                .extracting(line -> line.get("difference") + " " + line.get("reference"))
                .containsExactlyInAnyOrder(
                        "UNREADABLE_ROW ",
                        "UNREADABLE_ROW UNREADABLE",
                        "NOT_IN_LEDGER ",
                        "NOT_PAID NOT-PAID-1",
                        "NOT_PAID NOT-PAID-2",
                        "AMOUNT_DIFFERS AMOUNT-HR",
                        "AMOUNT_DIFFERS AMOUNT-LEDGER",
                        "NOT_AT_ENKASH LOST",
                        "CREDITED_TWICE TWICE",
                        "NOT_IN_LEDGER FOREIGN",
                        "NOT_IN_HR_FILE NOT-IN-HR",
                        "NOT_IN_LEDGER FOREIGN-NOT-IN-HR",
                        "NOT_IN_HR_FILE FOREIGN-NOT-IN-HR",
                        "TAKEN_BACK_TWICE BACK-TWICE",
                        "UNKNOWN UNKNOWN-1",
                        "PARKED PARKED-1",
                        "TWICE_IN_HR_FILE HR-TWICE");
        assertThat(differences)
                .allSatisfy(line -> assertThat(line.get("whatToDo")).isNotBlank());
        assertThat(line(differences, "AMOUNT-HR"))
                .containsEntry("hrLine", "5")
                .containsEntry("hrPoints", "101")
                .containsEntry("ledgerPoints", "100")
                .containsEntry("enkashPoints", "100");
        assertThat(line(differences, "AMOUNT-LEDGER"))
                .containsEntry("ledgerPoints", "99")
                .containsEntry("enkashPoints", "100");
        assertThat(line(differences, "TWICE"))
                .containsEntry("enkashCredits", "2")
                .hasEntrySatisfying(
                        "transactionIds", ids -> assertThat(ids.split(" ")).hasSize(2));
        assertThat(line(differences, "UNKNOWN-1")).containsEntry("ledgerState", "UNKNOWN");
        assertThat(page())
                .contains("17 differences", "about 1 references")
                .contains("<h2>In the personnel file, not paid <span class=\"count\">2</span></h2>")
                .contains("<h2>At EnKash, not in the ledger <span class=\"count\">3</span></h2>");
    }

    private void everyDifference() throws Exception {
        pay("AGREED", "100");
        pay("AMOUNT-HR", "100");
        pay("AMOUNT-LEDGER", "100");
        pay("TWICE", "100");
        pay("HR-TWICE", "100");
        pay("NOT-IN-HR", "100");
        take("BACK-TWICE", "10");
        var now = Instant.now();
        sandbox.books().arrive(card, "TWICE", "100", now);
        sandbox.books().arrive(card, "FOREIGN", "100", now);
        sandbox.books().arrive(card, "FOREIGN-NOT-IN-HR", "100", now);
        sandbox.books().arrive(card, null, "100", now);
        // Not of this month: none of our business.
        sandbox.books()
                .arrive(
                        card,
                        "EARLIER",
                        "100",
                        MONTH.atDay(1).atStartOfDay(INDIA).minusSeconds(1).toInstant());
        leaveUnknown("UNKNOWN-1");
        sandbox.faults().next(Fault.WRONG_ECHO, 1, Operation.ALLOCATE);
        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "FAILED");
        assertThatThrownBy(() -> pay("PARKED-1", "100")).hasCauseInstanceOf(OutcomeUnknownException.class);
        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "SUCCESS");
        order("enkash:unallocate?ledgerScope=elsewhere", "BACK-TWICE", "10");
        execute("UPDATE enkash_movement SET points = 99 WHERE reference = 'AMOUNT-LEDGER'");
        copyInLedger("AGREED", "LOST", "points");
    }

    private static Map<String, String> line(List<Map<String, String>> differences, String reference) {
        return differences.stream()
                .filter(line -> line.get("reference").equals(reference))
                .findFirst()
                .orElseThrow();
    }

    /** The books close at midnight in India, and the two clocks do not agree to the second. */
    @Test
    void whatHappensAroundMidnightIsNoDifference() throws Exception {
        var begin = MONTH.atDay(1).atStartOfDay(INDIA).toInstant();
        pay("AGREED", "100");
        copyInLedger("AGREED", "LATE-BOOKED", sentAt(begin.minusSeconds(1)));
        sandbox.books().arrive(card, "LATE-BOOKED", "100", begin.plusSeconds(1));
        copyInLedger("AGREED", "EARLY-BOOKED", sentAt(begin.plusSeconds(1)));
        sandbox.books().arrive(card, "EARLY-BOOKED", "100", begin.minusSeconds(1));

        assertThat(reconcile(HEADER + "AGREED,100,E1\nEARLY-BOOKED,100,E2\n")).isEmpty();
        assertThat(page()).contains("about 3 references");
    }

    @Test
    void whatWasPaidInAnEarlierMonthIsPaidAndIsNotPaidAgainUnnoticed() throws Exception {
        var earlier = MONTH.atDay(1).atStartOfDay(INDIA).toInstant().minus(Duration.ofDays(20));
        pay("AGREED", "100");
        copyInLedger("AGREED", "EARLIER", sentAt(earlier));
        copyInLedger("AGREED", "AGAIN", sentAt(earlier));
        sandbox.books().arrive(card, "AGAIN", "100", Instant.now());

        assertThat(reconcile(HEADER + "AGREED,100,E1\nEARLIER,100,E2\nAGAIN,100,E3\n"))
                .extracting(line -> line.get("difference") + " " + line.get("reference"))
                .containsExactly("NOT_IN_LEDGER AGAIN");
    }

    @Test
    void whatComesFromOutsideIsEscapedOnThePageAndDefusedInTheFile() throws Exception {
        sandbox.books().arrive(card, "=<script>alert(1)</script>", "100", Instant.now());
        var differences = reconcile(HEADER + "asha1@example.in-2026,100,E1\n");

        assertThat(differences)
                .extracting(line -> line.get("reference"))
                .contains("'=<script>alert(1)</script>", "asha1@example.in-2026");
        assertThat(page()).contains("=&lt;script&gt;").doesNotContain("<script", "asha1@", "http://", "https://");
    }

    @Test
    void movementsOfTheOtherProgrammeAreNotLookedAt() throws Exception {
        order(
                "enkash:allocate?program=incentive",
                Map.of(
                        "reference",
                        "SALE-1",
                        "points",
                        "100",
                        "title",
                        "Ms",
                        "firstName",
                        "Ravi",
                        "gender",
                        "F",
                        "email",
                        "ravi@example.in",
                        "mobile",
                        "9100000002"));
        pay("A-1", "100");

        assertThat(reconcile(HEADER + "A-1,100,E1\n")).isEmpty();
    }

    @Test
    void aFileThatNamesNoMonthAndOneThatIsNoneAreRefused() throws Exception {
        drop("bonus.csv", HEADER + "A-1,100,E1\n");
        drop("2026-13.csv", HEADER + "A-1,100,E1\n");
        drop("2026-03.csv", "who,what\nA-1,100\n");

        for (var name : List.of("bonus", "2026-13", "2026-03")) {
            patiently().until(() -> Files.exists(folder.resolve("in/refused/" + name + ".csv")));
            assertThat(DropFolder.results(folder.resolve("in/refused/" + name + ".results.csv")))
                    .singleElement()
                    .satisfies(line -> assertThat(line.get("reason")).startsWith("line 1: "));
        }
        assertThat(sandbox.books().calls(Operation.TRANSACTIONS)).isZero();
    }

    @Test
    void whileEnkashIsAwayTheFileStopsAndNothingHalfIsLeft() throws Exception {
        pay("A-1", "100");
        sandbox.close();
        try {
            drop(MONTH + ".csv", HEADER + "A-1,100,E1\n");
            patiently().until(() -> Files.exists(folder.resolve("in/stopped/" + MONTH + ".csv")));
            assertThat(DropFolder.results(folder.resolve("in/stopped/" + MONTH + ".results.csv")))
                    .singleElement()
                    .satisfies(line -> assertThat(line).containsEntry("outcome", "STOPPED"));
        } finally {
            sandbox.start();
        }
    }

    @Test
    void anAnswerThatFailsOnceIsAskedForAgainAndNothingIsCountedTwice() throws Exception {
        pay("A-1", "100");
        pay("A-2", "100");
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        sandbox.faults()
                .when(
                        call -> call.operation() == Operation.TRANSACTIONS && asked.incrementAndGet() == 7,
                        Fault.BAD_GATEWAY,
                        1);

        assertThat(reconcile(HEADER + "A-1,100,E1\nA-2,100,E2\n")).isEmpty();
        assertThat(sandbox.faults().injected(Fault.BAD_GATEWAY)).isEqualTo(1);
    }

    private List<Map<String, String>> reconcile(String content) throws Exception {
        drop(MONTH + ".csv", content);
        patiently().until(() -> Files.exists(folder.resolve("in/done/" + MONTH + ".csv")));
        return DropFolder.results(folder.resolve("in/done/" + MONTH + ".results.csv"));
    }

    private void drop(String name, String content) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        var copy = Files.writeString(folder.resolve("in/" + name + ".tmp"), content);
        Files.move(copy, folder.resolve("in/" + name));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("in/done/" + MONTH + ".report.html"));
    }

    private void pay(String reference, String points) {
        order("enkash:allocate", reference, points);
    }

    private void take(String reference, String points) {
        order("enkash:unallocate", reference, points);
    }

    private void order(String uri, String reference, String points) {
        order(uri, Map.of("reference", reference, "cardId", card, "points", points));
    }

    private void order(String uri, Map<String, Object> request) {
        template.requestBody(uri, (Object) request);
    }

    /** A movement whose answer is lost while the search is down, so that the call itself cannot find out. */
    private void leaveUnknown(String reference) {
        sandbox.faults().next(Fault.NEVER_ARRIVED, 1, Operation.ALLOCATE);
        sandbox.faults().next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
        assertThatThrownBy(() -> order("enkash:allocate?settleInCall=0", reference, "100"))
                .hasCauseInstanceOf(OutcomeUnknownException.class);
    }

    private static String sentAt(Instant moment) {
        return "sent_at = TIMESTAMP WITH TIME ZONE '"
                + moment.toString().replace('T', ' ').replace("Z", "+00:00") + "'";
    }

    /** A payment that only the ledger knows of: the copy of another one. */
    private void copyInLedger(String reference, String copy, String change) throws Exception {
        execute("CREATE TABLE copied AS SELECT * FROM enkash_movement WHERE reference = '" + reference + "'");
        execute("UPDATE copied SET reference = '" + copy + "', " + change
                + (change.contains("=") ? "" : " = " + change));
        execute("INSERT INTO enkash_movement SELECT * FROM copied");
        execute("DROP TABLE copied");
    }

    private void execute(String sql) throws Exception {
        try (var connection = DriverManager.getConnection(ledgerUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package io.github.camelenkash.flows.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code settle}, {@code movements}, {@code close} and {@code probe}: what is in doubt is found, settled or decided. */
class LedgerCommandsTest {

    @TempDir
    private Path temp;

    private Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.started();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** Pays a row whose answer is lost, while the search is down: its outcome is unknown then. */
    private CommandFolder withAnUnknown(String... properties) throws Exception {
        var folder = new CommandFolder(temp, sandbox, properties);
        sandbox.faults()
                .next(Fault.LOST_ANSWER, 1, Operation.ALLOCATE)
                .next(Fault.BAD_GATEWAY, 100, Operation.TRANSACTIONS);
        var ended = folder.run(
                "pay",
                folder.file("pay.csv", Map.of("HR-1", "5")).toString(),
                "--yes",
                "-D",
                "camel.component.enkash.settleInCall=200");
        assertThat(ended.code()).isEqualTo(5);
        return folder;
    }

    @Test
    void whatIsUnknownIsListedAndSettled() throws Exception {
        var folder = withAnUnknown();
        var listed = folder.run("movements", "--json");
        assertThat(listed.code()).isZero();
        var movements = listed.json().at("/result/movements");
        assertThat(movements).hasSize(1);
        assertThat(movements.at("/0/reference").asText()).isEqualTo("HR-1");
        assertThat(movements.at("/0/state").asText()).isEqualTo("UNKNOWN");
        assertThat(movements.at("/0/source").asText()).isEqualTo("pay.csv line 2");
        assertThat(folder.run("movements").out()).startsWith("UNKNOWN HR-1: 5 points, attempt 1, since 20");
        assertThat(folder.run("movements", "--older-than", "1d").out()).isEqualTo("There is no such movement.\n");

        var early = folder.run("settle", "HR-1", "--json");
        assertThat(early.code()).as("the search is down still").isEqualTo(5);
        assertThat(early.json().at("/result/unknown").asInt()).isEqualTo(1);

        sandbox.faults().reset();
        var settled = folder.run("settle", "HR-1", "--json");
        assertThat(settled.code()).isZero();
        assertThat(settled.json().at("/result/paid").asInt()).isEqualTo(1);
        assertThat(folder.run("movements", "--state", "PAID").out()).startsWith("PAID HR-1: 5 points");
        var again = folder.run("settle", "HR-1");
        assertThat(again.code()).isZero();
        assertThat(again.out()).startsWith("PAID HR-1: 5 points").endsWith("\nIt is paid already.\n");
        assertThat(folder.run("settle", "HR-1", "--json")
                        .json()
                        .at("/result/movement/state")
                        .asText())
                .isEqualTo("PAID");
        assertThat(folder.run("settle", "HR-2").out())
                .isEqualTo("The ledger knows no movement of the reference HR-2.\n");
        assertThat(sandbox.books().credits("HR-1")).isEqualTo(1);
    }

    @Test
    void settlingAllSaysHowMany() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var ended = folder.run("settle");
        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .isEqualTo("Looked at 0: 0 paid, 0 refused, 0 to be sent again, 0 parked for a person, 0 unknown still."
                        + " Purged 0.\n");
    }

    @Test
    void pointsAreToldInOneFormWhereverTheyCameFrom() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var points = new LinkedHashMap<>(Map.of("HR-1", "10.00"));
        points.put("HR-2", "2000");
        points.put("HR-3", "7.5");
        var pay = folder.run("pay", folder.file("pay.csv", points).toString(), "--yes");
        assertThat(pay.out()).contains("2017.50 to pay");
        assertThat(folder.folder().resolve("done/pay.results.csv"))
                .content()
                .contains(",10,,")
                .contains(",7.50,,");

        assertThat(folder.run("movements", "--state", "PAID").out())
                .contains("PAID HR-1: 10 points")
                .contains("PAID HR-2: 2000 points")
                .contains("PAID HR-3: 7.50 points");
        folder.run("pay", folder.file("pay.csv", points).toString(), "--yes");
        assertThat(folder.folder().resolve("done/pay-2.results.csv"))
                .content()
                .contains(",10,Paid before")
                .contains(",2000,Paid before")
                .contains(",7.50,Paid before");
    }

    /** H2 locks its file as any other process would find it locked. */
    @Test
    void aLedgerThatIsOpenInAnotherProcessIsNotTakenForAWrongLogin() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        assertThat(folder.run("movements").code()).isZero();
        var file = folder.folder().resolve("ledger/movements.mv.db");
        try (var other = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            var pay = folder.run(
                    "pay", folder.file("pay.csv", Map.of("HR-1", "5")).toString(), "--yes");
            assertThat(pay.code()).isEqualTo(5);
            assertThat(pay.err())
                    .contains("The ledger's H2 file is open in another process")
                    .contains("Nothing is sent. Stop the other process")
                    .doesNotContain("ledgerPassword");
        }
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        assertThat(folder.run("movements").code()).isZero();
    }

    @Test
    void aPersonClosesWhatWasParked() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        sandbox.faults().next(Fault.WRONG_ECHO, 1, Operation.ALLOCATE);
        sandbox.faults().when(call -> call.operation() == Operation.TRANSACTIONS, Fault.BAD_GATEWAY);
        folder.run(
                "pay",
                folder.file("pay.csv", Map.of("HR-1", "5")).toString(),
                "--yes",
                "-D",
                "camel.component.enkash.settleInCall=200",
                "-D",
                "camel.component.enkash.settleWindow=1");
        var decision =
                new String[] {"close", "HR-1", "--verdict", "PAID", "--who", "asha", "--why", "ticket 4711", "--json"};
        var closed = folder.run(java.util.stream.Stream.concat(
                        java.util.Arrays.stream(decision),
                        java.util.stream.Stream.of("-D", "camel.component.enkash.settleWindow=1"))
                .toArray(String[]::new));

        assertThat(closed.code()).as(closed.err()).isZero();
        assertThat(closed.json().at("/result/state").asText()).isEqualTo("PAID");
        var again = folder.run(decision);
        assertThat(again.code()).as("it is closed already").isEqualTo(4);
        assertThat(again.json().path("problem").asText())
                .contains("this one is PAID", "what is paid stays paid")
                .doesNotContain("enkash:settle");
    }

    @Test
    void whatCannotBeClosedIsNot() throws Exception {
        var folder = withAnUnknown();
        assertThat(folder.run("close", "NONE", "--verdict", "PAID", "--who", "a", "--why", "b")
                        .code())
                .isEqualTo(4);
        var other = folder.run("close", "HR-1", "--verdict", "PAID", "--who", "a", "--why", "b", "--attempt", "7");
        assertThat(other.code()).isEqualTo(4);
        assertThat(other.err()).contains("Attempt 7 was judged, and the movement is at attempt 1");
        assertThat(folder.run(
                                "close",
                                "HR-1",
                                "--verdict",
                                "PAID",
                                "--who",
                                "a",
                                "--why",
                                "b",
                                "-D",
                                "camel.component.enkash.settleWindow=3600000")
                        .err())
                .contains("this one is UNKNOWN", "Let enkash:settle find out first; a person may decide from 20");
        assertThat(folder.run("close", "HR-1", "--verdict", "PERHAPS", "--who", "a", "--why", "b")
                        .code())
                .isEqualTo(2);
        assertThat(folder.run("close", "HR-1", "--verdict", "PAID", "--who", "a")
                        .code())
                .isEqualTo(2);
        assertThat(folder.run("movements", "--state", "LOST").code()).isEqualTo(2);
        assertThat(folder.run("movements", "--older-than", "long").code()).isEqualTo(2);
        assertThat(folder.run("settle", "HR-1", "--kind", "gold").code()).isEqualTo(2);
    }

    @Test
    void aProbeSaysWhatWorks() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var ended = folder.run("probe", "--json");
        assertThat(ended.code()).isZero();
        var checks = ended.json().at("/result/checks");
        assertThat(checks.findValuesAsText("name")).containsExactly("login", "account", "encryption", "search", "echo");
        assertThat(checks.findValuesAsText("result"))
                .startsWith("OK", "OK", "OK")
                .contains("NOT_CHECKED");
        assertThat(folder.run("probe").out()).startsWith("  login       OK. EnKash gave a token\n");
    }

    @Test
    void aProbeOfASandboxThatBeganAnewBlamesNoSearch() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        folder.run("pay", folder.file("pay.csv", Map.of("HR-1", "5")).toString(), "--yes");
        assertThat(folder.run("probe").code())
                .as("the sandbox that was paid to")
                .isZero();

        sandbox.close();
        sandbox = Sandbox.started();
        var ended = new CommandFolder(temp, sandbox).run("probe", "--json");
        var search = ended.json().at("/result/checks/3");
        assertThat(search.path("seen").asText()).contains("this sandbox does not know it");
        assertThat(search.path("whatToDo").asText())
                .contains("A sandbox begins empty each time it is started")
                .doesNotContain("ask EnKash", "unknownPolicy");
    }

    @Test
    void aProbeTellsARefusedLoginFromAnEnkashThatIsDown() throws Exception {
        var folder = new CommandFolder(temp, sandbox, "camel.component.enkash.password = wrong");
        var refused = folder.run("probe", "--json");
        assertThat(refused.code()).isEqualTo(6);
        assertThat(refused.json().at("/result/checks/0/result").asText()).isEqualTo("FAILED");
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
        assertThat(folder.run("settle", "HR-1").code()).as("nothing to look up").isZero();

        sandbox.close();
        assertThat(new CommandFolder(temp, running(), "camel.component.enkash.apiUrl = " + nobody())
                        .run("probe")
                        .code())
                .isEqualTo(5);
    }

    private Sandbox running() {
        sandbox.start();
        return sandbox;
    }

    private String nobody() {
        var url = sandbox.url();
        return url.substring(0, url.lastIndexOf(':'))
                + ":1\ncamel.component.enkash.tokenUrl = http://127.0.0.1:1/token";
    }
}

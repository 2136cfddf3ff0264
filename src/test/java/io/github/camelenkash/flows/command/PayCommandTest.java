package io.github.camelenkash.flows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.lab.ChildProcess;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pay} and {@code dry-run}: one file, in the way of the drop folder. */
class PayCommandTest {

    private static final Map<String, String> TWO_ROWS = new TreeMap<>(Map.of("HR-1", "250.50", "HR-2", "10"));

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

    @Test
    void aFileIsPaidAndGoesToDoneWithItsResults() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var ended = folder.run("pay", folder.file("pay.csv", TWO_ROWS).toString(), "--yes", "--json");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        var result = ended.json().path("result");
        assertThat(ended.json().path("exit").asText()).isEqualTo("DONE");
        assertThat(result.path("ending").asText()).isEqualTo("DONE");
        assertThat(result.at("/outcomes/PAID").asInt()).isEqualTo(2);
        assertThat(result.path("enkash").asText()).isEqualTo("sandbox, " + sandbox.url());
        assertThat(result.at("/preFlight/pointsToPay").decimalValue()).isEqualByComparingTo("260.50");
        assertThat(result.at("/preFlight/balanceAfter").decimalValue()).isEqualByComparingTo("999739.50");
        assertThat(Path.of(result.path("path").asText())).isEqualTo(temp.resolve("done/pay.csv"));
        assertThat(Path.of(result.path("results").asText())).isEqualTo(temp.resolve("done/pay.results.csv"));
        assertThat(folder.around("pay"))
                .contains("done/pay.csv", "done/pay.results.csv")
                .doesNotContain("pay.csv");
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
        assertThat(temp.resolve("drop")).as("the drop folder is nobody's here").doesNotExist();
    }

    @Test
    void theSameFileAgainMovesNothing() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        folder.run("pay", folder.file("pay.csv", TWO_ROWS).toString(), "--yes");
        var ended = folder.run("pay", folder.file("again.csv", TWO_ROWS).toString(), "--yes");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .startsWith("again.csv is done.\n")
                .contains("  rows        2 already paid\n", "  points      0 to pay\n");
        assertThat(sandbox.books().creditsByReference().values()).containsOnly(1);
    }

    @Test
    void aFileWithABadRowStaysAndItsResultsLieBesideIt() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var file = folder.file("pay.csv", Map.of("HR-1", "5", "HR-2", "-1"));
        var ended = folder.run("pay", file.toString(), "--yes");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out())
                .contains("1 refused")
                .contains("1 paid")
                .contains(temp.resolve("pay.results.csv").toString());
        assertThat(folder.run("pay", file.toString(), "--yes").code()).isEqualTo(3);
        assertThat(folder.around("pay")).contains("pay.csv", "pay.results.csv", "pay-2.results.csv");
        assertThat(temp.resolve("done")).doesNotExist();
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1));
    }

    @Test
    void aResultFileThatWasCorrectedIsPaidLikeAnyOther() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var file = folder.file("pay.csv", Map.of("HR-1", "5", "HR-2", "-1"));
        folder.run("pay", file.toString(), "--yes");
        var results = temp.resolve("pay.results.csv");
        Files.writeString(results, Files.readString(results).replace("'-1", "1"));

        assertThat(folder.run("pay", results.toString(), "--yes").code()).isZero();
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
    }

    @Test
    void whoIsAskedSeesWhatItComesTo() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var file = folder.file("pay.csv", TWO_ROWS).toString();
        var ended = folder.run(CommandFolder.saying(" Y "), "pay", file);

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEqualTo("""
                          enkash      sandbox, %s
                          rows        2 to pay, 0 already paid, 0 refused
                          points      260.50 to pay
                          balance     1000000 before, 999739.50 after
                        Pay it? [y/N]\s""".formatted(sandbox.url()));
        assertThat(sandbox.books().creditsByReference()).hasSize(2);
    }

    @Test
    void whoSaysNoPaysNothing() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        for (var answer : new String[] {"", "n", "yep", null}) {
            var ended = folder.run(
                    CommandFolder.saying(answer),
                    "pay",
                    folder.file("pay.csv", TWO_ROWS).toString(),
                    "--json");

            assertThat(ended.code()).as("%s", answer).isEqualTo(4);
            assertThat(ended.json().at("/result/problem").asText()).isEqualTo("It was not confirmed");
            assertThat(ended.json().at("/result/outcomes/NOT_SENT").asInt()).isEqualTo(2);
        }
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        assertThat(temp.resolve("pay.csv")).exists();
    }

    @Test
    void withoutATerminalAndWithoutYesNothingIsEvenRead() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var ended = folder.run("pay", folder.file("pay.csv", TWO_ROWS).toString(), "--json");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("Nobody is there to confirm");
        assertThat(ended.json().path("problem").asText()).contains("--yes");
        assertThat(sandbox.books().logins()).isZero();
        assertThat(folder.around("pay")).containsExactly("pay.csv");
    }

    @Test
    void aRefusedLoginHasAnExitCodeOfItsOwnAndIsTriedOnce() throws Exception {
        var folder = new CommandFolder(temp, sandbox, "camel.component.enkash.password = wrong");
        var file = folder.file("pay.csv", TWO_ROWS).toString();

        var ended = folder.run("pay", file, "--yes", "--json");
        assertThat(ended.code()).isEqualTo(6);
        assertThat(ended.json().at("/result/ending").asText()).isEqualTo("STOPPED");
        assertThat(folder.run("pay", file, "--yes").code()).isEqualTo(6);
        assertThat(sandbox.books().refusedLogins()).isEqualTo(1);
        assertThat(temp.resolve("pay.csv")).exists();
    }

    @Test
    void whatIsStoppedIsPaidLaterByTheSameCommand() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var file = folder.file("pay.csv", TWO_ROWS).toString();
        sandbox.close();
        assertThat(folder.run("pay", file, "--yes").code()).isEqualTo(5);

        sandbox.start();
        assertThat(folder.run("pay", file, "--yes").code()).isZero();
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
        assertThat(folder.around("pay")).contains("pay.results.csv", "done/pay.csv", "done/pay.results.csv");
    }

    @Test
    void anOutcomeThatIsNotKnownIsNoSuccess() throws Exception {
        var folder = new CommandFolder(temp, sandbox, "camel.component.enkash.settleInCall = 200");
        var file = folder.file("pay.csv", TWO_ROWS).toString();
        sandbox.faults()
                .next(Fault.SERVER_ERROR, 1, Operation.ALLOCATE)
                .next(Fault.BAD_GATEWAY, 100, Operation.TRANSACTIONS);
        var ended = folder.run("pay", file, "--yes", "--json");
        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.json().at("/result/outcomes/UNKNOWN").asInt()).isEqualTo(1);
        assertThat(temp.resolve("pay.csv")).as("it is to be paid again").exists();

        sandbox.faults().reset();
        assertThat(folder.run("pay", file, "--yes").code()).isZero();
        assertThat(sandbox.books().creditsByReference()).isEqualTo(Map.of("HR-1", 1, "HR-2", 1));
    }

    @Test
    void aProcessThatIsStoppedEndsInGoodOrderAndTheSameCommandGoesOn() throws Exception {
        var rows = new TreeMap<String, String>();
        IntStream.rangeClosed(1, 40).forEach(i -> rows.put("HR-" + i, "1"));
        var folder = new CommandFolder(temp, sandbox);
        var file = folder.file("pay.csv", rows).toString();
        sandbox.faults().slowBy(Duration.ofMillis(200)).when(call -> true, Fault.SLOW);
        try (var process = ChildProcess.start(
                EnkashCommand.class.getName(),
                Path.of("").toAbsolutePath(),
                temp,
                List.of(),
                List.of(
                        "pay",
                        file,
                        "--yes",
                        "--properties",
                        folder.properties().toString()))) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> sandbox.books().creditsByReference().size() > 3);
            process.interrupt();
            assertThat(process.exitCode()).isNotZero();
        }
        assertThat(folder.around("pay")).containsExactly("pay.csv", "pay.results.csv.partial");
        assertThat(sandbox.books().creditsByReference()).hasSizeBetween(4, 39);

        sandbox.faults().reset();
        assertThat(folder.run("pay", file, "--yes").code()).isZero();
        assertThat(sandbox.books().creditsByReference().values()).hasSize(40).containsOnly(1);
        assertThat(folder.around("pay"))
                .as("what was known when it was stopped is kept")
                .contains("pay.results.csv", "done/pay.csv", "done/pay.results.csv");
    }

    @Test
    void aFileThatMustBeApprovedWaitsWhereItIs() throws Exception {
        var folder = new CommandFolder(temp, sandbox, "csvDrop.approvalAbove = 100");
        var file = folder.file("pay.csv", TWO_ROWS).toString();
        var waiting = folder.run("pay", file, "--yes", "--json");
        assertThat(waiting.code()).isEqualTo(4);
        assertThat(waiting.json().at("/result/ending").asText()).isEqualTo("WAITING");
        assertThat(waiting.json().at("/result/problem").asText())
                .as("it is in no folder of that name")
                .isEqualTo("A file that pays more than 100 points needs an approval, and this one has none");
        assertThat(folder.around("pay")).contains("pay.csv", "pay.approval-request.json", "pay.results.csv");

        var approved = folder.run("approve", file, "--who", "cfo", "--for", "1h", "--json");
        assertThat(approved.code()).isZero();
        assertThat(approved.json().at("/result/approvedBy").asText()).isEqualTo("cfo");
        assertThat(approved.json().at("/result/points").decimalValue()).isEqualByComparingTo("260.50");

        assertThat(folder.run("pay", file, "--yes").code()).isZero();
        assertThat(folder.around("pay"))
                .contains("done/pay.csv", "done/pay.approval.json")
                .doesNotContain("pay.csv", "pay.approval.json", "pay.approval-request.json");
        assertThat(sandbox.books().creditsByReference()).hasSize(2);
    }

    @Test
    void anApprovalOutlivesAStop() throws Exception {
        var folder = new CommandFolder(temp, sandbox, "csvDrop.approvalAbove = 100");
        var file = folder.file("pay.csv", TWO_ROWS).toString();
        folder.run("pay", file, "--yes");
        folder.run("approve", file, "--who", "cfo");
        sandbox.close();
        assertThat(folder.run("pay", file, "--yes").code()).isEqualTo(5);

        sandbox.start();
        assertThat(folder.run("pay", file, "--yes").code()).isZero();
    }

    @Test
    void aFileThatNobodyHeldOrThatWasChangedSinceIsNotApproved() throws Exception {
        var folder = new CommandFolder(temp, sandbox, "csvDrop.approvalAbove = 100");
        var file = folder.file("pay.csv", TWO_ROWS);
        var early = folder.run("approve", file.toString(), "--who", "cfo", "--json");
        assertThat(early.code()).isEqualTo(4);
        assertThat(early.json().path("problem").asText()).contains("does not wait for an approval");

        folder.run("pay", file.toString(), "--yes");
        Files.writeString(file, "\n", java.nio.file.StandardOpenOption.APPEND);
        var late = folder.run("approve", file.toString(), "--who", "cfo");
        assertThat(late.code()).isEqualTo(4);
        assertThat(late.err()).startsWith("approve: pay.csv has changed since it was held");
        assertThat(folder.run("approve", file.toString()).code())
                .as("without a name")
                .isEqualTo(2);
        assertThat(folder.run("approve", file.toString(), "--who", "cfo", "--for", "soon")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aFileInWaitingOfADropFolderIsApprovedThere() throws Exception {
        var folder = new CommandFolder(temp, sandbox, "csvDrop.approvalAbove = 100");
        var file = folder.file("pay.csv", TWO_ROWS);
        folder.run("pay", file.toString(), "--yes");
        var waiting = Files.createDirectories(temp.resolve("drop/waiting"));
        Files.move(file, waiting.resolve("pay.csv"));
        Files.move(temp.resolve("pay.approval-request.json"), waiting.resolve("pay.approval-request.json"));

        assertThat(folder.run("approve", waiting.resolve("pay.csv").toString(), "--who", "cfo")
                        .code())
                .isZero();
        assertThat(waiting.resolve("pay.approval.json")).content().contains("\"approvedBy\" : \"cfo\"");
    }

    @Test
    void aFileThatTheBalanceDoesNotCoverIsRefused() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        sandbox.books().setAvailableBalance("100");
        var ended = folder.run("pay", folder.file("pay.csv", TWO_ROWS).toString(), "--yes");

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).startsWith("pay.csv was refused: The balance of 100");
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
    }

    @Test
    void aDryRunTellsEverythingAndMovesNothing() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var ended = folder.run("dry-run", folder.file("pay.csv", TWO_ROWS).toString(), "--json");

        assertThat(ended.code()).isZero();
        assertThat(ended.json().at("/result/outcomes/DRY_RUN").asInt()).isEqualTo(2);
        assertThat(ended.json().at("/result/preFlight/balanceAfter").decimalValue())
                .isEqualByComparingTo("999739.50");
        assertThat(folder.around("pay")).contains("pay.csv", "pay.results.csv");
        assertThat(sandbox.books().calls(Operation.ALLOCATE)).isZero();
        assertThat(folder.run(
                                "dry-run",
                                folder.file("bad.csv", Map.of("HR-1", "0")).toString())
                        .code())
                .isEqualTo(3);
    }

    @Test
    void whatCannotStartSaysWhy() throws Exception {
        var folder = new CommandFolder(temp, sandbox);
        var file = folder.file("pay.csv", TWO_ROWS).toString();
        for (var command : new String[] {"pay --yes " + file, "dry-run " + file, "settle", "movements", "probe"}) {
            var ended = CommandFolder.runPlain(
                    CommandFolder.NOBODY,
                    (command + " --json -D camel.component.enkash.environment=uat"
                                    + " -D camel.component.enkash.ledgerUrl=jdbc:h2:file:" + temp.resolve("none"))
                            .split(" "));
            assertThat(ended.code()).as(command).isEqualTo(1);
            assertThat(ended.json().path("problem").asText()).startsWith("The option 'partnerId' is not set.");
            assertThat(ended.err()).contains("The option 'partnerId' is not set.");
        }
        assertThat(folder.run("pay", "--yes", temp.resolve("none.csv").toString())
                        .code())
                .isEqualTo(2);
        assertThat(folder.run("pay", "--yes", file, "-D", "csvDrop.mostPoint=5").err())
                .contains("There is no property 'csvDrop.mostPoint'");
        assertThat(sandbox.books().logins()).isZero();
    }
}

package io.github.camelenkash.flows.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line itself, and the commands that need no movement: {@code validate}, {@code run}, {@code sandbox}. */
class EnkashCommandTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path temp;

    @Test
    void theExitCodesAreThoseThatScriptsKnow() {
        assertThat(Arrays.stream(ExitCode.values()).map(code -> code.number() + " " + code.name()))
                .containsExactly(
                        "0 DONE",
                        "1 FAILED",
                        "2 USAGE",
                        "3 ROWS_REFUSED",
                        "4 REFUSED",
                        "5 UNSETTLED",
                        "6 LOGIN_REFUSED");
    }

    @Test
    void helpNamesAllCommandsAndExitCodes() {
        var help = CommandFolder.runPlain(CommandFolder.NOBODY, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains(
                        "run ",
                        "validate ",
                        "dry-run ",
                        "pay ",
                        "approve ",
                        "settle ",
                        "movements ",
                        "close ",
                        "probe ")
                .contains("sandbox ", "Exit codes:");
        var flat = CommandFolder.runPlain(CommandFolder.NOBODY, "pay", "--help")
                .out()
                .replaceAll("\\s+", " ");
        for (var code : ExitCode.values()) {
            assertThat(flat).contains(code.number() + " " + code.meaning());
        }
    }

    @Test
    void theVersionIsThatOfTheComponent() {
        var version = CommandFolder.runPlain(CommandFolder.NOBODY, "pay", "--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).matches("camel-enkash \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\n");
    }

    @Test
    void aLineThatIsWrongIsSaidInOneObjectToo() throws Exception {
        var mistyped = CommandFolder.runPlain(CommandFolder.NOBODY, "vlidate", "--json");
        assertThat(mistyped.code()).isEqualTo(2);
        assertThat(mistyped.err()).contains("vlidate").contains("camel-enkash validate");
        assertThat(mistyped.json().path("exit").asText()).isEqualTo("USAGE");
        assertThat(CommandFolder.runPlain(CommandFolder.NOBODY, "validate").out())
                .isEmpty();
        assertThat(CommandFolder.runPlain(CommandFolder.NOBODY, "validate").err())
                .contains("Missing required parameter: 'FILE'")
                .contains("Try 'camel-enkash validate --help'.");
    }

    @Test
    void aGoodFileIsValid() throws Exception {
        try (var sandbox = Sandbox.started()) {
            var folder = new CommandFolder(
                    temp,
                    sandbox,
                    "csvDrop.perquisiteThreshold = 5000",
                    "csvDrop.history = jdbc:h2:file:" + temp.resolve("history"));
            var ended = folder.run(
                    "validate",
                    folder.file("pay.csv", Map.of("HR-1", "5", "HR-2", "6.50")).toString(),
                    "--json");

            assertThat(ended.code()).isZero();
            var result = ended.json().path("result");
            assertThat(result.path("rows").asInt()).isEqualTo(2);
            assertThat(result.path("points").decimalValue()).isEqualByComparingTo("11.50");
            assertThat(result.path("problems")).isEmpty();
            assertThat(sandbox.books().logins()).isZero();
            try (var left = Files.list(temp)) {
                assertThat(left.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("pay.csv", "mine.properties");
            }
        }
    }

    @Test
    void eachBadRowIsNamedWithItsLine() throws Exception {
        var file = Path.of("examples/01-csv-drop/data/diwali.csv").toString();
        var ended = CommandFolder.runPlain(CommandFolder.NOBODY, "validate", file);
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out())
                .isEqualTo("line 6: Column 'loadAmount' is not positive: -501. Give a number of points above zero, then"
                        + " drop the file again: what is paid is not paid twice.\n"
                        + "diwali.csv: 10 rows, 1 would be refused; the others add up to 4858.50 points.\n");
        var problem = CommandFolder.runPlain(CommandFolder.NOBODY, "validate", file, "--json")
                .json()
                .at("/result/problems/0");
        assertThat(problem.path("line").asInt()).isEqualTo(6);
        assertThat(problem.path("reason").asText()).isEqualTo("Column 'loadAmount' is not positive: -501");
    }

    @Test
    void aFileThatWouldBeRefusedIsNotValid() throws Exception {
        var none = Files.writeString(temp.resolve("none.csv"), "reference,bonus\nHR-1,5\n")
                .toString();
        var refused = CommandFolder.runPlain(CommandFolder.NOBODY, "validate", none, "--json");
        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.json().at("/result/problem").asText())
                .startsWith("line 1: ")
                .contains("bonus");
        assertThat(CommandFolder.runPlain(CommandFolder.NOBODY, "validate", none)
                        .out())
                .startsWith("none.csv would be refused: line 1: ");

        var much = Files.writeString(temp.resolve("much.csv"), "reference,cardId,points\nHR-1,EKC1,500\n")
                .toString();
        var limited =
                CommandFolder.runPlain(CommandFolder.NOBODY, "validate", much, "-D", "csvDrop.mostPointsPerFile=100");
        assertThat(limited.code()).isEqualTo(4);
        assertThat(limited.out()).contains("above the limit of 100");
        var mistyped = CommandFolder.runPlain(CommandFolder.NOBODY, "validate", much, "-D", "csvDrop.mostPoint=1");
        assertThat(mistyped.code()).isEqualTo(1);
        assertThat(mistyped.err()).startsWith("validate: There is no property 'csvDrop.mostPoint'");
    }

    @Test
    void aFileThatCannotBePaidByBulkCallsIsNotValidWhereItWouldBe() throws Exception {
        var file = Files.writeString(temp.resolve("cards.csv"), "reference,cardId,points\nHR-1,EKC1,500\n")
                .toString();

        assertThat(validate(file)).isZero();
        var bulk = CommandFolder.runPlain(CommandFolder.NOBODY, "validate", file, "-D", "csvDrop.bulkSize=500");
        assertThat(bulk.code()).isEqualTo(4);
        assertThat(bulk.out())
                .startsWith(
                        "cards.csv would be refused: Line 2 names a card, and a bulk call pays the person. Pay the file"
                                + " row by row, by csv-drop with csvDrop.bulkSize = 1, or take the cards out of it.");
        var many = CommandFolder.runPlain(CommandFolder.NOBODY, "validate", file, "-D", "csvDrop.bulkSize=many");
        assertThat(many.code()).isEqualTo(1);
        assertThat(many.err().strip())
                .isEqualTo(
                        "validate: The property csvDrop.bulkSize is no number of rows, which is a whole one above zero");
        assertThat(validate(file, "-D", "csvDrop.bulkSize=0")).isEqualTo(1);
        var paying = CommandFolder.runPlain(CommandFolder.NOBODY, "pay", file, "--yes", "-D", "csvDrop.bulkSize=many");
        assertThat(paying.code()).as("not one of a file that may go well later").isEqualTo(1);
        assertThat(paying.err()).contains("csvDrop.bulkSize is no number of rows");
    }

    @Test
    void aPropertyOfTheLineOverrulesTheOtherSpellingInAFile() throws Exception {
        try (var sandbox = Sandbox.started()) {
            var folder = new CommandFolder(temp, sandbox);
            for (var spelling : List.of("cardAccountId", "card-account-id")) {
                var ended = folder.run("probe", "-D", "camel.component.enkash." + spelling + "=NOPE1");
                assertThat(ended.out()).as(spelling).contains("NOPE1").doesNotContain("CADEMO01 is readable");
            }
        }
    }

    @Test
    void aMistypedOptionIsNamedWithoutItsValue() throws Exception {
        var mistyped = Files.writeString(
                        temp.resolve("mistyped.properties"), "camel.component.enkash.passwort = S3CRET\n")
                .toString();
        var component = CommandFolder.runPlain(CommandFolder.NOBODY, "probe", "--properties", mistyped);
        assertThat(component.code()).isEqualTo(1);
        assertThat(component.err().strip())
                .isEqualTo("probe: There is no property 'camel.component.enkash.passwort'. Did you mean"
                        + " 'camel.component.enkash.password'?");
        assertThat(component.out()).isEmpty();

        var dashed = CommandFolder.runPlain(
                CommandFolder.NOBODY, "probe", "-D", "camel.component.enkash.client-secrte=S3CRET");
        assertThat(dashed.err().strip())
                .isEqualTo("probe: There is no property 'camel.component.enkash.clientSecrte'. Did you mean"
                        + " 'camel.component.enkash.clientSecret'?");
        var unlike = CommandFolder.runPlain(
                CommandFolder.NOBODY, "probe", "-D", "camel.component.enkash.somethingElse=S3CRET");
        assertThat(unlike.err().strip())
                .isEqualTo("probe: There is no property 'camel.component.enkash.somethingElse'");
        var value = CommandFolder.runPlain(
                CommandFolder.NOBODY, "probe", "-D", "camel.component.enkash.environment=S3CRET");
        assertThat(value.err().strip())
                .isEqualTo("probe: The property 'camel.component.enkash.environment' cannot have this value");

        var main = CommandFolder.runPlain(CommandFolder.NOBODY, "run", "-D", "camel.main.nmae=S3CRET");
        assertThat(main.err().strip()).isEqualTo("The job could not start: There is no property 'camel.main.nmae'");
    }

    /** The ledger of the ready routes lies below the folder of the process, which is for the sandbox. */
    @ParameterizedTest
    @ValueSource(strings = {"run", "pay", "dry-run", "settle", "movements", "close", "probe", "reconcile"})
    void outsideOfTheSandboxALedgerThatDependsOnTheFolderIsRefused(String command) throws Exception {
        try (var sandbox = Sandbox.started()) {
            var folder = new CommandFolder(
                    temp,
                    sandbox,
                    "camel.component.enkash.environment = custom",
                    "camel.component.enkash.apiUrl = https://enkash.example.in",
                    "camel.component.enkash.ledgerUrl = jdbc:h2:file:./target/ledger-of-nobody");
            var file = folder.file("pay.csv", Map.of("HR-1", "5")).toString();
            var ended = folder.run(
                    switch (command) {
                        case "pay" -> new String[] {command, file, "--yes"};
                        case "dry-run", "reconcile" -> new String[] {command, file};
                        case "close" ->
                            new String[] {command, "HR-1", "--verdict", "PAID", "--who", "asha", "--why", "x"};
                        default -> new String[] {command};
                    });

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err())
                    .contains("The ledger would be "
                            + Path.of("target/ledger-of-nobody").toAbsolutePath())
                    .contains("Set ledger.file to an absolute path");
            assertThat(Path.of("target/ledger-of-nobody.mv.db")).doesNotExist();
            assertThat(sandbox.books().logins()).isZero();
            assertThat(folder.around("pay")).containsExactly("pay.csv");
        }
    }

    /** With nothing but the environment in them, as somebody who has forgotten the ledger has it. */
    @ParameterizedTest
    @ValueSource(strings = {"uat", "production"})
    void soIsTheLedgerOfTheSandboxWhereNoneIsSet(String environment) throws Exception {
        var properties = Files.writeString(
                        temp.resolve("mine.properties"), "camel.component.enkash.environment = " + environment)
                .toString();
        var ended = payWith(properties);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .startsWith("pay: The ledger would be "
                        + Path.of("work/ledger/movements").toAbsolutePath())
                .contains("the option 'environment' says " + environment)
                .contains("Set ledger.file to an absolute path");

        var memory = payWith(properties, "-D", "camel.component.enkash.ledger-url=jdbc:h2:mem:forgetful");
        assertThat(memory.code()).isEqualTo(1);
        assertThat(memory.err()).contains("The ledger would be in memory");

        var absolute = payWith(properties, "-D", "ledger.file=" + temp.resolve("ledger"));
        assertThat(absolute.err()).contains("The option 'partnerId' is not set");
    }

    private CommandFolder.Ended payWith(String properties, String... more) throws Exception {
        var file = Files.writeString(temp.resolve("pay.csv"), CommandFolder.HEADER);
        return CommandFolder.runPlain(
                CommandFolder.NOBODY,
                Stream.concat(Stream.of("pay", file.toString(), "--yes", "--properties", properties), Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void aLaterPropertiesFileWinsAndASinglePropertyOverAll() throws Exception {
        var file = Files.writeString(temp.resolve("pay.csv"), "reference,cardId,points\nHR-1,EKC1,500\n")
                .toString();
        var low = Files.writeString(temp.resolve("low.properties"), "csvDrop.mostPoints = 100\n")
                .toString();
        var high = Files.writeString(temp.resolve("high.properties"), "csvDrop.mostPoints = 900\n")
                .toString();

        assertThat(validate(file, "--properties", low, "--properties", high)).isZero();
        assertThat(validate(file, "--properties", high + "," + low)).isEqualTo(3);
        assertThat(validate(file, "--properties", high, "-D", "csvDrop.mostPoints=100"))
                .isEqualTo(3);
        assertThat(validate(
                        file, "--properties", temp.resolve("none.properties").toString()))
                .as("as a file to pay that is not there")
                .isEqualTo(2);
        assertThat(validate(temp.resolve("none.csv").toString())).isEqualTo(2);
    }

    private static int validate(String file, String... more) {
        return CommandFolder.runPlain(
                        CommandFolder.NOBODY,
                        Stream.concat(Stream.of("validate", file), Arrays.stream(more))
                                .toArray(String[]::new))
                .code();
    }

    /** What `validate` must not take for a mistyped property. */
    @Test
    void validateKnowsWhatTheRouteReadsItself() throws Exception {
        assertThat(Path.of("routes/csv-drop.camel.yaml"))
                .content()
                .contains("otherProperties: " + io.github.camelenkash.flows.FileCheck.OTHER_PROPERTIES + "\n");
    }

    @Test
    void theJobIsWhatRunsWithoutACommand() throws Exception {
        try (var sandbox = Sandbox.started()) {
            var folder = new CommandFolder(
                    temp, sandbox, "camel.main.durationMaxIdleSeconds = 1", "csvDrop.sample = " + temp.resolve("none"));
            var named = folder.run("run");
            assertThat(named.code()).isZero();
            assertThat(named.out().strip()).isEqualTo("""
                    Ready.
                      sandbox     %s
                      drop files  %s
                      stop        Ctrl+C""".formatted(sandbox.url(), temp.resolve("drop")));
            var old = CommandFolder.runPlain(
                    CommandFolder.NOBODY, folder.properties().toString());
            assertThat(old.code()).isZero();
            assertThat(old.out()).isEqualTo(named.out());
            var json = folder.run("--json");
            assertThat(json.code()).isZero();
            assertThat(json.json().path("command").asText()).isEqualTo("run");
            assertThat(json.err()).contains("Ready.");
            assertThat(sandbox.books().logins()).isZero();
        }
    }

    @Test
    void aJobOfAnotherRoutePrintsWhatTheSecondExampleShows() throws Exception {
        try (var sandbox = Sandbox.started()) {
            var folder = new CommandFolder(temp, sandbox, "camel.main.durationMaxIdleSeconds = 1");
            var ended = folder.run("run", "-D", "camel.main.routesIncludePattern=file:routes/settle.camel.yaml");

            assertThat(ended.code()).isZero();
            assertThat(Path.of("examples/02-two-nodes/README.md"))
                    .content()
                    .contains("```text\n"
                            + ended.out().strip().replace(sandbox.url(), "http://127.0.0.1:40123")
                            + "\n```\n");
        }
    }

    @Test
    void aJobThatCannotStartSaysWhy() {
        var ended = CommandFolder.runPlain(
                CommandFolder.NOBODY, temp.resolve("none.properties").toString());
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("There is no properties file ").contains("none.properties");
    }

    @Test
    void theSandboxStaysUntilItIsStoppedAndSaysHowToReachIt() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var out = new ByteArrayOutputStream();
        var running = new FutureTask<>(() -> EnkashCommand.execute(
                new Surroundings(CommandFolder.stream(out), CommandFolder.stream(out), CommandFolder.NOBODY),
                "sandbox",
                "--json",
                "--port",
                String.valueOf(port)));
        var thread = new Thread(running);
        thread.start();
        await().atMost(PATIENCE).until(() -> CommandFolder.text(out).endsWith("\n"));
        var options = new ObjectMapper().readTree(CommandFolder.text(out)).path("result");
        var url = options.path("camel.component.enkash.apiUrl").asText();
        assertThat(url).isEqualTo("http://127.0.0.1:" + port);
        assertThat(options.path("camel.component.enkash.environment").asText()).isEqualTo("sandbox");
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);

        thread.interrupt();
        assertThat(running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isZero();
        assertThat(CommandFolder.runPlain(CommandFolder.NOBODY, "sandbox", "--port", "70000")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aSandboxWhosePortIsTakenSaysSo() throws Exception {
        try (var sandbox = Sandbox.started()) {
            var ended =
                    CommandFolder.runPlain(CommandFolder.NOBODY, "sandbox", "--port", String.valueOf(sandbox.port()));
            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.err()).startsWith("sandbox: ");
        }
    }
}

package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.EnkashConstants;
import io.github.camelenkash.api.Data;
import io.github.camelenkash.api.OutcomeUnknownException;
import io.github.camelenkash.sandbox.Assumption;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person decides of movements that no machine could settle: points are counted on the sandbox's books. */
class ParkedReplayTest {

    static final String ROUTE = "routes/parked-replay.camel.yaml";

    private static final String LOOK_UP = "verdict,reference\nLOOK_UP,U-1\n";
    /** The call itself is not to find out. */
    private static final String AT_ONCE = "settleInCall=0";

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
                .openCard("asha1@example.in", "9100000001", "Ms", "Asha", "F", "1000")
                .cardId();
        route = ReadyRoute.of(ROUTE, sandbox)
                .with("camel.component.enkash.ledgerUrl", "jdbc:h2:file:" + folder.resolve("ledger/movements"))
                .with("camel.component.enkash.settleWindow", "0")
                .with("parkedReplay.folder", folder)
                .with("parkedReplay.period", "500")
                .with("parkedReplay.poll", "50")
                .with("parkedReplay.retryDelay", "10")
                .with("parkedReplay.retries", "1")
                .start();
        template = route.context().createProducerTemplate();
        assertThat(order(byCard("CONTROL"))).isEqualTo("PAID");
    }

    @AfterEach
    void stop() throws Exception {
        template.close();
        route.close();
    }

    @Test
    void theListHasWhatIsUnknownOrParkedAndNothingElse() throws Exception {
        park("P-1");
        leaveUnknown("U-1", Fault.LOST_ANSWER);

        var list = list(2);
        assertThat(list)
                .extracting(row -> row.get("reference"), row -> row.get("state"), row -> row.get("source"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("P-1", "PARKED", "diwali.csv line 7"),
                        org.assertj.core.groups.Tuple.tuple("U-1", "UNKNOWN", "diwali.csv line 7"));
        assertThat(list).allSatisfy(row -> assertThat(row)
                .containsEntry("verdict", "")
                .containsEntry("points", "500")
                .containsEntry("attempt", "1")
                .hasEntrySatisfying("problem", problem -> assertThat(problem).isNotBlank()));
    }

    @Test
    void aLookUpFindsAPaymentWhoseAnswerWasLost() throws Exception {
        leaveUnknown("U-1", Fault.LOST_ANSWER);

        assertThat(decide("U-1", "LOOK_UP"))
                .containsEntry("outcome", "PAID")
                .containsEntry("whatToDo", "Nothing")
                .hasEntrySatisfying("transactionId", id -> assertThat(id).startsWith("ECT"));
        assertThat(sandbox.books().credits("U-1")).isEqualTo(1);
    }

    @Test
    void whatALookUpDoesNotFindIsToBeOrderedAgainWhereItCameFrom() throws Exception {
        leaveUnknown("U-1", Fault.NEVER_ARRIVED);

        // A single look-up is not believed: what the search does not find may only be late.
        decide("U-1", "LOOK_UP");
        patiently().until(() -> !state("U-1").equals("UNKNOWN") || drop(LOOK_UP).isEmpty());
        assertThat(drop(LOOK_UP).get(0))
                .containsEntry("outcome", "RESERVED")
                .containsEntry("whatToDo", "It is not paid: order it again where it came from: diwali.csv line 7");
        assertThat(sandbox.books().credits("U-1")).isZero();
    }

    @Test
    void aLookUpOfAParkedMovementSaysWhatEnkashHas() throws Exception {
        park("P-1");

        assertThat(decide("P-1", "LOOK_UP"))
                .containsEntry("outcome", "PARKED")
                .containsEntry("whatToDo", "Decide PAID or NOT_PAID")
                .hasEntrySatisfying("reason", reason -> assertThat(reason)
                        .contains("EnKash has a transaction of 500 points (CR, FAILED, ECT"));
    }

    @Test
    void aParkedMovementThatIsDecidedAsPaidStaysPaid() throws Exception {
        park("P-1");

        assertThat(decide("P-1", "paid")).containsEntry("outcome", "PAID");
        assertThat(state("P-1")).isEqualTo("PAID");
        assertThat(order(byCard("P-1"))).isEqualTo("ALREADY_PAID");
        assertThat(sandbox.books().credits("P-1")).isEqualTo(1);
    }

    @Test
    void whatEnkashHasCannotBeDecidedAsNotPaid() throws Exception {
        park("P-1");

        assertThat(decide("P-1", "NOT_PAID"))
                .containsEntry("outcome", "REFUSED")
                .hasEntrySatisfying("reason", reason -> assertThat(reason).startsWith("EnKash has a transaction"));
        assertThat(state("P-1")).isEqualTo("PARKED");
    }

    @Test
    void whatIsDecidedAsNotPaidIsPaidOnceWhenItIsDroppedAgain() throws Exception {
        leaveUnknown("U-1", Fault.NEVER_ARRIVED);

        assertThat(decide("U-1", "NOT_PAID"))
                .containsEntry("outcome", "RESERVED")
                .hasEntrySatisfying("whatToDo", next -> assertThat(next).endsWith("diwali.csv line 7"));
        assertThat(order(byCard("U-1"))).isEqualTo("PAID");
        assertThat(sandbox.books().credits("U-1")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "LOST_ANSWER, allocate",
        "NEVER_ARRIVED, allocate",
        "LOST_ANSWER, unallocate",
        "NEVER_ARRIVED, unallocate"
    })
    void aMovementThatNamedTheCardIsReplayedAndIsDoneOnce(Fault fault, String operation) throws Exception {
        leaveUnknown("enkash:" + operation, byCard("U-1"), fault);

        assertThat(decide("U-1", "REPLAY")).containsEntry("outcome", "PAID");
        assertThat(sandbox.books().credits("U-1") + sandbox.books().debits("U-1"))
                .isEqualTo(1);
        assertThat(sandbox.books().transactions("U-1")).hasSize(1);
    }

    @Test
    void anIncentiveIsReplayedFromItsOwnAccount() throws Exception {
        var request = Map.<String, Object>of("reference", "U-1", "cardId", incentiveCard(), "points", "500");
        var before = sandbox.books().availableBalance();
        leaveUnknown("enkash:allocate?program=incentive", request, Fault.NEVER_ARRIVED);

        assertThat(decide("U-1", "REPLAY")).containsEntry("outcome", "PAID");
        assertThat(sandbox.books().credits("U-1")).isEqualTo(1);
        assertThat(sandbox.books().availableBalance()).isEqualByComparingTo(before);
    }

    @Test
    void aMovementThatNamedThePersonIsNotReplayedAndItsSourceIsNamed() throws Exception {
        leaveUnknown("enkash:allocate", byPerson("U-1"), Fault.NEVER_ARRIVED);

        assertThat(decide("U-1", "REPLAY"))
                .containsEntry("outcome", "REFUSED")
                .containsEntry("reason", "The ledger keeps no person, so it cannot order this again")
                .hasEntrySatisfying("whatToDo", next -> assertThat(next)
                        .endsWith("order it again where it came from: diwali.csv line 7"));
        assertThat(state("U-1")).isEqualTo("UNKNOWN");
        assertThat(sandbox.books().credits("U-1")).isZero();
    }

    @Test
    void aParkedMovementIsNotReplayed() throws Exception {
        park("P-1");

        assertThat(decide("P-1", "REPLAY"))
                .containsEntry("outcome", "REFUSED")
                .hasEntrySatisfying("reason", reason -> assertThat(reason).startsWith("A parked movement is not sent"));
        assertThat(sandbox.books().credits("P-1")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "U-1;MAYBE;Meera;seen;1;The verdict is none of",
                "U-1;PAID;'';seen;1;The column 'who' is empty",
                "U-1;PAID;Meera;'';1;The column 'why' is empty",
                "U-1;NOT_PAID;Meera;seen;'';The row does not say which attempt",
                "U-1;NOT_PAID;Meera;seen;7;Attempt 7 was judged, and the movement is at attempt 1",
                "U-1;REPLAY;'';'';7;Attempt 7 was judged, and the movement is at attempt 1",
                "U-9;PAID;Meera;seen;1;The ledger knows no movement of this reference",
                "U-9;LOOK_UP;'';'';1;The ledger knows no movement of this reference",
                "U-9;REPLAY;'';'';1;The ledger knows no movement of this reference",
                "CONTROL;NOT_PAID;Meera;seen;1;Only a movement that is PARKED",
                "CONTROL;REPLAY;'';'';1;It is paid",
                "'';PAID;Meera;seen;1;The row names no reference"
            })
    void aRowThatIsWrongIsRefusedAndTheNextOneIsDone(
            String reference, String verdict, String who, String why, String attempt, String reason) throws Exception {
        leaveUnknown("U-1", Fault.NEVER_ARRIVED);
        leaveUnknown("U-2", Fault.LOST_ANSWER);

        var answers = drop("verdict,who,why,reference,attempt\n%s,%s,%s,%s,%s\nLOOK_UP,,,U-2,1\n"
                .formatted(verdict, who, why, reference, attempt));

        assertThat(answers.get(0)).containsEntry("outcome", "REFUSED");
        assertThat(answers.get(0).get("reason")).startsWith(reason);
        assertThat(answers.get(0).get("whatToDo")).isNotBlank();
        assertThat(answers.get(1)).containsEntry("outcome", "PAID");
        assertThat(state("U-1")).isEqualTo("UNKNOWN");
        assertThat(state("CONTROL")).isEqualTo("PAID");
        assertThat(sandbox.books().creditsByReference())
                .isEqualTo(Map.of("CONTROL", 1, "CONTROL-U-1", 1, "CONTROL-U-2", 1, "U-2", 1));
    }

    @Test
    void aRowWithoutAVerdictIsLeftAlone() throws Exception {
        leaveUnknown("U-1", Fault.LOST_ANSWER);

        assertThat(decide("U-1", "")).containsEntry("outcome", "UNDECIDED");
        assertThat(state("U-1")).isEqualTo("UNKNOWN");
    }

    @Test
    void theSameDecisionsAgainChangeNothing() throws Exception {
        leaveUnknown("U-1", Fault.NEVER_ARRIVED);
        var decided = "verdict,who,why,reference,attempt\nNOT_PAID,Meera,seen,U-1,1\n";
        drop(decided);
        order(byCard("U-1"));

        assertThat(drop(decided).get(0)).containsEntry("outcome", "REFUSED");
        assertThat(state("U-1")).isEqualTo("PAID");
        assertThat(sandbox.books().credits("U-1")).isEqualTo(1);
    }

    @Test
    void anAnswerFileThatIsCorrectedCanBeDroppedAgain() throws Exception {
        park("=P-1");
        var answers = decide("=P-1", "MAYBE");
        assertThat(answers).containsEntry("outcome", "REFUSED");

        var corrected =
                Files.readString(folder.resolve("done/decided.results.csv")).replace("MAYBE", "PAID");
        Files.writeString(folder.resolve("again.csv"), corrected);
        assertThat(answers("again").get(0)).containsEntry("outcome", "PAID");
        assertThat(state("=P-1")).isEqualTo("PAID");
    }

    @Test
    void whatIsNoListIsRefused() throws Exception {
        Files.writeString(folder.resolve("notes.csv"), "reference,points\nU-1,5\n");

        patiently().until(() -> Files.exists(folder.resolve("refused/notes.csv")));
        assertThat(DropFolder.results(folder.resolve("refused/notes.results.csv")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .containsEntry("outcome", "REFUSED")
                        .containsEntry("reason", "The column 'verdict' is missing, or there twice"));
    }

    @Test
    void whileEnkashIsAwayNothingIsDecidedAndTheListCanBeDroppedAgain() throws Exception {
        leaveUnknown("U-1", Fault.NEVER_ARRIVED);
        leaveUnknown("U-2", Fault.LOST_ANSWER);
        var decided = "verdict,who,why,reference,attempt\nNOT_PAID,Meera,seen,U-1,1\nLOOK_UP,,,U-2,1\n";
        sandbox.close();
        try {
            var answers = drop(decided);
            assertThat(answers.get(0)).containsEntry("outcome", "NOT_SENT");
            assertThat(answers.get(1)).containsEntry("outcome", "UNKNOWN");
        } finally {
            sandbox.start();
        }
        // Again and again: the login is left alone for a while after it could not be reached.
        patiently().until(() -> {
            drop(decided);
            return state("U-1").equals("RESERVED") && state("U-2").equals("PAID");
        });
        assertThat(sandbox.books().creditsByReference())
                .isEqualTo(Map.of("CONTROL", 1, "CONTROL-U-1", 1, "CONTROL-U-2", 1, "U-2", 1));
    }

    private int number;

    /** The list as the route wrote it, with a verdict for one row. */
    private Map<String, String> decide(String reference, String verdict) throws Exception {
        var row = new LinkedHashMap<>(list(1).get(0));
        assertThat(row).containsEntry("reference", reference.startsWith("=") ? "'" + reference : reference);
        row.put("verdict", verdict);
        row.put("who", "Meera");
        row.put("why", "seen in the portal");
        return drop(String.join(",", row.keySet()) + "\n"
                        + String.join(
                                ",",
                                row.values().stream()
                                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                                        .toList())
                        + "\n")
                .get(0);
    }

    private List<Map<String, String>> drop(String content) throws Exception {
        var name = number++ == 0 ? "decided" : "decided" + number;
        Files.writeString(folder.resolve(name + ".csv"), content);
        return answers(name);
    }

    private List<Map<String, String>> answers(String name) throws IOException {
        patiently().until(() -> Files.exists(folder.resolve("done/" + name + ".csv")));
        return DropFolder.results(folder.resolve("done/" + name + ".results.csv"));
    }

    /** The newest list, once it has so many rows. */
    private List<Map<String, String>> list(int rows) {
        return patiently().until(this::newest, list -> list.size() == rows);
    }

    private List<Map<String, String>> newest() throws IOException {
        var open = folder.resolve("open");
        if (!Files.isDirectory(open)) {
            return List.of();
        }
        try (var files = Files.list(open)) {
            var last = files.filter(file -> file.toString().endsWith(".csv")).max(Path::compareTo);
            return last.isEmpty() ? List.of() : DropFolder.results(last.get());
        }
    }

    private String state(String reference) {
        return ((Data) template.requestBody("enkash:movement", (Object) reference))
                .toMap()
                .get("state")
                .toString();
    }

    private Map<String, Object> byCard(String reference) {
        return Map.of("reference", reference, "cardId", card, "points", "500");
    }

    private static Map<String, Object> byPerson(String reference) {
        return Map.of(
                "reference", reference,
                "points", "500",
                "title", "Ms",
                "firstName", "Asha",
                "gender", "F",
                "email", "asha1@example.in",
                "mobile", "9100000001");
    }

    private String incentiveCard() {
        template.requestBody("enkash:allocate?program=incentive", byPerson("CONTROL-INCENTIVE"));
        return sandbox.books().cards().stream()
                .map(io.github.camelenkash.sandbox.BookedCard::cardId)
                .filter(id -> !id.equals(card))
                .findFirst()
                .orElseThrow();
    }

    private String order(Map<String, Object> request) {
        return order("enkash:allocate", request, "diwali.csv line 7");
    }

    private String order(String uri, Map<String, Object> request, String source) {
        var exchange = template.request(uri, to -> {
            to.getMessage().setBody(request);
            to.setProperty(EnkashConstants.SOURCE, source);
        });
        if (exchange.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        return exchange.getMessage().getHeader(EnkashConstants.OUTCOME, String.class);
    }

    private void park(String reference) {
        sandbox.faults().next(Fault.WRONG_ECHO, 1, Operation.ALLOCATE);
        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "FAILED");
        assertThatThrownBy(() -> order("enkash:allocate?" + AT_ONCE, byCard(reference), "diwali.csv line 7"))
                .isInstanceOf(OutcomeUnknownException.class);
        if (!state(reference).equals("PARKED")) {
            template.requestBody("enkash:settle", (Object) reference);
        }
        assertThat(state(reference)).isEqualTo("PARKED");
        sandbox.behaviour().set(Assumption.TRANSACTION_STATUS, "FAILED");
    }

    private void leaveUnknown(String reference, Fault fault) {
        leaveUnknown("enkash:allocate", byCard(reference), fault);
    }

    /** A movement that is in doubt while the search is down, so that the call itself cannot find out. */
    private void leaveUnknown(String uri, Map<String, Object> request, Fault fault) {
        sandbox.faults().next(fault, 1, Operation.ALLOCATE);
        sandbox.faults().next(Fault.BAD_GATEWAY, 1, Operation.TRANSACTIONS);
        var atOnce = uri + (uri.contains("?") ? "&" : "?") + AT_ONCE;
        assertThatThrownBy(() -> order(atOnce, request, "diwali.csv line 7"))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(state(request.get("reference").toString())).isEqualTo("UNKNOWN");
        // A search is believed only that was seen to find something no older.
        var control = new LinkedHashMap<>(request);
        control.put("reference", "CONTROL-" + request.get("reference"));
        control.put("points", "1");
        assertThat(order(uri, control, "control.csv line 2")).isEqualTo("PAID");
    }
}

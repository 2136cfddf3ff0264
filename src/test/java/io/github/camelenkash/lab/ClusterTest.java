package io.github.camelenkash.lab;

import static io.github.camelenkash.lab.JobFolder.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.flows.command.EnkashCommand;
import io.github.camelenkash.routes.DropFolder;
import io.github.camelenkash.sandbox.Call;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.Broker;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Row 4 of the table of faults: two nodes share one folder, one queue and one ledger, as examples/02-two-nodes has it, and
 * one of them is killed in the middle of both. {@code -Dlab.seed=N} draws the moment of an earlier run.
 */
public class ClusterTest {

    public static final String EXAMPLE = "examples/02-two-nodes/two-nodes.camel.yaml";

    private static final String PROPERTIES = "examples/02-two-nodes/application.properties";
    private static final int ROWS = 300;
    /** Put into the queue before the kill, and as many again after it. */
    private static final int AWARDS = 100;

    private static final String ORDERS = "spot-awards";
    private static final Map<String, String> READ_BY_BOTH = Map.of("csvDrop.from", "file");
    private static final List<String> PAID = List.of("PAID", "ALREADY_PAID");

    private final long seed = Long.getLong("lab.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<ChildProcess> nodes = new ArrayList<>();

    @TempDir
    private Path temp;

    private Sandbox sandbox;
    private Broker broker;
    private LedgerStore.Database ledger;
    private Path inbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.started();
        broker = Broker.startOnTcp();
        ledger = LedgerStore.POSTGRESQL.create(temp);
        inbox = Files.createDirectories(temp.resolve("nodes/rewards"));
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(ChildProcess::close);
        timer.shutdownNow();
        broker.close();
        sandbox.close();
    }

    @Test
    @DisplayName("4. Two JVMs on one queue and one folder with a shared PostgreSQL ledger, one killed")
    void whenTheNodeThatReadsTheFolderIsKilledTheOtherFinishesItAndTheQueueAndEachIsPaidOnce() throws Exception {
        var reading = startNode(Map.of());
        // The first one there reads the folder; it is known to do so when a file has gone through.
        finish(drop("FIRST", 1));
        startNode(Map.of());

        var moment = KillMoment.at(random, ROWS / 4 + random.nextInt(ROWS / 2));
        moment.arm(sandbox, timer, call -> isOf("FILE", call));
        moment.aim(reading, timer);
        sendAwards(1, AWARDS);
        patiently().until(() -> paid("SPOT") > 0);
        var file = drop("FILE", ROWS);
        patiently().until(() -> !reading.isAlive());
        int rowsBefore = paid("FILE");
        int awardsBefore = paid("SPOT");
        assertThat(reading.wasKilled()).as("it said %s", reading.err()).isTrue();
        sandbox.faults().reset();

        sendAwards(AWARDS + 1, 2 * AWARDS);
        finish(file);
        patiently().until(() -> broker.messages(ORDERS) == 0);

        var tally = tally(Stream.of(ordered("FIRST", 1), ordered("FILE", ROWS), ordered("SPOT", 2 * AWARDS)));
        System.out.println("Two nodes, one killed (" + moment.kind() + "): " + tally + "; before the kill " + rowsBefore
                + " of " + ROWS + " rows and " + awardsBefore + " of " + 2 * AWARDS + " awards; lab.seed=" + seed);
        tally.assertExactlyOnce();
        assertThat(rowsBefore).as("rows paid before the kill").isBetween(1, ROWS - 1);
        assertThat(awardsBefore).as("awards paid before the kill").isBetween(1, 2 * AWARDS - 1);
        assertTheResultsSayThatEachRowIsPaid(file, rowsBefore);
        assertTheRepliesSayThatEachAwardIsPaid();
    }

    /** The row at which the node was killed may be paid or not, and its result written or not. */
    private void assertTheResultsSayThatEachRowIsPaid(String file, int before) throws Exception {
        assertThat(assertDone(file).stream().filter(row -> row.get("outcome").equals("ALREADY_PAID")))
                .as("what the killed node has paid")
                .hasSizeBetween(before - 1, before + 1);
        assertThat(keptOfTheKilledNode(file)).hasSizeBetween(before - 1, before);
    }

    /** Its results are complete, and say of each row that it is paid. */
    private List<Map<String, String>> assertDone(String file) throws Exception {
        var results = DropFolder.results(inbox.resolve("done/" + file + ".results.csv"));
        assertThat(results).extracting(row -> row.get("reference")).containsExactlyElementsOf(ordered("FILE", ROWS));
        assertThat(results).extracting(row -> row.get("outcome")).isSubsetOf(PAID);
        assertThat(inbox.resolve("done/" + file + ".csv")).exists();
        try (var left = Files.list(inbox)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
        return results;
    }

    /** What it has written until it was killed is kept, and says nothing but that rows are paid. */
    private List<Map<String, String>> keptOfTheKilledNode(String file) throws Exception {
        var results = DropFolder.results(inbox.resolve("stopped/" + file + ".results.csv"));
        assertThat(results).extracting(row -> row.get("outcome")).isSubsetOf(PAID);
        return results;
    }

    private void assertTheRepliesSayThatEachAwardIsPaid() throws Exception {
        var json = new ObjectMapper();
        var replied = new ArrayList<String>();
        for (var reply : broker.receiveAll(ORDERS + ".replies")) {
            var read = json.readTree(reply);
            assertThat(read.path("outcome").asText()).as(reply).isIn(PAID);
            replied.add(read.path("reference").asText());
        }
        assertThat(replied).containsAll(ordered("SPOT", 2 * AWARDS));
        assertThat(broker.messages(ORDERS + ".refused")).isZero();
        assertThat(broker.messages(Broker.DEAD)).isZero();
    }

    @Test
    @DisplayName("4. Two JVMs that both read one folder and pay the same rows, one killed")
    void whenBothNodesPayTheSameRowsAndOneIsKilledEachIsPaidOnceAndNoResultIsLost() throws Exception {
        // Slow enough for the second node to start meanwhile.
        sandbox.faults().slowBy(Duration.ofMillis(500)).when(call -> isOf("FILE", call), Fault.SLOW);
        var paying = startNode(READ_BY_BOTH);
        var file = drop("FILE", ROWS);
        patiently().until(() -> paid("FILE") > 0);
        startNode(READ_BY_BOTH);
        // While one is busy with its file, the other has all the rest, and looks at that file between two others.
        for (var other : List.of("SECOND", "THIRD", "FOURTH")) {
            finish(drop(other, 1));
        }
        assertThat(inbox.resolve("stopped"))
                .as("nobody moves the results of a file in hand")
                .doesNotExist();

        var again = JobFolder.drop(inbox, temp.resolve("FILE.csv"), "AGAIN");
        patiently().until(() -> Files.exists(inbox.resolve(again + ".results.csv.partial")));
        var moment = KillMoment.at(random, 1 + random.nextInt((ROWS - paid("FILE")) / 2));
        moment.arm(sandbox, timer, call -> isOf("FILE", call));
        moment.aim(paying, timer);
        patiently().until(() -> !paying.isAlive());
        int before = paid("FILE");
        assertThat(paying.wasKilled()).as("it said %s", paying.err()).isTrue();
        sandbox.faults().reset();
        finish(file);
        finish(again);

        var tally = tally(
                Stream.of(ordered("FILE", ROWS), ordered("SECOND", 1), ordered("THIRD", 1), ordered("FOURTH", 1)));
        System.out.println("Two nodes that pay the same rows, one killed (" + moment.kind() + "): " + tally
                + "; before the kill " + before + " of " + ROWS + " rows; lab.seed=" + seed);
        tally.assertExactlyOnce();
        assertThat(before).as("rows paid before the kill").isBetween(1, ROWS - 1);
        var paid = Stream.of(assertDone(file), assertDone(again), keptOfTheKilledNode(file))
                .flatMap(List::stream)
                .filter(row -> row.get("outcome").equals("PAID"))
                .map(row -> row.get("reference"));
        assertThat(paid).as("who pays a row says so, and nobody else").doesNotHaveDuplicates();
    }

    /** As the example is started, with the addresses of this test. */
    private ChildProcess startNode(Map<String, String> more) throws Exception {
        int others = broker.consumers(ORDERS);
        var properties = JobFolder.options(sandbox, ledger);
        properties.put("nodes.folder", temp.resolve("nodes").toString());
        properties.put("nodes.broker", broker.url());
        properties.put("nodes.takeOver", "1");
        properties.put("spotAward.retryDelay", "200");
        properties.putAll(more);
        var own = JobFolder.write(Files.createTempFile(temp, "node", ".properties"), properties);
        var node = ChildProcess.start(
                EnkashCommand.class.getName(),
                Path.of("").toAbsolutePath(),
                temp,
                ChildProcess.SHORT_LIVED,
                List.of(PROPERTIES, own.toString()));
        nodes.add(node);
        patiently().until(() -> broker.consumers(ORDERS) > others || !node.isAlive());
        assertThat(node.isAlive()).as("it said %s", node.err() + node.out()).isTrue();
        return node;
    }

    private String drop(String word, int rows) throws Exception {
        return JobFolder.drop(inbox, JobFolder.people(temp.resolve(word + ".csv"), word, rows), word);
    }

    private void finish(String file) {
        patiently().until(() -> JobFolder.hasEnded(inbox, file));
    }

    private void sendAwards(int from, int to) {
        broker.send(
                ORDERS,
                IntStream.rangeClosed(from, to)
                        .mapToObj(i -> """
                                {"reference": "%s", "points": 1, "orderedBy": "manager7", "title": "Ms", "firstName": "Asha",
                                 "gender": "F", "email": "spot%d@example.in", "mobile": "8%09d"}""".formatted(JobFolder.reference("SPOT", i), i, i))
                        .toArray(String[]::new));
    }

    private static boolean isOf(String word, Call call) {
        return call.reference().startsWith(word + "-");
    }

    private int paid(String word) {
        return (int) sandbox.books().creditsByReference().keySet().stream()
                .filter(reference -> reference.startsWith(word + "-"))
                .count();
    }

    private static List<String> ordered(String word, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> JobFolder.reference(word, i))
                .toList();
    }

    private Tally tally(Stream<List<String>> ordered) {
        return Tally.of(ordered.flatMap(List::stream).collect(Collectors.toSet()), sandbox.books());
    }
}

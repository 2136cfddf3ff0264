package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.sandbox.BookedCard;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Of two nodes one polls, by Camel's {@code master:} component; when it stops, the other goes on where it was. */
class ConsumerClusterTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EACH = 300;

    @RegisterExtension
    static final SandboxExtension EXTENSION = new SandboxExtension();

    @TempDir
    Path folder;

    private final Instant start = Instant.now().minus(1, ChronoUnit.HOURS);
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final List<String> nodes = Collections.synchronizedList(new ArrayList<>());

    private Enkash node(String name, PollStore.Node store) throws Exception {
        var enkash = store.on(Enkash.at(EXTENSION.sandbox()));
        var cluster = new FileLockClusterService();
        cluster.setId(name);
        cluster.setRoot(folder.resolve("cluster").toString());
        cluster.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        cluster.setAcquireLockInterval(100, TimeUnit.MILLISECONDS);
        enkash.context().addService(cluster);
        return enkash.routes(routes -> routes.from(
                        "master:rewards:enkash:transactions?initialDelay=0&delay=20&startAt=" + start)
                .process(exchange -> {
                    nodes.add(name);
                    done.add(exchange.getMessage().getBody(Transaction.class).reference());
                }));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMORY_REPOSITORY", "POSTGRESQL"})
    void whenThePollingNodeStopsTheOtherGoesOnWithoutALossOrARepetition(PollStore kind) throws Exception {
        Sandbox sandbox = EXTENSION.sandbox();
        var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
        var store = kind.open(folder);

        try (var one = node("one", store);
                var other = node("other", store)) {
            one.context().start();
            arrive(sandbox, card, 0);
            await().atMost(PATIENCE).until(() -> done.size() == EACH);
            other.context().start();
            arrive(sandbox, card, EACH);
            await().atMost(PATIENCE).until(() -> done.size() > EACH + 10);
            assertThat(nodes).containsOnly("one");

            one.close(); // in the middle of a batch
            arrive(sandbox, card, 2 * EACH);
            await().atMost(PATIENCE).until(() -> done.size() >= 3 * EACH);
        }

        assertThat(nodes).contains("one", "other");
        assertThat(done).hasSize(3 * EACH).doesNotHaveDuplicates();
    }

    private static void arrive(Sandbox sandbox, BookedCard card, int from) {
        for (int i = from; i < from + EACH; i++) {
            sandbox.books().arrive(card.cardId(), "HR-" + i, "1", Instant.now());
        }
    }
}

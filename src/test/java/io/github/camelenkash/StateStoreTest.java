package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.ledger.InMemoryStateStore;
import io.github.camelenkash.ledger.StateStore;
import io.github.camelenkash.ledger.jdbc.JdbcLedger;
import io.github.camelenkash.testing.LedgerStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.support.processor.state.MemoryStateRepository;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a consumer writes is what it reads, and nobody else's. */
class StateStoreTest {

    private static final List<String> SLOTS = List.of("cursor", "0", "63");
    private static final String CONSUMER = "enkash/transactions/sandbox/CRM=1/CEK/CA/";

    static Stream<StateStore> forgetful() {
        return Stream.of(new InMemoryStateStore(), new RepositoryStateStore(new MemoryStateRepository()));
    }

    @ParameterizedTest
    @MethodSource("forgetful")
    void inMemory(StateStore store) {
        check(store, store);
    }

    @ParameterizedTest
    @EnumSource(LedgerStore.class)
    void inALedgersDatabaseForAllNodes(LedgerStore kind, @TempDir Path folder) {
        var database = kind.create(folder);
        try (var one = JdbcLedger.open(database.url(), database.username(), database.password());
                var other = JdbcLedger.open(database.url(), database.username(), database.password())) {
            assertThat(one.states().orElseThrow().isVolatile()).isFalse();
            check(one.states().orElseThrow(), other.states().orElseThrow());
        }
    }

    private static void check(StateStore writer, StateStore reader) {
        assertThat(reader.read(CONSUMER, SLOTS)).isEmpty();

        writer.write(CONSUMER, Map.of("cursor", "a", "0", "x".repeat(200_000)));
        writer.write(CONSUMER, Map.of("cursor", "b", "63", ""));
        writer.write("another", Map.of("cursor", "c"));

        assertThat(reader.read(CONSUMER, SLOTS))
                .containsOnly(Map.entry("cursor", "b"), Map.entry("0", "x".repeat(200_000)), Map.entry("63", ""));
        assertThat(reader.read(CONSUMER, List.of("cursor"))).containsOnlyKeys("cursor");
        assertThat(reader.read("another", SLOTS)).containsOnly(Map.entry("cursor", "c"));
    }
}

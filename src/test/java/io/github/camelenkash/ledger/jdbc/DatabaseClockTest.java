package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.UnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The database's clock over connections that are slow. */
class DatabaseClockTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** How long each question takes; none: no time. */
    private final Deque<Duration> delays = new ArrayDeque<>();

    private long nanoTime;
    private int asked;

    private final DatabaseClock clock = new DatabaseClock(new Connections(slow(), false), () -> nanoTime);

    private javax.sql.DataSource slow() {
        var memory = new JdbcDataSource();
        memory.setUrl("jdbc:h2:mem:");
        return FakeConnections.of(memory, Map.of("executeQuery", call -> {
            asked++;
            var answer = call.proceed();
            // The answer was true when the database gave it, and is on its way for so long.
            nanoTime += delays.isEmpty() ? 0 : delays.removeFirst().toNanos();
            return answer;
        }));
    }

    @Test
    void aSampleThatWasLongOnItsWayIsTakenAgain() {
        delays.addAll(List.of(LONG, LONG));

        clock.now();

        assertThat(asked).isEqualTo(3);
    }

    @Test
    void aSampleThatTookUpToASecondServes() {
        delays.add(Duration.ofSeconds(1));

        clock.now();

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aDatabaseThatStaysSlowTellsNoTime() {
        for (int i = 0; i < 100; i++) {
            delays.add(LONG);
        }

        assertThatThrownBy(clock::now).isInstanceOf(UnavailableException.class).hasMessageContaining("Nothing is sent");
        assertThat(asked).isLessThan(10);
    }

    @Test
    void theMonotonicClockCarriesTheTimeOnUntilTheDatabaseIsAskedAgain() {
        var first = clock.now();
        nanoTime += Duration.ofSeconds(29).toNanos();
        assertThat(clock.now()).isEqualTo(first.plusSeconds(29));
        assertThat(asked).isEqualTo(1);

        nanoTime += Duration.ofSeconds(2).toNanos();
        clock.now();
        assertThat(asked).isEqualTo(2);
    }
}

package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import io.github.camelenkash.api.Kind;
import io.github.camelenkash.ledger.MovementKey;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections of somebody else's that a ledger must not use. */
class LentConnectionsTest {

    private static final MovementKey KEY = new MovementKey("scope", "CRM000001", "CEK000001", Kind.points, "R-1");

    @TempDir
    private Path folder;

    private final JdbcDataSource file = new JdbcDataSource();

    @BeforeEach
    void nameTheFile() {
        file.setUrl(url());
    }

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("ledger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:tcp://localhost/ledger", "jdbc:h2:ssl://localhost/ledger"})
    void aDataSourceThatLeadsToAnH2ServerIsRefused(String url) {
        var elsewhere = FakeConnections.of(file, Map.of("getURL", call -> url));

        assertThatThrownBy(() -> JdbcLedger.open(elsewhere))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("one process");
    }

    @Test
    void aDataSourceThatServesOtherProcessesIsRefused() {
        file.setUrl(url() + ";AUTO_SERVER=TRUE");

        assertThatThrownBy(() -> JdbcLedger.open(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("AUTO_SERVER");
    }

    @Test
    void aConnectionThatDoesNotCommitByItselfIsRefused() {
        var inTransactions = FakeConnections.of(file, Map.of("getAutoCommit", call -> false));

        assertThatThrownBy(() -> JdbcLedger.open(inTransactions))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("belong to a transaction");
    }

    @Test
    void aSourceThatKnowsOfTransactionsIsRefusedWithinOneAndServesOutside() throws SQLException {
        try (var connection = file.getConnection();
                var ledger = JdbcLedger.open(FakeConnections.sharing(connection))) {
            assertThat(ledger.find(KEY)).isEmpty();

            connection.setAutoCommit(false); // the route's transaction begins
            assertThatThrownBy(() -> ledger.find(KEY)).isInstanceOf(InvalidRequestException.class);
            connection.rollback();
            connection.setAutoCommit(true);

            assertThat(ledger.find(KEY)).isEmpty();
        }
    }
}

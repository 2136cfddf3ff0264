package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.ledger.InMemoryLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a ledger that is another one for another process matters. */
class RelativeLedgerTest {

    private final EnkashConfiguration configuration = new EnkashConfiguration();

    @BeforeEach
    void relative() {
        configuration.setLedgerUrl("jdbc:h2:file:./ledger");
    }

    @ParameterizedTest
    @EnumSource(
            value = Environment.class,
            names = {"uat", "production", "custom"})
    void itMattersWherePointsMove(Environment environment) {
        configuration.setEnvironment(environment);

        assertThat(RelativeLedger.file(configuration))
                .hasValue(Path.of("ledger").toAbsolutePath());
    }

    @Test
    void itDoesNotInTheSandbox() {
        configuration.setEnvironment(Environment.sandbox);

        assertThat(RelativeLedger.file(configuration)).isEmpty();
    }

    @Test
    void aLedgerThatIsABeanIsNotNamedByTheUrl() {
        configuration.setEnvironment(Environment.uat);
        configuration.setLedgerDataSource(new JdbcDataSource());
        assertThat(RelativeLedger.file(configuration)).isEmpty();

        configuration.setLedgerDataSource(null);
        configuration.setLedger(new InMemoryLedger());
        assertThat(RelativeLedger.file(configuration)).isEmpty();
    }

    @Test
    void aTrialIsWhatNamesThisMachineOnly() {
        configuration.setEnvironment(Environment.custom);
        configuration.setApiUrl("http://127.0.0.1:8085");
        configuration.setTokenUrl("http://localhost:8085/oauth/token");
        assertThat(RelativeLedger.isOfATrial(configuration)).isTrue();

        configuration.setMarketplaceUrl("https://marketplace.example.in");
        assertThat(RelativeLedger.isOfATrial(configuration)).isFalse();

        configuration.setMarketplaceUrl(null);
        configuration.setProxyHost("proxy.example.in");
        assertThat(RelativeLedger.isOfATrial(configuration)).isFalse();

        configuration.setProxyHost(null);
        configuration.setEnvironment(Environment.uat);
        assertThat(RelativeLedger.isOfATrial(configuration)).isFalse();
    }

    /** The place is one for all that share the ledger, and the sandbox, where it does not matter, may have opened it. */
    @Test
    void theFirstThatMovesPointsForRealIsWarnedOnce() {
        var url = "jdbc:h2:file:./target/relative-" + UUID.randomUUID();
        configuration.setLedgerUrl(url);
        try (var ledgers = new Ledgers();
                var log = new CapturedLog()) {
            configuration.setEnvironment(Environment.sandbox);
            ledgers.forMovements(configuration);
            assertThat(warnings(log)).isEmpty();

            configuration.setEnvironment(Environment.uat);
            ledgers.forMovements(configuration);
            ledgers.forMovements(configuration);
            assertThat(warnings(log))
                    .singleElement()
                    .asString()
                    .contains(Path.of("target").toAbsolutePath().toString());
        }
    }

    @Test
    void soIsTheOneWithADataSource() {
        var dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:./target/relative-" + UUID.randomUUID());
        configuration.setLedgerDataSource(dataSource);
        configuration.setEnvironment(Environment.uat);
        try (var ledgers = new Ledgers();
                var log = new CapturedLog()) {
            ledgers.forMovements(configuration);

            assertThat(warnings(log)).hasSize(1);
        }
    }

    private static List<String> warnings(CapturedLog log) {
        return log.lines().stream()
                .filter(line -> line.contains(" WARN ") && line.contains("The ledger is "))
                .toList();
    }
}

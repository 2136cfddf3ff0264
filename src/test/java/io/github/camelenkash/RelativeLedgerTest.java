package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.ledger.InMemoryLedger;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ledgers are others as soon as the process is started in another folder. */
class RelativeLedgerTest {

    private final EnkashConfiguration configuration = new EnkashConfiguration();

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./work/ledger,                 work/ledger",
        "jdbc:h2:./ledger;CACHE_SIZE=1000,           ledger",
        "JDBC:H2:FILE:../ledger,                     ../ledger",
        "jdbc:h2:file:.//var/lib/enkash/movements,   var/lib/enkash/movements"
    })
    void aPathThatBeginsWithADotDependsOnTheFolder(String url, Path path) {
        configuration.setEnvironment(Environment.uat);
        configuration.setLedgerUrl(url);
        assertThat(RelativeLedger.file(configuration))
                .hasValue(path.toAbsolutePath().normalize());

        configuration.setEnvironment(Environment.sandbox);
        assertThat(RelativeLedger.file(configuration)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "jdbc:h2:file:/var/lib/enkash/movements",
                "jdbc:h2:~/movements",
                "jdbc:h2:file:C:/enkash/movements",
                "jdbc:h2:mem:movements",
                "jdbc:postgresql://db.example.in/enkash"
            })
    void whatIsInOnePlaceForEverybodyDoesNot(String url) {
        configuration.setEnvironment(Environment.uat);
        configuration.setLedgerUrl(url);
        assertThat(RelativeLedger.file(configuration)).isEmpty();
    }

    @Test
    void aLedgerThatIsABeanIsNotNamedByTheUrl() {
        configuration.setEnvironment(Environment.uat);
        configuration.setLedgerUrl("jdbc:h2:file:./ledger");
        configuration.setLedgerDataSource(new JdbcDataSource());
        assertThat(RelativeLedger.file(configuration)).isEmpty();

        configuration.setLedgerDataSource(null);
        configuration.setLedger(new InMemoryLedger());
        assertThat(RelativeLedger.file(configuration)).isEmpty();
    }
}

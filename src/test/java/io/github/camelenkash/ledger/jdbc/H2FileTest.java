package io.github.camelenkash.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelenkash.api.InvalidRequestException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which H2 URLs lead to another file in another process. */
class H2FileTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./work/ledger,                 work/ledger",
        "jdbc:h2:./ledger;CACHE_SIZE=1000,           ledger",
        "jdbc:h2:file:../ledger,                     ../ledger",
        "jdbc:h2:nio:./ledger,                       ledger",
        "jdbc:h2:file:split:28:./ledger,             ledger",
        "jdbc:h2:file:.//var/lib/rewards/movements,  var/lib/rewards/movements"
    })
    void aPathThatBeginsWithADotDependsOnTheFolder(String url, Path path) {
        assertThat(H2File.dependingOnProcess(url))
                .hasValue(path.toAbsolutePath().normalize());
        assertThat(H2File.isUnclear(url)).isFalse();
    }

    @Test
    void aPathBelowHomeDependsOnTheUser() {
        assertThat(H2File.dependingOnProcess("jdbc:h2:~/movements"))
                .hasValue(Path.of(System.getProperty("user.home"), "movements"));
        assertThat(H2File.isUnclear("jdbc:h2:~/movements")).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "jdbc:h2:file:/var/lib/rewards/movements",
                "jdbc:h2:/var/lib/rewards/movements;CACHE_SIZE=1000",
                "jdbc:h2:mem:movements",
                "jdbc:h2:file:nio:/var/lib/rewards/movements",
                "jdbc:h2:tcp://db.example.in/./ledger",
                "jdbc:postgresql://db.example.in/enkash"
            })
    void whatIsInOnePlaceForEverybodyDoesNot(String url) {
        assertThat(H2File.dependingOnProcess(url)).isEmpty();
        assertThat(H2File.isUnclear(url)).isFalse();
    }

    @Test
    void theEndingThatH2AddsIsNotPartOfTheName() {
        assertThatThrownBy(() -> JdbcLedger.open("jdbc:h2:file:/var/lib/rewards/movements.mv.db", null, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Leave .mv.db out");
    }

    /** H2 takes some of them for relative all the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:ledger",
                "jdbc:h2:work/ledger",
                "jdbc:h2:file:file:./ledger",
                "jdbc:h2:file:jdbc:h2:file:/var/lib/rewards/movements",
                "jdbc:h2:FILE:./ledger",
                "jdbc:h2:nio:ledger",
                "jdbc:h2:.ledger",
                "jdbc:h2:~ledger",
                "jdbc:h2:."
            })
    void whatIsNeitherIsRefused(String url) {
        assertThat(H2File.isUnclear(url)).isTrue();
        assertThatThrownBy(() -> JdbcLedger.open(url, null, null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("neither absolute nor begins with ./")
                .hasMessageContaining("ledger.file = /var/lib/rewards/movements");
    }
}

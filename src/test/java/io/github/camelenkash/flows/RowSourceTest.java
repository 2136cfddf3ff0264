package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** A row of a reward file says to the ledger where it stands. */
class RowSourceTest {

    @Test
    void aRowIsNamedByItsFileAndItsLine() throws Exception {
        var cells = Map.of("email", "asha@example.in", "mobile", "9000000123", "loadAmount", "5", "reference", "HR-1");
        try (var context = new DefaultCamelContext()) {
            var exchange = new DefaultExchange(context);
            var file = new RewardFile(Path.of("drops", "diwali.csv"), 10, () -> false);

            new RewardFiles().request(exchange, file, new RewardRow(9, cells, false));

            assertThat(exchange.getProperty("CamelEnkashSource")).isEqualTo("diwali.csv line 9");
        }
    }
}

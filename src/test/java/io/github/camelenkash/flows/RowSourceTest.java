package io.github.camelenkash.flows;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.EnkashConstants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of a reward file says to the ledger where it stands. */
class RowSourceTest {

    @Test
    void aRowIsNamedByItsFileAndItsLine(@TempDir Path folder) throws Exception {
        var path = Files.writeString(
                folder.resolve("diwali.csv"),
                "reference,title,firstName,gender,email,mobile,loadAmount\n\nHR-1,Ms,Asha,F,asha@example.in,9000000123,5\n");
        var file =
                new RewardFile(path, RewardSettings.usual(), new Host(null, List::of, () -> false, Clock.systemUTC()));
        file.check();
        file.begin(null, null);
        var row = file.preview().next();
        file.look(row, null, null);
        try (var context = new DefaultCamelContext()) {
            var exchange = new DefaultExchange(context);

            new RewardFiles().request(exchange, file, row);

            assertThat(exchange.getProperty(EnkashConstants.SOURCE)).isEqualTo("diwali.csv line 3");
        }
    }
}

package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.ReadyRoute.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.flows.Approvals;
import io.github.camelenkash.flows.Ending;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Large files that are approved and paid by bulk calls. */
class BulkFestivalTest extends BulkFiles {

    static final String ROUTE = "routes/bulk-festival.camel.yaml";

    BulkFestivalTest() {
        super(ROUTE, "bulkFestival");
    }

    @Test
    void everyFileWaitsForAnApprovalUnlessALimitIsSet() throws Exception {
        restart(Map.of());
        var waiting = drop("pay.csv", HEADER + rows(4));
        assertThat(waiting.ending()).isEqualTo(Ending.WAITING);
        assertThat(sandbox().books().creditsByReference()).isEmpty();

        var file = folder().resolve("in/waiting/pay.csv");
        patiently().until(() -> Files.exists(file));
        Approvals.approve(file, "head1", null, Duration.ofHours(1));

        assertThat(report().outcomes()).isEqualTo(Map.of("PAID", 4L));
        assertThat(sandbox().books().creditsByReference()).hasSize(4);
    }
}

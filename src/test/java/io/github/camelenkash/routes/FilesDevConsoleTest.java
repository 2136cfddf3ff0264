package io.github.camelenkash.routes;

import static io.github.camelenkash.routes.DropFolder.HEADER;
import static io.github.camelenkash.routes.DropFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.sandbox.Call;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Operation;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.console.DevConsole;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Camel's dev console for reward files, found as Camel finds it, while a file is being paid and after. */
class FilesDevConsoleTest {

    private static final String FOUND_UNDER = "META-INF/services/org/apache/camel/dev-console/";

    @RegisterExtension
    static final SandboxExtension ENKASH = new SandboxExtension();

    @TempDir
    private Path folder;

    @Test
    void itShowsHowFarAFileIsAndHowFilesEndedAndNobody() throws Exception {
        var atTheThirdRow = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        ENKASH.sandbox().faults().when(call -> holds(call, atTheThirdRow, goOn), Fault.SERVER_ERROR);
        try (var drops = DropFolder.start(folder, ENKASH.sandbox(), Map.of(), Map.of())) {
            var console = console(drops.context());
            assertThat(console.call(DevConsole.MediaType.TEXT)).isEqualTo("csvDrop:\n");

            drops.put(
                    "pay asha@example.in.csv",
                    HEADER + row("HR-1", "250") + row("HR-2", "-1") + row("HR-3", "10.50") + row("HR-4", "1"));
            assertThat(atTheThirdRow.await(2, TimeUnit.MINUTES)).isTrue();

            assertThat(console.call(DevConsole.MediaType.TEXT).toString())
                    .matches("csvDrop:\n"
                            + "  pay a\\*\\*\\*@example.in.csv: 2 of 4 rows, 250 points paid, \\d+ rows a second;"
                            + " 1 paid, 1 refused\n");
            var json = json(console);
            assertThat(json.at("/csvDrop/files/0/rowsDone").intValue()).isEqualTo(2);
            assertThat(json.at("/csvDrop/files/0/rows").intValue()).isEqualTo(4);
            assertThat(json.at("/csvDrop/files/0/phase").textValue()).isEqualTo("PAYING");
            assertThat(json.at("/csvDrop/files/0/outcomes/REFUSED").intValue()).isEqualTo(1);

            goOn.countDown();
            drops.await();
            assertThat(console.call(DevConsole.MediaType.TEXT))
                    .isEqualTo("csvDrop:\n  1 done\n  3 rows paid, 261.50 points\n  1 rows refused, 0 points\n");
            // As Camel itself writes it under /q/dev.
            assertThat(Jsoner.serialize(console.call(DevConsole.MediaType.JSON)))
                    .isEqualTo("{\"csvDrop\":{\"files\":[],\"ended\":{\"DONE\":1},\"rows\":{\"PAID\":3,\"REFUSED\":1},"
                            + "\"points\":{\"PAID\":261.50,\"REFUSED\":0}}}");
        }
    }

    /** Holds the answer up, and then lets it go as it is. */
    private static boolean holds(Call call, CountDownLatch reached, CountDownLatch goOn) {
        if (call.operation() == Operation.ALLOCATE && call.reference().equals("HR-3")) {
            reached.countDown();
            try {
                assertThat(goOn.await(2, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    private static DevConsole console(CamelContext context) {
        var console = context.getCamelContextExtension()
                .getFactoryFinder(FOUND_UNDER)
                .newInstance("enkash-files", DevConsole.class)
                .orElseThrow();
        CamelContextAware.trySetCamelContext(console, context);
        return console;
    }

    private static com.fasterxml.jackson.databind.JsonNode json(DevConsole console) throws Exception {
        return new ObjectMapper().readTree(Jsoner.serialize(console.call(DevConsole.MediaType.JSON)));
    }
}

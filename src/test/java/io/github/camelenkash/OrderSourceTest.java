package io.github.camelenkash;

import static io.github.camelenkash.Enkash.award;
import static io.github.camelenkash.Enkash.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.ledger.MovementView;
import io.github.camelenkash.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Where a movement's row says that its order came from. */
class OrderSourceTest {

    @RegisterExtension
    static final SandboxExtension SERVER = new SandboxExtension();

    @TempDir
    Path folder;

    private Enkash enkash;

    @BeforeEach
    void connect() {
        enkash = Enkash.at(SERVER.sandbox());
    }

    @AfterEach
    void disconnect() {
        enkash.close();
    }

    private String source(String reference) {
        var view = enkash.ask("enkash:movement", reference, MovementView.class);
        return view == null ? "no movement" : view.source();
    }

    private void drop(String content) throws Exception {
        Files.writeString(folder.resolve("awards.tmp"), content);
        Files.move(folder.resolve("awards.tmp"), folder.resolve("awards.json"));
        enkash.template();
    }

    private void untilSourceIs(String reference, String source) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(source(reference)).isEqualTo(source));
    }

    private String from() {
        return "file:" + folder + "?include=.*json&delay=50&initialDelay=0";
    }

    @Test
    void aMovementFromAFileHasItsNameAndThePlaceInTheSplit() throws Exception {
        enkash.routes(routes -> routes.from(from())
                .unmarshal()
                .json(List.class)
                .split(routes.body())
                .to("enkash:allocate"));

        drop("[" + json("HR-1", 1, "5") + "," + json("HR-2", 2, "5") + "]");

        untilSourceIs("HR-2", "awards.json#1");
        assertThat(source("HR-1")).isEqualTo("awards.json#0");
    }

    @Test
    void aFileThatIsOneOrderHasItsNameOnly() throws Exception {
        enkash.routes(routes -> routes.from(from()).to("enkash:allocate"));

        drop(json("HR-1", 1, "5"));

        untilSourceIs("HR-1", "awards.json");
    }

    @Test
    void theRowsOfABulkCallHaveTheirPlaces() throws Exception {
        enkash.routes(routes -> routes.from(from()).to("enkash:bulkAllocate?bulkSize=2"));

        drop("[" + json("HR-1", 1, "5") + "," + json("HR-2", 2, "5") + "," + json("HR-3", 3, "5") + "]");

        untilSourceIs("HR-3", "awards.json#2");
        assertThat(source("HR-1")).isEqualTo("awards.json#0");
    }

    @Test
    void whatTheRouteSaysComesFirst() {
        enkash.routes(routes -> routes.from("direct:pay")
                .setProperty("CamelEnkashSource", routes.constant("diwali.csv line 9"))
                .to("enkash:allocate"));
        enkash.ask("direct:pay", award("HR-1", 1, 5), MovementReceipt.class);

        assertThat(source("HR-1")).isEqualTo("diwali.csv line 9");
    }

    @Test
    void fromElsewhereNoHeaderIsBelieved() {
        enkash.send(
                "enkash:allocate",
                award("HR-1", 1, 5),
                Map.of(Exchange.FILE_NAME, "a stranger's", "CamelEnkashSource", "a stranger's"));

        assertThat(source("HR-1")).isNull();
    }

    @Test
    void peopleAreMaskedAndLongTextsCut() {
        enkash.send("enkash:allocate", exchange -> {
            exchange.getMessage().setBody(award("HR-1", 1, 5));
            exchange.setProperty("CamelEnkashSource", "asha.rao@example.in 9876543210\n" + "x".repeat(400));
        });

        assertThat(source("HR-1"))
                .hasSize(200)
                .doesNotContain("asha.rao@", "9876543210", "\n")
                .startsWith("a***@example.in ******3210");
    }
}

package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.Transaction;
import io.github.camelenkash.flows.command.ExitCode;
import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows is what is there: its tables are made from the generated metadata, its routes run. After a change
 * run this test with {@code -Dreadme.write=true} and commit the README.
 */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path CATALOGUE = Path.of("src/generated/resources/META-INF/io/github/camelenkash/enkash.json");

    @Test
    void theOperationsTableIsMadeFromTheOperations() throws IOException {
        var table = new StringBuilder("| URI | § | moves value | what it does |\n|---|---|---|---|\n");
        var descriptions = StreamSupport.stream(
                        catalogue().at("/properties/operation/enum").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        for (var operation : EnkashOperation.values()) {
            assertThat(descriptions).contains(operation.name());
            var section = operation
                    .performer()
                    .declaration(new EnkashConfiguration())
                    .map(declaration -> declaration.section())
                    .orElse("–");
            table.append("| `enkash:%s` | %s | %s | %s |\n"
                    .formatted(operation, section, operation.movesValue() ? "yes" : "", operation.summary()));
        }
        check("operations", table.toString());
    }

    @Test
    void theOptionsTableIsMadeFromTheMetadata() throws IOException {
        var options = catalogue().get("componentProperties");
        var table = new StringBuilder("| option | default | meaning |\n|---|---|---|\n");
        for (var name : new TreeSet<>(names(options))) {
            if (name.equals("configuration") || name.equals("autowiredEnabled")) {
                continue;
            }
            var option = options.get(name);
            table.append("| `%s` | %s | %s%s |\n"
                    .formatted(
                            name,
                            option.has("defaultValue")
                                    ? "`" + option.get("defaultValue").asText() + "`"
                                    : "",
                            option.get("description").asText().replace("|", "\\|"),
                            option.get("secret").asBoolean() ? " Secret." : ""));
        }
        check("options", table.toString());
    }

    @Test
    void theHeadersTableIsMadeFromTheMetadata() throws IOException {
        var headers = catalogue().get("headers");
        var table = new StringBuilder("| header | | type | meaning |\n|---|---|---|---|\n");
        names(headers).forEach(name -> {
            var header = headers.get(name);
            var type = header.get("javaType").asText();
            table.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            name,
                            header.get("label").asText(),
                            type.substring(type.lastIndexOf('.') + 1),
                            header.get("description").asText()));
        });
        check("headers", table.toString());
    }

    @Test
    void theTableOfReadyRoutesHasEachFileOfRoutesOnceWithTheOperationsThatItUses() throws IOException {
        var readme = Files.readString(README);
        var table = readme.substring(readme.indexOf("## Ready routes"), readme.indexOf("## Failures"));
        var rows = table.lines()
                .filter(line -> line.startsWith("| ["))
                .map(line -> line.split("\\|"))
                .toList();
        try (var files = Files.list(Path.of("routes"))) {
            assertThat(rows.stream().map(row -> route(row[1])))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".camel.yaml"))
                                    .map(name -> name.substring(0, name.indexOf('.')))
                                    .toList());
        }
        for (var row : rows) {
            var file = Path.of("routes", route(row[1]) + ".camel.yaml");
            var yaml = Files.readString(file).replaceAll("(?m)^\\s*#.*$", "");
            assertThat(matches("`(\\w+)`", row[4]))
                    .as(file.toString())
                    .isEqualTo(matches("(?:uri|to): enkash:(\\w+)", yaml));
        }
    }

    /** The name in a cell that links to the file of the route. */
    private static String route(String cell) {
        var name = cell.replaceFirst("^ \\[`([a-z-]+)`].*", "$1");
        assertThat(cell).isEqualTo(" [`%1$s`](routes/%1$s.camel.yaml) ", name);
        return name;
    }

    private static Set<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void theExitCodesAreThoseOfTheCommand() throws IOException {
        var table = new StringBuilder("| exit code | meaning |\n|---|---|\n");
        for (var code : ExitCode.values()) {
            table.append("| %d | %s |\n".formatted(code.number(), code.meaning()));
        }
        check("exit-codes", table.toString());
    }

    @Test
    void theConsoleOutputIsTheOneTheQuickstartIsTestedAgainst() throws IOException {
        check(
                "console",
                "```text\n" + Files.readString(Path.of("examples/01-csv-drop/expected/console.txt")) + "```\n");
    }

    @Test
    void theJavaRouteIsTheOneThatRunsHere() throws IOException {
        var source = Files.readString(Path.of("src/test/java/io/github/camelenkash/ReadmeRoute.java"));
        var shown = source.substring(source.indexOf("import "), source.lastIndexOf("}") + 1);
        check("java", "```java\n" + shown + "\n```\n");
    }

    @Test
    void theJavaRoutePays() throws Exception {
        try (var context = contextWithSandbox()) {
            context.addRoutes(new ReadmeRoute());
            assertPays(context);
        }
    }

    @Test
    void theYamlRoutePays() throws Exception {
        var yaml = content("yaml");
        try (var context = contextWithSandbox()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("readme.camel.yaml", yaml));
            assertPays(context);
        }
    }

    @Test
    void theConsumersTellWhatHappens() throws Exception {
        var yaml = content("consumers");
        var told = Collections.synchronizedList(new ArrayList<Object>());
        try (var context = contextWithSandbox()) {
            context.getPropertiesComponent().addInitialProperty("poll.delay", "100");
            context.addRoutes(telling(told));
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("consumers.camel.yaml", yaml));
            var sandbox = context.getRegistry().findSingleByType(Sandbox.class);
            var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
            sandbox.books().arrive(card.cardId(), "README-2", "250", Instant.now());
            sandbox.books().setAvailableBalance("49999");

            await().atMost(Duration.ofMinutes(2)).until(() -> told.size() == 2);
            assertThat(told).hasAtLeastOneElementOfType(Transaction.class);
            assertThat(told).hasAtLeastOneElementOfType(RewardAccount.class);
            sandbox.close();
        }
    }

    /** As an application of its own, which is where the properties count; with the places of this machine. */
    @Test
    void theClusteredConsumerAndTheOneWithAFileTellWhatHappens(@TempDir Path folder) throws Exception {
        var told = Collections.synchronizedList(new ArrayList<Object>());
        Files.writeString(folder.resolve("cluster.camel.yaml"), content("cluster"));
        var main = new Main();
        for (var line : content("cluster-properties").lines().toList()) {
            var pair = line.split(" = ", 2);
            main.addProperty(pair[0], pair[1]);
        }
        main.addProperty("camel.component.enkash.ledger-url", "jdbc:h2:file:" + folder.resolve("movements"));
        main.addProperty("camel.beans.pollFile", "#class:java.io.File('" + folder.resolve("poll-state") + "')");
        main.addProperty("camel.component.enkash.environment", "sandbox");
        main.addProperty("camel.main.routesIncludePattern", "file:" + folder.resolve("cluster.camel.yaml"));
        main.addProperty("poll.delay", "100");
        main.setPropertyPlaceholderLocations("false");
        main.bind("sandbox", new Sandbox());
        var cluster = new FileLockClusterService();
        cluster.setRoot(folder.resolve("cluster").toString());
        main.bind("cluster", cluster);
        main.configure().addRoutesBuilder(telling(told));
        try {
            main.start();
            var sandbox = main.getCamelContext().getRegistry().findSingleByType(Sandbox.class);
            var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
            sandbox.books().setAvailableBalance("49999");

            // The first start begins when this node was made the one that polls; nobody tells when that is.
            var number = new AtomicInteger();
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                sandbox.books().arrive(card.cardId(), "README-3-" + number.incrementAndGet(), "250", Instant.now());
                return told.stream().anyMatch(Transaction.class::isInstance)
                        && told.stream().anyMatch(RewardAccount.class::isInstance);
            });
            assertThat(folder.resolve("poll-state")).content().contains("LOW");
            sandbox.close();
        } finally {
            main.stop();
        }
    }

    @Test
    void theLongListIsSplitRowByRow() throws Exception {
        var told = Collections.synchronizedList(new ArrayList<Object>());
        try (var context = contextWithSandbox()) {
            context.addRoutes(telling(told));
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("streams.camel.yaml", content("streams")));
            var sandbox = context.getRegistry().findSingleByType(Sandbox.class);
            var card = sandbox.books().openCard("asha@example.in", "9000000123", "Ms", "Asha", "F", "0");
            for (int i = 0; i < 3; i++) {
                sandbox.books()
                        .arrive(card.cardId(), "README-4" + i, "250", Instant.parse("2031-01-01T10:00:0" + i + "Z"));
            }
            sandbox.books().arrive(card.cardId(), "README-5", "250", Instant.parse("2030-12-31T10:00:00Z"));
            try (var template = context.createProducerTemplate()) {
                template.sendBody("direct:statement", null);
            }
            sandbox.close();
        }
        assertThat(told)
                .extracting(row -> ((Transaction) row).reference())
                .containsExactly("README-40", "README-41", "README-42");
    }

    private static RouteBuilder telling(java.util.List<Object> told) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:tell")
                        .process(exchange -> told.add(exchange.getMessage().getBody()));
            }
        };
    }

    /** What is between the fences of a block. */
    private static String content(String name) throws IOException {
        var block = block(name);
        return block.substring(block.indexOf('\n') + 1, block.lastIndexOf("```"));
    }

    private static CamelContext contextWithSandbox() throws Exception {
        var context = new DefaultCamelContext();
        context.getRegistry().bind("sandbox", new Sandbox());
        context.getComponent("enkash", EnkashComponent.class).getConfiguration().setEnvironment(Environment.sandbox);
        context.start();
        return context;
    }

    private static void assertPays(CamelContext context) {
        var award = Map.of(
                "title", "Ms",
                "firstName", "Asha",
                "gender", "F",
                "email", "asha@example.in",
                "mobile", "9000000123",
                "points", "250.50",
                "reference", "README-1");
        try (var template = context.createProducerTemplate()) {
            var receipt = template.requestBody("direct:spot-award", award, MovementReceipt.class);
            assertThat(receipt.outcome()).isEqualTo(Outcome.PAID);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var sandbox = context.getRegistry().findSingleByType(Sandbox.class);
        assertThat(sandbox.books().credits("README-1")).isEqualTo(1);
        sandbox.close();
    }

    private static JsonNode catalogue() throws IOException {
        return new ObjectMapper().readTree(CATALOGUE.toFile());
    }

    private static java.util.List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toList());
    }

    private static String block(String name) throws IOException {
        var readme = Files.readString(README);
        var start = "<!-- " + name + ":start -->\n";
        return readme.substring(readme.indexOf(start) + start.length(), readme.indexOf("<!-- " + name + ":end -->"));
    }

    private static void check(String name, String expected) throws IOException {
        if (Boolean.getBoolean("readme.write")) {
            Files.writeString(
                    README, Files.readString(README).replace(marked(name, block(name)), marked(name, expected)));
        }
        assertThat(block(name))
                .as("README block '%s'; write it with -Dreadme.write=true", name)
                .isEqualTo(expected);
    }

    private static String marked(String name, String content) {
        return "<!-- " + name + ":start -->\n" + content + "<!-- " + name + ":end -->";
    }
}

package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.flows.command.ExitCode;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Sandbox;
import io.github.camelenkash.testing.DocumentPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows is what is there: its tables, its output, its routes. After a change run this test with
 * {@code -Dreadme.write=true} and commit the README.
 */
class ReadmeTest {

    private static final DocumentPage README = DocumentPage.of("README.md");

    @Test
    void theNumberOfOperationsIsRight() throws IOException {
        assertThat(README.text()).contains("There are " + EnkashOperation.values().length + " operations");
    }

    @Test
    void theTableOfFailuresHasEachFailureOnce() throws IOException {
        var readme = README.text();
        var table = readme.substring(readme.indexOf("## Failures"), readme.indexOf("## What it promises"));
        assertThat(Pattern.compile("`(\\w+Exception)`")
                        .matcher(table.substring(table.indexOf("|---")))
                        .results())
                .extracting(found -> found.group(1))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EnkashException.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @Test
    void theTableOfReadyRoutesHasEachFileOfRoutesOnceWithTheOperationsThatItUses() throws IOException {
        var readme = README.text();
        var table = readme.substring(readme.indexOf("## Ready routes"), readme.indexOf("## Failures"));
        var rows = table.lines()
                .filter(line -> line.startsWith("| [`"))
                .map(line -> line.split("\\|"))
                .toList();
        try (var files = Files.list(Path.of("routes"))) {
            assertThat(rows.stream().map(row -> name(row)))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".camel.yaml"))
                                    .map(name -> name.substring(0, name.indexOf('.')))
                                    .toList());
        }
        for (var row : rows) {
            var file = Path.of("routes", name(row) + ".camel.yaml");
            var yaml = Files.readString(file).replaceAll("(?m)^\\s*#.*$", "");
            assertThat(matches("`(\\w+)`", row[4]))
                    .as(file.toString())
                    .isEqualTo(matches("(?:uri|to): enkash:(\\w+)", yaml));
        }
    }

    /** Of a row that begins with a link to its file. */
    private static String name(String[] row) {
        var link = Pattern.compile(" \\[`([\\w-]+)`]\\(routes/\\1\\.camel\\.yaml\\) ")
                .matcher(row[1]);
        assertThat(link.matches()).as(row[1]).isTrue();
        return link.group(1);
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
        README.check("exit-codes", table.toString());
    }

    @Test
    void theFaultsAreThoseOfTheSandbox() throws IOException {
        var table = new StringBuilder("| row | points move | what the client sees |\n|---|---|---|\n");
        for (var fault : Fault.values()) {
            var moves =
                    switch (fault.effect()) {
                        case NONE -> "no";
                        case TAKES_PLACE -> "yes";
                        case LATER -> "later";
                    };
            table.append("| `%s` | %s | %s |\n".formatted(fault.wireName(), moves, fault.sees()));
        }
        DocumentPage.of("src/main/docs/reliability.md").check("faults", table.toString());
    }

    @Test
    void theVersionsOfTheLedgersLibrariesAreThoseOfTheBuild() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var named = Pattern.compile("`[\\w.]+:([\\w-]+):([\\d.]+)`")
                .matcher(Files.readString(Path.of("src/main/docs/running.md")))
                .results()
                .toList();
        assertThat(named).hasSize(5).allSatisfy(library -> {
            var version = Pattern.compile(
                            "<artifactId>" + library.group(1) + "</artifactId>\\s*<version>\\$\\{([\\w.]+)}</version>")
                    .matcher(pom);
            assertThat(version.find()).as(library.group()).isTrue();
            assertThat(pom).contains("<%1$s>%2$s</%1$s>".formatted(version.group(1), library.group(2)));
        });
    }

    @Test
    void theConsoleOutputIsTheOneTheQuickstartIsTestedAgainst() throws IOException {
        README.check(
                "console",
                "```text\n" + Files.readString(Path.of("examples/01-csv-drop/expected/console.txt")) + "```\n");
    }

    @Test
    void theJavaRouteIsTheOneThatRunsHere() throws IOException {
        var source = Files.readString(Path.of("src/test/java/io/github/camelenkash/ReadmeRoute.java"));
        var shown = source.substring(source.indexOf("import "), source.lastIndexOf("}") + 1);
        README.check("java", "```java\n" + shown + "\n```\n");
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
        var yaml = README.fenced("yaml");
        try (var context = contextWithSandbox()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("readme.camel.yaml", yaml));
            assertPays(context);
        }
    }

    @Test
    void theRouteInTheEndpointDslIsTheOneThatPaysHere() throws Exception {
        var source = Files.readString(Path.of("src/test/java/io/github/camelenkash/ReadmeEndpointRoute.java"));
        var shown = source.substring(source.indexOf("import "), source.lastIndexOf("}") + 1);
        README.check("endpoint-dsl", "```java\n" + shown + "\n```\n");
        try (var context = contextWithSandbox()) {
            context.addRoutes(new ReadmeEndpointRoute());
            assertPays(context);
        }
    }

    @Test
    void theKameletsTableIsMadeFromTheirFiles() throws IOException {
        var table = new StringBuilder("| Kamelet | demands | what it does |\n|---|---|---|\n");
        try (var files = Files.list(Path.of("src/main/resources/kamelets"))) {
            for (var file : files.sorted().toList()) {
                var kamelet = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
                var definition = kamelet.at("/spec/definition");
                var required = StreamSupport.stream(definition.path("required").spliterator(), false)
                        .map(option -> "`" + option.asText() + "`")
                        .collect(Collectors.joining(", "));
                // What it says of parameters and sharing is true of all of them, and stands below the table.
                var own = definition.get("description").asText().replaceAll(" What is left out is taken from .*", "");
                table.append("| `%s` | %s | %s |\n"
                        .formatted(kamelet.at("/metadata/name").asText(), required, own));
            }
        }
        README.check("kamelets", table.toString());
    }

    /** On Camel Main, with the login in the properties. */
    @Test
    void theKameletInARoutePaysOnce(@TempDir Path folder) throws Exception {
        var told = Collections.synchronizedList(new ArrayList<Object>());
        Files.writeString(folder.resolve("awards.camel.yaml"), README.fenced("kamelet-yaml"));
        var main = new Main();
        main.addProperty("camel.main.routesIncludePattern", "file:" + folder.resolve("awards.camel.yaml"));
        main.addProperty("camel.component.enkash.environment", "sandbox");
        main.addProperty("awards.ledger", "jdbc:h2:file:" + folder.resolve("movements"));
        main.setPropertyPlaceholderLocations("false");
        main.configure().addRoutesBuilder(telling(told));
        try (var sandbox = new Sandbox()) {
            main.bind("sandbox", sandbox);
            main.start();
            try (var template = main.getCamelContext().createProducerTemplate()) {
                template.sendBody("direct:awards", Enkash.json("README-6", 1, "250.50"));
                template.sendBody("direct:awards", Enkash.json("README-6", 1, "250.50"));
            }
            assertThat(sandbox.books().credits("README-6")).isEqualTo(1);
        } finally {
            main.stop();
        }
        assertThat(told)
                .extracting(receipt -> new ObjectMapper()
                        .readTree((InputStream) receipt)
                        .get("outcome")
                        .asText())
                .containsExactly("PAID", "ALREADY_PAID");
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
}

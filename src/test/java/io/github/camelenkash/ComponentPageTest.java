package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelenkash.api.EnkashException;
import io.github.camelenkash.api.Outcome;
import io.github.camelenkash.testing.DocumentPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The component page says what the catalogue says: its head, its tables of options, headers and operations. After a change
 * of an option run this test with {@code -Dreadme.write=true} and commit the page.
 */
class ComponentPageTest {

    private static final DocumentPage PAGE = DocumentPage.of("src/main/docs/enkash-component.adoc");
    private static final Path CATALOGUE = Path.of("src/generated/resources/META-INF/io/github/camelenkash/enkash.json");
    private static final String HEAD = "[width=\"100%%\",cols=\"%s\",options=\"header\"]\n|===\n";

    private static JsonNode catalogue;

    @BeforeAll
    static void read() throws IOException {
        catalogue = new ObjectMapper().readTree(CATALOGUE.toFile());
    }

    @Test
    void theHeadIsThatOfTheCatalogue() throws IOException {
        var component = catalogue.get("component");
        assertThat(attributes())
                .containsEntry("doctitle", component.get("title").asText())
                .containsEntry("shortname", component.get("scheme").asText())
                .containsEntry("artifactid", component.get("artifactId").asText())
                .containsEntry("description", component.get("description").asText())
                .containsEntry("since", component.get("firstVersion").asText())
                .containsEntry("supportlevel", component.get("supportLevel").asText());
        assertThat(component.get("producerOnly").asBoolean()).isFalse();
        assertThat(component.get("consumerOnly").asBoolean()).isFalse();
        assertThat(attributes()).containsEntry("component-header", "Both producer and consumer are supported");
        assertThat(PAGE.text()).contains(component.get("syntax").asText() + "[?options]");
    }

    @Test
    void theDependencyIsThisProject() throws IOException {
        var component = catalogue.get("component");
        assertThat(PAGE.code().get(0).text())
                .contains(
                        "<groupId>" + component.get("groupId").asText() + "</groupId>",
                        "<artifactId>" + component.get("artifactId").asText() + "</artifactId>",
                        "<version>" + component.get("version").asText() + "</version>");
    }

    private static Map<String, String> attributes() throws IOException {
        return Pattern.compile("(?m)^:([\\w-]+): (.*)$")
                .matcher(PAGE.text())
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    @Test
    void theTableOfComponentOptionsIsMadeFromTheCatalogue() throws IOException {
        var options = catalogue.get("componentProperties");
        var table = new StringBuilder("The component has %d options.\n\n".formatted(options.size()));
        append(table, options, option -> true);
        PAGE.check("component options", table.toString());
    }

    @Test
    void theTablesOfEndpointOptionsAreMadeFromTheCatalogue() throws IOException {
        var options = catalogue.get("properties");
        var tables = new StringBuilder();
        for (var kind : List.of("path", "parameter")) {
            long count = StreamSupport.stream(options.spliterator(), false)
                    .filter(option -> option.get("kind").asText().equals(kind))
                    .count();
            tables.append("=== %s parameters (%d)\n\n".formatted(kind.equals("path") ? "Path" : "Query", count));
            append(tables, options, option -> option.get("kind").asText().equals(kind));
            tables.append(kind.equals("path") ? "\n" : "");
        }
        PAGE.check("endpoint options", tables.toString());
    }

    @Test
    void theTableOfHeadersIsMadeFromTheCatalogue() throws IOException {
        var table = new StringBuilder(HEAD.formatted("3,5,1"));
        table.append("| Name | Description | Type\n");
        for (var header : catalogue.get("headers").properties()) {
            var constant = header.getValue().get("constantName").asText();
            table.append("| *%s* (%s)\n\nConstant: `%s` | %s | %s\n"
                    .formatted(
                            header.getKey(),
                            header.getValue().get("label").asText(),
                            constant.substring(constant.lastIndexOf('.') + 1),
                            escaped(header.getValue().get("description").asText()),
                            simpleName(header.getValue())));
        }
        PAGE.check("component headers", table.append("|===\n").toString());
    }

    @Test
    void theTableOfOperationsIsMadeFromTheOperations() throws IOException {
        var table = new StringBuilder(HEAD.formatted("3,1,1,6")).append("| URI | § | Moves value | What it does\n");
        var named = StreamSupport.stream(
                        catalogue.at("/properties/operation/enum").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        for (var operation : EnkashOperation.values()) {
            assertThat(named).contains(operation.name());
            var section = operation
                    .performer()
                    .declaration(new EnkashConfiguration())
                    .map(declaration -> declaration.section())
                    .orElse("–");
            table.append("| `enkash:%s` | %s | %s | %s\n"
                    .formatted(operation, section, operation.movesValue() ? "yes" : "", escaped(operation.summary())));
        }
        PAGE.check("operations", table.append("|===\n").toString());
    }

    @Test
    void theTableOfOutcomesHasEveryOutcomeInItsOrder() throws IOException {
        assertThat(firstCells(section("outcomes", "failures")))
                .containsExactlyElementsOf(
                        Arrays.stream(Outcome.values()).map(Enum::name).toList());
    }

    @Test
    void theTableOfFailuresHasEveryFailure() throws IOException {
        assertThat(firstCells(PAGE.block("failures")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EnkashException.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    private static String section(String from, String to) throws IOException {
        return PAGE.text()
                .substring(PAGE.text().indexOf("[#" + from + "]"), PAGE.text().indexOf("[#" + to + "]"));
    }

    private static Stream<String> firstCells(String table) {
        return Pattern.compile("(?m)^\\| `(\\w+)` \\|").matcher(table).results().map(found -> found.group(1));
    }

    private static void append(StringBuilder table, JsonNode options, java.util.function.Predicate<JsonNode> which) {
        table.append(HEAD.formatted("2,5,1,2")).append("| Name | Description | Default | Type\n");
        for (var option : options.properties()) {
            if (which.test(option.getValue())) {
                table.append("| *%s* (%s) | %s%s%s%s | %s | %s\n"
                        .formatted(
                                option.getKey(),
                                option.getValue().get("group").asText(),
                                option.getValue().get("required").asBoolean() ? "*Required.* " : "",
                                escaped(option.getValue().get("description").asText()),
                                choices(option.getValue()),
                                option.getValue().get("secret").asBoolean() ? " _Secret._" : "",
                                option.getValue().has("defaultValue")
                                        ? "`"
                                                + option.getValue()
                                                        .get("defaultValue")
                                                        .asText() + "`"
                                        : "",
                                simpleName(option.getValue())));
            }
        }
        table.append("|===\n");
    }

    private static String choices(JsonNode option) {
        return option.has("enum")
                ? StreamSupport.stream(option.get("enum").spliterator(), false)
                        .map(value -> "`" + value.asText() + "`")
                        .collect(Collectors.joining(", ", " One of: ", "."))
                : "";
    }

    private static String simpleName(JsonNode entry) {
        var type = entry.get("javaType").asText().replaceAll("<.*", "");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** What AsciiDoc would take for markup, or for a link. */
    private static String escaped(String text) {
        return text.replace("|", "\\|")
                .replace("...", "\\...")
                .replaceAll("\\{(\\w)", "\\\\{$1")
                .replaceAll("\\bhttps?://", "\\\\$0");
    }
}

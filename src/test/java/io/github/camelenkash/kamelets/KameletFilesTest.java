package io.github.camelenkash.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.camelenkash.api.MovementReceipt;
import io.github.camelenkash.api.RewardAccount;
import io.github.camelenkash.api.RowResult;
import io.github.camelenkash.api.Transaction;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file in {@code kamelets/} is what the catalogue of Kamelets wants, says of an option what the component says of it,
 * and is run by a test. The rules are those that the catalogue's own validator holds its files to.
 */
class KameletFilesTest {

    /** Which test runs which file. A Kamelet that is not here fails the build: write its test first. */
    private static final Map<String, Class<?>> RUN_BY = Map.of(
            AllocateSinkTest.KAMELET, AllocateSinkTest.class,
            BulkAllocateSinkTest.KAMELET, BulkAllocateSinkTest.class,
            BalanceSourceTest.KAMELET, BalanceSourceTest.class,
            TransactionsSourceTest.KAMELET, TransactionsSourceTest.class,
            SsoActionTest.KAMELET, SsoActionTest.class);

    private static final Path FOLDER = Path.of("src/main/resources/kamelets");
    private static final String SUFFIX = ".kamelet.yaml";
    private static final String ICON = "data:image/svg+xml;base64,";
    private static final Pattern PARAMETER = Pattern.compile("\\{\\{\\??([A-Za-z0-9._-]+)(?::[^}]*)?}}");

    /** Parameters that are no options of the component. */
    private static final Set<String> OWN = Set.of("failOnUnpaid", "direction", "status");

    /** What each gives. */
    private static final Map<String, Class<? extends Record>> ANSWERS = Map.of(
            AllocateSinkTest.KAMELET, MovementReceipt.class,
            BulkAllocateSinkTest.KAMELET, RowResult.class,
            BalanceSourceTest.KAMELET, RewardAccount.class,
            TransactionsSourceTest.KAMELET, Transaction.class);

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .map(name -> name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name)
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode kamelet(String name) throws IOException {
        return YAML.readTree(FOLDER.resolve(name + SUFFIX).toFile());
    }

    private static JsonNode properties(JsonNode kamelet) {
        return kamelet.at("/spec/definition/properties");
    }

    private static JsonNode component() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/generated/resources/META-INF/io/github/camelenkash/enkash.json")
                        .toFile());
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<String> fields(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void everyKameletIsRunByATest() throws IOException {
        assertThat(names()).containsExactlyInAnyOrderElementsOf(RUN_BY.keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void itSaysWhatItIs(String name) throws IOException {
        var kamelet = kamelet(name);
        assertThat(kamelet.get("apiVersion").asText()).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.get("kind").asText()).isEqualTo("Kamelet");
        assertThat(kamelet.at("/metadata/name").asText()).isEqualTo(name);
        var type = name.substring(name.lastIndexOf('-') + 1);
        assertThat(type).isIn("source", "sink", "action");
        assertThat(kamelet.at("/metadata/labels")
                        .get("camel.apache.org/kamelet.type")
                        .asText())
                .isEqualTo(type);

        var annotations = kamelet.at("/metadata/annotations");
        assertThat(annotations.get("camel.apache.org/kamelet.support.level").asText())
                .isEqualTo(component().at("/component/supportLevel").asText());
        assertThat(annotations.get("camel.apache.org/catalog.version").asText()).isEqualTo(version());
        assertThat(annotations.get("camel.apache.org/provider").asText()).isEqualTo("camel-enkash");
        assertThat(annotations.get("camel.apache.org/kamelet.group").asText()).isEqualTo("EnKash");
        assertThat(annotations.get("camel.apache.org/kamelet.namespace").asText())
                .isEqualTo("Rewards");
        var icon = annotations.get("camel.apache.org/kamelet.icon").asText();
        assertThat(icon).startsWith(ICON).hasSizeLessThan(1_000);
        assertThat(new String(Base64.getDecoder().decode(icon.substring(ICON.length()))))
                .startsWith("<svg ")
                .endsWith("</svg>");
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsDefinitionIsWhole(String name) throws IOException {
        var definition = kamelet(name).at("/spec/definition");
        var type = name.substring(name.lastIndexOf('-') + 1);
        assertThat(definition.get("title").asText())
                .endsWith(" " + type.substring(0, 1).toUpperCase() + type.substring(1));
        assertThat(definition.get("description").asText()).isNotBlank();
        assertThat(definition.get("type").asText()).isEqualTo("object");
        assertThat(texts(definition.path("required")))
                .doesNotHaveDuplicates()
                .isSubsetOf(fields(definition.get("properties")));
        for (var property : definition.get("properties").properties()) {
            var details = property.getValue();
            assertThat(details.path("description").asText())
                    .as(property.getKey())
                    .isNotBlank();
            assertThat(details.path("title").asText().split(" "))
                    .as(property.getKey())
                    .isNotEmpty()
                    .allMatch(word -> Character.isUpperCase(word.charAt(0)))
                    .doesNotContain("The", "A", "An");
            assertThat(details.path("type").asText()).as(property.getKey()).isIn("string", "integer", "boolean");
        }
    }

    @Test
    void titlesAndDescriptionsTellThemApart() throws IOException {
        var titles = new HashSet<String>();
        var descriptions = new HashSet<String>();
        for (var name : names()) {
            titles.add(kamelet(name).at("/spec/definition/title").asText());
            descriptions.add(kamelet(name).at("/spec/definition/description").asText());
        }
        assertThat(titles).hasSameSizeAs(names());
        assertThat(descriptions).hasSameSizeAs(names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsUsedIsDeclaredAndWhatIsDeclaredIsUsed(String name) throws IOException {
        var kamelet = kamelet(name);
        var used = new TreeSet<String>();
        PARAMETER.matcher(kamelet.at("/spec/template").toString()).results().forEach(found -> used.add(found.group(1)));
        assertThat(used).isEqualTo(fields(properties(kamelet)));
    }

    /** Without a question mark Camel demands a value; with one, the component's own holds where none is given. */
    @ParameterizedTest
    @MethodSource("names")
    void whatIsNeitherRequiredNorHasADefaultMayBeLeftOut(String name) throws IOException {
        var kamelet = kamelet(name);
        var template = kamelet.at("/spec/template").toString();
        var required = texts(kamelet.at("/spec/definition/required"));
        for (var property : properties(kamelet).properties()) {
            boolean given =
                    required.contains(property.getKey()) || property.getValue().has("default");
            assertThat(template).as(property.getKey()).contains((given ? "{{" : "{{?") + property.getKey() + "}}");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void anOptionOfTheComponentIsDescribedAsThere(String name) throws IOException {
        var options = component().get("properties");
        for (var property : properties(kamelet(name)).properties()) {
            var ours = property.getValue();
            var theirs = options.path(property.getKey());
            if (OWN.contains(property.getKey())) {
                assertThat(theirs).as(property.getKey()).isInstanceOf(MissingNode.class);
                continue;
            }
            assertThat(ours.get("title").asText())
                    .isEqualTo(theirs.path("displayName").asText());
            assertThat(ours.get("description").asText())
                    .isEqualTo(theirs.get("description").asText());
            assertThat(ours.get("type").asText())
                    .as(property.getKey())
                    .isEqualTo(
                            switch (theirs.get("type").asText()) {
                                case "enum", "duration" -> "string";
                                default -> theirs.get("type").asText();
                            });
            assertThat(texts(ours.path("enum"))).isEqualTo(texts(theirs.path("enum")));
        }
    }

    /** In both directions: what the component calls secret, and nothing else. */
    @ParameterizedTest
    @MethodSource("names")
    void secretsAreMarked(String name) throws IOException {
        var options = component().get("properties");
        var secrets = new HashSet<String>();
        for (var property : properties(kamelet(name)).properties()) {
            boolean secret = options.path(property.getKey()).path("secret").asBoolean();
            var details = property.getValue();
            assertThat(details.path("format").asText()).as(property.getKey()).isEqualTo(secret ? "password" : "");
            assertThat(texts(details.path("x-descriptors")))
                    .as(property.getKey())
                    .isEqualTo(secret ? List.of("urn:camel:group:credentials") : List.of());
            if (secret) {
                secrets.add(property.getKey());
                assertThat(fields(details)).doesNotContain("example", "default");
            }
        }
        assertThat(secrets)
                .contains("username", "password", "clientSecret", "secretKey", "ledgerUsername", "ledgerPassword");
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatMovesValueDemandsALedger(String name) throws IOException {
        var kamelet = kamelet(name);
        boolean moves = StreamSupport.stream(
                        component().at("/properties/operation/enum").spliterator(), false)
                .map(JsonNode::asText)
                .filter(operation -> operation.matches("(un|bulkA|a)llocate"))
                .anyMatch(
                        operation -> kamelet.at("/spec/template").toString().contains("\"enkash:" + operation + "\""));
        assertThat(moves).isEqualTo(name.endsWith("-sink"));
        assertThat(texts(kamelet.at("/spec/definition/required")).contains("ledgerUrl"))
                .isEqualTo(moves);
        assertThat(fields(properties(kamelet))).doesNotContain("allowVolatileLedger");
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsFedAndEndsAsItsTypeDemands(String name) throws IOException {
        var template = kamelet(name).at("/spec/template");
        if (name.endsWith("-source")) {
            assertThat(template.at("/from/uri").asText()).startsWith("enkash:");
            var steps = template.at("/from/steps");
            assertThat(steps.get(steps.size() - 1).get("to").asText()).isEqualTo("kamelet:sink");
        } else {
            assertThat(template.at("/from/uri").asText()).isEqualTo("kamelet:source");
            assertThat(template.toString()).doesNotContain("kamelet:sink");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsLibrariesAreThoseOfTheProject(String name) throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var dependencies = texts(kamelet(name).at("/spec/dependencies"));
        assertThat(dependencies)
                .doesNotHaveDuplicates()
                .contains("camel:kamelet", "mvn:io.github.camel-enkash:camel-enkash:" + version());
        for (var dependency : dependencies) {
            var parts = dependency.split(":");
            if (dependency.startsWith("camel:")) {
                continue;
            }
            assertThat(parts).hasSize(4).startsWith("mvn");
            assertThat(parts[3])
                    .as(dependency)
                    .isEqualTo(
                            parts[1].equals("io.github.camel-enkash") ? version() : version(pom, parts[1], parts[2]));
        }
    }

    private static String version() throws IOException {
        return component().at("/component/version").asText();
    }

    private static String version(String pom, String group, String artifact) {
        var named = Pattern.compile("<groupId>\\Q" + group + "\\E</groupId>\\s*<artifactId>\\Q" + artifact
                        + "\\E</artifactId>\\s*<version>\\$\\{(.*?)}</version>")
                .matcher(pom);
        assertThat(named.find()).as(artifact).isTrue();
        var value = Pattern.compile("<\\Q" + named.group(1) + "\\E>(.*?)<").matcher(pom);
        assertThat(value.find()).as(named.group(1)).isTrue();
        return value.group(1);
    }

    @ParameterizedTest
    @MethodSource("names")
    void itTellsTheMembersOfWhatItTakesAndGives(String name) throws IOException {
        var types = kamelet(name).at("/spec/dataTypes");
        for (var slot : types.properties()) {
            var shown = slot.getValue().get("default").asText();
            assertThat(slot.getValue().at("/types/" + shown + "/mediaType").asText())
                    .isEqualTo(kamelet(name)
                            .at("/spec/types/" + slot.getKey() + "/mediaType")
                            .asText());
            for (var header : slot.getValue().path("headers").properties()) {
                assertThat(header.getValue().get("description").asText())
                        .isEqualTo(component()
                                .get("headers")
                                .get(header.getKey())
                                .get("description")
                                .asText());
            }
        }
        if (ANSWERS.containsKey(name)) {
            var members = Arrays.stream(ANSWERS.get(name).getRecordComponents())
                    .map(RecordComponent::getName)
                    .filter(member -> !member.equals("raw"))
                    .toList();
            var schema = types.at("/out/types/json/schema");
            if (schema.get("type").asText().equals("array")) {
                assertThat(schema.get("description").asText())
                        .isEqualTo("Objects with the members " + String.join(", ", members) + ".");
            } else {
                assertThat(fields(schema.get("properties"))).isEqualTo(new TreeSet<>(members));
            }
        }
    }

    @Test
    void theMembersOfAnAwardAreThoseThatTheTestsPayBy() throws IOException {
        var shown = kamelet(AllocateSinkTest.KAMELET).at("/spec/dataTypes/in/types/json/schema/properties");
        var paid = fields(new ObjectMapper().readTree(KameletContext.award("HR-1", 1, 10)));
        paid.add("cardId");
        assertThat(fields(shown)).isEqualTo(paid);
    }
}

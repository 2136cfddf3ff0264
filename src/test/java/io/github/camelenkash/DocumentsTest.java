package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.testing.DocumentPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No page leads nowhere: links, the index, and the names of tests, files and options that pages mention. */
class DocumentsTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path TESTS = Path.of("src/test/java");
    private static final DocumentPage INDEX = DocumentPage.of("src/main/docs/index.md");
    private static final DocumentPage RELIABILITY = DocumentPage.of("src/main/docs/reliability.md");
    private static final DocumentPage UPGRADING = DocumentPage.of("src/main/docs/upgrading.md");
    private static final Pattern PROPERTY = Pattern.compile("camel\\.component\\.enkash\\.([A-Za-z]+(?:-[a-z]+)*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static List<DocumentPage> pages() throws IOException {
        return DocumentPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsToAFileOfTheProjectAndAHeadingInIt(DocumentPage page) throws IOException {
        for (var link : page.links()) {
            assertThat(problem(page, link)).as("%s: %s", page, link).isNull();
        }
    }

    /** Null where a link is right. */
    private static String problem(DocumentPage page, String link) throws IOException {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty()
                ? page.file().toAbsolutePath()
                : page.file().toAbsolutePath().resolveSibling(parts[0]).normalize();
        if (!target.startsWith(PROJECT)) {
            return "outside of the project";
        }
        if (!Files.exists(target)) {
            return "no such file";
        }
        if (parts.length == 1) {
            return null;
        }
        var anchors = DocumentPage.of(PROJECT.relativize(target).toString()).anchors();
        return anchors.contains(parts[1]) ? null : "no such heading among " + anchors;
    }

    @Test
    void aWrongLinkIsSeen() throws IOException {
        assertThat(problem(INDEX, "operations.md#answers")).isNull();
        assertThat(problem(INDEX, "operations.md#answer")).startsWith("no such heading");
        assertThat(problem(INDEX, "operation.md")).isEqualTo("no such file");
        assertThat(problem(INDEX, "../../../../x.md")).isEqualTo("outside of the project");
        assertThat(problem(INDEX, "enkash-component.adoc#usage-pay")).isNull();
    }

    @Test
    void thePagesHaveLinks() throws IOException {
        assertThat(pages()).hasSizeGreaterThan(15).allSatisfy(page -> assertThat(page.links())
                .isNotEmpty());
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        var named = new TreeSet<Path>();
        for (var link : INDEX.links()) {
            named.add(INDEX.file().resolveSibling(link.split("#")[0]).normalize());
        }
        assertThat(pages().stream().map(DocumentPage::file).filter(page -> !page.equals(INDEX.file())))
                .allSatisfy(page -> assertThat(named).contains(page));
    }

    /** A page that begins with a list of its sections has each of them there, in their order. */
    @Test
    void aTableOfContentsHasEverySection() throws IOException {
        for (var page : pages()) {
            var listed = Pattern.compile("(?m)^- \\[([^\\]]+)]\\(#[^)]+\\)$")
                    .matcher(page.text())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            if (!listed.isEmpty()) {
                assertThat(listed).as(page.toString()).isEqualTo(sections(page));
            }
        }
    }

    private static List<String> sections(DocumentPage page) throws IOException {
        return Pattern.compile("(?m)^## (.+)$")
                .matcher(page.text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyTestThatAPromiseNamesIsThereAndEveryTestOfTheLaboratoryIsNamed() throws IOException {
        var named = RELIABILITY.rows("promises").stream()
                .flatMap(row -> codes(row.get(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(testClasses("")).containsAll(named);

        var laboratory = new TreeSet<>(testClasses("io/github/camelenkash/lab"));
        laboratory.remove("FaultProxyTest"); // of the laboratory itself
        assertThat(named).containsAll(laboratory);
    }

    private static Set<String> testClasses(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void everyMigrationOfTheLedgerIsNamedInItsOrder() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/resources/io/github/camelenkash/ledger"))) {
            assertThat(UPGRADING.rows("migrations").stream().flatMap(row -> codes(row.get(0))))
                    .isEqualTo(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .map(name -> name.replace(".sql", ""))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void theOptionsThatTheUpgradeNotesNameAreThere() throws IOException {
        var options = Arrays.stream(EnkashConfiguration.class.getDeclaredFields())
                .map(field -> field.getName())
                .toList();
        assertThat(UPGRADING.rows("keys").stream().flatMap(row -> codes(row.get(0))))
                .isNotEmpty()
                .isSubsetOf(options);
    }

    /** In whatever spelling: {@code cardAccountId} or {@code card-account-id}. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyPropertyOfTheComponentThatAPageNamesIsAnOption(DocumentPage page) throws IOException {
        var options = new TreeSet<>(List.of("enabled")); // Spring Boot's switch
        for (var field : EnkashConfiguration.class.getDeclaredFields()) {
            options.add(field.getName().toLowerCase(Locale.ROOT));
        }
        assertThat(PROPERTY.matcher(page.text())
                        .results()
                        .map(found -> found.group(1).replace("-", "").toLowerCase(Locale.ROOT)))
                .isSubsetOf(options);
    }

    @Test
    void theVersionsOfTheUpgradeNotesAreThoseOfTheBuild() throws IOException {
        var build = Files.readString(Path.of("pom.xml"));
        assertThat(UPGRADING.rows("versions")).singleElement().satisfies(row -> assertThat(row)
                .containsExactly(
                        value(build, "firstVersion"),
                        value(build, "camel.version"),
                        value(build, "maven.compiler.release") + " and later",
                        value(build, "spring-boot.version").replaceFirst("\\.\\d+$", "")));
        // What other runtimes bring is held to what they log, by RuntimesIT.
        var runtimes = DocumentPage.of("README.md").block("runtimes");
        for (var page : pages()) {
            assertThat(Pattern.compile("Camel (4\\.\\d+\\.\\d+)")
                            .matcher(page.text().replace(runtimes, ""))
                            .results()
                            .map(found -> found.group(1)))
                    .as(page.toString())
                    .isSubsetOf(value(build, "camel.version"));
        }
    }

    private static String value(String build, String property) {
        int start = build.indexOf("<" + property + ">") + property.length() + 2;
        return build.substring(start, build.indexOf("</" + property + ">"));
    }

    private static Stream<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1));
    }
}

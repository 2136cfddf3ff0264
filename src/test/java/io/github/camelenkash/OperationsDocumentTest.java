package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.camelenkash.api.Data;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page of operations says what the code says: each operation with its call, each record with its members. After a
 * change of a record's javadoc run this test with {@code -Dreadme.write=true} and commit the page.
 */
class OperationsDocumentTest {

    private static final Path PAGE = Path.of("src/main/docs/operations.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) (.*?)(?=@param|\\*/)", Pattern.DOTALL);

    @Test
    void theTableHasEveryOperationWithItsCallAndSection() throws IOException {
        var expected = Arrays.stream(EnkashOperation.values())
                .map(OperationsDocumentTest::columns)
                .toList();

        assertThat(rows("operations").map(row -> row.subList(0, 3)).toList()).isEqualTo(expected);
    }

    @Test
    void theTableSaysOfEachWhatIsReadInferredAndUnknown() throws IOException {
        rows("operations").forEach(row -> assertThat(row)
                .hasSize(6)
                .allSatisfy(column -> assertThat(column).as("%s", row).isNotBlank()));
    }

    @Test
    void everyRecordIsATableOfItsMembers() throws Exception {
        var tables = new StringBuilder();
        for (var record : records()) {
            tables.append(table(record));
        }
        if (Boolean.getBoolean("readme.write")) {
            var page = Files.readString(PAGE);
            Files.writeString(PAGE, page.replace(marked(block("records")), marked(tables.toString())));
        }
        assertThat(block("records"))
                .as("the records of %s; write them with -Dreadme.write=true", PAGE)
                .isEqualTo(tables.toString());
    }

    private static List<String> columns(EnkashOperation operation) {
        var call = operation.performer().declaration(new EnkashConfiguration()).orElse(null);
        if (call == null) {
            return List.of("`" + operation + "`", "the ledger", "–");
        }
        var path = call.path() == null ? "by `pathOverrides`" : "`" + call.path() + "`";
        return List.of("`" + operation + "`", "`" + call.method() + "` " + path, call.section());
    }

    private static List<Class<?>> records() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.camelenkash");
        List<Class<?>> records = new ArrayList<>();
        for (var type : classes) {
            if (type.isAssignableTo(Data.class) && !type.isInterface()) {
                records.add(type.reflect());
            }
        }
        records.sort(java.util.Comparator.comparing(Class::getSimpleName));
        assertThat(records).hasSizeGreaterThan(10).allMatch(Class::isRecord);
        return records;
    }

    private static String table(Class<?> record) throws IOException {
        var meanings = meanings(record);
        var table = new StringBuilder(
                "\n### " + record.getSimpleName() + "\n\n| member | type | meaning |\n|---|---|---|\n");
        for (var component : record.getRecordComponents()) {
            var type = component.getGenericType().getTypeName().replaceAll("[a-z]+\\.", "");
            assertThat(meanings).as("@param of " + record).containsKey(component.getName());
            table.append("| `%s` | %s | %s |\n"
                    .formatted(component.getName(), type.replace("<", "\\<"), meanings.get(component.getName())));
        }
        return table.toString();
    }

    /** What the javadoc says of each member; the compiler does not keep it, so it is read from the source. */
    private static Map<String, String> meanings(Class<?> record) throws IOException {
        var source = Files.readString(SOURCES.resolve(record.getName().replace('.', '/') + ".java"));
        var javadoc = source.substring(source.indexOf("/**"), source.indexOf("public record"));
        var meanings = new HashMap<String, String>();
        var parameter = PARAMETER.matcher(javadoc);
        while (parameter.find()) {
            var text = parameter.group(2).replaceAll("\\s*\\n \\*\\s*", " ").trim();
            meanings.put(parameter.group(1), text.replaceAll("\\{@code ([^}]*)}", "`$1`"));
        }
        return meanings;
    }

    private static java.util.stream.Stream<List<String>> rows(String name) throws IOException {
        return block(name).lines().skip(2).map(line -> Arrays.stream(line.split("\\|"))
                .skip(1)
                .map(String::trim)
                .collect(Collectors.toList()));
    }

    private static String marked(String content) {
        return "<!-- records:start -->\n" + content + "<!-- records:end -->";
    }

    private static String block(String name) throws IOException {
        var page = Files.readString(PAGE);
        var start = "<!-- " + name + ":start -->\n";
        return page.substring(page.indexOf(start) + start.length(), page.indexOf("<!-- " + name + ":end -->"));
    }
}

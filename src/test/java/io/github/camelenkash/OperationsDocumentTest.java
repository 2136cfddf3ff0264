package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.camelenkash.api.Data;
import io.github.camelenkash.ledger.InMemoryLedger;
import io.github.camelenkash.sandbox.Fault;
import io.github.camelenkash.sandbox.Sandbox;
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

    @Test
    void whateverAnOperationAnswersWithIsARecordThatIsATable() throws IOException {
        var tables = block("records");
        var records = records().stream().map(Class::getSimpleName).toList();
        assertThat(records)
                .contains("MovementReceipt", "RowResult", "MovementView", "SettleReport", "ProbeReport", "Check")
                .allSatisfy(record -> assertThat(tables).contains("\n### " + record + "\n"));
    }

    @Test
    void theTableOfBodiesHasEveryOperation() throws IOException {
        assertThat(rows("bodies").map(row -> row.get(0)))
                .containsExactlyElementsOf(Arrays.stream(EnkashOperation.values())
                        .map(operation -> "`" + operation + "`")
                        .toList());
    }

    /** All bodies of the page in its order, against one sandbox, so each is an example that works. */
    @Test
    void everyBodyOfThePageIsAccepted() throws IOException {
        try (var sandbox = new Sandbox();
                var enkash = Enkash.at(sandbox).with(c -> {
                    c.setLedger(new InMemoryLedger());
                    c.setPathOverrides("catalog=/sandbox/catalog,product=/sandbox/product/{productCatalogId}");
                })) {
            sandbox.faults().when(call -> "DOC-6".equals(call.reference()), Fault.NEVER_ARRIVED, 1);
            for (var row : rows("bodies").toList()) {
                var operation = row.get(0).replace("`", "");
                var body = row.get(3).equals("–") ? null : row.get(3).replaceAll("^`|`$", "");
                if (operation.equals("cart")) {
                    // What there is to see.
                    enkash.send(
                            "enkash:addToCart", "{\"productCatalogId\": \"PCDEMO01\", \"items\": {\"PCNDEMO1\": 1}}");
                }
                if (operation.equals("close")) {
                    // What there is to close: coins in doubt.
                    enkash.send(
                            "enkash:allocateCoins",
                            Map.of("requestId", "DOC-6", "event", "WORK_ANNIVERSARY", "userId", "EK1"));
                }

                var exchange = enkash.send("enkash:" + operation, body);

                assertThat(exchange.getException()).as("%s %s", operation, body).isNull();
                assertThat(exchange.getMessage().getBody())
                        .as(operation)
                        .isNotNull()
                        .isNotEqualTo(List.of());
                assertThat(gives(exchange.getMessage().getBody()))
                        .as("what %s gives", operation)
                        .isEqualTo(row.get(2).replace("`", ""));
            }
        }
    }

    /** How the page names an answer: its record, or a list of that. */
    private static String gives(Object answer) {
        return answer instanceof List<?> list
                ? "list of " + list.get(0).getClass().getSimpleName()
                : answer.getClass().getSimpleName();
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
            var type = component.getGenericType().getTypeName().replaceAll("[a-z]+\\.|\\w+\\$", "");
            assertThat(meanings).as("@param of " + record).containsKey(component.getName());
            table.append("| `%s` | %s | %s |\n"
                    .formatted(component.getName(), type.replace("<", "\\<"), meanings.get(component.getName())));
        }
        return table.toString();
    }

    /** What the javadoc says of each member; the compiler does not keep it, so it is read from the source. */
    private static Map<String, String> meanings(Class<?> record) throws IOException {
        var file = record.getName().replaceFirst("\\$.*", "").replace('.', '/');
        var source = Files.readString(SOURCES.resolve(file + ".java"));
        int declaration = source.indexOf("public record " + record.getSimpleName() + "(");
        var javadoc = source.substring(source.lastIndexOf("/**", declaration), declaration);
        var meanings = new HashMap<String, String>();
        var parameter = PARAMETER.matcher(javadoc);
        while (parameter.find()) {
            var text = parameter.group(2).replaceAll("\\s*\\n\\s*\\*\\s*", " ").trim();
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

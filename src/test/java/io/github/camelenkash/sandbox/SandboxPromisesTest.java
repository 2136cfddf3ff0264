package io.github.camelenkash.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever the sandbox claims to do is shown by a test here, and whatever it assumes is named with its section. */
class SandboxPromisesTest {

    private static final Path TESTS = Path.of("src/test/java/io/github/camelenkash/sandbox");
    private static final Path SOURCES = Path.of("src/main/java/io/github/camelenkash/sandbox");

    private static String read(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void everyDocumentedBehaviourIsShown() throws IOException {
        String tests = read(TESTS);

        assertThat(Arrays.stream(Documented.values()))
                .allSatisfy(documented -> assertThat(tests).containsPattern("Documented\\." + documented + "\\b"));
        assertThat(Arrays.stream(Documented.values())).allSatisfy(documented -> {
            assertThat(documented.section()).matches("\\d+(\\.\\d+)?");
            assertThat(documented.words()).isNotBlank();
        });
    }

    @Test
    void everyAssumptionIsSwitchedInATest() throws IOException {
        String tests = read(TESTS);

        assertThat(Assumption.all()).hasSizeGreaterThan(40).allSatisfy(assumption -> {
            assertThat(tests).containsPattern("Assumption\\." + assumption + "\\b");
            assertThat(assumption.section()).matches("\\d+(\\.\\d+)?");
            assertThat(assumption.words()).isNotBlank();
        });
    }

    @Test
    void everyAssumptionIsNamedAfterItsConstant() throws Exception {
        for (Assumption<?> assumption : Assumption.all()) {
            assertThat(Assumption.class.getField(assumption.name()).get(null)).isSameAs(assumption);
        }
    }

    @Test
    void itIsAnIndependentOracle() throws IOException {
        List<String> imports = read(SOURCES)
                .lines()
                .filter(line -> line.startsWith("import "))
                .distinct()
                .toList();

        assertThat(imports)
                .filteredOn(line -> line.contains("io.github.camelenkash."))
                .allMatch(line -> line.contains("io.github.camelenkash.sandbox.")
                        || line.contains("io.github.camelenkash.api.OfflineService"));
        assertThat(imports).noneMatch(line -> line.contains("org.apache.camel"));
    }
}

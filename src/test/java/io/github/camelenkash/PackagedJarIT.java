package io.github.camelenkash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars as a user gets them: what is in them, and a route on Camel Main with the component jar and properties only. */
class PackagedJarIT {

    /** Optional dependencies of ours, which a user of the component jar does not get. */
    private static final List<String> NOT_INHERITED = List.of(
            "fastcsv",
            "flyway",
            "HikariCP",
            "h2-",
            "postgresql-",
            "junit",
            "opentest4j",
            "apiguardian",
            "micrometer",
            "camel-micrometer",
            "camel-telemetry",
            "camel-endpointdsl");

    private static final String ROUTE = """
            - route:
                from:
                  uri: timer:award
                  parameters:
                    repeatCount: 1
                  steps:
                    - setBody:
                        constant: >-
                          {"title": "Ms", "firstName": "Asha", "gender": "F", "email": "asha@example.in",
                           "mobile": "9000000123", "points": 250.50, "reference": "PACKAGED-1"}
                    - to: enkash:allocate
                    - log: "${body.outcome} ${body.otbBalance}"
            """;

    @TempDir
    Path folder;

    @Test
    void aRoutePaysWithTheComponentJarAndPropertiesOnly() throws Exception {
        try (var sandbox = Sandbox.started()) {
            Files.writeString(folder.resolve("route.camel.yaml"), ROUTE);
            writeProperties(sandbox);

            var process = new ProcessBuilder(command())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .start();
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }

            var output = Files.readString(folder.resolve("out.txt"), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(output).isZero();
            assertThat(sandbox.books().credits("PACKAGED-1")).as(output).isEqualTo(1);
        }
    }

    /** As any server that speaks the contract: nothing of the sandbox is on the class path, only its address is known. */
    private void writeProperties(Sandbox sandbox) throws IOException {
        var properties = new Properties();
        sandbox.options().forEach((option, value) -> properties.setProperty("camel.component.enkash." + option, value));
        properties.setProperty("camel.main.routes-include-pattern", "file:" + folder.resolve("route.camel.yaml"));
        properties.setProperty("camel.main.duration-max-messages", "1");
        try (var out = Files.newOutputStream(folder.resolve("application.properties"))) {
            properties.store(out, null);
        }
    }

    private List<String> command() throws IOException {
        var classPath = new ArrayList<String>();
        classPath.add(jar("").toString());
        for (var entry : Files.readString(Path.of("target/runtime-class-path.txt"))
                .trim()
                .split(java.io.File.pathSeparator)) {
            var name = Path.of(entry).getFileName().toString();
            if (NOT_INHERITED.stream().noneMatch(name::startsWith)) {
                classPath.add(entry);
            }
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcamel.main.property-placeholder-location=file:" + folder.resolve("application.properties"),
                "-cp",
                String.join(java.io.File.pathSeparator, classPath),
                "org.apache.camel.main.Main");
    }

    @Test
    void eachJarHoldsItsOwnPackagesOnly() throws IOException {
        assertThat(packages(jar("")))
                .contains(
                        "io/github/camelenkash",
                        "io/github/camelenkash/api",
                        "io/github/camelenkash/client",
                        "io/github/camelenkash/ledger")
                .noneMatch(name -> name.contains("/flows") || name.contains("/sandbox"));
        assertThat(packages(jar("-flows")))
                .contains(
                        "io/github/camelenkash/flows",
                        "io/github/camelenkash/flows/command",
                        "io/github/camelenkash/flows/report")
                .allMatch(name -> name.matches("io/github/camelenkash/flows(/.*)?"));
        assertThat(packages(jar("-sandbox"))).containsOnly("io/github/camelenkash/sandbox");
    }

    @Test
    void theKameletsAreInTheComponentsJarWhereCamelLooksForThem() throws IOException {
        try (var component = new JarFile(jar("").toFile());
                var kamelets = Files.list(Path.of("src/main/resources/kamelets"))) {
            assertThat(kamelets.map(file -> "kamelets/" + file.getFileName()))
                    .hasSize(5)
                    .allSatisfy(name ->
                            assertThat(component.getEntry(name)).as(name).isNotNull());
        }
    }

    @Test
    void whatOnlySomeApplicationsHaveIsOptionalToOsgi() throws IOException {
        try (var component = new JarFile(jar("").toFile())) {
            // A comma within a range of versions is followed by a digit.
            var imports = List.of(component
                    .getManifest()
                    .getMainAttributes()
                    .getValue("Import-Package")
                    .split(",(?=[a-z])"));
            for (var optional : List.of(
                    "org.apache.camel.builder.endpoint",
                    "org.apache.camel.telemetry",
                    "io.micrometer.core.instrument",
                    "org.flywaydb.core")) {
                assertThat(imports)
                        .filteredOn(name -> name.startsWith(optional + ";"))
                        .singleElement()
                        .asString()
                        .contains("resolution:=optional");
            }
        }
    }

    @Test
    void theDevConsoleOfFilesIsInTheirJarOnly() throws IOException {
        var console = "META-INF/services/org/apache/camel/dev-console/enkash-files";
        try (var component = new JarFile(jar("").toFile());
                var flows = new JarFile(jar("-flows").toFile())) {
            assertThat(component.getEntry(console)).isNull();
            assertThat(flows.getEntry(console)).isNotNull();
            assertThat(flows.getEntry("io/github/camelenkash/flows/report/report.ftlh"))
                    .isNotNull();
        }
    }

    private static Path jar(String classifier) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("camel-enkash-[0-9.]+(-SNAPSHOT)?" + classifier + "\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Stream<String> packages(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.lastIndexOf('/')))
                    .distinct()
                    .toList()
                    .stream();
        }
    }
}

package io.github.camelenkash.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelenkash.flows.ExamplesTest;
import io.github.camelenkash.lab.ClusterTest;
import io.github.camelenkash.runtimes.RuntimesIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file in routes/ and examples/ is valid, and is run by a test. */
class RouteFilesTest {

    /** Which test runs which file. A route file that is not here fails the build: write its test first. */
    private static final Map<String, Class<?>> RUN_BY = Map.ofEntries(
            Map.entry(DropFolder.ROUTE, CsvDropTest.class),
            Map.entry(SettleRouteTest.ROUTE, SettleRouteTest.class),
            Map.entry(SpotAwardTest.ROUTE, SpotAwardTest.class),
            Map.entry(MilestonesTest.ROUTE, MilestonesTest.class),
            Map.entry(ExitClawbackTest.ROUTE, ExitClawbackTest.class),
            Map.entry(RedeemLinkTest.ROUTE, RedeemLinkTest.class),
            Map.entry(LowBalanceTest.ROUTE, LowBalanceTest.class),
            Map.entry(SalesIncentiveTest.ROUTE, SalesIncentiveTest.class),
            Map.entry(ParkedReplayTest.ROUTE, ParkedReplayTest.class),
            Map.entry(BulkFestivalTest.ROUTE, BulkFestivalTest.class),
            Map.entry(ReconcileTest.ROUTE, ReconcileTest.class),
            Map.entry(SftpDropTest.ROUTE, SftpDropTest.class),
            Map.entry(ClusterTest.EXAMPLE, ClusterTest.class),
            Map.entry(ExamplesTest.LEAVERS, ExamplesTest.class),
            Map.entry(ExamplesTest.SALES, ExamplesTest.class),
            Map.entry(RuntimesIT.SPRING_BOOT, RuntimesIT.class),
            Map.entry(RuntimesIT.CAMEL_CLI, RuntimesIT.class));

    private static RouteFiles files;

    @BeforeAll
    static void load() throws IOException {
        files = new RouteFiles();
    }

    static List<String> routes() throws IOException {
        return RouteFiles.find(".camel.yaml", "routes", "examples");
    }

    static List<String> properties() throws IOException {
        return RouteFiles.find("application.properties", "routes", "examples");
    }

    @Test
    void everyRouteFileIsRunByATest() throws IOException {
        assertThat(routes()).containsExactlyInAnyOrderElementsOf(RUN_BY.keySet());
    }

    @Test
    void yamlFilesOfRoutesSayByTheirNameThatTheyAre() throws IOException {
        assertThat(Stream.concat(
                        RouteFiles.find(".yaml", "routes", "examples").stream(),
                        RouteFiles.find(".yml", "routes", "examples").stream()))
                .containsExactlyElementsOf(routes());
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteFileIsValid(String file) throws IOException {
        assertThat(files.problems(Files.readString(Path.of(file)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aPropertiesFileIsValid(String file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(Path.of(file))) {
            properties.load(in);
        }
        assertThat(properties.entrySet()).isNotEmpty().allSatisfy(property -> assertThat(files.problem(property))
                .isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- route: {from: {uri: 'direct:x', steps: [{to: 'enkash:pay'}]}}",
                "- route: {from: {uri: 'direct:x', steps: [{to: 'enkash:allocate?colour=red'}]}}",
                "- route: {from: {uri: 'direct:x', steps: [{to: {uri: 'enkash:allocate', parameters: {dryRun: maybe}}}]}}",
                "- route: {from: {uri: 'direct:x', steps: [{to: {uri: enkash, parameters: {operation: pay}}}]}}",
                "- route: {from: {uri: file, parameters: {directoryName: x, readLock: tightly}}}",
                "- route: {from: {uri: 'direct:x', steps: [{to: '{{where:file:x?readLock=tightly}}'}]}}",
                "- route: {from: {uri: 'direct:x', steps: [{toNowhere: 'enkash:balance'}]}}",
                "- route: {form: {uri: 'direct:x'}}"
            })
    void whatIsWrongIsSeen(String yaml) throws IOException {
        assertThat(files.problems(yaml)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camel.component.enkash.colour",
                "camel.component.enkash.dryRun",
                "camel.component.enkash.environment",
                "camel.main.colour",
                "camel.server.colour",
                "camel.jbang.colour",
                "camel.beans"
            })
    void aWrongPropertyIsSeen(String name) {
        assertThat(files.problem(Map.entry(name, "red"))).isNotNull();
    }

    @Test
    void aBeanOfAClassThatIsNotThereIsSeen() {
        assertThat(files.problem(Map.entry("camel.beans.hr", "#class:org.h2.jdbcx.NoSuchSource")))
                .endsWith("no such class");
    }

    @Test
    void aRightPropertyIsAccepted() {
        assertThat(files.problem(Map.entry("camel.component.enkash.dry-run", "true")))
                .isNull();
    }
}
